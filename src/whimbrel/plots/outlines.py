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

SHAPES = ("web", "static", "vendor", "countries.geojson")  # inside the package

_FINE = 1600  # points that can be told apart along the map
_BEYOND = 40

Ring = tuple[tuple[float, float], ...]
Extent = tuple[float, float, float, float]


def draw_outlines(axes: Axes, extent: Extent) -> None:
    """Draws the shapes that reach into west, east, south, north, as finely as can be seen."""
    west, east, south, north = extent
    rings = outlines()
    step = max(east - west, north - south) / _FINE
    near = [
        _thinned(ring, extent, step)
        for ring in rings
        if min(x for x, _ in ring) < east and max(x for x, _ in ring) > west
        and min(y for _, y in ring) < north and max(y for _, y in ring) > south
    ]  # fmt: skip
    if near:
        axes.add_collection(
            PolyCollection(near, facecolor=PALE, edgecolor=LINE, linewidth=0.7, zorder=1), autolim=False
        )


def _thinned(ring: Ring, extent: Extent, step: float) -> Ring:
    """The ring without points that are too near to the one before to be seen apart, or beyond the map."""
    west, east, south, north = extent
    kept = [ring[0]]
    for x, y in ring[1:-1]:
        seen = west <= x <= east and south <= y <= north
        if max(abs(x - kept[-1][0]), abs(y - kept[-1][1])) >= (step if seen else _BEYOND * step):
            kept.append((x, y))
    return (*kept, ring[-1])


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
