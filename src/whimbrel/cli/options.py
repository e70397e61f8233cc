"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import inspect
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from whimbrel.errors import UsageError

if TYPE_CHECKING:
    from whimbrel.chronicle import EventFilter

_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")


class Format(StrEnum):
    """How a listing is written."""

    table = "table"
    json = "json"
    ndjson = "ndjson"
    csv = "csv"


class Detail(StrEnum):
    """How one record is written."""

    text = "text"
    json = "json"


class Sheet(StrEnum):
    """How tables that belong together are written."""

    table = "table"
    json = "json"


ChronicleOption = Annotated[
    str,
    typer.Option("--chronicle", "-c", envvar="WHIMBREL_CHRONICLE", metavar="FILE", help="The chronicle to use."),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="table for people, the others for programs.")]
DetailOption = Annotated[Detail, typer.Option("--format", "-f", help="text for people, json for programs.")]
SheetOption = Annotated[Sheet, typer.Option("--format", "-f", help="table for people, json for programs.")]
SinceOption = Annotated[
    str, typer.Option(metavar="DATE", help="Events that may be on or after this day, month or year (2022-08-13, 2022).")
]
UntilOption = Annotated[str, typer.Option(metavar="DATE", help="Events that may be on or before it.")]
ActorOption = Annotated[str, typer.Option(metavar="WHO", help="An actor's id, or words of a name as written anywhere.")]
PlaceOption = Annotated[str, typer.Option(metavar="WHERE", help="Words of a place's name, its id, or a country (LBN).")]
TypeOption = Annotated[str, typer.Option(metavar="TYPE", help="A PLOVER type, with or without mode: ASSAULT/aerial.")]
StatusOption = Annotated[str, typer.Option(metavar="STATUS", help="happened, planned, denied, …")]
StatusesOption = Annotated[
    str, typer.Option("--status", metavar="STATUS", help="happened, planned, denied, …; or some with commas.")
]
SourcesOption = Annotated[int, typer.Option(min=0, metavar="N", help="Told by at least so many outlets.")]
TextOption = Annotated[str, typer.Option(metavar="WORDS", help="Words that occur in its names or quoted sentences.")]
LexiconOption = Annotated[
    str,
    typer.Option(envvar="WHIMBREL_LEXICON", metavar="DIR", help="A folder of words of your own (see the handbook)."),
]
AlmanacOption = Annotated[
    str,
    typer.Option(
        envvar="WHIMBREL_ALMANAC", metavar="FILE",
        help="Actors made by `import-actors`; the chronicle remembers it. `none` forgets it.",
    ),
]  # fmt: skip
PlacesOption = Annotated[
    str,
    typer.Option(
        envvar="WHIMBREL_PLACES", metavar="FILE",
        help="A gazetteer made by `import-places`; the chronicle remembers it. `none` forgets it.",
    ),
]  # fmt: skip
CheckedOption = Annotated[
    str,
    typer.Option(
        metavar="WORDS", help="right, wrong or unchecked, or some with commas: right,unchecked leaves wrong out."
    ),
]
ConflictsOption = Annotated[bool, typer.Option("--conflicts", help="Only events on which sources differ.")]

DEFAULT_CHRONICLE = "chronicle.db"

_NARROWING: dict[str, tuple[Any, Any]] = {  # the options that narrow events, with what they are when not given
    "since": (SinceOption, ""),
    "until": (UntilOption, ""),
    "actor": (ActorOption, ""),
    "place": (PlaceOption, ""),
    "type": (TypeOption, ""),
    "status": (StatusesOption, ""),
    "sources_min": (SourcesOption, 0),
    "text": (TextOption, ""),
    "conflicts": (ConflictsOption, False),
    "checked": (CheckedOption, ""),
}


def narrowed(command: Callable[..., None]) -> Callable[..., None]:
    """A command with all the options that narrow events, in the place of its parameter `wanted`, an EventFilter."""
    hints = get_type_hints(command, localns={"EventFilter": Any}, include_extras=True)
    parameters: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(command).parameters.items():
        if name == "wanted":
            kind = inspect.Parameter.KEYWORD_ONLY
            for option, (annotation, default) in _NARROWING.items():
                parameters.append(inspect.Parameter(option, kind, default=default, annotation=annotation))
        else:
            parameters.append(parameter.replace(annotation=hints[name]))

    @wraps(command)
    def run(**given: Any) -> None:
        wanted = event_filter(**{option: given.pop(option) for option in _NARROWING})
        command(wanted=wanted, **given)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def event_filter(
    *,
    since: str,
    until: str,
    actor: str,
    place: str,
    type: str,
    status: str,
    sources_min: int,
    text: str,
    conflicts: bool,
    checked: str,
) -> EventFilter:
    """The filter that these options ask for. Raises UsageError for a value that cannot be."""
    from whimbrel.chronicle import EventFilter  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.export.countries import country_code  # noqa: PLC0415 - the almanac

    first, last = period(since, until)
    return EventFilter(
        since=first,
        until=last,
        actor=actor,
        place=country_code(place) or place,
        type=known_type(type),
        status=known_statuses(status),
        sources_min=sources_min,
        text=text,
        conflicts=conflicts,
        checked=_known_checks(checked),
    )


def period(since: str, until: str) -> tuple[date | None, date | None]:
    """The first and the last day that these two options ask for. Raises UsageError for what is no date or period."""
    first, last = _day(since, "--since", last=False), _day(until, "--until", last=True)
    if first and last and first > last:
        raise UsageError(f"--since {since} is after --until {until}", remedy="swap them")
    return first, last


def known_type(value: str) -> str:
    """A PLOVER type, perhaps with a mode. Raises UsageError."""
    from whimbrel.export.wording import modes  # noqa: PLC0415

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
    from whimbrel.model import Status  # noqa: PLC0415

    if value and value.lower() not in set(Status):
        raise UsageError(f"there is no status {value!r}", remedy=f"one of {', '.join(Status)}")
    return value


def known_statuses(value: str) -> str:
    """Statuses, joined by commas. Raises UsageError."""
    return ",".join(dict.fromkeys(known_status(word.strip()).lower() for word in value.split(",") if word.strip()))


def known_passage(value: str) -> str:
    """A kind of passage. Raises UsageError."""
    from whimbrel.model import PassageKind  # noqa: PLC0415

    if value and value.lower() not in set(PassageKind):
        raise UsageError(f"there is no passage {value!r}", remedy=f"one of {', '.join(PassageKind)}")
    return value


def _known_checks(value: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(word.strip().lower() for word in value.split(",") if word.strip()))
    for word in words:
        if word not in ("right", "wrong", "unchecked"):
            raise UsageError(f"--checked {word!r}", remedy="right, wrong or unchecked, or some of them with commas")
    return words


def _day(value: str, option: str, *, last: bool) -> date | None:
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
        raise UsageError(f"{option} {value!r} is not a date", remedy="write 2022, 2022-08 or 2022-08-13") from None
