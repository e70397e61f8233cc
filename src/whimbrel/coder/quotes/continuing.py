"""Quotations taken whole, found beside a cue that governs none, and going on where no cue is given again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from whimbrel.coder.quotes.marks import Run, covering, paragraph_of
from whimbrel.coder.quotes.spans import Joined, trim
from whimbrel.model import Span

LONGEST_LINE = 200  # code points; more is no headline
SHORTEST_QUOTATION = 12  # code points; less, without a cue, is a quoted word
WIDEST_GAP = 12  # code points between a quotation and the clause of saying behind it
SENTENCE_END = frozenset(".?!…”\"'’»")

Owners = dict[Run, Joined]


def take_runs(item: Joined, runs: tuple[Run, ...]) -> None:
    """Quoted runs that the content touches are taken whole, unless the cue itself is quoted with them."""
    if not item.content or not item.candidate.quotes:
        return
    told = list(item.content)
    for run in runs:
        if run.span.start > told[-1].end + 2:
            break
        touched = any(run.span.overlaps(piece) for piece in told)
        if touched and not run.span.overlaps(item.cue):
            item.runs.append(run)
            item.content.append(run.span)


def owners_of(found: Sequence[Joined]) -> Owners:
    """For each quoted run whose speaker is known: the attribution set beside it, else the first."""
    owners: Owners = {}
    for item in found:
        for run in item.runs:
            if run not in owners or (item.candidate.beside and not owners[run].candidate.beside):
                owners[run] = item
    return owners


def look_around(text: str, item: Joined, runs: tuple[Run, ...], owners: Owners) -> None:
    """Content for a cue of speech that governs none: the quotation that ends before it, or begins after it."""
    if covering(runs, item.cue.start) is not None:
        return
    run = _following(text, item, runs)
    if run is None and item.candidate.verb == ":":  # a headline that was read as two sentences
        rest = trim(text, Span(item.cue.end, paragraph_of(text, item.cue.start).end))
        item.content = [rest] if " " in text[rest.start : rest.end] and rest.end - rest.start < LONGEST_LINE else []
        return
    run = run or _preceding(text, item, runs)
    if run is not None and run not in owners:
        item.runs.append(run)
        item.content.append(run.span)
        owners[run] = item


def _following(text: str, item: Joined, runs: tuple[Run, ...]) -> Run | None:
    """The quotation that a colon or comma behind the cue's clause leads to."""
    end = item.tree.sentence.span.end
    for run in runs:
        if run.span.start >= item.cue.end:
            led = _before(text, run) in {":", ","} or item.cue.end + 1 >= run.span.start
            return run if led and run.span.start <= end + 3 else None
    return None


def _preceding(text: str, item: Joined, runs: tuple[Run, ...]) -> Run | None:
    """The quotation just before the cue's clause: in its sentence, or closing the one before in the same paragraph."""
    start = item.source.start if item.source and item.source.start < item.cue.start else item.cue.start
    for run in reversed(runs):
        if run.span.end <= start + 1:
            gap = text[run.span.end : start]
            return run if len(gap.strip()) <= WIDEST_GAP and "\n" not in gap and _set_off(text, run) else None
    return None


def _set_off(text: str, run: Run) -> bool:
    """Whether a run is a quotation rather than a quoted word: commas, a colon or its own stop set it off."""
    inner = text[run.span.start : run.span.end].rstrip("\"'”’»")
    return _before(text, run) in {"", ",", ":", ".", "?", "!"} or inner[-1:] in ",.?!"


def _before(text: str, run: Run) -> str:
    """The character before a run, spaces left out."""
    return text[max(0, run.span.start - 8) : run.span.start].rstrip()[-1:]


def go_on(text: str, runs: tuple[Run, ...], owners: Owners) -> None:
    """Quotations without a cue go on with the speaker of the one before: in the same paragraph, or re-opened."""
    for before, run in pairwise(runs):
        if run in owners or before not in owners:
            continue
        same = paragraph_of(text, before.span.start) == paragraph_of(text, run.span.start)
        lead = text[before.span.end : run.span.start].rstrip()
        opens_sentence = lead[-1:] in SENTENCE_END or not lead
        if (same and opens_sentence and run.span.end - run.span.start > SHORTEST_QUOTATION) or run.resumes:
            owner = owners[before]
            owner.runs.append(run)
            owner.content.append(run.span)
            owners[run] = owner
