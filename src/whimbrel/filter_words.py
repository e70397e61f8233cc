"""A filter of events in the words that a person gives: on the command line, to an assistant's tool, in a saved view."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from dataclasses import asdict, dataclass, fields
from datetime import date

from whimbrel.chronicle import EventFilter
from whimbrel.errors import UsageError
from whimbrel.export.countries import country_code
from whimbrel.export.wording import modes
from whimbrel.model import Status

CHECKS = ("right", "wrong", "unchecked")
_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")


@dataclass(frozen=True, slots=True)
class FilterWords:
    """What is asked for, as written; "", 0 and False ask for nothing. `status` and `checked` may hold several
    words with commas.
    """

    since: str = ""
    until: str = ""
    actor: str = ""
    place: str = ""
    type: str = ""
    status: str = ""
    sources_min: int = 0
    text: str = ""
    conflicts: bool = False
    checked: str = ""

    def given(self) -> dict[str, str | int | bool]:
        """Those that ask for something, by name."""
        return {name: value for name, value in asdict(self).items() if value}


def wanted_by(words: FilterWords, mark: str = "") -> EventFilter:
    """The filter that the words ask for. Raises UsageError for a value that cannot be.

    `mark` stands before the names of values in messages: `--` on the command line.
    """
    first, last = period(words.since, words.until, mark)
    return EventFilter(
        since=first,
        until=last,
        actor=words.actor,
        place=country_code(words.place) or words.place,
        type=known_type(words.type),
        status=known_statuses(words.status),
        sources_min=words.sources_min,
        text=words.text,
        conflicts=words.conflicts,
        checked=known_checks(words.checked, mark),
    )


def as_text(words: FilterWords) -> str:
    """The words as JSON, to be kept."""
    return json.dumps(words.given(), ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> FilterWords:
    """The words that `as_text` wrote; names that this version does not know raise UsageError."""
    given = json.loads(text)
    known = {one.name for one in fields(FilterWords)}
    unknown = sorted(given.keys() - known)
    if unknown:
        raise UsageError(f"the view asks for {unknown[0]}, which is not known", remedy="upgrade Whimbrel")
    return FilterWords(**given)


def period(since: str, until: str, mark: str = "") -> tuple[date | None, date | None]:
    """The first and the last day of two dates. Raises UsageError for what is no date or no period."""
    first, last = _day(since, f"{mark}since", last=False), _day(until, f"{mark}until", last=True)
    if first and last and first > last:
        raise UsageError(f"{mark}since {since} is after {mark}until {until}", remedy="swap them")
    return first, last


def known_type(value: str) -> str:
    """A PLOVER type, perhaps with a mode. Raises UsageError."""
    if not value:
        return value
    known = modes()
    type, _, mode = value.partition("/")
    if type.upper() not in known:
        raise UsageError(f"there is no type {type!r}", remedy=f"one of {', '.join(known)}")
    if mode and mode.lower() not in known[type.upper()]:
        choice = ", ".join(known[type.upper()]) or "it has none"
        raise UsageError(f"{type.upper()} has no mode {mode!r}", remedy=f"its modes: {choice}")
    return value


def known_status(value: str) -> str:
    """A status. Raises UsageError."""
    if value and value.lower() not in set(Status):
        raise UsageError(f"there is no status {value!r}", remedy=f"one of {', '.join(Status)}")
    return value


def known_statuses(value: str) -> str:
    """Statuses, joined by commas. Raises UsageError."""
    return ",".join(dict.fromkeys(known_status(word.strip()).lower() for word in value.split(",") if word.strip()))


def known_checks(value: str, mark: str = "") -> tuple[str, ...]:
    """The words of `checked`, with commas between them. Raises UsageError."""
    words = tuple(dict.fromkeys(word.strip().lower() for word in value.split(",") if word.strip()))
    for word in words:
        if word not in CHECKS:
            raise UsageError(f"{mark}checked {word!r}", remedy="right, wrong or unchecked, or some of them with commas")
    return words


def _day(value: str, name: str, *, last: bool) -> date | None:
    """The first or last day of a day, month or year."""
    if not value:
        return None
    match = _DATE.fullmatch(value)
    try:
        if not match:
            raise ValueError(value)
        year = int(match[1])
        month = int(match[2] or (12 if last else 1))
        return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:
        raise UsageError(f"{name} {value!r} is not a date", remedy="write 2022, 2022-08 or 2022-08-13") from None
