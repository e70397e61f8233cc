"""Slips of a small parser mended: a particle or the "to" of an infinitive taken for a preposition."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.grammar.sentence import Token

PARTICLES = frozenset({"over", "off", "up", "out", "down", "away", "back"})
PHRASAL = frozenset({("hand", "over"), ("turn", "over"), ("call", "off"), ("lay", "down"), ("carry", "out")})


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, "handed | over their weapons" and "declined | to elaborate" put right."""
    found = list(tokens)
    for token in tokens:
        if token.dep != "case" or token.i == 0:
            continue
        verb, noun = tokens[token.i - 1], tokens[token.head]
        if token.text.lower() == "to" and noun.tag == "VB" and noun.text.islower() and token.i + 1 == noun.i:
            found[token.i] = token._replace(dep="mark")
            if noun.dep == "obl":
                found[noun.i] = noun._replace(dep="xcomp")
        if token.text.lower() not in PARTICLES:
            continue
        surely = token.tag == "RP" or (verb.lemma.lower(), token.text.lower()) in PHRASAL
        if surely and verb.pos == "VERB" and noun.head == verb.i and noun.dep == "obl":
            found[token.i] = token._replace(head=verb.i, dep="compound:prt")
            found[noun.i] = noun._replace(dep="obj")
    return tuple(found)
