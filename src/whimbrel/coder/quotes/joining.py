"""From tokens to the report's text: exact spans, quotations taken whole, and quotations that go on without a cue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whimbrel.coder.quotes.candidate import Candidate, phrase
from whimbrel.coder.quotes.marks import Run, covering, paragraph_of
from whimbrel.coder.quotes.sources import beside_quotation
from whimbrel.coder.tree import Tree
from whimbrel.model import Span

EDGE = frozenset(" \t\r\n,;:—–-―.\u00a0")
SENTENCE_END = frozenset(".?!…”\"'’»")


@dataclass(eq=False)
class Joined:
    """A candidate with its spans in the text."""

    tree: Tree
    candidate: Candidate
    cue: Span
    source: Span | None
    addressee: Span | None
    content: list[Span]
    runs: list[Run] = field(default_factory=list)


def join(text: str, candidates: Iterable[tuple[Tree, Candidate]], runs: tuple[Run, ...]) -> list[Joined]:
    """Attributions with their spans, in order of the text; those for which no content can be found are dropped."""
    found = [
        _spanned(text, tree, candidate, runs)
        for tree, candidate in candidates
        if covering(runs, tree.tokens[candidate.anchor].start) is None  # what a quoted speaker says of others is theirs
    ]
    for item in found:
        _take_runs(text, item, runs)
    owners = _owners(found)
    for item in found:
        if not item.content and item.candidate.quotes:
            _look_around(text, item, runs, owners)
    _go_on(text, runs, owners)
    kept = [item for item in found if item.content]
    for item in kept:
        item.content = _tidy(text, item.content)
    return [item for item in kept if item.content]


def outermost(found: Sequence[Joined]) -> list[Joined]:
    """Those whose cue stands in no other's content. Of two that stand in each other's, the one set beside the clause
    ("…, according to the ministry"), else the first."""
    ranks = {id(item): (not item.candidate.beside, i) for i, item in enumerate(found)}
    return [
        item
        for item in found
        if not any(
            holds(other, item) and (not holds(item, other) or ranks[id(other)] < ranks[id(item)])
            for other in found
            if other is not item
        )
    ]


def holds(outer: Joined, inner: Joined) -> bool:
    return any(piece.overlaps(inner.cue) for piece in outer.content)


def _spanned(text: str, tree: Tree, candidate: Candidate, runs: tuple[Run, ...]) -> Joined:
    cue = _extent(tree, candidate.cue)
    if text[cue.end : cue.end + 1] == ":" and text[cue.start] != ":":
        cue = Span(cue.start, cue.end + 1)
    source = None
    if candidate.source is not None:
        tokens = frozenset(candidate.whole) or phrase(tree, candidate.source, frozenset({candidate.anchor}))
        tokens -= frozenset(candidate.cue)
        pieces = _pieces(tree, tokens)
        source = next((p for p in pieces if p.start <= tree.tokens[candidate.source].start < p.end), None)
        source = _without_marks(text, source) if source is not None else None
    content = _pieces(tree, candidate.content)
    if source is None or covering(runs, source.start) is not None or source.overlaps(cue):
        source = None
        tokens = beside_quotation(tree, candidate, runs) if candidate.quotes else ()
        if tokens:
            source = _extent(tree, tokens)
            content = _pieces(tree, candidate.content - frozenset(tokens))
    addressee = None
    if candidate.addressee is not None:
        addressee = _extent(tree, phrase(tree, candidate.addressee))
    return Joined(tree, candidate, cue, source, addressee, content)


def _extent(tree: Tree, tokens: Iterable[int]) -> Span:
    ordered = sorted(tokens)
    return Span(tree.tokens[ordered[0]].start, tree.tokens[ordered[-1]].end)


def _pieces(tree: Tree, tokens: Iterable[int]) -> list[Span]:
    """Unbroken runs of tokens; lone punctuation between two of them does not break a run."""
    pieces: list[list[int]] = []
    for i in sorted(tokens):
        if (pieces and i == pieces[-1][-1] + 1) or (
            pieces and i == pieces[-1][-1] + 2 and tree.tokens[i - 1].pos == "PUNCT"
        ):
            pieces[-1].append(i)
        else:
            pieces.append([i])
    pieces = [piece for piece in pieces if any(tree.tokens[i].pos != "PUNCT" for i in piece)]
    return [Span(tree.tokens[piece[0]].start, tree.tokens[piece[-1]].end) for piece in pieces]


def _take_runs(text: str, item: Joined, runs: tuple[Run, ...]) -> None:
    """Quoted runs that the content touches are taken whole, unless the cue itself is quoted with them."""
    if not item.content or not item.candidate.quotes:
        return
    for run in runs:
        if run.span.start > item.content[-1].end + 2:
            break
        touched = any(run.span.overlaps(piece) for piece in item.content)
        if touched and not run.span.overlaps(item.cue):
            item.runs.append(run)
            item.content.append(run.span)


def _owners(found: Sequence[Joined]) -> dict[Run, Joined]:
    """For each quoted run whose speaker is known: the attribution that has most of it."""
    owners: dict[Run, Joined] = {}
    for item in found:
        for run in item.runs:
            if run not in owners or (item.candidate.beside and not owners[run].candidate.beside):
                owners[run] = item
    return owners


def _look_around(text: str, item: Joined, runs: tuple[Run, ...], owners: dict[Run, Joined]) -> None:
    """Content for a cue of speech that governs none: the quotation that ends before it, or begins after it."""
    if covering(runs, item.cue.start) is not None:
        return
    run = _following(text, item, runs) or _preceding(text, item, runs)
    if run is not None and run not in owners:
        item.runs.append(run)
        item.content.append(run.span)
        owners[run] = item


def _following(text: str, item: Joined, runs: tuple[Run, ...]) -> Run | None:
    """The quotation that a colon or comma behind the cue's clause leads to."""
    end = item.tree.sentence.span.end
    for run in runs:
        if run.span.start >= item.cue.end:
            led = text[: run.span.start].rstrip()[-1:] in {":", ","} or item.cue.end + 1 >= run.span.start
            return run if led and run.span.start <= end + 3 else None
    return None


def _preceding(text: str, item: Joined, runs: tuple[Run, ...]) -> Run | None:
    """The quotation just before the cue's clause: in its sentence, or closing the one before in the same paragraph."""
    start = item.source.start if item.source and item.source.start < item.cue.start else item.cue.start
    for run in reversed(runs):
        if run.span.end <= start + 1:
            gap = text[run.span.end : start]
            return run if len(gap.strip()) <= 12 and "\n" not in gap and _set_off(text, run) else None
    return None


def _set_off(text: str, run: Run) -> bool:
    """Whether a run is a quotation rather than a quoted word: commas, a colon or its own stop set it off."""
    before = text[: run.span.start].rstrip()[-1:]
    return (
        before in {"", ",", ":", ".", "?", "!"} or text[run.span.start : run.span.end].rstrip("\"'”’»")[-1:] in ",.?!"
    )


def _go_on(text: str, runs: tuple[Run, ...], owners: dict[Run, Joined]) -> None:
    """Quotations without a cue go on with the speaker of the one before: in the same paragraph, or re-opened."""
    for before, run in zip(runs, runs[1:], strict=False):
        if run in owners or before not in owners:
            continue
        same = paragraph_of(text, before.span.start) == paragraph_of(text, run.span.start)
        lead = text[before.span.end : run.span.start].rstrip()
        opens_sentence = lead[-1:] in SENTENCE_END or not lead
        if (same and opens_sentence and run.span.end - run.span.start > 12) or run.resumes:
            owner = owners[before]
            owner.runs.append(run)
            owner.content.append(run.span)
            owners[run] = owner


def _tidy(text: str, pieces: list[Span]) -> list[Span]:
    """Pieces in order, overlapping ones joined, without the punctuation at their edges."""
    joined: list[Span] = []
    for piece in sorted(pieces, key=lambda span: (span.start, span.end)):
        piece = _trim(text, piece)
        start, end = piece.start, piece.end
        if start >= end:
            continue
        if joined and start <= joined[-1].end + (1 if text[joined[-1].end : start].isspace() else 0):
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return joined


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return Span(start, end)


def _without_marks(text: str, span: Span) -> Span:
    """A name keeps its own stop ("Jr.")."""
    trimmed = _trim(text, span)
    return Span(trimmed.start, trimmed.end + 1) if text[trimmed.end : span.end].startswith(".") else trimmed
