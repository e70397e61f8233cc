"""The chronicle as the other stages use it: open, put in, ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, Select, delete, func, insert, select

from whimbrel.almanac.table import Row
from whimbrel.chronicle import (
    actors,
    change_log,
    changes,
    doubts,
    history,
    homes,
    links,
    opening,
    outlines,
    parties,
    reading,
    record,
    report_lines,
    searching,
    strangers,
    writing,
)
from whimbrel.chronicle.actors import ActorEntry
from whimbrel.chronicle.change_log import LoggedChange, Moved
from whimbrel.chronicle.changes import Change
from whimbrel.chronicle.claim_listing import ClaimFilter, ClaimPage, claim_page, claims_found, reports_mentioning
from whimbrel.chronicle.clock import stamp, utc_now
from whimbrel.chronicle.decisions import append, own_rows, stored
from whimbrel.chronicle.doubts import Doubt
from whimbrel.chronicle.filters import EventFilter
from whimbrel.chronicle.followed import Followed
from whimbrel.chronicle.ground import Ground
from whimbrel.chronicle.history import PastChange
from whimbrel.chronicle.identity import Decision, Head, Identities, identities
from whimbrel.chronicle.light import lighten
from whimbrel.chronicle.links import Following
from whimbrel.chronicle.outlines import Edge, Outline
from whimbrel.chronicle.parties import Face, Met, Portrait
from whimbrel.chronicle.report_lines import ReportLine
from whimbrel.chronicle.schema import EVENTS_DUE, claims, events, knowledge, notes, problems, reports
from whimbrel.chronicle.unknown import Cluster, clusters
from whimbrel.chronicle.views import Views
from whimbrel.chronicle.words import OutletWord, outlet_words
from whimbrel.model import Claim, Event, Participant, Place, Problem, Report


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
            return writing.add_report(connection, report, tuple(read), identities(stored(connection)))

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
            changed = record.replace_all(connection, wanted, utc_now())
            connection.execute(delete(notes).where(notes.c.name == EVENTS_DUE))
            return changed

    @contextmanager
    def ground(self, *, write: bool = True) -> Iterator[Ground]:
        """What merging remembers, to be worked on in one transaction; without `write`, only to be looked at."""
        if write:
            with self._writing() as connection:
                yield Ground(connection, stored(connection))
            return
        with opening.driver_errors(self.where), self._engine.connect() as connection:
            yield Ground(connection, stored(connection))

    @contextmanager
    def saved_views(self, *, write: bool = True) -> Iterator[Views]:
        """The saved views, to be worked on in one transaction; without `write`, only to be looked at."""
        if write:
            with self._writing() as connection:
                yield Views(connection)
            return
        with opening.driver_errors(self.where), self._engine.connect() as connection:
            yield Views(connection)

    @contextmanager
    def followed(self, *, write: bool = True) -> Iterator[Followed]:
        """What is followed on the web, to be worked on in one transaction; without `write`, only to be looked at."""
        if write:
            with self._writing() as connection:
                yield Followed(connection)
            return
        with opening.driver_errors(self.where), self._engine.connect() as connection:
            yield Followed(connection)

    def decide(self, *new: Decision) -> list[Decision]:
        """Adds what was decided, all or nothing, and notes that events must be made anew.

        Gives what was added, with ids; one whose id is there already is left out. Raises UsageError for an undoing
        that cannot be.
        """
        with self._writing() as connection:
            return append(connection, new)

    def use_knowledge(self, kind: str, path: str | None) -> None:
        """From now on reports are read with this file of the user's; None forgets it. Events are to be made anew."""
        with self._writing() as connection:
            connection.execute(delete(knowledge).where(knowledge.c.kind == kind))
            if path is not None:
                connection.execute(insert(knowledge), {"kind": kind, "path": path})
            Ground(connection).forget_all()
            writing.note_events_due(connection)

    # ---- asking

    def knowledge_used(self, kind: str) -> str | None:
        """The path of the user's file of a kind that reports are read with; None for none."""
        found = self._fetch(select(knowledge.c.path).where(knowledge.c.kind == kind))
        return str(found[0][0]) if found else None

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

    def report_lines(self, *, before: int = 0, outlet: str = "", most: int = 50) -> list[ReportLine]:
        """Reports without their texts, the last read first, with numbers of claims and events; `before` goes on
        behind the line of this `seq`, `outlet` narrows to one outlet."""
        return report_lines.report_lines(self._fetch, before=before, outlet=outlet, most=most)

    def reports_with(self, words: Sequence[str], *, least: int, most: int) -> list[str]:
        """Ids of at most so many reports whose text holds `least` or more of some words, those with most first."""
        return reading.reports_with(self._fetch, words, least, most)

    def claims(
        self,
        *,
        report: str = "",
        event: str = "",
        type: str = "",
        status: str = "",
        passage: str = "",
        maybe: str = "",
        light: bool = False,
    ) -> Iterator[Claim]:
        """Claims in the order read; each condition that is given must hold exactly.

        `maybe` is an actor for whom a name of theirs may stand, though it was not taken for it.
        `light` claims share their equal parts and lack inner spans and confidence parts: the form to merge from.
        """
        wanted: list[ColumnElement[bool]] = []
        given = {"report": report, "type": type.upper(), "status": status.lower(), "passage": passage.lower()}
        wanted += [claims.c[column] == value for column, value in given.items() if value]
        if event:
            wanted.append(reading.claims_of_event(event))
        if maybe:
            wanted.append(reading.claims_maybe_with(maybe))
        found = self.identities().claims(reading.some_claims(self._fetch, *wanted))
        return lighten(found) if light else found

    def claim_page(self, wanted: ClaimFilter, *, before: int = 0, limit: int = 50) -> ClaimPage:
        """Claims as decisions stand, the last read first, from the number `before` on downwards."""
        now = self.identities()
        asked = replace(wanted, speaker=now.of(wanted.speaker), actor=now.of(wanted.actor))
        found = claim_page(self._fetch, asked, before, limit)
        return replace(found, claims=tuple(now.claims(found.claims)))

    def claims_found(self, wanted: ClaimFilter, *, most: int) -> int:
        """How many claims fit, counted up to `most`."""
        now = self.identities()
        asked = replace(wanted, speaker=now.of(wanted.speaker), actor=now.of(wanted.actor))
        return claims_found(self._fetch, asked, most)

    def reports_mentioning(
        self, words: Sequence[str], *, actor: str = "", before: int = 0, limit: int = 50
    ) -> tuple[list[str], int]:
        """Ids of reports that hold all of some words, and in which an actor takes part or speaks ("" for any), the last
        read first, from the number `before` on downwards; and the number for the next page, 0 for none."""
        return reports_mentioning(self._fetch, words, self.identities().of(actor), before, limit)

    def claim(self, id: str, *, as_read: bool = False) -> Claim:
        """The claim whose id is `id` or alone begins with it; `as_read` before any decision. Raises UsageError."""
        found = reading.one_claim(self._fetch, id)
        return found if as_read else self.identities().claim(found)

    def events(
        self, wanted: EventFilter | None = None, *, after: tuple[str, str] | None = None
    ) -> Iterator[Event]:  # fmt: skip
        """Events that meet the filter: newest day first, those without a known day last.

        `after` is the day (`day_of`) and id of the event behind which to begin: what a listing went on from.
        """
        return reading.some_events(self._fetch, self.as_now(wanted), after)

    def as_now(self, wanted: EventFilter | None) -> EventFilter:
        """The filter with actors under the ids that they have by decisions."""
        asked, now = wanted or EventFilter(), self.identities()
        return replace(asked, actor=now.of(asked.actor), actor_id=now.of(asked.actor_id))

    def number_of_events(self, wanted: EventFilter | None = None) -> int:
        """How many events meet the filter."""
        return reading.number_of_events(self._fetch, self.as_now(wanted))

    def change_log(
        self, *, after: int = 0, upto: int = 0, since: str = "", event: str = "", most: int = 500
    ) -> list[LoggedChange]:  # fmt: skip
        """What became of events, in order, at most so many: those numbered after one, and up to another where given.

        `since` is a moment as ISO 8601 in UTC, `event` an exact id.
        """
        return change_log.some_changes(self._fetch, after=after, upto=upto, since=since, event=event, most=most)

    def last_change(self) -> int:
        """The number of the last change, 0 where there was none."""
        return change_log.last_change(self._fetch)

    def lately_changed(self, wanted: EventFilter | None = None, *, most: int = 100) -> list[Moved]:
        """At most so many events that meet the filter, the last changed first, with when that was."""
        return change_log.lately_changed(self._fetch, self.as_now(wanted), most)

    def event(self, id: str) -> Event:
        """The event whose id is `id` or alone begins with it; merged ids lead to their heir. Raises UsageError."""
        return reading.one_event(self._fetch, id)

    def claims_there(self, ids: Sequence[str]) -> set[str]:
        """Which of these exact ids are claims of this chronicle."""
        return reading.claims_there(self._fetch, ids)

    def outlines(self, ids: Sequence[str] | None = None) -> Iterator[Outline]:
        """What events are listed, counted and narrowed by: of these exact ids, where they are, or of all."""
        return outlines.outlines(self._fetch, ids)

    def edge(self) -> Edge:
        """How far events and decisions have come: while it is the same, so are the outlines."""
        return outlines.edge(self._fetch)

    def changed_since(self, before: Edge) -> list[str]:
        """Ids of the events that were written, or went, after an edge."""
        return outlines.changed_since(self._fetch, before)

    def homes_now(self, ids: Sequence[str]) -> dict[str, str]:
        """Where these exact ids of events lead today; those that lead nowhere are left out."""
        return homes.homes_now(self._fetch, ids)

    def doubts(self, ids: Sequence[str] | None = None) -> Iterator[Doubt]:
        """How sure it is that events happened, and what hangs on them: of these exact ids, or of all."""
        return doubts.doubts(self._fetch, ids)

    def latest_reports(self, after: int, most: int) -> list[tuple[int, str]]:
        """Numbers and ids of at most so many reports that came after a number, the last first."""
        return doubts.latest_reports(self._fetch, after, most)

    def claims_with_actors(self, ids: Sequence[str], most: int) -> list[Claim]:
        """Some claims in which one of exactly these actors takes part, each of another report."""
        found = doubts.claims_of_actors(self._fetch, ids, most)
        return [self.claim(id) for id in found]

    def numbers_with(self, words: str) -> list[int]:
        """Numbers (as in outlines) of the events told in these words, each perhaps only begun."""
        return searching.numbers_with(self._fetch, words)

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Events of exactly these ids, in this order; those that are gone are left out."""
        return reading.events_by_id(self._fetch, ids)

    def places_by_id(self, ids: Sequence[str]) -> dict[str, Place]:
        """The places of exactly these ids where events are."""
        return reading.places_by_id(self._fetch, ids)

    def changes(self, since: datetime, until: datetime | None = None) -> list[Change]:
        """What became of each event from `since` up to, not with, `until`: what it showed before and after."""
        return changes.changes_between(self._fetch, stamp(since), stamp(until) if until else None)

    def new_actors(self, since: datetime, until: datetime, most: int = 0) -> tuple[int, list[ActorEntry]]:
        """How many actors are first named in reports read in this time, and those with most events; described parties
        ("gunmen") are left out, and `most` is 0 for all."""
        new = changes.new_parties(self._fetch, stamp(since), stamp(until))
        return actors.some_actors(self._fetch, new, most)

    def reports_read(self, since: datetime, until: datetime) -> int:
        """How many reports were read in this time."""
        times = reports.c.read_at
        query = select(func.count()).where(times >= stamp(since), times < stamp(until))
        return int(self._fetch(query.select_from(reports))[0][0])

    def read_times(self, ids: Sequence[str]) -> dict[str, str]:
        """When the reports of these exact ids were read (UTC, ISO 8601); "" where that was not noted."""
        return changes.read_times(self._fetch, ids)

    def history(self, event: str, *, most: int = 50) -> list[PastChange]:
        """What became of the event of exactly this id, and of those that are in it now: the latest first."""
        return history.history(self._fetch, event, most)

    def following(self, event: str) -> Following:
        """The events that are parts of the one of exactly this id, and those that are about it."""
        return links.following(self._fetch, event)

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """For claims, by exact id, the ids of the events they belong to."""
        return reading.events_of_claims(self._fetch, claims)

    def actors(self, *, words: bool = True) -> Iterator[ActorEntry]:
        """Everyone who takes part, most events first. Private persons who only suffered something are left out.

        Without `words` what outlets call them is not looked up, which takes most of the time.
        """
        return actors.all_actors(self._fetch, words=words)

    def actor(self, id: str) -> ActorEntry:
        """The actor whose id is `id` or alone begins with it; merged ids lead to their actor. Raises UsageError."""
        return actors.one_actor(self._fetch, self.identities().of(id))

    def faces(self, ids: Sequence[str]) -> dict[str, Face]:
        """What actors of exactly these ids are: kind, country and sector."""
        return parties.faces(self._fetch, ids)

    def public(self, ids: Sequence[str]) -> set[str]:
        """Which of these actors may be listed: all but private persons who only suffered something."""
        return parties.public(self._fetch, ids)

    def portrait(self, id: str, *, most: int = 1500) -> Portrait:
        """How the actor of exactly this id is written, by at most so many of its mentions."""
        return parties.portrait(self._fetch, id, most)

    def mentions_of(self, id: str) -> int:
        """In how many places of claims the actor of exactly this id stands."""
        return parties.mentions_of(self._fetch, id)

    def outlet_words(self, id: str) -> tuple[OutletWord, ...]:
        """What the outlets call the actor of exactly this id, as far as it takes a side."""
        return outlet_words(self._fetch, [id]).get(id, ())

    def company(self, id: str, events: Sequence[str]) -> list[Met]:
        """Who takes part in these events of the actor of exactly this id, by type of event and side."""
        return parties.company(self._fetch, id, events)

    def party(self, id: str, *, exact: bool = False) -> Head | None:
        """Whoever takes part under this id, or alone begins with it unless `exact`; None for nobody.

        Private persons too, whom no listing has. Raises UsageError where more than one begins with it.
        """
        return actors.one_party(self._fetch, id, exact=exact)

    def mentions(self, id: str) -> list[Participant]:
        """Every mention of exactly this actor, as it was read: under the id that it had before any decision."""
        now = self.identities()
        found = reading.some_claims(self._fetch, reading.claims_with(id))
        sides = (who for claim in found for who in (*claim.actors, *claim.recipients))
        return [who for who in sides if now.of(who.id, who.text, who.name) == id]

    def unknown_actors(self) -> list[Cluster]:
        """Persons and bodies that no almanac knows, those who may be one together; most reports first."""
        return clusters(strangers.all_strangers(self._fetch))

    def decisions(self) -> list[Decision]:
        """What people decided about actors and events, in order, with what was undone and the undoings."""
        with opening.driver_errors(self.where), self._engine.connect() as connection:
            return stored(connection)

    def identities(self) -> Identities:
        """Who is who by the decisions in force."""
        return identities(self.decisions())

    def own_actors(self) -> list[Row]:
        """The promoted actors, as rows of an almanac."""
        return own_rows(self.decisions())

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
