"""Places as the map draws them: an area as wide as the place is vaguely known, never a pin for a country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import asin, atan2, cos, degrees, pi, radians, sin
from typing import Any

from whimbrel.model import Place, Precision

REACH_KM: Mapping[Precision, float] = {  # half the width of what a name of this kind usually covers
    Precision.SITE: 1.0,
    Precision.TOWN: 4.0,
    Precision.DISTRICT: 15.0,
    Precision.PROVINCE: 50.0,
}
_EARTH_KM = 6371.0
_CORNERS = 40


def on_map(place: Place) -> bool:
    """Whether it is known finely enough to be drawn: what is only known by country or region stands in a list."""
    return place.lat is not None and place.lon is not None and place.precision in REACH_KM


def features(counted: Iterable[tuple[Place, int]]) -> list[dict[str, Any]]:
    """GeoJSON (RFC 7946): for each place its area and, with the same properties, its middle."""
    found: list[dict[str, Any]] = []
    for place, count in counted:
        if place.lat is None or place.lon is None or not on_map(place):
            continue
        told = {
            "id": place.id,
            "name": place.name,
            "country": place.country,
            "precision": str(place.precision),
            "events": count,
        }
        area = {"type": "Polygon", "coordinates": [circle(place.lat, place.lon, REACH_KM[place.precision])]}
        middle = {"type": "Point", "coordinates": [place.lon, place.lat]}
        found += [
            {"type": "Feature", "id": len(found) + n, "geometry": shape, "properties": told}
            for n, shape in enumerate((area, middle))
        ]
    return found


def circle(lat: float, lon: float, km: float) -> list[list[float]]:
    """A closed ring of points that lie so far from one, counter-clockwise (the direct problem on a sphere)."""
    away, phi, lam = km / _EARTH_KM, radians(lat), radians(lon)
    ring = []
    for corner in range(_CORNERS):
        bearing = -2 * pi * corner / _CORNERS
        y = asin(sin(phi) * cos(away) + cos(phi) * sin(away) * cos(bearing))
        x = lam + atan2(sin(bearing) * sin(away) * cos(phi), cos(away) - sin(phi) * sin(y))
        ring.append([round(degrees(x), 4), round(degrees(y), 4)])
    return [*ring, ring[0]]
