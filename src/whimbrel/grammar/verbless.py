"""Clauses that the parser left without a verb, because it took the verb for an adjective: "jets bombed rebels"."""

from __future__ import annotations

from collections.abc import Sequence

Row = tuple[str, str, int]
"""A word's tag with its part of speech ("JJ|ADJ"), its relation and the index of its head."""

PAST = "VBD|VERB"
NOUNS = ("NN|", "NNS|", "NNP|", "NNPS|")
TAKEN_FOR = ("JJ|", "VBN|", "VBD|", "NN|")
FINITE = ("VBD|", "VBZ|", "VBP|", "MD|")
BEFORE_A_NOUN = frozenset({"amod", "compound", "nummod", "nmod:poss", "case", "det"})
OF_THE_CLAUSE = frozenset({"punct", "parataxis", "advcl", "ccomp", "obl", "obl:unmarked", "advmod", "mark", "dep"})
CLAUSES = frozenset({"ROOT", "ccomp"})
SHORTEST = 5  # "red", "wed" and "bred" are not made of a verb and an ending


def with_its_verb(words: Sequence[str], rows: list[Row]) -> list[Row]:
    """The rows of one sentence (heads are indexes into it), an adjective made its verb where two signs agree: it ends
    like a past tense and stands between two nouns, and the noun that the parser made the head of the clause has a
    subject or an object, which nouns have not, or the whole sentence has no finite verb."""
    for i, (label, relation, noun) in enumerate(rows):
        if relation not in {"amod", "compound"} or noun <= i or not label.startswith(TAKEN_FOR):
            continue
        if not _ends_like_a_past(words[i]) or any(rows[j][1] not in BEFORE_A_NOUN for j in range(i + 1, noun)):
            continue
        head = noun if rows[noun][1] in CLAUSES else rows[noun][2]
        if not rows[head][0].startswith(NOUNS) or rows[head][1] not in CLAUSES or _is_copular(rows, head):
            continue
        subject = _subject(rows, head, i, noun)
        if subject is not None:
            return _told(rows, subject, i, noun, head)
    return rows


def _is_copular(rows: list[Row], head: int) -> bool:
    return any(relation == "cop" and above == head for _, relation, above in rows)


def _ends_like_a_past(word: str) -> bool:
    return len(word) >= SHORTEST and word.endswith("ed") and not word.endswith("eed") and word.islower()


def _subject(rows: list[Row], head: int, verb: int, noun: int) -> int | None:
    """The noun before the verb: the subject of the clause's head, where the object was made that; else, in a sentence
    without any verb, the noun right before, which no noun phrase has there ("army deported rebels"), or the head itself
    where it has the object."""
    if noun == head:
        told = next((j for j in range(verb) if rows[j][1] == "nsubj" and rows[j][2] in {head, verb}), None)
        if told is not None or _has_verb(rows):
            return told
        return verb - 1 if verb and rows[verb - 1][0].startswith(NOUNS) else None
    if head > verb or _has_verb(rows):
        return None
    loose = not any(row[1:] == ("case", noun) for row in rows)
    return head if rows[noun][1] == "obj" or (rows[noun][1] == "nmod" and loose) else None


def _has_verb(rows: list[Row]) -> bool:
    return any(
        label.startswith(FINITE) and relation in {"ROOT", "ccomp", "aux", "cop", "aux:pass", "conj"}
        for label, relation, _ in rows
    )


def _told(rows: list[Row], subject: int, verb: int, noun: int, head: int) -> list[Row]:
    """The rows with the verb at the head of the clause between its subject and its object; what hung on the head as on
    a clause hangs on the verb."""
    found = list(rows)
    for j, (label, relation, above) in enumerate(rows):
        if above == head and j not in {subject, verb, noun, head} and relation in OF_THE_CLAUSE:
            found[j] = (label, relation, verb)
        elif above in {head, verb} and j < subject and relation != "nsubj":
            found[j] = (label, relation, subject)  # "the | army", taken for the object's
        elif above == head == subject and relation == "nsubj":
            found[j] = (label, "compound", head)  # "government | warplanes": one name for the doer
    _, relation, above = rows[head]
    found[verb] = (PAST, relation, verb if above == head else above)
    found[subject] = (rows[subject][0], "nsubj", verb)
    found[noun] = (rows[noun][0], "obj", verb)
    return found
