"""Slips of a small parser mended: a particle or the "to" of an infinitive taken for a preposition, a main verb drawn
into the relative clause before it, a place or day behind such a clause, a conjunction taken for a preposition."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.coder.opening_times import DRAWN_IN, TIMES, time_before_subject
from whimbrel.coder.participles import owned, told_after_all, verb_behind_participle, verb_of_sentence
from whimbrel.grammar.sentence import Token

PARTICLES = frozenset({"over", "off", "up", "out", "down", "away", "back"})
RELATIVE = frozenset({"who", "which", "whom", "whose", "where"})
WHERE_OR_WHEN = frozenset({"in", "at", "near", "on"})
ADJUNCT = frozenset({"obl", "nmod"})
NEVER_PASSIVE = frozenset({"preside", "confer", "arrive", "come", "go"})
OPENING = WHERE_OR_WHEN | {"after", "before", "during"}
SINCE = frozenset({"ago", "earlier", "later"})
BEFORE_CLAUSES = frozenset({"after", "before", "since", "until"})
PHRASAL = frozenset({("hand", "over"), ("turn", "over"), ("call", "off"), ("lay", "down"), ("carry", "out")})


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, "handed | over their weapons" and "declined | to elaborate" put right."""
    found = list(tokens)
    since = any(token.lemma.lower() in SINCE for token in tokens)
    for token in tokens:
        if token.tag[:2] == "VB":
            owned(tokens, token, found)
            told_after_all(tokens, token, found)
            verb_behind_participle(tokens, token, found)
        if token.dep == "root":
            verb_of_sentence(tokens, token, found)
        if token.dep in DRAWN_IN and token.text in TIMES:
            time_before_subject(tokens, token, found)
        if token.dep == "nsubj:pass" and tokens[token.head].lemma.lower() in NEVER_PASSIVE:
            found[token.i] = token._replace(dep="nsubj")
            found[token.head] = found[token.head]._replace(tag="VBD")
        if token.text == "following" and (meeting := _followed(tokens, token)) is not None:
            found[token.i] = token._replace(pos="ADP", tag="IN", dep="case", head=meeting.i)
            found[meeting.i] = meeting._replace(dep="obl", head=tokens[token.head].head)
        if since and (late := _behind_ago(tokens, token)) is not None:
            found[token.i] = token._replace(dep="nsubj", head=late)
        if token.dep == "xcomp" and (subject := _behind_relative(tokens, token)) is not None:
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
    for token in tokens:
        if token.tag != "VBD" and token.dep not in ADJUNCT:
            continue
        above = _verb_of_adjunct(tokens, token)
        above = _verb_behind_opening(tokens, token) if above is None else above
        if above is not None:
            found[token.i] = token._replace(dep="obl", head=above)
        elif token.tag == "VBD" and (begun := _subject_behind_conjunction(tokens, token)) is not None:
            _make_clause(found, begun, token)
    return tuple(found)


def _verb_of_adjunct(tokens: Sequence[Token], noun: Token) -> int | None:
    """The verb that a place or day belongs to which was hung on a relative clause that is over: "met the banker, who
    heads the fund, | in Lima on Friday". Not of a list: "who works in Rome, in Oslo"."""
    if noun.dep not in ADJUNCT or noun.pos != "PROPN" or (clause := _relative_above(tokens, noun)) is None:
        return None
    opening = min((t.i for t in tokens if t.text.lower() in RELATIVE and t.head == clause.i), default=0)
    closing = max((t.i for t in tokens if t.text == "," and clause.i < t.i < noun.i), default=0)
    if not opening or tokens[opening - 1].text != "," or not closing:
        return None
    behind = {t.text.lower() for t in tokens if t.dep == "case" and closing < t.i <= noun.i}
    inside = {t.text.lower() for t in tokens if t.dep == "case" and opening < t.i < closing}
    if tokens[closing + 1].dep != "case" or behind & inside or not behind <= WHERE_OR_WHEN:
        return None
    above = tokens[clause.head]
    while above.pos != "VERB" and above.head != above.i:
        above = tokens[above.head]
    return above.i if above.pos == "VERB" and above.i < clause.i else None


def _verb_behind_opening(tokens: Sequence[Token], noun: Token) -> int | None:
    """The verb of what opens the sentence and was hung on the subject behind its comma: "On Sunday evening, | the mayor
    met her". Nothing with a preposition stands before the noun that it belongs to."""
    subject = tokens[noun.head]
    opens = tokens[0].dep == "case" and tokens[0].head == noun.i and tokens[0].text.lower() in OPENING
    if noun.dep != "nmod" or not opens or noun.i > subject.i or tokens[noun.i + 1].text != ",":
        return None
    verb = tokens[subject.head]
    return verb.i if subject.dep.startswith("nsubj") and verb.pos == "VERB" else None


def _relative_above(tokens: Sequence[Token], noun: Token) -> Token | None:
    """The head of the relative clause that a noun hangs on, directly or by another noun."""
    above = tokens[noun.head]
    for _ in range(2):
        if above.dep == "acl:relcl":
            return above
        above = tokens[above.head]
    return None


def _subject_behind_conjunction(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The noun right before a verb of the past that was hung on an earlier one, where the noun's preposition can begin
    a clause: "said so | after its leaders and those of the union met"."""
    if verb.tag != "VBD" or verb.dep != "xcomp" or verb.head > verb.i:
        return None
    if any(token.head == verb.i and token.dep.startswith(("nsubj", "aux", "mark")) for token in tokens):
        return None
    nouns = (tokens[token.head] for token in tokens if token.dep == "case" and token.text.lower() in BEFORE_CLAUSES)
    for noun in nouns:
        if verb.head < noun.i < verb.i and all(_hangs_on(tokens, i, noun.i) for i in range(noun.i, verb.i)):
            return noun
    return None


def _followed(tokens: Sequence[Token], following: Token) -> Token | None:
    """What stands behind "following" where that is no verb: "issued the appeal | following a meeting"."""
    noun = tokens[following.head]
    if following.dep != "acl" or noun.dep != "obj" or tokens[noun.head].pos != "VERB":
        return None
    return next((t for t in tokens[following.i :] if t.head == following.i and t.dep == "obj"), None)


def _behind_ago(tokens: Sequence[Token], noun: Token) -> int | None:
    """The verb whose subject was hung on the time before it: "Two days ago | the heads of the union met"."""
    ago = tokens[noun.head]
    if ago.lemma.lower() not in SINCE or noun.i < ago.i or noun.dep not in {"obj", "nmod", "obl"}:
        return None
    verb = tokens[ago.head]
    bare = not any(token.head == noun.i and token.dep == "case" for token in tokens)
    subject = any(token.head == verb.i and token.dep.startswith("nsubj") for token in tokens)
    return verb.i if bare and not subject and verb.pos == "VERB" and verb.i > noun.i else None


def _hangs_on(tokens: Sequence[Token], i: int, top: int) -> bool:
    while i != top and tokens[i].head != i:
        i = tokens[i].head
    return i == top


def _make_clause(found: list[Token], subject: Token, verb: Token) -> None:
    """The noun becomes the verb's subject, and its preposition the word that begins the clause."""
    found[subject.i] = subject._replace(dep="nsubj", head=verb.i)
    found[verb.i] = verb._replace(dep="advcl")
    for token in found:
        if token.dep == "case" and token.head == subject.i and token.text.lower() in BEFORE_CLAUSES:
            found[token.i] = token._replace(dep="mark", head=verb.i)


def _behind_relative(tokens: Sequence[Token], verb: Token) -> int | None:
    """The noun at the top of the sentence whose own verb was hung on its relative clause: "the man | whom police want
    to question | fled"."""
    if verb.tag not in {"VBD", "VBN"} or verb.dep != "xcomp":
        return None
    above, before = tokens[verb.head], tokens[verb.i - 1]
    bare = not any(token.head == verb.i and token.dep.startswith("aux") for token in tokens)
    if not bare or before.i == 0:
        return None
    if before.i != above.i and (before.dep != "xcomp" or before.head != above.i):
        return None
    for _ in range(3):
        if above.dep == "acl:relcl":
            noun = tokens[above.head]
            return noun.i if noun.dep == "root" and noun.pos in {"NOUN", "PROPN"} else None
        above = tokens[above.head]
    return None
