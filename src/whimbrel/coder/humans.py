"""Nouns for people that no list has, told by their form: "shepherds", "two campaigners", "both sides"."""

from __future__ import annotations

from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.tree import Tree

PRONOUNS = frozenset("he she they him her them who whom we us i me you it".split())
SHORTEST = 5
LONGEST_ENDING = 6


def is_human(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether the nominal at `i` is a person or persons, as far as form and number tell (`human_nouns.csv`)."""
    token = tree.tokens[i]
    if token.pos == "PRON":
        return token.text.lower() in PRONOUNS
    if token.pos != "NOUN":
        return False
    lemma = tree.lemma(i)
    kind = lexicon.humans.get(lemma, "")
    if kind == "side":
        return token.tag == "NNS"
    if kind == "thing" or len(lemma) < SHORTEST:
        return False
    counted = token.tag == "NNS" or bool(tree.children(i, "nummod"))
    return counted and any(f"-{lemma[-n:]}" in lexicon.humans for n in range(2, LONGEST_ENDING + 1))
