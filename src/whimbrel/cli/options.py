"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from whimbrel.errors import UsageError

if TYPE_CHECKING:
    from whimbrel.api import Chronicle
    from whimbrel.chronicle import EventFilter


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


class Log(StrEnum):
    """Whether a command that runs for long logs what happens."""

    none = "none"
    json = "json"


LogOption = Annotated[
    Log,
    typer.Option("--log", envvar="WHIMBREL_LOG", help="json: what happens, a JSON object a line on standard error."),
]
LimitOption = Annotated[int, typer.Option(min=0, metavar="N", help="At most so many; 0 for all.")]
ChronicleOption = Annotated[
    str,
    typer.Option(
        "--chronicle", "-c", envvar="WHIMBREL_CHRONICLE", metavar="FILE",
        help="The chronicle to use: a file, or a postgresql:// address.",
    ),
]  # fmt: skip
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
WorkersOption = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Code with so many processes; one, or all processors of a cluster, if not."),
]
OnOption = Annotated[
    str,
    typer.Option(
        envvar="WHIMBREL_ON", metavar="CLUSTER",
        help="Code on a Ray cluster: ray (begun here), ray://auto or ray://HOST:PORT. Needs the extra `cluster`.",
    ),
]  # fmt: skip
ShardsOption = Annotated[
    str,
    typer.Option(
        envvar="WHIMBREL_SHARDS", metavar="DIR",
        help="With --on: a folder that all machines see, for what is coded. Without it one beside the chronicle.",
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
    """A command with all the options that narrow events, in the place of its parameter `wanted`, an EventFilter, or
    `asked`, the words as they were given, by name."""
    hints = get_type_hints(command, localns={"EventFilter": Any}, include_extras=True)
    taken = "asked" if "asked" in hints else "wanted"
    parameters: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(command).parameters.items():
        if name == taken:
            kind = inspect.Parameter.KEYWORD_ONLY
            for option, (annotation, default) in _NARROWING.items():
                parameters.append(inspect.Parameter(option, kind, default=default, annotation=annotation))
        else:
            parameters.append(parameter.replace(annotation=hints[name]))

    @wraps(command)
    def run(**given: Any) -> None:
        asked = {option: given.pop(option) for option in _NARROWING}
        command(**{taken: asked if taken == "asked" else event_filter(**asked)}, **given)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def event_filter(**given: Any) -> EventFilter:
    """The filter that these options ask for. Raises UsageError for a value that cannot be."""
    from whimbrel.filter_words import FilterWords, wanted_by  # noqa: PLC0415 - SQLAlchemy, the almanac

    return wanted_by(FilterWords(**given), "--")


def period(since: str, until: str) -> tuple[date | None, date | None]:
    """The first and the last day that these two options ask for. Raises UsageError for what is no date or period."""
    from whimbrel.filter_words import period  # noqa: PLC0415

    return period(since, until, "--")


def known_type(value: str) -> str:
    """A PLOVER type, perhaps with a mode. Raises UsageError."""
    from whimbrel.filter_words import known_type  # noqa: PLC0415

    return known_type(value)


def known_status(value: str) -> str:
    """A status. Raises UsageError."""
    from whimbrel.filter_words import known_status  # noqa: PLC0415

    return known_status(value)


def known_statuses(value: str) -> str:
    """Statuses, joined by commas. Raises UsageError."""
    from whimbrel.filter_words import known_statuses  # noqa: PLC0415

    return known_statuses(value)


def known_passage(value: str) -> str:
    """A kind of passage. Raises UsageError."""
    from whimbrel.model import PassageKind  # noqa: PLC0415

    if value and value.lower() not in set(PassageKind):
        raise UsageError(f"there is no passage {value!r}", remedy=f"one of {', '.join(PassageKind)}")
    return value


def opened_chronicle(chronicle: str) -> Chronicle:
    """The chronicle that a command works on."""
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy

    return open_chronicle(chronicle)
