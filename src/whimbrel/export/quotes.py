"""What a report quotes, as a record: the field names are documented in docs/reference/records.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from whimbrel.export.record import Record, report_reference, span_list, speaker_record
from whimbrel.model import Participant, PassageKind, Report, Span, Speaker

GAP = " … "  # between runs of a quotation that the report itself interrupts


class Quoted(Protocol):
    """What is needed of an attribution."""

    @property
    def id(self) -> str: ...
    @property
    def passage(self) -> PassageKind: ...
    @property
    def kind(self) -> str: ...
    @property
    def stance(self) -> str: ...
    @property
    def verb(self) -> str: ...
    @property
    def cue(self) -> Span: ...
    @property
    def content(self) -> tuple[Span, ...]: ...
    @property
    def source(self) -> Span | None: ...
    @property
    def addressee(self) -> Span | None: ...
    @property
    def speaker(self) -> Participant | None: ...
    @property
    def chain(self) -> tuple[Speaker, ...]: ...
    @property
    def within(self) -> str: ...


def quote_record(quote: Quoted, report: Report) -> Record:
    """A quotation, direct or reported, with the report whose text its spans count in."""
    return {
        "id": quote.id,
        "report": report_reference(report),
        "outlet": report.outlet,
        "passage": str(quote.passage),
        "kind": str(quote.kind),
        "stance": str(quote.stance),
        "speaker": _speaker(quote, report.text),
        "verb": quote.verb,
        "cue": _words(quote.cue, report.text),
        "addressee": _words(quote.addressee, report.text),
        "span": [quote.content[0].start, quote.content[-1].end],
        "text": content_text(report.text, quote.content),
        "content": [_words(part, report.text) for part in quote.content],
        "chain": [speaker_record(link) for link in quote.chain],
        "within": quote.within or None,
    }


def content_text(text: str, content: Sequence[Span]) -> str:
    """What was said: the runs of the content in order."""
    return GAP.join(text[part.start : part.end] for part in content)


def _speaker(quote: Quoted, text: str) -> Record | None:
    if quote.source is None:
        return None
    words = text[quote.source.start : quote.source.end]
    party = quote.speaker
    return {
        "id": party.id if party is not None else None,
        "name": party.name if party is not None else words,
        "text": words,
        "span": span_list(quote.source),
    }


def _words(span: Span | None, text: str) -> Record | None:
    return None if span is None else {"text": text[span.start : span.end], "span": span_list(span)}
