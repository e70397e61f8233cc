"""Field by field what each report says of an event: agreement in a line, conflict laid open, silence told from denial.

Columns are reports, those of one origin side by side. What the whole event's reports say is counted even where only
some of them are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whimbrel.export.dates import joined
from whimbrel.export.dossier import EARLIER, FIELD_LABELS, Dossier, claimed_fields, field_label, value_words
from whimbrel.model import Claim, FieldValue, Span
from whimbrel.web.views.quoted import Quoted, Quotes

_FEW = 4  # names of silent sources in a line
_OF_TRIGGER = frozenset({"type", "mode", "contexts", "status"})


@dataclass(frozen=True, slots=True)
class Told:
    """A value that a report gives or denies, and its words there."""

    words: str
    agrees: bool
    denied: bool
    quoted: Quoted


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says on one field; nothing told means that it does not state it."""

    source: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field. `agreed` is the line that stands for its cells where all who speak of it say all of it, else ""."""

    name: str
    label: str
    shown: tuple[str, ...]
    rule: str
    conflict: bool
    decided: bool
    agreed: str
    silent: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    """The reports of an event, all of them and those that are shown, what they are called, and their claims."""

    order: Sequence[str]
    window: Sequence[str]
    sources: Mapping[str, str]
    claims: Mapping[str, Claim]
    quotes: Quotes

    def reports(self, ids: Iterable[str]) -> set[str]:
        """The reports of these claims."""
        return {self.claims[id].report for id in ids if id in self.claims}


def field_rows(dossier: Dossier, order: Sequence[str], window: Sequence[str], quotes: Quotes) -> tuple[FieldRow, ...]:
    """Every field on which something is claimed; `order` are all reports of the event, `window` the shown ones."""
    event = dossier.event
    claimed = event.fields or claimed_fields(event, dossier.claims)
    names = [name for name in FIELD_LABELS if name in claimed]
    names += sorted(name for name in claimed if name not in FIELD_LABELS)
    sources = {claim.report: dossier.source(claim) for claim in dossier.claims}
    heard = _Heard(order, window, sources, {claim.id: claim for claim in dossier.claims}, quotes)
    rivals = {conflict.field for conflict in event.conflicts}
    names.sort(key=lambda name: name not in rivals)  # what sources differ on comes first
    rows = (_row(name, claimed[name], name in rivals, heard) for name in names)
    return tuple(row for row in rows if row is not None)


def value_span(name: str, value: FieldValue, claim: Claim) -> Span | None:
    """Where in its report a claim tells a value of a field; None where the claim's words as a whole do."""
    if name in _OF_TRIGGER:
        return claim.trigger
    if name in ("actors", "recipients"):
        return next((who.span for who in getattr(claim, name) if who.id == value.value), None)
    if name == "when":
        return claim.when.span if claim.when else None
    if name == "place":
        place = next((place for place in claim.places if place.id == value.value), claim.place)
        return place.span if place else None
    if name == "says":
        return next((link.span for link in claim.says if value.value in (link.actor, link.text)), None)
    return claim.counts[name].span if name in claim.counts else None


def _row(name: str, values: tuple[FieldValue, ...], conflict: bool, heard: _Heard) -> FieldRow | None:
    shown = [value for value in values if value.shown]
    speaking = heard.reports(id for value in values for id in (*value.claims, *_denying(name, value)))
    if not shown and not speaking:
        return None
    rule = next((value.rule for value in shown if value.rule), "")
    agrees = not conflict and all(value.shown or not value.claims for value in values)
    agrees = agrees and not any(_denying(name, value) for value in values)
    agrees = agrees and all(heard.reports(value.claims) == speaking for value in shown if value.claims)
    silent = [heard.sources[report] for report in heard.order if report not in speaking]
    return FieldRow(
        name=name,
        label=field_label(name),
        shown=tuple(dict.fromkeys(value_words(name, value) for value in shown)),
        rule=rule if conflict or rule.startswith("decided") else "",
        conflict=conflict,
        decided=rule.startswith("decided"),
        agreed=_agreed(len(speaking), len(heard.order)) if agrees else "",
        silent=_silent(silent) if agrees and silent else "",
        cells=tuple(Cell(heard.sources[report], _told(name, values, report, heard)) for report in heard.window),
    )


def _agreed(heard: int, all_: int) -> str:
    if not heard:
        return "no report states it"
    if heard == all_:
        return "the one report says so" if all_ == 1 else f"all {all_} say so" if all_ > 2 else "both say so"
    return f"{heard} of {all_} say so"


def _silent(names: Sequence[str]) -> str:
    more = len(names) - _FEW
    told = [*names[:_FEW], f"{more} more"] if more > 0 else list(names)
    return f"not stated by {joined(told)}"


def _told(name: str, values: Sequence[FieldValue], report: str, heard: _Heard) -> tuple[Told, ...]:
    """Each value once, in the words of the first claim of the report that has it."""
    found = []
    for value in values:
        for ids, denied in ((value.claims, False), (_denying(name, value), True)):
            claims = (heard.claims[id] for id in ids if id in heard.claims)
            own = sorted((claim for claim in claims if claim.report == report), key=_place)
            if own:
                quoted = heard.quotes.of(own[0], value_span(name, value, own[0]))
                earlier = not denied and all(claim.id in value.former for claim in own)
                words = value_words(name, value) + (EARLIER if earlier else "")
                found.append(Told(words, value.shown and not denied, denied, quoted))
    return tuple(found)


def _denying(name: str, value: FieldValue) -> tuple[str, ...]:
    """Claims that it did not happen with this value; that the status is denied is itself a value."""
    return () if name == "status" else value.against


def _place(claim: Claim) -> tuple[int, str]:
    return claim.span.start, claim.id
