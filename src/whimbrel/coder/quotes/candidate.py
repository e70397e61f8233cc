"""An attribution within one sentence, as tokens: what the cue readers give and the joiner takes."""

from __future__ import annotations

from dataclasses import dataclass

from whimbrel.coder.quotes.attribution import Stance
from whimbrel.coder.tree import CLAUSAL, Tree


@dataclass(frozen=True, slots=True)
class Candidate:
    """Token indexes. `anchor` is the cue's main word; `source` and `addressee` are heads of noun phrases. `beside`:
    the content is what the cue was set beside ("…, he said"), so that quoted words after it may belong to it too."""

    anchor: int
    verb: str
    stance: Stance
    cue: tuple[int, ...]
    source: int | None
    content: frozenset[int]
    addressee: int | None = None
    beside: bool = False
    quotes: bool = False  # the cue can carry a quotation
    shape: str = ""  # which of the cue's shapes the content has
    whole: tuple[int, ...] = ()  # all words of the source, where they are no phrase of the tree


def phrase(tree: Tree, head: int, without: frozenset[int] = frozenset()) -> frozenset[int]:
    """The tokens of a noun phrase with all that hangs on it, but not its preposition, nor the clause of `without`."""
    barred = {i for i in tree.children(head, "case", "mark") if tree.tokens[i].tag != "POS"}
    barred |= {i for i in tree.children(head, "cc") if i < head}
    barred |= {i for i in tree.children(head, "cop", "aux", "nsubj", "advmod", "parataxis", "punct", "discourse")
               if tree.tokens[i].pos in {"AUX"} or tree.tokens[i].dep in {"nsubj", "parataxis"}}  # fmt: skip
    found = {head}
    for child in tree.children(head):
        if child in barred or child in without:
            continue
        below = tree.subtree(child)
        if without.isdisjoint(below):
            found.update(below)
        elif tree.tokens[child].dep not in CLAUSAL:
            found.update(i for i in below if i not in without)
    return frozenset(found)


def cue_tokens(
    tree: Tree, anchor: int, content: frozenset[int], source: frozenset[int], shape: str
) -> tuple[tuple[int, ...], frozenset[int]]:
    """The cue's words, and what is left of the content: the anchor, its auxiliaries, particles, negation and adverbs
    where they stand next to it, the verbs that lead up to it ("went on to say"), and a preposition that leads from it
    to the content ("called for")."""
    own = {
        i for i in tree.children(anchor, "aux", "advmod", "compound", "cop", "fixed")
        if tree.tokens[i].dep != "compound" or i > anchor
    }  # fmt: skip
    at = anchor
    while tree.tokens[at].dep == "xcomp" and tree.tokens[at].head < at:
        own |= set(tree.children(at, "mark", "aux", "advmod"))
        at = tree.tokens[at].head
        own |= {at, *tree.children(at, "aux", "advmod", "cop", "compound")}
    own -= content | source
    low = high = anchor
    while low - 1 in own:
        low -= 1
    while high + 1 in own:
        high += 1
    leads = shape.startswith("@") and content and min(content) == high + 1
    if leads and tree.tokens[high + 1].text.lower() == shape[1:]:
        high += 1
    cue = range(low, high + 1)
    return tuple(cue), content - frozenset(cue)
