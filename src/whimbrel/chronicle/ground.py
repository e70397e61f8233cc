"""What merging remembers between runs, as plain rows in one transaction: sketches, lineages, tellings, marks, links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update

from whimbrel.chronicle import change_log, marks_shared, record, sketches, telling_rows
from whimbrel.chronicle.clock import utc_now
from whimbrel.chronicle.codec import loads
from whimbrel.chronicle.dialects import json_part
from whimbrel.chronicle.given import GIVEN, given
from whimbrel.chronicle.identity import Decision, identities
from whimbrel.chronicle.light import light_claim
from whimbrel.chronicle.schema import (
    EVENTS_DUE,
    claims,
    event_claims,
    lineages,
    notes,
    reports,
    sketch_values,
    telling_links,
    telling_marks,
    telling_pairs,
    tellings,
)
from whimbrel.chronicle.telling_rows import TellingRow
from whimbrel.model import Claim, Event, Report, When
from whimbrel.report_version import NO_VERSION, Version

_CLAIMS = select(claims.c.body).where(claims.c.id.in_(GIVEN))
_CLAIMS_OF = select(claims.c.report, claims.c.body).where(claims.c.report.in_(GIVEN)).order_by(claims.c.seq)
_REPORT = select(reports.c.body, reports.c.text).where(reports.c.id == bindparam("id"))
_FRESH = update(lineages).where(lineages.c.report == bindparam("id")).values(stale=False)
_TEXTS = select(reports.c.id, reports.c.text).where(reports.c.id.in_(GIVEN))
_TOLD = select(event_claims.c.event).where(event_claims.c.claim.in_(GIVEN))
_EVENTS_OF = select(event_claims.c.claim, event_claims.c.event).where(event_claims.c.event.in_(_TOLD))
_OTHER = lineages.alias()
_SOURCES = (
    select(
        reports.c.id,
        json_part(reports.c.body, "published"),
        lineages.c.lineage,
        exists().where(_OTHER.c.lineage == lineages.c.lineage, _OTHER.c.report != lineages.c.report),
        json_part(reports.c.body, "agency"),
        reports.c.page,
        reports.c.original,
        reports.c.outlet,
        reports.c.moment,
    )
    .outerjoin(lineages, lineages.c.report == reports.c.id)
    .where(reports.c.id.in_(GIVEN))
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """When a report came out, its lineage (None where events were made without one), whether it has copies, and the
    news agency that it names as its own source, or ""."""

    published: When | None
    lineage: str | None
    copied: bool
    agency: str
    version: Version = NO_VERSION


class Ground:
    """The rows that merging works on, within one writing transaction of the chronicle."""

    def __init__(self, connection: Connection, decisions: Sequence[Decision] = ()) -> None:
        self._connection = connection
        self.decisions = decisions
        self._now = identities(decisions)
        self._at = change_log.not_before(connection, utc_now())

    # ---- what is to do

    def reports_due(self, most: int) -> list[str]:
        """Ids of reports that no event was made with, in the order they were read; at most so many."""
        taken_in = select(reports.c.seq).where(exists().where(lineages.c.report == reports.c.id))
        last = self._connection.scalar(taken_in.order_by(reports.c.seq.desc()).limit(1))  # those before it all are
        new = select(reports.c.id).where(reports.c.seq > (last or 0))
        return list(self._connection.scalars(new.order_by(reports.c.seq).limit(most)))

    def reports_stale(self, most: int) -> list[str]:
        """Ids of reports whose claims were decided about since events were made with them."""
        stale = select(lineages.c.report).where(lineages.c.stale).order_by(lineages.c.report).limit(most)
        return list(self._connection.scalars(stale))

    def fresh(self, report: str) -> None:
        """The report is stale no more."""
        self._connection.execute(_FRESH, {"id": report})

    def remembers(self) -> bool:
        """Whether events were made with any report."""
        return self._connection.scalar(select(lineages.c.report).limit(1)) is not None

    def forget_all(self) -> None:
        """Nothing is remembered: every report is to be taken in again."""
        for table in (telling_links, telling_pairs, telling_marks, tellings, sketch_values, lineages):
            self._connection.execute(delete(table))

    def done(self) -> None:
        """Events are made with all that is there."""
        self._connection.execute(delete(notes).where(notes.c.name == EVENTS_DUE))

    def noted(self, name: str) -> str:
        """What was noted under a name; "" for nothing."""
        found = self._connection.scalar(select(notes.c.name).where(notes.c.name.startswith(f"{name}=")))
        return str(found).removeprefix(f"{name}=") if found else ""

    def note(self, name: str, value: str) -> None:
        """Notes a value under a name, in the place of the one before."""
        self._connection.execute(delete(notes).where(notes.c.name.startswith(f"{name}=")))
        self._connection.execute(insert(notes), {"name": f"{name}={value}"})

    # ---- reports and claims

    def report(self, id: str) -> Report:
        """A report with its text. Its id is exact and known."""
        row = self._connection.execute(_REPORT, {"id": id}).one()
        return replace(loads(Report, row.body), text=row.text)

    def sources(self, ids: Sequence[str]) -> dict[str, SourceRow]:
        """What merging asks about reports as sources, by id."""
        found: dict[str, SourceRow] = {}
        for id, day, lineage, has_copies, named, *version in self._connection.execute(_SOURCES, given(ids)):
            when = loads(When, day) if day else None
            found[id] = SourceRow(when, lineage, bool(has_copies), named or "", Version(*version))
        return found

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """The texts of reports, by id."""
        return {row.id: row.text for row in self._connection.execute(_TEXTS, given(ids))}

    def claims_of(self, ids: Sequence[str]) -> dict[str, list[Claim]]:
        """The claims of reports as decisions stand, lightened, each report's in their order."""
        found: dict[str, list[Claim]] = {id: [] for id in ids}
        for report, body in self._connection.execute(_CLAIMS_OF, given(ids)):
            found[report].append(light_claim(body))
        return {id: list(self._now.claims(told)) for id, told in found.items()}

    def claims(self, ids: Sequence[str]) -> dict[str, Claim]:
        """Claims by id as decisions stand, lightened."""
        rows = self._connection.scalars(_CLAIMS, given(ids)) if ids else ()
        return {claim.id: claim for claim in self._now.claims(map(light_claim, rows))}

    # ---- sketches and lineages

    def lineage_members(self, lineage: str) -> list[str]:
        return sketches.members(self._connection, lineage)

    def file_lineage(self, ids: Sequence[str], lineage: str) -> None:
        sketches.file(self._connection, ids, lineage)

    def put_sketch(self, report: str, sketch: bytes, values: Sequence[int]) -> None:
        """Keeps a report's sketch; until it is filed, the report is a lineage of its own."""
        sketches.put(self._connection, report, sketch, values)

    def sketch(self, report: str) -> bytes | None:
        return sketches.of(self._connection, report)

    def reports_at(self, addresses: Sequence[str]) -> list[str]:
        """Ids of the reports taken in that are of one of these pages, or call one their original, in order."""
        return sketches.at(self._connection, addresses)

    def sketches_sharing(self, values: Sequence[int]) -> list[tuple[str, bytes]]:
        """Ids and sketches of the reports that share a value, in order of their ids."""
        return sketches.sharing(self._connection, values)

    # ---- tellings and their links

    def put_tellings(self, rows: Sequence[tuple[TellingRow, int, Sequence[int]]]) -> None:
        """Keeps tellings, each with its moment and its marks."""
        telling_rows.put(self._connection, rows)

    def drop_tellings(self, report: str) -> None:
        """Forgets the tellings of a report; their links are dropped before."""
        telling_rows.drop(self._connection, report)

    def tellings(self, keys: Sequence[str]) -> dict[str, TellingRow]:
        return telling_rows.of_keys(self._connection, keys)

    def tellings_of(self, ids: Sequence[str]) -> list[TellingRow]:
        """The tellings of some reports, in order of their keys."""
        return telling_rows.of_reports(self._connection, ids)

    def keys_of(self, ids: Sequence[str]) -> list[str]:
        """Keys of the tellings that hold these claims, in order."""
        return telling_rows.keys_of(self._connection, ids)

    def of_several(self, keys: Iterable[str]) -> set[str]:
        """Which of some tellings may be of any of a few listed days."""
        return telling_rows.of_several(self._connection, keys)

    def found(self, searches: Sequence[marks_shared.Search]) -> list[list[marks_shared.Shared]]:
        """For each search the tellings that share enough marks, in order of the keys."""
        return marks_shared.found(self._connection, searches)

    def links_of(self, keys: Sequence[str]) -> dict[telling_rows.Link, float | None]:
        """Links with one of these keys at either end, the smaller first, and what they weigh, where that is known."""
        return telling_rows.links_of(self._connection, keys)

    def put_links(self, links: Mapping[telling_rows.Link, float | None]) -> None:
        telling_rows.put_links(self._connection, links)

    def weights(self, lows: Collection[str]) -> dict[telling_rows.Link, float]:
        """What pairs weigh that are not linked: those of which one of these is the smaller key."""
        return telling_rows.weights(self._connection, lows)

    def put_weights(self, weights: Mapping[telling_rows.Link, float]) -> None:
        telling_rows.put_weights(self._connection, weights)

    def drop_links(self, keys: Sequence[str]) -> None:
        telling_rows.drop_links(self._connection, keys)

    # ---- events

    def events_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The events that hold one of these claims: for each claim of theirs the event's id."""
        return dict(self._connection.execute(_EVENTS_OF, given(ids)).all())

    def replace_events(self, claims: Sequence[str], events: Sequence[Event]) -> int:
        """Makes what is told by these claims equal to these events; returns how many changed."""
        return record.replace_some(self._connection, claims, events, self._at)
