"""The record contract: every noun as a plain dict with always the same keys, in the same order.

The field names of NDJSON and JSON; `docs/reference/records.md` describes each and is tested against what is written.
Here are events, claims, reports and problems; `actors.py`, `quotes.py` and `moments.py` have the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from whimbrel.export.title import event_title
from whimbrel.model import (
    Candidate,
    Claim,
    Conflict,
    Count,
    Event,
    FieldValue,
    Origin,
    Outlet,
    Participant,
    Place,
    Problem,
    Report,
    Score,
    Span,
    Speaker,
    When,
)
from whimbrel.ontology import placing

Record = dict[str, Any]


def event_record(event: Event) -> Record:
    """An event: the values shown, the values claimed for every field, and the conflicts."""
    return {
        "id": event.id,
        "title": event_title(event),
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        **_placing(event),
        "actors": [_participant(who) for who in event.actors],
        "recipients": [_participant(who) for who in event.recipients],
        "place": _place(event.place),
        "when": when_record(event.when),
        "status": str(event.status),
        "checked": event.checked,
        "confidence": _confidence(event.confidence),
        "says": [speaker_record(speaker) for speaker in event.says],
        "counts": _counts(event.counts),
        "reports": list(event.reports),
        "origins": [_origin(origin) for origin in event.origins],
        "claims": list(event.claims),
        "part_of": event.part_of or None,
        "about": list(event.about),
        "conflicts": [_conflict(conflict) for conflict in event.conflicts],
        "fields": {name: [_value(value) for value in event.fields[name]] for name in sorted(event.fields)},
    }


def claim_record(claim: Claim, report: Report, event: str | None = None) -> Record:
    """A claim with the report it was read from and, where known, the id of the event it belongs to."""
    return {
        "id": claim.id,
        "event": event,
        "report": report_reference(report),
        "passage": str(claim.passage),
        "type": claim.type,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        **_placing(claim),
        "actors": [_participant(who) for who in claim.actors],
        "recipients": [_participant(who) for who in claim.recipients],
        "place": _place(claim.place),
        "places": [_place(place) for place in claim.places],
        "when": when_record(claim.when),
        "status": str(claim.status),
        "says": [speaker_record(speaker) for speaker in claim.says],
        "counts": _counts(claim.counts),
        "span": span_list(claim.span),
        "text": claim.text,
        "trigger": span_list(claim.trigger),
        "confidence": _confidence(claim.confidence),
        "part_of": claim.part_of or None,
        "about": list(claim.about),
    }


def report_record(report: Report, *, text: bool = False) -> Record:
    """A report; with `text` also its text and passages."""
    outlet = report.publisher or Outlet("", report.outlet, guessed=True)
    record: Record = {
        **report_reference(report),
        "byline": report.byline,
        "agency": report.agency,
        "language": report.language,
        "outlet_id": outlet.id,
        "outlet_kind": outlet.kind,
        "outlet_country": outlet.country,
        "outlet_language": outlet.language,
        "outlet_listed": bool(outlet.id) and not outlet.guessed,
        "published_at": report.published_at,
        "modified": report.modified,
        "fetched": report.fetched,
        "caption": report.caption,
        "copy_of": report.copy_of,
    }
    if text:
        record["text"] = report.text
        record["passages"] = [{"kind": str(p.kind), "span": span_list(p.span)} for p in report.passages]
    return record


def problem_record(problem: Problem) -> Record:
    """An input that was set aside, and what to do about it."""
    return {name: getattr(problem, name) for name in ("file", "position", "code", "message", "remedy")}


def report_reference(report: Report) -> Record:
    """The report that a record was read from, as it is named in other records."""
    return {
        "id": report.id,
        "file": report.file,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published": report.published.edtf if report.published else None,
    }


def _placing(told: Event | Claim) -> Record:
    """Where PLOVER's type, mode and contexts stand in CAMEO, on the score and in the quad classes."""
    found = placing(told.type, told.mode, told.contexts)
    return {"cameo": found.cameo, "score": found.score, "quad": found.quad}


def _participant(who: Participant) -> Record:
    return {
        "id": who.id,
        "name": who.name,
        "kind": str(who.kind),
        "country": who.country,
        "sector": who.sector,
        "title": who.title,
        "text": who.text,
        "span": span_list(who.span),
        "word": who.word,
        "candidates": [_candidate(one) for one in who.candidates],
    }


def _candidate(one: Candidate) -> Record:
    return {"id": one.id, "name": one.name, "score": one.score, "parts": dict(sorted(one.parts.items()))}


def _place(place: Place | None) -> Record | None:
    if place is None:
        return None
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": str(place.precision),
    }


def when_record(when: When | None) -> Record:
    """Always an object, so that a reader may look at its keys without asking first."""
    when = when or When(None, None, None, "unresolved")
    return {
        "edtf": when.edtf,
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "how": when.how,
        "text": when.text,
        "relative": when.relative,
    }


def speaker_record(speaker: Speaker) -> Record:
    """One link of a chain of speakers."""
    return {
        "text": speaker.text,
        "actor": speaker.actor or None,
        "kind": str(speaker.kind) if speaker.kind else None,
        "country": speaker.country,
        "sector": speaker.sector,
        "span": span_list(speaker.span),
    }


def _counts(counts: Mapping[str, Count]) -> Record:
    return {
        name: {"low": counts[name].low, "high": counts[name].high, "text": counts[name].text} for name in sorted(counts)
    }


def _confidence(score: Score | None) -> Record:
    """Always an object; without a score nobody reckoned it."""
    return {"score": score.value if score else None, "parts": dict(sorted(score.parts.items())) if score else {}}


def _origin(origin: Origin) -> Record:
    return {"reports": list(origin.reports), "earliest": origin.earliest, "agency": origin.agency}


def _conflict(conflict: Conflict) -> Record:
    return {"field": conflict.field, "values": [_value(value) for value in conflict.values]}


def _value(value: FieldValue) -> Record:
    return {
        "value": value.value,
        "label": value.label,
        "shown": value.shown,
        "rule": value.rule,
        "claims": list(value.claims),
        "against": list(value.against),
        "former": list(value.former),
    }


def span_list(span: Span | None) -> list[int] | None:
    """A span as [start, end)."""
    return [span.start, span.end] if span else None


def names(participants: Iterable[Record]) -> str:
    """The names of participant records on one line."""
    return " | ".join(who["name"] for who in participants)
