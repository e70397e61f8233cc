"""Past tenses and participles, which look alike, put right where a small parser took one for the other."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.grammar.sentence import Token

WITH_TWO_OBJECTS = frozenset("give offer award grant deny send show tell teach pay call name dub appoint elect".split())
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENING = frozenset({"when", "as", "after", "before", "while"})


def owned(tokens: Sequence[Token], word: Token, found: list[Token]) -> None:
    """ "Turkey flies Somalia's wounded home": a participle behind an owner, with nothing of its own, is people."""
    if word.tag not in {"VBN", "VBD"} or word.i == 0 or word.dep not in {"xcomp", "obj", "ccomp", "conj"}:
        return
    before = tokens[word.i - 1]
    if before.tag not in {"POS", "PRP$"}:
        return
    if any(token.head == word.i and token.dep in {"obj", "nsubj", "ccomp"} for token in tokens):
        return
    found[word.i] = word._replace(pos="NOUN", tag="NNS", dep="obj" if word.dep in {"xcomp", "ccomp"} else word.dep)


def told_after_all(tokens: Sequence[Token], verb: Token, found: list[Token]) -> None:
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


def verb_behind_participle(tokens: Sequence[Token], verb: Token, found: list[Token]) -> None:
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


def verb_of_sentence(tokens: Sequence[Token], noun: Token, found: list[Token]) -> None:
    """ "On Sunday evening, the two chiefs of the union | conferred in Lima": where a time opens a sentence that has no
    other verb, the participle behind its noun tells what they did."""
    if noun.dep != "root" or noun.pos not in {"NOUN", "PROPN"} or any(token.tag in FINITE for token in tokens):
        return
    opening = next((token for token in tokens[: noun.i] if token.text == "," and tokens[0].tag == "IN"), None)
    hung = [token for token in tokens if token.head == noun.i and token.dep == "acl" and token.tag == "VBN"]
    if opening is None or len(hung) != 1 or hung[0].i < noun.i or tokens[hung[0].i - 1].text == ",":
        return
    verb = hung[0]
    if any(token.head == verb.i and (token.dep.startswith("aux") or token.text.lower() == "by") for token in tokens):
        return
    found[verb.i] = verb._replace(tag="VBD", dep="root", head=verb.i)
    found[noun.i] = noun._replace(dep="nsubj", head=verb.i)
    for token in tokens[: opening.i]:
        if token.head == noun.i and token.dep in {"nmod", "obl", "advmod"}:
            found[token.i] = token._replace(dep="obl", head=verb.i)
