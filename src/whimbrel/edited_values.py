"""What a person types as the right value of an event's field, read and checked."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.actors import nearest, no_actor
from whimbrel.errors import UsageError
from whimbrel.export.wording import modes
from whimbrel.merge.decided import COUNTS, Value
from whimbrel.merge.numbers import count_key
from whimbrel.model import Count, Participant, Status, When

UNKNOWN = "unknown"
EDITABLE = ("when", "place", "type", "mode", "status", "actors", "recipients", *COUNTS)
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_COUNT = re.compile(r"(\d{1,9})(?:(\+)|\s*(?:-|–|to|\.\.)\s*(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Edited:
    """A value with its canonical form and the words for people, as `FieldValue` has them."""

    noun: Value | None
    key: str
    label: str


def edited(field: str, text: str, chronicle: Chronicle, almanac: Almanac, places: Callable[[], Gazetteer]) -> Edited:
    """The value that a text stands for. `places` opens the gazetteer. Raises UsageError, with what would do."""
    said = " ".join(text.split())[:300]
    if field not in EDITABLE:
        raise UsageError(f"there is no field {field[:40]!r}", remedy=f"one of {', '.join(EDITABLE)}")
    if field == "when":
        return _when(said)
    if field == "place":
        return _place(said, places())
    if field == "status":
        if said.lower() not in set(Status):
            raise UsageError(f"there is no status {said!r}", remedy=f"one of {', '.join(Status)}")
        return Edited(Status(said.lower()), said.lower(), said.lower())
    if field in ("actors", "recipients"):
        return _parties(said, chronicle, almanac)
    if field in COUNTS:
        return _count(said)
    return _kind(field, said)


def _when(said: str) -> Edited:
    if said.lower() == UNKNOWN:
        return Edited(When(None, None, None, "decided", relative="not known"), "? not known", "not known")
    first: date | None
    last: date | None
    start, slash, end = said.partition("/")
    if not slash:
        first, last = _days(said)
    else:
        first = None if start in ("", "..") else _days(start)[0]
        last = None if end in ("", "..") else _days(end)[1]
        if first is None and last is None:
            raise _no_date(said)
    if first and last and first > last:
        raise UsageError(f"{said!r} ends before it begins", remedy="write the earlier day first")
    return Edited(When(said, first, last, "decided", text=said), said, said)


def _days(said: str) -> tuple[date, date]:
    match = _DAY.fullmatch(said)
    if not match:
        raise _no_date(said)
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
        return first, date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        raise _no_date(said) from None


def _no_date(said: str) -> UsageError:
    return UsageError(
        f"{said!r} is not a date", remedy="write 2022, 2022-08, 2022-08-13, 2022-08-13/2022-08-15, or unknown"
    )


def _place(said: str, places: Gazetteer) -> Edited:
    if said.lower() == UNKNOWN:
        return Edited(None, "", "not known")
    by_id = places.place(said)
    if by_id is not None:
        return Edited(by_id.place, by_id.place.id, by_id.place.name)
    name, _, within = said.partition(",")
    country = places.country(within.strip()) if within.strip() else None
    if within.strip() and not country:
        raise UsageError(f"there is no country {within.strip()[:60]!r}", remedy="write NAME, COUNTRY or a place's id")
    found = places.find(name.strip(), (country,) if country else ())
    if country:
        found = [place for place in found if place.country == country]
    if not found:
        raise UsageError(
            f"there is no place {said[:60]!r}", remedy="write NAME, COUNTRY; or a place's id, as records have it"
        )
    return Edited(found[0], found[0].id, found[0].name)


def _parties(said: str, chronicle: Chronicle, almanac: Almanac) -> Edited:
    if said.lower() == UNKNOWN:
        return Edited((), "", "not known")
    found = [_party(id, chronicle, almanac) for id in re.split(r"[,\s]+", said) if id]
    return Edited(tuple(found), " ".join(who.id for who in found), ", ".join(who.name for who in found))


def _party(id: str, chronicle: Chronicle, almanac: Almanac) -> Participant:
    actor = almanac.actor(id)
    if actor is not None:
        return Participant(id, actor.name, actor.kind, actor.country, almanac.sector_on(id))
    head = chronicle.party(id)
    if head is None:
        raise no_actor(id, nearest(id, [*(entry.id for entry in chronicle.actors(words=False)), *almanac.ids()]))
    return Participant(head.id, head.name, head.kind, head.country, head.sector)


def _count(said: str) -> Edited:
    match = _COUNT.fullmatch(said)
    if not match:
        raise UsageError(f"{said!r} is not a number", remedy="write 12, 10-12, or 12+ for at least twelve")
    low = int(match[1])
    high = None if match[2] else int(match[3]) if match[3] else low
    if high is not None and high < low:
        raise UsageError(f"{said!r} ends before it begins", remedy="write the smaller number first")
    count = Count(low, high, said)
    return Edited(count, count_key(count), said)


def _kind(field: str, said: str) -> Edited:
    known = modes()
    if field == "type":
        if said.upper() not in known:
            raise UsageError(f"there is no type {said!r}", remedy=f"one of {', '.join(known)}")
        return Edited(said.upper(), said.upper(), said.upper())
    if said and said.lower() not in {mode for found in known.values() for mode in found}:
        raise UsageError(f"there is no mode {said!r}", remedy="as `whimbrel events --type TYPE/` names them")
    return Edited(said.lower(), said.lower(), said.lower())
