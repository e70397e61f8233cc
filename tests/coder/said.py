"""An attribution written down as words, so that cases can be read at a glance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from whimbrel.coder.quotes import Attribution


@dataclass(frozen=True)
class Said:
    """The words of one attribution: who, by which words, what, and how."""

    who: str
    cue: str
    what: tuple[str, ...]
    kind: str
    to: str
    quote: Attribution


SaidIn = Callable[[str], list[Said]]


def as_said(text: str, quote: Attribution) -> Said:
    """The words of an attribution's spans."""
    source, addressee = quote.source, quote.addressee
    return Said(
        text[source.start : source.end] if source else "",
        text[quote.cue.start : quote.cue.end],
        tuple(text[part.start : part.end] for part in quote.content),
        str(quote.kind),
        text[addressee.start : addressee.end] if addressee else "",
        quote,
    )
