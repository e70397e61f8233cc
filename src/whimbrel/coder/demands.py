"""Requests and refusals told by a modal verb alone: "X said that Y must withdraw", "X will not withdraw"."""

from __future__ import annotations

from whimbrel.coder.arguments import subjects_of
from whimbrel.coder.complements import OBLIGING
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.lexicon.pattern import Entry, VerbPattern
from whimbrel.coder.match import Trigger
from whimbrel.coder.tree import Tree

FUTURE = frozenset({"will", "would", "wo", "'ll", "’ll", "shall"})
DEMAND = Entry(VerbPattern(("must",)), "REQUEST", "", ("speaker",), ("subj",), (), "", "demands.py")


def find_demands(tree: Tree, lexicon: Lexicon, taken: set[int]) -> list[Trigger]:
    """A trigger at each "must" or "should" in what somebody is quoted as saying of another. `taken` are triggers."""
    found = []
    for token in tree.tokens:
        if token.text.lower() not in OBLIGING or token.dep != "aux" or token.i in taken:
            continue
        verb = token.head
        if tree.children(verb, "nsubj") and not tree.is_negated(verb) and speakers(tree, verb, lexicon):
            found.append(Trigger(token.i, DEMAND, True, frozenset()))
    return found


def speakers(tree: Tree, verb: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Subjects of the verb of saying that governs, or stands beside, the clause of `verb`."""
    for teller in (tree.tokens[verb].head, *tree.children(verb, "parataxis")):
        content = tree.tokens[verb].dep.split(":")[0] in {"ccomp", "parataxis"} or tree.tokens[teller].head == verb
        if teller != verb and content and tree.lemma(teller) in lexicon.speech and tree.is_verbal(teller):
            return subjects_of(tree, teller)
    return ()


def will_not(tree: Tree, verb: int) -> bool:
    """Whether the verb stands under a negated "will" or "would": a refusal."""
    words = {tree.tokens[i].text.lower() for i in tree.children(verb, "aux")}
    return bool(words & FUTURE) and tree.is_negated(verb)
