"""A time without a comma behind it, drawn by a small parser into the noun that follows: "in March | gunmen stormed"."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.grammar.sentence import Token

TIMES = frozenset(
    "January February March April May June July August September October November December"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
BEFORE_TIMES = frozenset({"in", "on", "by", "since"})
DRAWN_IN = frozenset({"compound", "nummod", "nmod", "amod", "flat", "nmod:unmarked"})
SUBJECTS = ("nsubj", "csubj")


def time_before_subject(tokens: Sequence[Token], time: Token, found: list[Token]) -> None:
    """ "while in March gunmen | stormed a hotel": the month belongs to the verb, and the noun behind it, in the plural
    and without an article, is the verb's subject. Not "in March elections | were held", where a subject is told."""
    noun = tokens[time.head]
    before = tokens[time.i - 1]
    if time.i == 0 or noun.i != time.i + 1 or noun.tag not in {"NNS", "NNP", "NNPS"} or time.text == noun.text:
        return
    if before.text.lower() not in BEFORE_TIMES or before.dep != "case" or before.head not in {noun.i, time.i}:
        return
    verb = tokens[noun.head]
    if verb.pos != "VERB" or verb.i < noun.i or noun.dep not in {"obl", "nsubj", "nsubj:pass"}:
        return
    if any(other.head == verb.i and other.i != noun.i and other.dep.startswith(SUBJECTS) for other in tokens):
        return
    passive = any(other.head == verb.i and other.dep == "aux:pass" for other in tokens)
    found[time.i] = time._replace(pos="PROPN", dep="obl", head=verb.i)
    found[before.i] = before._replace(head=time.i)
    found[noun.i] = noun._replace(dep="nsubj:pass" if passive else "nsubj")
