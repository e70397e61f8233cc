"""Where an outlet is at home, learned from the places that its own reports are about."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.almanac.gazetteer_near import kilometres
from whimbrel.model import Place, Precision

_LOCAL_KM = 120.0
_FEWEST = 4
_SHARE = 0.35  # of an outlet's places that must lie together; a world outlet has no home that helps
_SAMPLE = 400


def outlet_home(places: Sequence[Place]) -> Place | None:
    """The place (a town, district or site of `places`) around which most of them lie; None for few or scattered places.

    Give every place of every report of one outlet, repeated as often as it was found.
    """
    local = [p for p in places if p.lat is not None and p.precision in _POINTS][:_SAMPLE]
    best, most = None, 0
    seen: set[str] = set()
    for centre in local:
        if centre.id in seen:
            continue
        seen.add(centre.id)
        count = sum(_close(centre, other) for other in local)
        if count > most:
            best, most = centre, count
    return best if best and most >= _FEWEST and most >= _SHARE * len(local) else None


_POINTS = (Precision.TOWN, Precision.DISTRICT, Precision.SITE)


def _close(a: Place, b: Place) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return kilometres(a.lat, a.lon, b.lat, b.lon) < _LOCAL_KM
