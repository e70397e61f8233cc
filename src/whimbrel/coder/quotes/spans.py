"""From tokens to exact spans of the report's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from whimbrel.coder.quotes.candidate import Candidate, phrase
from whimbrel.coder.quotes.marks import Run, covering
from whimbrel.coder.quotes.sources import beside_cue
from whimbrel.coder.tree import Tree
from whimbrel.model import Span

EDGE = frozenset(" \t\r\n,;:—–-―.\u00a0")


@dataclass(eq=False)
class Joined:
    """A candidate with its spans in the text, and the quoted runs that are its content or part of it."""

    tree: Tree
    candidate: Candidate
    cue: Span
    source: Span | None
    addressee: Span | None
    content: list[Span]
    runs: list[Run] = field(default_factory=list)


def spanned(text: str, tree: Tree, candidate: Candidate, runs: tuple[Run, ...]) -> Joined:
    """The candidate with its spans; a source that the tree lacks is looked for beside the quotation."""
    cue = _extent(tree, candidate.cue)
    if text[cue.end : cue.end + 1] == ":" and text[cue.start] != ":":
        cue = Span(cue.start, cue.end + 1)
    source, tokens = _source(text, tree, candidate), candidate.content
    if source is None or covering(runs, source.start) is not None or source.overlaps(cue):
        words = beside_cue(tree, candidate, runs) if _can_be_found(tree, candidate) else ()
        source = _extent(tree, words) if words else None
        tokens -= frozenset(words)
    addressee = _extent(tree, phrase(tree, candidate.addressee)) if candidate.addressee is not None else None
    return Joined(tree, candidate, cue, source, addressee, _pieces(tree, tokens))


def _can_be_found(tree: Tree, candidate: Candidate) -> bool:
    """Whether a speaker can stand beside the cue: not of a passive, whose subject is what is talked of."""
    return candidate.quotes or (tree.is_verbal(candidate.anchor) and not tree.is_passive(candidate.anchor))


def _source(text: str, tree: Tree, candidate: Candidate) -> Span | None:
    """The unbroken part of the source's phrase that holds its head."""
    if candidate.source is None:
        return None
    tokens = frozenset(candidate.whole) or phrase(tree, candidate.source, frozenset({candidate.anchor}))
    head = tree.tokens[candidate.source].start
    for piece in _pieces(tree, tokens - frozenset(candidate.cue)):
        if piece.start <= head < piece.end:
            return _without_marks(text, piece)
    return None


def _extent(tree: Tree, tokens: Iterable[int]) -> Span:
    ordered = sorted(tokens)
    return Span(tree.tokens[ordered[0]].start, tree.tokens[ordered[-1]].end)


def _pieces(tree: Tree, tokens: Iterable[int]) -> list[Span]:
    """Unbroken runs of tokens; lone punctuation between two of them does not break a run."""
    pieces: list[list[int]] = []
    for i in sorted(tokens):
        gap = i - pieces[-1][-1] if pieces else 0
        if gap == 1 or (gap == 2 and tree.tokens[i - 1].pos == "PUNCT"):
            pieces[-1].append(i)
        else:
            pieces.append([i])
    pieces = [piece for piece in pieces if any(tree.tokens[i].pos != "PUNCT" for i in piece)]
    return [Span(tree.tokens[piece[0]].start, tree.tokens[piece[-1]].end) for piece in pieces]


def tidy(text: str, pieces: list[Span]) -> list[Span]:
    """Pieces in order, overlapping ones joined, without the punctuation at their edges."""
    joined: list[Span] = []
    for piece in sorted(pieces, key=lambda span: (span.start, span.end)):
        bare = trim(text, piece)
        if bare.start >= bare.end:
            continue
        near = bool(joined) and not text[joined[-1].end : bare.start].strip()
        if near and bare.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(bare.end, joined[-1].end))
        else:
            joined.append(bare)
    return joined


def trim(text: str, span: Span) -> Span:
    """A span without the spaces, commas, stops and dashes at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return Span(start, end)


def _without_marks(text: str, span: Span) -> Span:
    """A name keeps its own stop ("Jr.")."""
    trimmed = trim(text, span)
    return Span(trimmed.start, trimmed.end + 1) if text[trimmed.end : span.end].startswith(".") else trimmed
