"""The chronicle as the other stages use it: open, put in, ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, select

from whimbrel.chronicle import actors, opening, reading, record, writing
from whimbrel.chronicle.actors import ActorEntry
from whimbrel.chronicle.filters import EventFilter
from whimbrel.chronicle.light import lighten
from whimbrel.chronicle.schema import EVENTS_DUE, claims, events, notes, problems, reports
from whimbrel.model import Claim, Event, Problem, Report


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a chronicle holds."""

    reports: int
    claims: int
    events: int
    problems: int


class Chronicle:
    """A store of reports, their claims, and the events that these refer to.

    Use `Chronicle.open(path)`, best in a `with` block. Every method raises ChronicleError when the file or disk fails;
    each writing method is one transaction, so that a chronicle is whole at any instant, whatever stops the program.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where

    @classmethod
    def open(cls, target: str | Path = opening.MEMORY, *, create: bool = True, timeout: float = 10.0) -> Self:
        """Opens the chronicle at a path or `sqlite:///` address; without one, an empty one in memory.

        A missing file is made unless `create` is false; an older schema is brought up to date. `timeout` is how many
        seconds to wait for another program's writing. Raises ChronicleError for a file that is not a chronicle (which
        stays untouched), a newer schema, a missing file or folder.
        """
        where = opening.locate(target)
        return cls(opening.connect(where, create=create, timeout=timeout), where)

    def close(self) -> None:
        """Ends the work; the object cannot be used afterwards."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- putting in

    def has_report(self, id: str) -> bool:
        """Whether a report of exactly this id is stored."""
        return bool(self._fetch(select(reports.c.seq).where(reports.c.id == id)))

    def events_due(self) -> bool:
        """Whether reports came in since events were last made, perhaps in a run that was broken off."""
        return bool(self._fetch(select(notes.c.name).where(notes.c.name == EVENTS_DUE)))

    def add(self, report: Report, read: Iterable[Claim] = ()) -> bool:
        """Stores a report and its claims, all or nothing. False when it is already there: then nothing changes."""
        with self._writing() as connection:
            return writing.add_report(connection, report, tuple(read))

    def add_problem(self, problem: Problem) -> bool:
        """Stores a problem once for each file, position and code; False when it is already there."""
        with self._writing() as connection:
            return writing.add_problem(connection, problem)

    def replace_events(self, wanted: Iterable[Event]) -> int:
        """Makes the stored events equal to these in one transaction; returns how many were changed or removed.

        Every claim of an event must be stored. Events that are the same stay untouched. An id that vanishes redirects
        to the event that now holds most of its claims.
        """
        with self._writing() as connection:
            return record.replace_all(connection, wanted)

    # ---- asking

    def tally(self) -> Tally:
        """How many reports, claims, events and problems there are."""
        tables = (reports, claims, events, problems)
        return Tally(*(self._fetch(select(func.count()).select_from(table))[0][0] for table in tables))

    def reports(self, *, text: bool = True) -> Iterator[Report]:
        """Every report, in the order read; with `text=False` without texts and passages, which is cheap."""
        return reading.all_reports(self._fetch, text=text)

    def report(self, id: str, *, text: bool = True) -> Report:
        """The report whose id is `id` or alone begins with it; `text` as for `reports`. Raises UsageError."""
        return reading.one_report(self._fetch, id, text=text)

    def claims(
        self,
        *,
        report: str = "",
        event: str = "",
        type: str = "",
        status: str = "",
        passage: str = "",
        light: bool = False,
    ) -> Iterator[Claim]:
        """Claims in the order read; each condition that is given must hold exactly.

        `light` claims share their equal parts and lack inner spans and confidence parts: the form to merge from.
        """
        wanted: list[ColumnElement[bool]] = []
        given = {"report": report, "type": type.upper(), "status": status.lower(), "passage": passage.lower()}
        wanted += [claims.c[column] == value for column, value in given.items() if value]
        if event:
            wanted.append(reading.claims_of_event(event))
        found = reading.some_claims(self._fetch, *wanted)
        return lighten(found) if light else found

    def claim(self, id: str) -> Claim:
        """The claim whose id is `id` or alone begins with it. Raises UsageError."""
        return reading.one_claim(self._fetch, id)

    def events(self, wanted: EventFilter | None = None) -> Iterator[Event]:
        """Events that meet the filter: newest day first, those without a known day last."""
        return reading.some_events(self._fetch, wanted or EventFilter())

    def event(self, id: str) -> Event:
        """The event whose id is `id` or alone begins with it; merged ids lead to their heir. Raises UsageError."""
        return reading.one_event(self._fetch, id)

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """For claims, by exact id, the ids of the events they belong to."""
        return reading.events_of_claims(self._fetch, claims)

    def actors(self) -> Iterator[ActorEntry]:
        """Everyone who takes part, most events first. Private persons who only suffered something are left out."""
        return actors.all_actors(self._fetch)

    def actor(self, id: str) -> ActorEntry:
        """The actor whose id is `id` or alone begins with it. Raises UsageError."""
        return actors.one_actor(self._fetch, id)

    def problems(self) -> Iterator[Problem]:
        """Inputs set aside or used with a reservation, in the order met."""
        return reading.all_problems(self._fetch)

    # ---- within

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            opening.driver_errors(self.where),
            self._engine.connect().execution_options(write=True) as connection,
            connection.begin(),
        ):
            yield connection

    def _fetch(self, query: Select[Any]) -> list[Any]:
        with opening.driver_errors(self.where), self._engine.connect() as connection:
            return list(connection.execute(query))
