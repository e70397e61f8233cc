"""The page of one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whimbrel.chronicle.history import PastChange
from whimbrel.export.countries import country_name
from whimbrel.export.dates import when_words
from whimbrel.export.dossier import Dossier, Linked
from whimbrel.export.record import Record
from whimbrel.export.sentence import type_label
from whimbrel.export.standing import RELATIONS, conflict_words, origins_heading
from whimbrel.export.title import event_title
from whimbrel.model import Event, Score, Status
from whimbrel.web.views.event_history import Moment, event_history
from whimbrel.web.views.matrix import FieldRow, field_rows
from whimbrel.web.views.origins import OriginView, origin_views, whole_origins
from whimbrel.web.views.quoted import Quoted, Quotes

SHOWN_REPORTS = 16  # whose columns and words stand on one page
MOST_LINKED = 12

_SURE = ((0.9, "very likely"), (0.7, "likely"), (0.45, "uncertain"), (0.2, "unlikely"), (0.0, "very unlikely"))


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that speaks for it or against, in log-odds. `width` is a length of up to 100."""

    words: str
    value: str
    against: bool
    width: float


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
    origins = whole_origins(event, dossier)
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
        origins=tuple(origin_views(dossier, origins, set(window), quotes)),
        origins_heading=origins_heading(dossier),
        linked=_linked(dossier),
        history=event_history(event.id, changes, decisions),
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
