"""What `whimbrel explain` tells of a claim: its sentence, parse and entries, and each value with its words and rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from whimbrel.model import Claim, Span


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the parse. `head` is the number of the word it depends on (the root is its own head).

    `mark` is `trigger`, `entry` (another word that the entry asked for), `actor`, `recipient` or "".
    """

    i: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Fired:
    """A lexicon entry that the words fulfilled: its line, its pattern, its own example, and the word it fired on."""

    word: str
    where: str
    pattern: str
    type: str
    mode: str
    example: str


@dataclass(frozen=True, slots=True)
class Step:
    """How one value came about. `what` is the field, `words` are the report's, `source` is a file and line or an id."""

    what: str
    value: str
    words: str
    rule: str
    span: Span | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the confidence, and what it stands for."""

    name: str
    value: float
    meaning: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the code of today reads otherwise than the chronicle holds it."""

    field: str
    stored: str
    now: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a stored claim is read from its report by the code of today.

    `again` is the claim as it comes out now, None when it no longer does; then `note` says so, the lists are empty or
    as far as the coder got, and `instead` holds the claims that the same words give now. `differs` lists fields that
    changed since the claim was stored.
    """

    claim: Claim
    again: Claim | None
    sentence: str
    note: str = ""
    parse: tuple[Word, ...] = ()
    fired: tuple[Fired, ...] = ()
    steps: tuple[Step, ...] = ()
    parts: tuple[Part, ...] = ()
    differs: tuple[Difference, ...] = ()
    instead: tuple[Claim, ...] = field(default=())

    def record(self) -> dict[str, Any]:
        """The explanation as plain values, for JSON."""
        return {
            "claim": self.claim.id,
            "report": self.claim.report,
            "comes_out": self.again is not None,
            "note": self.note,
            "sentence": self.sentence,
            "span": [self.claim.span.start, self.claim.span.end],
            "trigger": [self.claim.trigger.start, self.claim.trigger.end],
            "type": self.claim.type,
            "mode": self.claim.mode,
            "status": str(self.claim.status),
            "parse": [asdict(word) for word in self.parse],
            "entries": [asdict(entry) for entry in self.fired],
            "steps": [{**asdict(step), "span": _span(step.span)} for step in self.steps],
            "confidence": {"score": self.claim.confidence.value, "parts": [asdict(part) for part in self.parts]},
            "differs": [asdict(difference) for difference in self.differs],
            "instead": [_brief(claim) for claim in self.instead],
        }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _brief(claim: Claim) -> Mapping[str, str]:
    return {"id": claim.id, "type": claim.type, "mode": claim.mode, "status": str(claim.status)}
