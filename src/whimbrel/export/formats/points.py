"""Where a place may be shown as a point, and what its country is called elsewhere."""

from __future__ import annotations

from whimbrel.almanac.states import load_states
from whimbrel.model import Place, Precision

_POINTS = (Precision.SITE, Precision.TOWN, Precision.DISTRICT)


def is_point(place: Place) -> bool:
    """Whether the place is known finely enough, and on earth."""
    if place.precision not in _POINTS or place.lat is None or place.lon is None:
        return False
    return abs(place.lat) <= 90 and abs(place.lon) <= 180


def alpha2(country: str | None) -> str:
    """ISO 3166-1 alpha-2 for alpha-3; "" for none and for what has no such code."""
    state = load_states().by_id.get(country or "")
    return state.alpha2 if state and len(state.alpha2) == 2 else ""
