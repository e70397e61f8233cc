"""The shapes of countries behind a map, where the installation has them: GeoJSON that the web server ships."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from whimbrel.plots.style import LINE, PALE

SHAPES = ("web", "static", "vendor", "countries.json")  # inside the package

Ring = tuple[tuple[float, float], ...]


def draw_outlines(axes: Axes, extent: tuple[float, float, float, float]) -> bool:
    """Draws the shapes that reach into west, east, south, north; False where there are none to draw from."""
    west, east, south, north = extent
    rings = outlines()
    near = [
        ring
        for ring in rings
        if min(x for x, _ in ring) < east and max(x for x, _ in ring) > west
        and min(y for _, y in ring) < north and max(y for _, y in ring) > south
    ]  # fmt: skip
    if near:
        axes.add_collection(
            PolyCollection(near, facecolor=PALE, edgecolor=LINE, linewidth=0.7, zorder=1), autolim=False
        )
    return bool(rings)


@cache
def outlines() -> tuple[Ring, ...]:
    """The outer lines of all countries; none where the file is not there or cannot be read."""
    try:
        found = json.loads(files("whimbrel").joinpath(*SHAPES).read_text(encoding="utf-8"))
        return tuple(_rings(found["features"]))
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _rings(features: Sequence[Any]) -> Iterator[Ring]:
    for feature in features:
        shape = feature["geometry"] or {"type": "", "coordinates": []}
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for polygon in polygons:
            yield tuple((float(point[0]), float(point[1])) for point in polygon[0])
