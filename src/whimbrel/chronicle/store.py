"""The chronicle as the other stages use it: open, put in, ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, delete, func, insert, select

from whimbrel.chronicle import reading, record, writing
from whimbrel.chronicle.asking_actors import AskingActors
from whimbrel.chronicle.asking_changes import AskingChanges
from whimbrel.chronicle.asking_reports import AskingReports
from whimbrel.chronicle.change_log import not_before
from whimbrel.chronicle.clock import utc_now
from whimbrel.chronicle.copying import Copied, copy_rows
from whimbrel.chronicle.decisions import append, stored
from whimbrel.chronicle.followed import Followed
from whimbrel.chronicle.ground import Ground
from whimbrel.chronicle.identity import Decision, identities
from whimbrel.chronicle.schema import EVENTS_DUE, claims, events, knowledge, notes, problems, reports
from whimbrel.chronicle.views import Views
from whimbrel.model import Claim, Event, Problem, Report

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a chronicle holds."""

    reports: int
    claims: int
    events: int
    problems: int


class Chronicle(AskingReports, AskingActors, AskingChanges):
    """A store of reports, their claims, and the events that these refer to.

    Use `Chronicle.open(path)`, best in a `with` block. Every method raises ChronicleError when the file or disk fails;
    each writing method is one transaction, so that a chronicle is whole at any instant, whatever stops the program.
    """

    def has_report(self, id: str) -> bool:
        """Whether a report of exactly this id is stored."""
        return bool(self._fetch(select(reports.c.seq).where(reports.c.id == id)))

    def same_report(self, ids: Sequence[str], page: str, text: str) -> str | None:
        """The id under which a report is stored: one of these ids, or that of this text of this page; None for none."""
        with self.looking() as connection:
            return writing.same_report(connection, ids, page, text)

    def report_ids(self) -> Iterator[str]:
        """The id of every stored report."""
        return (str(id) for (id,) in self._fetch(select(reports.c.id)))

    def events_due(self) -> bool:
        """Whether reports came in since events were last made, perhaps in a run that was broken off."""
        return bool(self._fetch(select(notes.c.name).where(notes.c.name == EVENTS_DUE)))

    def add(self, report: Report, read: Iterable[Claim] = ()) -> bool:
        """Stores a report and its claims, all or nothing. False when it is already there: then nothing changes."""
        return self.add_all([(report, read)])[0]

    def add_all(self, told: Iterable[tuple[Report, Iterable[Claim]]]) -> list[bool]:
        """Stores reports with their claims, all or nothing. For each whether it is new: one that is there stays."""
        known = tuple((report, tuple(read)) for report, read in told)
        return self._write(lambda connection: writing.add_reports(connection, known, identities(stored(connection))))

    def add_problem(self, problem: Problem) -> bool:
        """Stores a problem once for each file, position and code; False when it is already there."""
        return self._write(lambda connection: writing.add_problem(connection, problem))

    def replace_events(self, wanted: Iterable[Event]) -> int:
        """Makes the stored events equal to these in one transaction; returns how many were changed or removed.

        Every claim of an event must be stored. Events that are the same stay untouched. An id that vanishes redirects
        to the event that now holds most of its claims.
        """
        made = tuple(wanted)

        def step(connection: Connection) -> int:
            changed = record.replace_all(connection, made, not_before(connection, utc_now()))
            connection.execute(delete(notes).where(notes.c.name == EVENTS_DUE))
            return changed

        return self._write(step)

    @contextmanager
    def ground(self, *, write: bool = True) -> Iterator[Ground]:
        """What merging remembers, to be worked on in one transaction; without `write`, only to be looked at."""
        if write:
            with self._writing() as connection:
                yield Ground(connection, stored(connection))
            return
        with self.looking() as connection:
            yield Ground(connection, stored(connection))

    def on_ground(self, step: Callable[[Ground], T]) -> T:
        """What a step of merging gives, in one writing transaction; done again where the database went before it was
        stored."""
        return self._write(lambda connection: step(Ground(connection, stored(connection))))

    @contextmanager
    def saved_views(self, *, write: bool = True) -> Iterator[Views]:
        """The saved views, to be worked on in one transaction; without `write`, only to be looked at."""
        if write:
            with self._writing() as connection:
                yield Views(connection)
            return
        with self.looking() as connection:
            yield Views(connection)

    @contextmanager
    def followed(self, *, write: bool = True) -> Iterator[Followed]:
        """What is followed on the web, to be worked on in one transaction; without `write`, only to be looked at."""
        if write:
            with self._writing() as connection:
                yield Followed(connection)
            return
        with self.looking() as connection:
            yield Followed(connection)

    def decide(self, *new: Decision) -> list[Decision]:
        """Adds what was decided, all or nothing, and notes that events must be made anew.

        Gives what was added, with ids; one whose id is there already is left out. Raises UsageError for an undoing
        that cannot be.
        """
        return self._write(lambda connection: append(connection, new))

    def copy_to(self, other: Chronicle) -> Copied:
        """Copies all that is here into another chronicle, which must be empty, and compares every row: all or nothing.

        Raises ChronicleError.
        """
        with self.looking() as source, other._writing() as target:
            return copy_rows(source, target, other.where)

    def use_knowledge(self, kind: str, path: str | None) -> None:
        """From now on reports are read with this file of the user's; None forgets it. Events are to be made anew."""

        def step(connection: Connection) -> None:
            connection.execute(delete(knowledge).where(knowledge.c.kind == kind))
            if path is not None:
                connection.execute(insert(knowledge), {"kind": kind, "path": path})
            Ground(connection).forget_all()
            writing.note_events_due(connection)

        self._write(step)

    def knowledge_used(self, kind: str) -> str | None:
        """The path of the user's file of a kind that reports are read with; None for none."""
        found = self._fetch(select(knowledge.c.path).where(knowledge.c.kind == kind))
        return str(found[0][0]) if found else None

    def tally(self) -> Tally:
        """How many reports, claims, events and problems there are."""
        tables = (reports, claims, events, problems)
        return Tally(*(self._fetch(select(func.count()).select_from(table))[0][0] for table in tables))

    def problems(self) -> Iterator[Problem]:
        """Inputs set aside or used with a reservation, in the order met."""
        return reading.all_problems(self._fetch)
