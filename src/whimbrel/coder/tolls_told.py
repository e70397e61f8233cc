"""A toll told by a number of its own: "the death toll from the blast rose to 41", "the number of people killed in the
raid has reached nine"."""

from __future__ import annotations

from dataclasses import replace

from whimbrel.coder.counts import AT_LEAST, nominal_count
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.tree import Tree
from whimbrel.model import Count

_NUMBERS = frozenset({"number", "count", "tally"})
_UP_TO = frozenset({"to", "at", "", "past", "above", "beyond"})
_PAST = frozenset({"past", "above", "beyond"})
_PASSING = frozenset({"pass", "exceed", "top", "surpass"})


def told_toll(tree: Tree, trigger: int, lexicon: Lexicon) -> dict[str, Count]:
    """The toll of the happening that a word tells of, where the sentence gives it so; {} elsewhere."""
    for at in (trigger, *tree.ancestors(trigger)):
        if tree.tokens[at].dep.partition(":")[0] not in {"nsubj", "nmod", "acl", "obl", "compound", "amod"}:
            return {}
        verb = tree.tokens[at].head
        if tree.tokens[at].dep.startswith("nsubj") and at != trigger and (name := _counted(tree, at, lexicon)):
            row = lexicon.casualties.get(tree.lemma(verb))
            count = _number(tree, verb) if row is not None and row[1] == "grows" else None
            return {name: count} if count is not None else {}
    return {}


def _counted(tree: Tree, noun: int, lexicon: Lexicon) -> str:
    """What a noun counts, "" for none: a toll, or the number of those to whom something happened."""
    lemma = tree.lemma(noun)
    if (row := lexicon.casualties.get(lemma)) is not None and row[1] == "toll":
        return row[0]
    if lemma not in _NUMBERS:
        return ""
    for of in tree.children(noun, "nmod"):
        if tree.case(of) != "of":
            continue
        below = [of, *tree.children(of, "amod", "acl")]
        for word in (word for i in below for word in (tree.lemma(i), tree.tokens[i].text.lower())):
            if (row := lexicon.casualties.get(word)) is not None and row[1] not in {"grows", "life"}:
                return row[0]
    return ""


def _number(tree: Tree, verb: int) -> Count | None:
    """The number that a toll has come to: "to 41", "at nine", "41"; never the one that it came from."""
    for i in reversed(tree.children(verb, "obl", "obj")):
        case = tree.case(i)
        if i < verb or case not in _UP_TO or (count := nominal_count(tree, i)) is None or count.low is None:
            continue
        words = " ".join(token.text.lower() for token in tree.tokens[max(0, i - 3) : i])
        more = case in _PAST or tree.lemma(verb) in _PASSING or any(mark in words for mark in AT_LEAST)
        return replace(count, high=None) if more else count
    return None
