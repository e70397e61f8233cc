"""The Python API: read reports, walk through the chronicle, hand it to pandas or polars, write the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from whimbrel.api_actors import ActorsApi
from whimbrel.api_digest import DigestApi
from whimbrel.api_events import EventsApi
from whimbrel.api_exports import ExportsApi
from whimbrel.api_panels import PanelsApi
from whimbrel.api_plots import PlotsApi
from whimbrel.api_timeline import TimelineApi
from whimbrel.api_watching import WatchingApi
from whimbrel.behind import claim_records, dossiers
from whimbrel.chronicle import EventFilter
from whimbrel.chronicle.opening import MEMORY
from whimbrel.errors import UsageError
from whimbrel.export.actors import actor_record
from whimbrel.export.dossier import Dossier
from whimbrel.export.flat import header, row
from whimbrel.export.quotes import quote_record
from whimbrel.export.record import (
    Record,
    event_record,
    problem_record,
    report_record,
)
from whimbrel.model import Event, Report

if TYPE_CHECKING:
    from whimbrel.coder import Knowledge
    from whimbrel.coder.explanation import Explanation
    from whimbrel.coder.quotes import Attribution
    from whimbrel.dating import Dating
    from whimbrel.pipeline import Progress

__all__ = ["NOUNS", "Chronicle", "claim_records", "dossiers", "open_chronicle", "read"]

NOUNS = ("event", "claim", "report", "actor", "quote", "problem")
_NEWEST = 10  # events that a notebook shows of a chronicle


class Chronicle(ActorsApi, DigestApi, EventsApi, ExportsApi, PanelsApi, PlotsApi, TimelineApi, WatchingApi):
    """A chronicle to work with in Python. Iterating gives its events, newest day first."""

    _knowledge: Knowledge | None = None  # what `explain` reads with; loaded when first asked

    def __iter__(self) -> Iterator[Event]:
        return self.events()

    def _repr_html_(self) -> str:
        from whimbrel.export.cards.cards import Figures, chronicle_card  # noqa: PLC0415 - Jinja

        held = self.tally()
        newest = tuple(islice(self.events(), _NEWEST))
        return chronicle_card(Figures(held.reports, held.claims, held.events, held.problems, newest))

    def dossier(self, event: str) -> Dossier:
        """An event with its claims, their reports and the events it leads to, by id or unique beginning of one.

        A notebook shows it as a table of what each source says. Raises UsageError.
        """
        return next(dossiers(self, [self.event(event)]))

    def records(self, noun: str = "event", wanted: EventFilter | None = None) -> Iterator[Record]:
        """Plain dicts of a noun (event, claim, report, actor, quote or problem), as in NDJSON; `wanted` narrows events.

        Raises UsageError for another word.
        """
        match noun.removesuffix("s"):
            case "event":
                return (event_record(event) for event in self.events(wanted))
            case "claim":
                return claim_records(self, self.claims())
            case "report":
                return (report_record(report) for report in self.reports(text=False))
            case "actor":
                return (actor_record(entry) for entry in self.actors())
            case "quote":
                return self.quote_records()
            case "problem":
                return (problem_record(problem) for problem in self.problems())
        raise UsageError(f"there are no {noun!r} records", remedy=f"ask for one of {', '.join(NOUNS)}")

    def quotes(self, *, report: str = "", speaker: str = "", text: str = "") -> Iterator[Attribution]:
        """Who says what, in the order the reports were read; each condition that is given must hold.

        `report` is an id or its beginning, `speaker` an actor's id or words of a name, `text` words of what is said.
        Read from the stored texts when asked, so the models are loaded first. Raises UsageError for an unknown report.
        """
        return (quote for _, quote in self._quotes(report, speaker, text))

    def quote_records(self, *, report: str = "", speaker: str = "", text: str = "") -> Iterator[Record]:
        """The same as `quotes`, as plain dicts."""
        return (quote_record(quote, told) for told, quote in self._quotes(report, speaker, text))

    def _quotes(self, report: str, speaker: str, text: str) -> Iterator[tuple[Report, Attribution]]:
        from whimbrel.knowing import knowledge_of  # noqa: PLC0415 - loads the models
        from whimbrel.quoting import find_quotes  # noqa: PLC0415

        chosen = iter([self.report(report)]) if report else self.reports()
        now = self.identities()
        knowledge = knowledge_of(self)
        return find_quotes(chosen, knowledge, speaker=now.of(speaker), text=text, known=now.participant)

    def dating(self, report: Report) -> Dating | None:
        """Why an undated report is taken to be of the days it is: reckoned anew from its text. None for a dated one."""
        from whimbrel.dating import date_report  # noqa: PLC0415
        from whimbrel.knowing import almanac_of  # noqa: PLC0415 - reads the data files

        published = report.published
        if published is not None and published.latest is not None and published.how != "inferred":
            return None
        return date_report(report, almanac_of(self))

    def to_pandas(self, noun: str = "event") -> Any:
        """A pandas DataFrame, one row for each of a noun, with the columns of the CSV export.

        Raises UsageError where pandas is not installed.
        """
        pandas = _library("pandas")
        frame = pandas.DataFrame(self._rows(noun), columns=header(noun.removesuffix("s")))
        for name in ("earliest", "latest"):
            if name in frame:
                frame[name] = pandas.to_datetime(frame[name], errors="coerce")
        return frame

    def to_polars(self, noun: str = "event") -> Any:
        """A polars DataFrame, one row for each of a noun, with the columns of the CSV export.

        Raises UsageError where polars is not installed.
        """
        polars = _library("polars")
        columns = header(noun.removesuffix("s"))
        frame = polars.DataFrame(self._rows(noun), schema=columns, orient="row", infer_schema_length=None)
        dates = [name for name in ("earliest", "latest") if name in columns]
        return frame.with_columns(polars.col(name).cast(polars.String).str.to_date("%Y-%m-%d") for name in dates)

    def explain(self, claim: str, *, knowledge: Knowledge | None = None) -> Explanation:
        """Why a claim is as it is: its sentence, parse, lexicon entries, and each value with its words and rule.

        The report is read again by the code of today, with `knowledge` where given (a lexicon of one's own). Raises
        UsageError for an unknown id and DataError when a knowledge file is broken.
        """
        from whimbrel.coder.explain import explain  # noqa: PLC0415 - the models
        from whimbrel.knowing import knowledge_of  # noqa: PLC0415

        found = self.claim(claim, as_read=True)
        if knowledge is None:
            knowledge = self._knowledge = self._knowledge or knowledge_of(self)
        return explain(found, self.report(found.report), knowledge)

    def write_page(
        self,
        target: str | Path | TextIO,
        wanted: EventFilter | None = None,
        *,
        title: str = "Chronicle",
        limit: int = 0,
    ) -> int:
        """Writes the self-contained HTML page of the events that meet the filter; returns how many it holds.

        With `limit` only so many of the newest; the page then says that there are more.

        A file is replaced only when the whole page is written. Raises OSError when it cannot be.
        """
        from whimbrel.export.page import save_page, write_page  # noqa: PLC0415 - Jinja is needed only here

        found = dossiers(self, self.events(wanted))
        if isinstance(target, str | Path):
            return save_page(Path(target), found, title=title, limit=limit)
        return write_page(target, found, title=title, limit=limit)

    def _rows(self, noun: str) -> list[list[Any]]:
        return [row(noun.removesuffix("s"), record) for record in self.records(noun)]


def read(
    paths: str | Path | Iterable[str | Path],
    chronicle: Chronicle | str | Path | None = None,
    *,
    stdin: BinaryIO | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    lexicon: str | Path | None = None,
    workers: int = 1,
    on: str = "",
    shards: str | Path | None = None,
) -> Chronicle:
    """Reads reports (files, folders, `-` for `stdin`) into a chronicle and returns it, its events made.

    Without `chronicle` it is kept in memory; a path opens or makes a file. Reading the same reports again changes
    nothing. What cannot be used is listed by `problems()`. `lexicon` is a folder with words of one's own, which stand
    before the shipped ones. `workers` is how many processes code; `on` a Ray cluster ("ray", "ray://HOST:PORT") that
    codes into a folder `shards`, which all its machines see: the outcome is the same. Raises ChronicleError, DataError
    for a lexicon that cannot be read, ClusterError for workers that cannot be used, UsageError for what cannot be.
    """
    from whimbrel.scale.reading import read as run  # noqa: PLC0415 - loads the models

    chosen: Sequence[str | Path] = [paths] if isinstance(paths, str | Path) else list(paths)
    kept = chronicle if isinstance(chronicle, Chronicle) else Chronicle.open(chronicle or MEMORY)
    run(chosen, kept, stdin=stdin, on_progress=on_progress, lexicon=lexicon, workers=workers, on=on, shards=shards)
    return kept


def open_chronicle(path: str | Path) -> Chronicle:
    """Opens a chronicle that is there already. Raises ChronicleError when it is not, or is not one."""
    return Chronicle.open(path, create=False)


def _library(name: str) -> Any:
    from importlib import import_module  # noqa: PLC0415

    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed", remedy="pip install 'whimbrel[frames]'") from error
