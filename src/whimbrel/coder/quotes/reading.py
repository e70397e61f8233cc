"""All attributions of one parsed sentence."""

from __future__ import annotations

from whimbrel.coder.quotes.candidate import Candidate
from whimbrel.coder.quotes.cues import Cues
from whimbrel.coder.quotes.headlines import colon_candidate
from whimbrel.coder.quotes.marks import Run
from whimbrel.coder.quotes.nominals import (
    adjective_candidate,
    adverb_candidates,
    noun_candidate,
    preposition_candidates,
)
from whimbrel.coder.quotes.verbs import verb_candidate
from whimbrel.coder.tree import Tree


def sentence_candidates(tree: Tree, cues: Cues) -> list[Candidate]:
    """Every attribution that the words of a sentence make, in order of the cues."""
    found: list[Candidate] = []
    for token in tree.tokens:
        candidate = None
        if tree.is_verbal(token.i) or _mistagged(tree, token.i, cues):
            candidate = verb_candidate(tree, token.i, cues)
        if candidate is None and token.pos in {"NOUN", "PROPN"}:
            candidate = noun_candidate(tree, token.i, cues)
        if candidate is None and (token.pos == "ADJ" or token.tag == "VBN"):
            candidate = adjective_candidate(tree, token.i, cues)
        if candidate is not None:
            found.append(candidate)
    found += preposition_candidates(tree, cues)
    found += adverb_candidates(tree, cues)
    carried = {i for c in found if not tree.is_verbal(c.anchor) for i in c.cue if i != c.anchor}
    return sorted((c for c in found if c.anchor not in carried), key=lambda c: c.anchor)


def with_colon(tree: Tree, found: list[Candidate], text: str, runs: tuple[Run, ...], cues: Cues) -> list[Candidate]:
    """The same with what a headline's colon, or a name's before a quotation, attributes."""
    colon = colon_candidate(tree, text, runs, cues.speakers)
    return found if colon is None else _beside_colon(tree, colon, found)


def _beside_colon(tree: Tree, colon: Candidate, found: list[Candidate]) -> list[Candidate]:
    """What stands in a headline with a colon: a verb of saying in front of it keeps its own ("He added: …"), and so
    does reported speech before a name; else the colon is the cue."""
    if not colon.content:
        return [colon]
    if min(colon.content) < colon.anchor:
        return found if any(c.shape == "~that" for c in found) else [colon]
    return [c for c in found if c.anchor < colon.anchor and tree.tokens[c.anchor].pos == "VERB"] or [colon]


def _mistagged(tree: Tree, i: int, cues: Cues) -> bool:
    """A verb of saying, taken for another word, that has a subject and a clause all the same: "Two in five say"."""
    return (
        "quote" in cues.verbs.get(tree.lemma(i), {})
        and bool(tree.children(i, "nsubj"))
        and (bool(tree.children(i, "ccomp")) or tree.tokens[i].dep == "parataxis")
        and not tree.children(i, "cop", "det")
    )
