"""One claim as a page shows it: the words, who says so, and what others say against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whimbrel.export.dates import when_words
from whimbrel.export.dossier import field_label, source_name, value_words
from whimbrel.export.sentence import type_label
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Event, FieldValue, Report, Status

_MOST_RIVALS = 4


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain of who says so; `actor` is "" where nobody knows who that is."""

    words: str
    actor: str


@dataclass(frozen=True, slots=True)
class Counter:
    """What speaks against a claim on one field: other values, or its denial, each with the claims that say so."""

    field: str
    own: str
    others: tuple[tuple[str, tuple[str, ...]], ...]  # words of the value, ids of claims


@dataclass(frozen=True, slots=True)
class ClaimView:
    id: str
    title: str
    words: str
    label: str
    status: str
    when: str
    passage: str
    chain: tuple[Link, ...]
    outlet: str
    published: str
    headline: str
    report: str
    event: str
    event_title: str  # "" where it is the claim's own
    counters: tuple[Counter, ...]


def claim_view(claim: Claim, report: Report, event: Event | None) -> ClaimView:
    title = event_title(claim)
    of_event = event_title(event) if event else ""
    return ClaimView(
        id=claim.id,
        title=title,
        words=claim.text,
        label=type_label(claim.type, claim.mode),
        status="" if claim.status is Status.HAPPENED else str(claim.status).replace("-", " "),
        when=when_words(claim.when),
        passage=str(claim.passage),
        chain=tuple(Link(link.text, link.actor) for link in claim.says if link.text),
        outlet=source_name(report),
        published=when_words(report.published) if report.published else "",
        headline=report.title,
        report=report.id,
        event=event.id if event else "",
        event_title="" if of_event == title else of_event,
        counters=tuple(counters(claim, event)) if event else (),
    )


def counters(claim: Claim, event: Event) -> list[Counter]:
    """Where the event's other claims say otherwise: fields in conflict, and what somebody denies."""
    found = []
    rivals = {conflict.field for conflict in event.conflicts}
    for name, values in event.fields.items():
        own = [value for value in values if claim.id in value.claims]
        if not own:
            continue
        against = [(f"denied: {value_words(name, value)}", value.against) for value in own if value.against]
        others = _others(name, values, own) if name in rivals else []
        if others or against:
            told = (*against, *others)[:_MOST_RIVALS]
            found.append(Counter(field_label(name), ", ".join(value_words(name, value) for value in own), tuple(told)))
    return found


def _others(name: str, values: Sequence[FieldValue], own: Sequence[FieldValue]) -> list[tuple[str, tuple[str, ...]]]:
    return [(value_words(name, value), value.claims) for value in values if value not in own and value.claims]


def claim_views(claims: Sequence[Claim], reports: Mapping[str, Report], events: Mapping[str, Event]) -> list[ClaimView]:
    """Views of some claims; `reports` by their ids, `events` by the ids of claims."""
    return [claim_view(claim, reports[claim.report], events.get(claim.id)) for claim in claims]
