"""A slip of a small parser mended: the particle of a verb taken for a preposition ("handed | over their weapons")."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.grammar.sentence import Token

PARTICLES = frozenset({"over", "off", "up", "out", "down", "away", "back"})
PHRASAL = frozenset({("hand", "over"), ("turn", "over"), ("call", "off"), ("lay", "down"), ("carry", "out")})


def with_particles(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, with each such particle hung on its verb and its noun as the verb's object."""
    mended = list(tokens)
    for token in tokens:
        if token.dep != "case" or token.i == 0 or token.text.lower() not in PARTICLES:
            continue
        verb, noun = tokens[token.i - 1], tokens[token.head]
        surely = token.tag == "RP" or (verb.lemma.lower(), token.text.lower()) in PHRASAL
        if surely and verb.pos == "VERB" and noun.head == verb.i and noun.dep == "obl":
            mended[token.i] = token._replace(head=verb.i, dep="compound:prt")
            mended[noun.i] = noun._replace(dep="obj")
    return tuple(mended)
