"""Is it told as a fact? Whether a happening took place, is to come, is denied or merely possible."""

from __future__ import annotations

from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.lexicon.pattern import Entry, NounPattern
from whimbrel.coder.match import Trigger
from whimbrel.coder.status import find_status
from whimbrel.coder.tree import Tree
from whimbrel.model import Status

_ANY = Entry(NounPattern("", ()), "", "", (), (), (), "", "timelines")


def standing(tree: Tree, i: int, lexicon: Lexicon) -> Status:
    """The status of the happening told by the word at `i`, by the rules that tell the status of claims."""
    if _instead(tree, i):
        return Status.NEGATED
    if _bidden(tree, i):
        return Status.CALLED_FOR
    return find_status(tree, Trigger(i, _ANY, tree.is_verbal(i), frozenset()), lexicon, {}).status


def _instead(tree: Tree, i: int) -> bool:
    """ "rather than recall the cars", "instead of resigning"."""
    above = tree.tokens[i].head if tree.tokens[i].dep == "conj" else i
    return any(tree.lemma(j) in {"rather", "instead"} for at in (i, above) for j in tree.children(at, "mark", "case", "cc"))


def _bidden(tree: Tree, i: int) -> bool:
    """An imperative: a bare verb without a subject."""
    token = tree.tokens[i]
    if token.tag != "VB" or token.dep not in {"root", "ccomp", "parataxis"}:
        return False
    return not tree.children(i, "nsubj", "aux", "mark")
