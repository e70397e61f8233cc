"""Slips of a small parser mended: a particle or the "to" of an infinitive taken for a preposition, a main verb drawn
into the relative clause before it, a past tense and a participle taken for each other."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.grammar.sentence import Token

PARTICLES = frozenset({"over", "off", "up", "out", "down", "away", "back"})
WITH_TWO_OBJECTS = frozenset("give offer award grant deny send show tell teach pay call name dub appoint elect".split())
OPENING = frozenset({"when", "as", "after", "before", "while"})
PHRASAL = frozenset({("hand", "over"), ("turn", "over"), ("call", "off"), ("lay", "down"), ("carry", "out")})


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, "handed | over their weapons" and "declined | to elaborate" put right."""
    found = list(tokens)
    for token in tokens:
        _owned(tokens, token, found)
        _told_after_all(tokens, token, found)
        _verb_behind_participle(tokens, token, found)
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


def _owned(tokens: Sequence[Token], word: Token, found: list[Token]) -> None:
    """ "Turkey flies Somalia's wounded home": a participle behind an owner, with nothing of its own, is people."""
    if word.tag not in {"VBN", "VBD"} or word.i == 0 or word.dep not in {"xcomp", "obj", "ccomp", "conj"}:
        return
    before = tokens[word.i - 1]
    if before.tag not in {"POS", "PRP$"}:
        return
    if any(token.head == word.i and token.dep in {"obj", "nsubj", "ccomp"} for token in tokens):
        return
    found[word.i] = word._replace(pos="NOUN", tag="NNS", dep="obj" if word.dep in {"xcomp", "ccomp"} else word.dep)


def _told_after_all(tokens: Sequence[Token], verb: Token, found: list[Token]) -> None:
    """ "A bomb killed ten people, police said", its verb taken for a participle: one that takes a single object has
    none behind it."""
    noun = tokens[verb.head]
    if verb.tag not in {"VBN", "VBD"} or verb.dep != "acl" or noun.i != verb.i - 1 or noun.pos not in {"NOUN", "PROPN"}:
        return
    if noun.dep not in {"obl:unmarked", "dep", "parataxis"} or verb.lemma.lower() in WITH_TWO_OBJECTS:
        return
    below = [token for token in tokens if token.head == verb.i]
    has_object = any(token.dep == "obj" and token.i > verb.i for token in below)
    if not has_object or any(token.dep.startswith("aux") or token.text.lower() == "by" for token in below):
        return
    above = tokens[noun.head]
    found[verb.i] = verb._replace(tag="VBD", head=above.i, dep="ccomp" if above.pos == "VERB" else "parataxis")
    found[noun.i] = noun._replace(head=verb.i, dep="nsubj")


def _verb_behind_participle(tokens: Sequence[Token], verb: Token, found: list[Token]) -> None:
    """ "… when a lorry packed with explosives | blew up": the second verb, hung on one before the clause, is the
    clause's own, and the first is a participle of its subject."""
    if verb.tag not in {"VBD", "VBZ", "VBP"} or verb.dep != "conj":
        return
    below = [token for token in tokens if token.head == verb.i]
    if any(token.dep == "cc" or token.dep.startswith(("nsubj", "aux")) for token in below):
        return
    for first in reversed(tokens[verb.head + 1 : verb.i]):
        if first.tag not in {"VBN", "VBD"} or first.dep != "advcl":
            continue
        if any(token.head == first.i and token.dep in {"obj", "ccomp"} for token in tokens):
            return  # "when helicopters dropped a bomb, X said": a verb with its own object
        own = [token for token in tokens if token.head == first.i and token.i < first.i]
        noun = next((token for token in own if token.dep == "nsubj" and token.i == first.i - 1), None)
        opening = next((token for token in own if token.text.lower() in OPENING), None)
        if noun is None or opening is None or any(token.dep.startswith("aux") for token in own):
            return
        if any(token.text in {",", "and", "but", "or"} for token in tokens[first.i : verb.i]):
            return
        found[verb.i] = verb._replace(head=first.head, dep="advcl")
        found[noun.i] = noun._replace(head=verb.i)
        found[opening.i] = opening._replace(head=verb.i)
        found[first.i] = first._replace(tag="VBN", head=noun.i, dep="acl")
        return


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
