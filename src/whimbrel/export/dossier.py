"""An event with everything behind it, and the matrix of what each outlet says on each field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from whimbrel.export.dates import edtf_words
from whimbrel.export.sentence import count_words, type_label
from whimbrel.model import Claim, Count, Event, FieldValue, Report

FIELD_LABELS = {
    "type": "What",
    "mode": "How",
    "actors": "Who",
    "recipients": "To whom",
    "when": "When",
    "place": "Where",
    "status": "Status",
    "killed": "Killed",
    "wounded": "Wounded",
    "arrested": "Arrested",
    "displaced": "Displaced",
    "present": "Present",
    "says": "Says who",
    "contexts": "Context",
}
_BOUNDS = re.compile(r"(\d{0,12})(?:\.\.(\d{0,12}))?")  # "12", "12..", "..50", "30..40"


@dataclass(frozen=True, slots=True)
class Linked:
    """Another event that one leads to: it is a part of it, about it, or the other way round."""

    relation: str  # "part of", "about", "parts" or "reactions"
    id: str
    title: str


EARLIER = " (earlier version)"


@dataclass(frozen=True, slots=True)
class Dossier:
    """An event, its claims in its own order, their reports by id, and the events that it leads to."""

    event: Event
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]
    linked: tuple[Linked, ...] = ()

    def source(self, claim: Claim) -> str:
        """The outlet of a claim, or its file where the outlet is not known; numbered where one outlet has several
        reports of the event ("The Gazette (2)"), so that an outlet's later version stands beside its first."""
        name = source_name(self.reports.get(claim.report))
        told = dict.fromkeys(c.report for c in self.claims if source_name(self.reports.get(c.report)) == name)
        return name if len(told) < 2 else f"{name} ({list(told).index(claim.report) + 1})"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says on one field: no values and none denied means that it does not say.

    `agrees` when what the record shows is among the values; a source may give several, in several places. `denied` are
    those with which it tells that something did not happen.
    """

    values: tuple[str, ...]
    agrees: bool
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One field: what the record shows and why, whether sources conflict, and each source's cell."""

    name: str
    label: str
    shown: tuple[str, ...]
    rule: str
    conflict: bool
    cells: tuple[Cell, ...]

    @property
    def decided(self) -> bool:
        """Whether what is shown is somebody's word, not a source's."""
        return self.rule.startswith("decided")


def source_name(report: Report | None) -> str:
    if report is None:
        return "unknown source"
    return report.outlet or report.file or "unnamed report"


def sources(dossier: Dossier) -> tuple[str, ...]:
    """The distinct sources of an event, in the order of its claims."""
    return tuple(dict.fromkeys(dossier.source(claim) for claim in dossier.claims))


def matrix(dossier: Dossier) -> tuple[Row, ...]:
    """Every field on which something is claimed, with what each of `sources` says on it."""
    event = dossier.event
    columns = sources(dossier)
    of_claim = {claim.id: dossier.source(claim) for claim in dossier.claims}
    claimed = event.fields or claimed_fields(event, dossier.claims)
    known = [name for name in FIELD_LABELS if name in claimed]
    order = known + sorted(name for name in claimed if name not in FIELD_LABELS)
    rivals = {conflict.field for conflict in event.conflicts}
    rows = []
    for name in order:
        values = claimed[name]
        shown = [value for value in values if value.shown]
        cells = tuple(_cell(name, values, of_claim, column) for column in columns)
        rule = next((value.rule for value in shown if value.rule), "")
        labels = tuple(value_words(name, value) for value in shown)
        rows.append(Row(name, field_label(name), labels, rule, name in rivals, cells))
    return tuple(row for row in rows if row.shown or any(cell.values or cell.denied for cell in row.cells))


def field_label(name: str) -> str:
    return FIELD_LABELS.get(name) or name.replace("_", " ").replace("-", " ").capitalize()


def value_words(name: str, value: FieldValue) -> str:
    """A field's value for people."""
    if name == "when":
        return edtf_words(value.value) or value.label or value.value or "not dated"
    if name == "type":
        return type_label(value.value)
    bounds = _BOUNDS.fullmatch(value.value)
    if bounds:
        low, high = (
            int(end) if end else None for end in (bounds[1], bounds[2] if bounds[2] is not None else bounds[1])
        )
        return count_words(Count(low, high, value.label))
    return value.label or value.value


def claimed_fields(event: Event, claims: tuple[Claim, ...]) -> dict[str, tuple[FieldValue, ...]]:
    """The fields worked out from the claims alone, for an event whose record does not list them."""
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    for claim in claims:
        for name, value, label in _said(claim):
            found.setdefault(name, {}).setdefault((value, label), []).append(claim.id)
    shown = {(name, value) for name, value, _ in _said(event)}
    return {
        name: tuple(
            FieldValue(value, label, tuple(ids), (name, value) in shown) for (value, label), ids in values.items()
        )
        for name, values in found.items()
    }


def _cell(name: str, values: tuple[FieldValue, ...], of_claim: Mapping[str, str], column: str) -> Cell:
    said = [value for value in values if any(of_claim.get(claim) == column for claim in value.claims)]
    former = {
        value.value for value in said if all(id in value.former for id in value.claims if of_claim.get(id) == column)
    }
    denied = () if name == "status" else [v for v in values if any(of_claim.get(c) == column for c in v.against)]
    return Cell(
        tuple(value_words(name, value) + (EARLIER if value.value in former else "") for value in said),
        any(value.shown for value in said),
        tuple(value_words(name, value) for value in denied),
    )


def _said(noun: Claim | Event) -> list[tuple[str, str, str]]:
    said = [("type", noun.type, type_label(noun.type, noun.mode)), ("status", str(noun.status), str(noun.status))]
    said += [("actors", who.id, who.name) for who in noun.actors]
    said += [("recipients", who.id, who.name) for who in noun.recipients]
    if noun.when and (noun.when.edtf or noun.when.relative):
        said.append(("when", noun.when.edtf or "", noun.when.relative or noun.when.edtf or ""))
    if noun.place:
        said.append(("place", noun.place.id, noun.place.name))
    said += [(name, f"{count.low}-{count.high}", count_words(count)) for name, count in sorted(noun.counts.items())]
    return said
