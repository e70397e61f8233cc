"""A question as the page shows it: the words of the reports, what was read from them, and who somebody may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whimbrel.api import Chronicle
from whimbrel.export.countries import country_name, place_words
from whimbrel.export.dates import when_words
from whimbrel.export.dossier import field_label
from whimbrel.export.excerpt import Piece, excerpt
from whimbrel.export.sentence import count_words, type_label
from whimbrel.export.title import event_title
from whimbrel.looking import Likeness
from whimbrel.model import Claim, Event
from whimbrel.reviewing import Gathered, Question

MOST_SHOWN = 4  # quotations beside a question


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a report in their sentence, and where they stand."""

    outlet: str
    day: str
    title: str
    report: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One field: its values, one for each quotation or one in all; `differs` where two say unlike things."""

    label: str
    values: tuple[str, ...]
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A question filled in. `event` is the event's id where it is about one, `actors` the ids of whom it is about."""

    question: Question
    heading: str
    quotations: tuple[Quotation, ...]
    lines: tuple[Line, ...] = ()
    event: str = ""
    actors: tuple[str, ...] = ()
    candidates: tuple[Likeness, ...] = ()


def shown(chronicle: Chronicle, question: Question, gathered: Gathered) -> Shown | None:
    """None where what it is about is there no more, or is known since."""
    if question.kind == "who":
        return _who(chronicle, question, gathered)
    if len(chronicle.claims_there(question.about)) < len(question.about):
        return None
    if question.kind == "same":
        claims = [chronicle.claim(id) for id in question.about]
        return Shown(
            question,
            "Do these two tell of one event?",
            tuple(_quotation(chronicle, claim) for claim in claims),
            tuple(_compared(claims)),
        )
    home = chronicle.events_of(question.about)
    events = chronicle.events_by_id(list(home.values()))
    return _right(chronicle, question, events[0]) if events else None


def _right(chronicle: Chronicle, question: Question, event: Event) -> Shown:
    claims = {claim.id: claim for claim in chronicle.claims(event=event.id)}
    one_each = {claims[id].report: claims[id] for id in reversed(event.claims) if id in claims}
    told = sorted(one_each.values(), key=lambda claim: event.claims.index(claim.id))
    quotations = tuple(_quotation(chronicle, claim) for claim in told[:MOST_SHOWN])
    return Shown(question, event_title(event), quotations, tuple(_lines(event)), event=event.id)


def _who(chronicle: Chronicle, question: Question, gathered: Gathered) -> Shown | None:
    known = gathered.strangers.get(question.about[0])
    now = chronicle.identities()
    if known is None or now.of(question.about[0]) != question.about[0]:
        return None
    cluster, near = known
    members = tuple(id for id in cluster.members if now.of(id) == id)
    lines = [
        Line("Written", tuple(text for text, _ in cluster.spellings[:5])),
        Line("Called", tuple(text for text, _ in cluster.titles[:5])),
        Line("Country", tuple(country_name(code) or code for code in cluster.countries)),
        Line("Told of with", tuple(one.name for one in cluster.company[:5])),
    ]
    claims = chronicle.claims_with_actors(members, MOST_SHOWN)
    return Shown(
        question,
        f"Who is {cluster.name}?",
        tuple(_quotation(chronicle, claim) for claim in claims),
        tuple(Line(one.label, ("; ".join(one.values),)) for one in lines if one.values),
        actors=(question.about[0], *(id for id in members if id != question.about[0])),
        candidates=near,
    )


def _quotation(chronicle: Chronicle, claim: Claim) -> Quotation:
    report = chronicle.report(claim.report)
    return Quotation(
        report.outlet or report.file,
        when_words(report.published),
        report.title,
        report.id,
        excerpt(report, claim),
    )


def _compared(claims: Sequence[Claim]) -> Iterator[Line]:
    """What two claims say side by side, where either says something."""
    told = [dict(_said(claim)) for claim in claims]
    for label in dict.fromkeys(label for one in told for label in one):
        values = tuple(one.get(label, "") for one in told)
        yield Line(label, values, differs=bool(values[0] and values[1] and values[0] != values[1]))


def _lines(event: Event) -> Iterator[Line]:
    rivals = {field_label(conflict.field) for conflict in event.conflicts}
    for label, value in _said(event):
        yield Line(label, (value,), differs=label in rivals)


def _said(noun: Claim | Event) -> Iterator[tuple[str, str]]:
    yield field_label("type"), type_label(noun.type, noun.mode)
    yield field_label("actors"), ", ".join(who.name for who in noun.actors)
    yield field_label("recipients"), ", ".join(who.name for who in noun.recipients)
    yield field_label("when"), when_words(noun.when)
    yield field_label("place"), place_words(noun.place)
    yield field_label("status"), str(noun.status).replace("-", " ")
    for name, count in sorted(noun.counts.items()):
        yield field_label(name), count_words(count)
