"""What a notebook shows for an event, an event with everything behind it, a claim, and a chronicle.

Colours are left to the notebook, so that cards are legible on light and dark. All text is escaped by the templates;
controls and bidi overrides are taken out first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment

from whimbrel.export.countries import place_words
from whimbrel.export.dates import when_words
from whimbrel.export.dossier import FIELD_LABELS, Dossier, field_label, value_words
from whimbrel.export.excerpt import Piece
from whimbrel.export.page.view import event_view
from whimbrel.export.sentence import count_words, type_label
from whimbrel.export.standing import confidence_words
from whimbrel.export.templates import harmless_templates
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Event

CELLS = 12  # sources of a matrix that are shown; the rest is counted


@dataclass(frozen=True, slots=True)
class Figures:
    """How much a chronicle holds, and its newest events."""

    reports: int
    claims: int
    events: int
    problems: int
    newest: Sequence[Event] = ()


def event_card(event: Event) -> str:
    """An event: its sentence, and for each field what is shown, what else is claimed and by how many claims."""
    rows = [
        (
            field_label(name),
            name in {conflict.field for conflict in event.conflicts},
            [(value_words(name, one), len(one.claims), len(one.against), one.shown) for one in event.fields[name]],
        )
        for name in _order(event)
    ]
    return _render("event.html.j2", event=event, title=event_title(event), facts=_facts(event), rows=rows)


def dossier_card(dossier: Dossier) -> str:
    """An event beside what each source says, in its own words."""
    view = event_view(dossier)
    return _render("dossier.html.j2", view=view, facts=_facts(dossier.event), most=CELLS)


def claim_card(claim: Claim) -> str:
    """A claim: what it says as a sentence, and the words it was read from."""
    counts = [f"{field_label(name).lower()} {count_words(count)}" for name, count in sorted(claim.counts.items())]
    facts = [
        type_label(claim.type, claim.mode), when_words(claim.when), place_words(claim.place),
        str(claim.status).replace("-", " "), *counts, f"in the {claim.passage}",
    ]  # fmt: skip
    says = " → ".join(speaker.text for speaker in claim.says if speaker.text)
    facts.append(f"says {says}" if says else "")
    return _render(
        "claim.html.j2",
        claim=claim,
        title=event_title(claim),
        facts=[fact for fact in facts if fact],
        pieces=_pieces(claim),
    )


def chronicle_card(figures: Figures) -> str:
    """How much a chronicle holds, and its newest events."""
    rows = [
        (event.id, when_words(event.when), event_title(event), place_words(event.place), len(event.reports))
        for event in figures.newest
    ]
    return _render("chronicle.html.j2", figures=figures, rows=rows)


def _facts(event: Event) -> list[str]:
    number = len(event.reports)
    origins = len(event.origins)
    told = f"{number} report{'' if number == 1 else 's'}"
    facts = [
        when_words(event.when), place_words(event.place), str(event.status).replace("-", " "),
        f"checked: {event.checked}" if event.checked else "",
        told + (f", {origins} independent origin{'' if origins == 1 else 's'}" if origins else ""),
        f"happened: {confidence_words(event.confidence)}" if event.confidence else "",
    ]  # fmt: skip
    return [fact for fact in facts if fact]


def _order(event: Event) -> list[str]:
    known = [name for name in FIELD_LABELS if name in event.fields]
    return known + sorted(name for name in event.fields if name not in FIELD_LABELS)


def _pieces(claim: Claim) -> list[Piece]:
    """The claim's words with the one that told it marked."""
    start, end = claim.trigger.start - claim.span.start, claim.trigger.end - claim.span.start
    if not 0 <= start < end <= len(claim.text):
        return [Piece(claim.text)]
    return [Piece(claim.text[:start]), Piece(claim.text[start:end], "trigger"), Piece(claim.text[end:])]


def _render(template: str, **shown: Any) -> str:
    return _templates().get_template(template).render(**shown)


@cache
def _templates() -> Environment:
    return harmless_templates("whimbrel.export.cards")
