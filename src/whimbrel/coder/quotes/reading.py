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

SPEAKERS = frozenset(
    "minister president official officer spokesman spokeswoman spokesperson police army military court judge lawyer"
    " prosecutor report study poll survey analyst expert source witness resident doctor mayor governor senator leader"
    " chief ministry government agency union company mother father activist group envoy ambassador un pope general"
    " commander opposition rebel watchdog monitor medic diplomat document letter statement newspaper media".split()
)


def sentence_candidates(tree: Tree, text: str, cues: Cues, runs: tuple[Run, ...]) -> list[Candidate]:
    """Every attribution that the sentence's cues make, in order of the cues."""
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
    colon = colon_candidate(tree, text, runs, SPEAKERS)
    if colon is not None and (min(colon.content) > colon.anchor or not any(c.shape == "~that" for c in found)):
        found = [
            c
            for c in found
            if c.anchor < colon.anchor
            and colon.content
            and min(colon.content) > colon.anchor
            and tree.tokens[c.anchor].pos == "VERB"
        ] or [colon]
    carried = {i for c in found if not tree.is_verbal(c.anchor) for i in c.cue if i != c.anchor}
    return sorted((c for c in found if c.anchor not in carried), key=lambda c: c.anchor)


def _mistagged(tree: Tree, i: int, cues: Cues) -> bool:
    """A verb of saying that the tagger took for something else, though it has a subject and a clause: "Two in five say"."""
    return (
        "quote" in cues.verbs.get(tree.lemma(i), {})
        and bool(tree.children(i, "nsubj"))
        and (bool(tree.children(i, "ccomp")) or tree.tokens[i].dep == "parataxis")
        and not tree.children(i, "cop", "det")
    )
