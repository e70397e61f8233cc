"""Candidates of all sentences brought together with the quotations of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from whimbrel.coder.quotes.candidate import Candidate
from whimbrel.coder.quotes.continuing import go_on, look_around, owners_of, take_runs
from whimbrel.coder.quotes.marks import Run, covering
from whimbrel.coder.quotes.spans import Joined, spanned, tidy
from whimbrel.coder.tree import Tree


def join(text: str, candidates: Iterable[tuple[Tree, Candidate]], runs: tuple[Run, ...]) -> list[Joined]:
    """Attributions with their spans, in order of the text; those for which no content can be found are dropped."""
    found = [
        spanned(text, tree, candidate, runs)
        for tree, candidate in candidates
        if covering(runs, tree.tokens[candidate.anchor].start) is None  # what a quoted speaker says of others is theirs
    ]
    for item in found:
        take_runs(item, runs)
    owners = owners_of(found)
    for item in found:
        if not item.content and item.candidate.quotes:
            look_around(text, item, runs, owners)
    go_on(text, runs, owners)
    kept = [item for item in found if item.content]
    for item in kept:
        item.content = tidy(text, item.content)
    return [item for item in kept if item.content]


def outermost(found: Sequence[Joined]) -> list[Joined]:
    """Those whose cue stands in no other's content. Of two that stand in each other's, the one set beside the clause
    ("…, according to the ministry"), else the first."""
    ranks = {id(item): (not item.candidate.beside, i) for i, item in enumerate(found)}
    outer = holders(found)
    return [
        item
        for item in found
        if not any(not holds(item, other) or ranks[id(other)] < ranks[id(item)] for other in outer[id(item)])
    ]


def holders(found: Sequence[Joined]) -> dict[int, list[Joined]]:
    """For each attribution (by `id`) those others in whose content its cue stands."""
    pieces = sorted(((p.start, p.end, i) for i, item in enumerate(found) for p in item.content))
    longest = max((end - start for start, end, _ in pieces), default=0)
    outer: dict[int, list[Joined]] = {}
    for item in found:
        low = bisect_left(pieces, (item.cue.start - longest, 0, 0))
        high = bisect_left(pieces, (item.cue.end, 0, 0))
        near = [found[i] for _, end, i in pieces[low:high] if end > item.cue.start and found[i] is not item]
        outer[id(item)] = near
    return outer


def holds(outer: Joined, inner: Joined) -> bool:
    """Whether the cue of `inner` stands in the content of `outer`."""
    return any(piece.overlaps(inner.cue) for piece in outer.content)
