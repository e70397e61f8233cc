"""All attributions of a report: who says, thinks, wants or judges what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whimbrel.coder.linking import link_names
from whimbrel.coder.links import day_of
from whimbrel.coder.parties import Cast
from whimbrel.coder.quotes.attribution import Attribution
from whimbrel.coder.quotes.candidate import Candidate
from whimbrel.coder.quotes.cues import Cues, load_cues
from whimbrel.coder.quotes.joining import join, outermost
from whimbrel.coder.quotes.marks import quoted_runs
from whimbrel.coder.quotes.naming import Namer
from whimbrel.coder.quotes.reading import sentence_candidates, with_colon
from whimbrel.coder.reference import Discourse
from whimbrel.coder.tree import Tree
from whimbrel.grammar.sentence import Segment
from whimbrel.model import Passage, PassageKind, Report, Span

if TYPE_CHECKING:
    from whimbrel.coder.code import Knowledge

MARKS = frozenset({":", '"', "“", "”", "''", "``", "«", "»", "„"})


def attributions(report: Report | str, knowledge: Knowledge, *, nested: bool = False) -> tuple[Attribution, ...]:
    """Who is said to say, think, want or judge what, in order of the text. A text alone is read as one body.

    By default only the outermost: of "the ministry said that the rebels had vowed to return" the ministry's words.
    With `nested` also what the content attributes further, marked by `within`. Words inside quotation marks are the
    quoted speaker's and are not looked into. Never raises on odd quotation marks; a "sentence" of more than 250 words
    (a table, a list) is given up.
    """
    whole = as_report(report) if isinstance(report, str) else report
    segments = [(p.kind, s) for p in whole.passages if p.kind.told
                for s in knowledge.grammar.segment(whole.text, p.span.start, p.span.end)]  # fmt: skip
    cues = load_cues()
    chosen = [(kind, s) for kind, s in segments if s.given_up is None and _may_attribute(s, cues, knowledge)]
    runs = quoted_runs(whole.text)
    candidates: list[tuple[Tree, Candidate]] = []
    kinds: dict[int, PassageKind] = {}
    parsed = knowledge.grammar.parse([segment for _, segment in chosen])
    for (kind, _), sentences in zip(chosen, parsed, strict=True):
        for sentence in sentences:
            tree = Tree(sentence)
            kinds[id(tree)] = kind
            said = with_colon(tree, sentence_candidates(tree, cues), whole.text, runs, cues)
            candidates += [(tree, candidate) for candidate in said]
    joined = join(whole.text, candidates, runs)
    top = outermost(joined)
    wanted = joined if nested else top
    if not wanted:
        return ()
    namer = Namer(whole, _cast(whole, [segment for _, segment in segments], knowledge), runs)
    return tuple(namer.name(wanted, top, lambda item: kinds[id(item.tree)]))


def as_report(text: str) -> Report:
    """A text as a report of one body passage, with nothing known about it."""
    return Report(id="", file="", text=text, passages=(Passage(PassageKind.BODY, Span(0, len(text))),))


def _may_attribute(segment: Segment, cues: Cues, knowledge: Knowledge) -> bool:
    """Whether a sentence holds a word that can be a cue, a colon or a quotation mark: only then is it parsed."""
    return any(w in MARKS or not cues.words.isdisjoint(knowledge.sieve.lemmas(w)) for w in segment.words)


def _cast(report: Report, segments: list[Segment], knowledge: Knowledge) -> Cast:
    names = link_names(report, segments, knowledge.almanac, knowledge.gazetteer)
    discourse = Discourse(names, [segment.span for segment in segments])
    return Cast(names, discourse, knowledge.almanac, day_of(report.published), frozenset(knowledge.lexicon.speech))
