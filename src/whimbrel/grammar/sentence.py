"""What the grammar gives to the coder: sentences of tokens, with a dependency tree and the names found in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from whimbrel.model import Span


class Token(NamedTuple):
    """One word. `i` and `head` are indexes into the sentence (the root is its own head); offsets are the report's.

    `pos` and `dep` follow Universal Dependencies 2 (subtypes kept: nsubj:pass, obl:agent where the model tells them),
    `tag` is the Penn Treebank's (VBD, MD, NNP, …).
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name over tokens `start` to `end` (half-open). `label` is PER, ORG or LOC."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence before it is parsed: its words' texts and offsets in the report, and the names in it.

    `given_up` is the stretch that this is a piece of, when that is too long to be read: then it is not to be parsed.
    """

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    names: tuple[NameSpan, ...]
    given_up: Span | None = None

    @property
    def span(self) -> Span:
        return Span(self.spans[0][0], self.spans[-1][1])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence."""

    tokens: tuple[Token, ...]
    names: tuple[NameSpan, ...]

    @property
    def span(self) -> Span:
        return Span(self.tokens[0].start, self.tokens[-1].end)
