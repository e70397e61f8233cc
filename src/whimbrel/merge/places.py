"""Do two places agree? Compared with their precision in mind: a town lies in a province, it does not contradict it."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from whimbrel.model import Place, Precision

REACH_KM = {
    Precision.SITE: 5.0,
    Precision.TOWN: 15.0,
    Precision.DISTRICT: 40.0,
    Precision.PROVINCE: 160.0,
    Precision.REGION: 300.0,
    Precision.COUNTRY: 1500.0,
}
RARITY = {  # how much it tells that two tellings share a place of this precision; 1 the most
    Precision.SITE: 0.9,
    Precision.DISTRICT: 0.7,
    Precision.TOWN: 0.6,
    Precision.PROVINCE: 0.4,
    Precision.REGION: 0.3,
    Precision.COUNTRY: 0.2,
}
BORDER_KM = 40.0  # disputed and border places carry the one country or the other
FINE = frozenset({Precision.SITE, Precision.TOWN, Precision.DISTRICT})
ORDER = list(Precision)


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance (haversine, radius 6,371 km) or None where a point is not known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (a.lat, a.lon, b.lat, b.lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def rarity(place: Place) -> float:
    """How much it tells that two tellings share this place: a country is in most of them, a village in few."""
    return RARITY[place.precision]


def agreement(a: Place, b: Place) -> float:
    """1 the same place, .3–.8 one can lie in the other, 0 nothing known, -1 they cannot be the same."""
    if a.id == b.id:
        return 1.0 if a.precision in FINE else 0.6 if a.precision is not Precision.COUNTRY else 0.3
    apart = distance_km(a, b)
    if a.country and b.country and a.country != b.country and (apart is None or apart > BORDER_KM):
        return -1.0
    if Precision.COUNTRY in {a.precision, b.precision}:
        return 0.2 if a.country and a.country == b.country else 0.0
    if apart is None:
        return 0.0
    if a.precision in FINE and b.precision in FINE:
        return 0.6 if apart <= 12 else 0.2 if apart <= 40 else -1.0
    reach = max(REACH_KM[a.precision], REACH_KM[b.precision])
    return 0.4 if apart <= reach else -1.0 if apart > 2 * reach else 0.0


def best_agreement(left: tuple[Place, ...], right: tuple[Place, ...]) -> float:
    """The best agreement of any two; 0 when a side has none. Where both name towns, the towns decide."""
    fine = [tuple(place for place in side if place.precision in FINE) for side in (left, right)]
    if fine[0] and fine[1]:
        left, right = fine
    return max((agreement(a, b) for a in left for b in right), default=0.0)


def fineness(place: Place) -> int:
    """0 for a site to 5 for a country."""
    return ORDER.index(place.precision)
