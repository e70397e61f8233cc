"""What an actor did or underwent, as a record: the field names are documented in docs/reference/records.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from whimbrel.export.record import Record, report_reference, span_list, when_record
from whimbrel.export.title import event_title
from whimbrel.model import Event, Report, Span, Status, When


class Told(Protocol):
    """What is needed of a telling."""

    @property
    def report(self) -> Report: ...
    @property
    def span(self) -> Span: ...
    @property
    def words(self) -> Span: ...
    @property
    def text(self) -> str: ...


class Dated(Protocol):
    """What is needed of a moment."""

    @property
    def when(self) -> When | None: ...
    @property
    def part(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def verb(self) -> str: ...
    @property
    def event(self) -> Event | None: ...
    @property
    def tellings(self) -> Sequence[Told]: ...


def moment_record(moment: Dated) -> Record:
    """A moment of an actor's timeline with every sentence that it was read from."""
    event = moment.event
    return {
        "when": when_record(moment.when),
        "part": moment.part,
        "what": event_title(event) if event is not None else moment.verb,
        "type": event.type if event is not None else None,
        "mode": event.mode if event is not None else None,
        "status": str(moment.status),
        "event": event.id if event is not None else None,
        "tellings": [_telling(one) for one in moment.tellings],
    }


def _telling(one: Told) -> Record:
    return {
        "report": report_reference(one.report),
        "text": one.text,
        "span": span_list(one.span),
        "words": {"text": one.report.text[one.words.start : one.words.end], "span": span_list(one.words)},
    }
