"""The page of one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whimbrel.chronicle.history import PastChange
from whimbrel.export.countries import country_name
from whimbrel.export.dates import when_words
from whimbrel.export.decisions import decided_words
from whimbrel.export.dossier import Dossier, Linked, source_name
from whimbrel.export.page.view import safe_link
from whimbrel.export.record import Record
from whimbrel.export.sentence import type_label
from whimbrel.export.standing import RELATIONS, conflict_words, origins_heading
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Event, Origin, Report, Score, Status
from whimbrel.web.views.matrix import FieldRow, field_rows
from whimbrel.web.views.quoted import Quoted, Quotes

SHOWN_REPORTS = 16  # whose columns and words stand on one page
MOST_CLAIMS = 4  # of one report that are shown; its page has all
MOST_LINKED = 12
_LONGEST_TITLE = 300

_SURE = ((0.9, "very likely"), (0.7, "likely"), (0.45, "uncertain"), (0.2, "unlikely"), (0.0, "very unlikely"))


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that speaks for it or against, in log-odds. `width` is a length of up to 100."""

    words: str
    value: str
    against: bool
    width: float


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report of the event, with the claims that were read from it."""

    id: str
    source: str
    title: str
    published: str
    link: str
    quotes: tuple[Quoted, ...]
    more: int
    says: tuple[str, ...]
    words: tuple[str, ...]  # loaded ones that the outlet used for those who take part


@dataclass(frozen=True, slots=True)
class OriginView:
    """Reports that repeat each other. `copies` are all but the first."""

    agency: str
    first: ReportLine
    copies: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the history. `undo` is the id of a decision that can be taken back, "" for anything else."""

    at: str
    words: str
    note: str
    undo: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """All that the page of an event says; `first` and `last` number the reports shown, of `reports` in all."""

    id: str
    title: str
    label: str
    codes: str
    when: str
    how_dated: str
    place: str
    country: str
    place_id: str
    status: str
    checked: str
    sure: str
    score: str
    parts: tuple[Part, ...]
    differs: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]  # report id and source
    rows: tuple[FieldRow, ...]
    origins: tuple[OriginView, ...]
    origins_heading: str
    linked: tuple[tuple[str, tuple[Linked, ...], int], ...]
    history: tuple[Moment, ...]
    quotes: tuple[Quoted, ...]
    people: tuple[tuple[str, str, str], ...]  # side, id and name of those who take part
    reports: int
    first: int
    last: int


def event_page(
    dossier: Dossier, changes: Sequence[PastChange], decisions: Sequence[Record], start: int = 0
) -> EventPage:
    """What the page shows, the reports from number `start` (0 is the first)."""
    event = dossier.event
    origins = _whole(event, dossier)
    order = [report for origin in origins for report in origin.reports]
    start = start if 0 <= start < len(order) else 0
    window = order[start : start + SHOWN_REPORTS]
    quotes = Quotes(dossier)
    rows = field_rows(dossier, order, window, quotes)
    names = {claim.report: dossier.source(claim) for claim in dossier.claims}
    place = event.place
    return EventPage(
        id=event.id,
        title=event_title(event),
        label=type_label(event.type, event.mode),
        codes="/".join(filter(None, (event.type, event.mode))),
        when=when_words(event.when),
        how_dated=_how_dated(event),
        place=place.name if place else "",
        country=country_name(place.country) if place and place.country else "",
        place_id=place.id if place else "",
        status="" if event.status is Status.HAPPENED else str(event.status).replace("-", " "),
        checked=event.checked,
        sure=_sure(event.confidence),
        score=f"{event.confidence.value:.2f}" if event.confidence else "",
        parts=_parts(event.confidence),
        differs=tuple(conflict_words(conflict) for conflict in event.conflicts),
        columns=tuple((report, names[report]) for report in window),
        rows=rows,
        origins=tuple(_origins(dossier, origins, set(window), quotes)),
        origins_heading=origins_heading(dossier),
        linked=_linked(dossier),
        history=_history(event.id, changes, decisions),
        quotes=quotes.shown,
        people=tuple(
            (side, who.id, who.name)
            for side, found in (("by", event.actors), ("to", event.recipients))
            for who in found
        ),
        reports=len(order),
        first=start + 1,
        last=start + len(window),
    )


def _whole(event: Event, dossier: Dossier) -> tuple[Origin, ...]:
    """The event's origins, and each report that is in none of them (an older record has no origins) as one."""
    told = list(dict.fromkeys(claim.report for claim in dossier.claims))
    placed = {report for origin in event.origins for report in origin.reports}
    kept = [
        Origin(tuple(report for report in origin.reports if report in told), origin.earliest, origin.agency)
        for origin in event.origins
    ]
    return (
        *(origin for origin in kept if origin.reports),
        *(Origin((report,), report) for report in told if report not in placed),
    )


def _origins(dossier: Dossier, origins: Sequence[Origin], window: set[str], quotes: Quotes) -> list[OriginView]:
    by_report: dict[str, list[Claim]] = {}
    for claim in dossier.claims:
        by_report.setdefault(claim.report, []).append(claim)
    found = []
    for origin in origins:
        shown = [report for report in origin.reports if report in window]
        if not shown:
            continue
        shown.sort(key=lambda report: report != origin.earliest)
        lines = [_report_line(dossier, report, by_report[report], quotes) for report in shown]
        first = dossier.reports.get(origin.earliest)
        agency = origin.agency if origin.agency != source_name(first) else ""
        found.append(OriginView(agency, lines[0], tuple(lines[1:])))
    return found


def _report_line(dossier: Dossier, id: str, claims: Sequence[Claim], quotes: Quotes) -> ReportLine:
    report: Report | None = dossier.reports.get(id)
    told = sorted(claims, key=lambda claim: (claim.span.start, claim.id))
    words = (who.word for claim in told for who in (*claim.actors, *claim.recipients) if who.word)
    chains = (" → ".join(link.text for link in claim.says if link.text) for claim in told)
    published = when_words(report.published) if report and report.published else "day of publication not known"
    return ReportLine(
        id=id,
        source=dossier.source(told[0]),
        title=report.title[:_LONGEST_TITLE] if report else "",
        published=published,
        link=safe_link(report.url) if report else "",
        quotes=tuple(quotes.of(claim, claim.trigger) for claim in told[:MOST_CLAIMS]),
        more=max(0, len(told) - MOST_CLAIMS),
        says=tuple(dict.fromkeys(chain for chain in chains if chain)),
        words=tuple(dict.fromkeys(words)),
    )


def _sure(confidence: Score | None) -> str:
    return next((words for least, words in _SURE if confidence.value >= least), "") if confidence else ""


def _parts(confidence: Score | None) -> tuple[Part, ...]:
    """The strongest first; where every reckoning starts comes last."""
    if confidence is None:
        return ()
    most = max((abs(value) for value in confidence.parts.values()), default=1.0) or 1.0
    order = sorted(confidence.parts.items(), key=lambda part: (part[0] == "base", -abs(part[1]), part[0]))
    return tuple(
        Part(
            "before anybody is heard" if name == "base" else name,
            f"{'+' if value >= 0 else '−'}{abs(value):.1f}",
            value < 0,
            round(100 * abs(value) / most, 1),
        )
        for name, value in order
    )


def _how_dated(event: Event) -> str:
    how = event.when.how if event.when else ""
    words = {
        "publication": "no report says when; told by the day of publication",
        "inferred": "reckoned from what an undated report mentions",
        "unresolved": "",
    }
    return words.get(how, "")


def _linked(dossier: Dossier) -> tuple[tuple[str, tuple[Linked, ...], int], ...]:
    found = []
    for relation, words in RELATIONS.items():
        others = [other for other in dossier.linked if other.relation == relation]
        if others:
            found.append((words, tuple(others[:MOST_LINKED]), max(0, len(others) - MOST_LINKED)))
    return tuple(found)


_CHANGES: Mapping[str, str] = {
    "made": "made",
    "changed": "changed",
    "merged": "became one with another event",
    "split": "parted from another event",
    "gone": "taken back",
}


def _history(event: str, changes: Sequence[PastChange], decisions: Sequence[Record]) -> tuple[Moment, ...]:
    """Decisions and changes, the latest first; changes of one moment and kind are one line."""
    found = [
        Moment(
            _minute(record["at"]),
            f"{decided_words(record)}, decided by {record['who'] or 'somebody'}"
            + (f" ({record['state']})" if record["state"] not in ("in force", "") else ""),
            record["note"],
            record["id"] if record["state"] in ("in force", "overruled") else "",
        )
        for record in decisions
    ]
    lines = (
        (_minute(change.at), _CHANGES.get(change.change, change.change)
         if change.event == event else f"event {change.event} {_of_another(change, event)}")
        for change in changes
    )  # fmt: skip
    found += [Moment(at, words, "", "") for at, words in dict.fromkeys(lines)]
    return tuple(sorted(found, key=lambda moment: moment.at, reverse=True))


def _of_another(change: PastChange, event: str) -> str:
    if change.change == "merged":
        return "became one with this" if change.other == event else "became one with another"
    return {"made": "was made", "changed": "was changed", "gone": "was taken back"}.get(change.change, "parted")


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")
