"""Is it told as a fact? Whether a happening took place, is to come, is denied or merely possible."""

from __future__ import annotations

from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.lexicon.pattern import Entry, NounPattern
from whimbrel.coder.match import Trigger
from whimbrel.coder.status import find_status
from whimbrel.coder.tree import Tree
from whimbrel.model import Status

OWING = frozenset({"have", "get", "need"})
_ANY = Entry(NounPattern("", ()), "", "", (), (), (), "", "timelines")


def standing(tree: Tree, i: int, lexicon: Lexicon) -> Status:
    """The status of the happening told by the word at `i`, by the rules that tell the status of claims.

    What is planned or wanted only is CALLED_FOR; PLANNED is what will be.
    """
    if _instead(tree, i):
        return Status.NEGATED
    if _bidden(tree, i) or _owed(tree, i):
        return Status.CALLED_FOR
    found = find_status(tree, Trigger(i, _ANY, tree.is_verbal(i), frozenset()), lexicon, {}).status
    return Status.CALLED_FOR if found is Status.PLANNED and not _will(tree, i) else found


def _will(tree: Tree, i: int) -> bool:
    """Whether it is told as what will be, and not as what somebody plans or wants: "will go", "is going to leave"."""
    head = tree.tokens[i].head
    if tree.tokens[i].dep == "xcomp" and tree.lemma(head) == "go" and tree.tokens[head].tag == "VBG":
        return True
    return any(tree.lemma(j) in {"will", "shall", "'ll", "’ll"} for j in tree.children(i, "aux"))


def _instead(tree: Tree, i: int) -> bool:
    """ "rather than recall the cars", "instead of resigning"."""
    above = tree.tokens[i].head if tree.tokens[i].dep == "conj" else i
    return any(
        tree.lemma(j) in {"rather", "instead"} for at in (i, above) for j in tree.children(at, "mark", "case", "cc")
    )


def _bidden(tree: Tree, i: int) -> bool:
    """An imperative: a bare verb without a subject."""
    token = tree.tokens[i]
    if token.tag != "VB" or token.dep not in {"root", "ccomp", "parataxis"}:
        return False
    return not tree.children(i, "nsubj", "aux", "mark")


def _owed(tree: Tree, i: int) -> bool:
    """ "has to resign", "has got to resign", "needs to resign"."""
    to = any(tree.lemma(j) == "to" for j in tree.children(i, "mark"))
    return to and tree.tokens[i].dep == "xcomp" and tree.lemma(tree.tokens[i].head) in OWING
