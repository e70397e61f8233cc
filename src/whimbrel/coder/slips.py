"""Slips of a small parser mended: a particle or the "to" of an infinitive taken for a preposition, a main verb drawn
into the relative clause before it."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.grammar.sentence import Token

PARTICLES = frozenset({"over", "off", "up", "out", "down", "away", "back"})
PHRASAL = frozenset({("hand", "over"), ("turn", "over"), ("call", "off"), ("lay", "down"), ("carry", "out")})


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, "handed | over their weapons" and "declined | to elaborate" put right."""
    found = list(tokens)
    for token in tokens:
        if (subject := _behind_relative(tokens, token)) is not None:
            found[token.i] = token._replace(tag="VBD", dep="parataxis", head=subject)
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


def _behind_relative(tokens: Sequence[Token], verb: Token) -> int | None:
    """The noun at the top of the sentence whose own verb was hung on its relative clause: "the man | whom police want
    to question | fled"."""
    above, before = tokens[verb.head], tokens[verb.i - 1]
    bare = not any(token.head == verb.i and token.dep.startswith("aux") for token in tokens)
    if verb.tag not in {"VBD", "VBN"} or verb.dep != "xcomp" or not bare or before.i == 0:
        return None
    if before.i != above.i and (before.dep != "xcomp" or before.head != above.i):
        return None
    for _ in range(3):
        if above.dep == "acl:relcl":
            noun = tokens[above.head]
            return noun.i if noun.dep == "root" and noun.pos in {"NOUN", "PROPN"} else None
        above = tokens[above.head]
    return None
