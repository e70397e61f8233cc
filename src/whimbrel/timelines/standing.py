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
    return find_status(tree, Trigger(i, _ANY, tree.is_verbal(i), frozenset()), lexicon, {}).status
