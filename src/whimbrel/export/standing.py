"""How an event stands, in words: how sure it is and why, where sources differ, who copied whom, what it belongs to."""

from __future__ import annotations

from whimbrel.export.dates import joined, when_words
from whimbrel.export.dossier import Dossier, field_label, source_name, value_words
from whimbrel.model import Conflict, Origin, Score

RELATIONS = {
    "part of": "part of",
    "about": "about",
    "parts": "parts",
    "reactions": "what followed",
}  # in the order in which they are shown


def confidence_words(confidence: Score | None) -> str:
    """ "0.93 (told by an official +1.4, denied by the other side −0.6)", the strongest part first; "" for none."""
    if confidence is None:
        return ""
    order = sorted(confidence.parts.items(), key=lambda part: (-abs(part[1]), part[0]))
    told = ", ".join(f"{name} {_signed(value)}" for name, value in order if name != "base")
    return f"{confidence.value:.2f} ({told})" if told else f"{confidence.value:.2f}"


def _signed(value: float) -> str:
    return f"{'+' if value >= 0 else '−'}{abs(value):.1f}"


def conflict_words(conflict: Conflict) -> str:
    """The field with its rival values: "killed: 2, 4 or 5". Values that nobody gives are left out."""
    name = field_label(conflict.field).lower()
    rivals = [value_words(conflict.field, value) for value in conflict.values if value.claims]
    denied = any(value.shown and value.against for value in conflict.values)
    told = joined(list(dict.fromkeys(rivals)), "or")
    return f"{name}: {told}{', denied' if denied and len(rivals) < 2 else ''}" if told else name


def origin_words(origin: Origin, dossier: Dossier) -> str:
    """One independent origin: who was out first and when, the agency behind it, and who carries the same text."""
    names = {claim.report: dossier.source(claim) for claim in dossier.claims}
    first = dossier.reports.get(origin.earliest)
    agency = f" ({origin.agency})" if origin.agency and origin.agency != source_name(first) else ""
    out = f", {when_words(first.published)}" if first and first.published else ""
    copied = [names.get(report, source_name(None)) for report in origin.reports if report != origin.earliest]
    told = names.get(origin.earliest, source_name(first))
    return f"{told}{agency}{out}" + (f"; same text: {', '.join(copied)}" if copied else "")


def origins_heading(dossier: Dossier) -> str:
    """ "2 independent origins of 3 reports"."""
    origins, reports = len(dossier.event.origins), len(dossier.event.reports)
    told = f"{origins} independent origin{'' if origins == 1 else 's'}"
    return f"{told} of {reports} report{'' if reports == 1 else 's'}"
