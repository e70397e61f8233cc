"""What a verb or an event noun itself says of whether it happened: tense, modals, negation, and its carrier."""

from __future__ import annotations

from typing import NamedTuple

from whimbrel.coder.carriers import carrier_aspect, carrier_verb
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.match import Trigger
from whimbrel.coder.speakers import is_nobody
from whimbrel.coder.tree import Tree
from whimbrel.model import Status

MODALS = {
    "will": Status.PLANNED, "shall": Status.PLANNED, "'ll": Status.PLANNED, "wo": Status.PLANNED,
    "would": Status.HYPOTHETICAL, "could": Status.HYPOTHETICAL, "may": Status.HYPOTHETICAL,
    "might": Status.HYPOTHETICAL, "can": Status.HYPOTHETICAL, "ca": Status.HYPOTHETICAL,
    "should": Status.CALLED_FOR, "must": Status.CALLED_FOR, "ought": Status.CALLED_FOR,
}  # fmt: skip
OPEN = frozenset({"how", "when", "whether", "where"})  # "how to lift the ban": nobody has lifted it
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})
STATUS_WORDS = {status.value: status for status in Status}
MODAL, NEGATION, CARRIER, EMBEDDING = "a modal verb", "a negation", "the verb that carries the noun", "a governing word"
QUESTION = "a question of how or whether to do it"


class Mark(NamedTuple):
    """What one word says of whether the thing happened, the rule by which it says so, and the row of the lexicon."""

    status: Status
    i: int
    rule: str
    row: tuple[str, ...] = ()


def own_marks(tree: Tree, trigger: Trigger, lexicon: Lexicon) -> list[Mark]:
    if trigger.verbal:
        marks = verb_marks(tree, trigger.i, future_ok=True)
        for i in trigger.used:  # "held no talks"
            marks += [Mark(Status.NEGATED, j, NEGATION) for j in tree.children(i, "det") if tree.lemma(j) == "no"]
        return marks
    marks = noun_marks(tree, trigger.i, lexicon)
    aspect = carrier_aspect(tree, trigger.i, lexicon)
    carrier = carrier_verb(tree, trigger.i, lexicon)
    if carrier is not None and tree.tokens[carrier].head == trigger.i:  # "the talks, which will be held on Monday"
        marks += verb_marks(tree, carrier, future_ok=True)
    at = trigger.i if carrier is None else carrier
    if aspect in STATUS_WORDS:
        marks.append(Mark(STATUS_WORDS[aspect], at, CARRIER))
    elif aspect == "continue":
        marks.append(Mark(Status.ONGOING, at, CARRIER))
    return marks


def verb_marks(tree: Tree, verb: int, *, future_ok: bool, light: bool = False) -> list[Mark]:
    """Marks on the verb itself: auxiliaries, negation, adverbs, progressive."""
    marks: list[Mark] = []
    auxiliaries = tree.children(verb, "aux")
    for i in auxiliaries:
        if (status := MODALS.get(tree.tokens[i].text.lower()) or MODALS.get(tree.lemma(i))) is not None:
            if status is Status.HYPOTHETICAL and tree.lemma(i) in {"would", "will"} and _reported(tree, verb):
                status = Status.PLANNED
            marks.append(Mark(status, i, MODAL))
    for i in tree.children(verb, "advmod", "det", "cc", "aux"):
        word = tree.tokens[i].text.lower()
        if word in NEGATIONS or tree.lemma(i) == "not":
            marks.append(Mark(Status.NEGATED, i, NEGATION))
        elif word in {"reportedly", "allegedly", "purportedly", "supposedly"}:
            marks.append(Mark(Status.ALLEGED, i, "an adverb of hearsay"))
    for i in tree.children(verb, "nsubj", "obj"):  # "no soldiers were killed", "nobody was hurt"
        if is_nobody(tree, i):
            no = next(
                (j for j in tree.children(i, "det") if tree.lemma(j) == "no"), i
            )  # one negation, told by one word
            marks.append(Mark(Status.NEGATED, no, NEGATION))
    for i in tree.children(verb, "mark", "case"):
        if tree.lemma(i) == "without":
            marks.append(Mark(Status.NEGATED, i, NEGATION))
        elif tree.lemma(i) == "to" and i > 0 and tree.tokens[i - 1].text.lower() in OPEN:
            marks.append(Mark(Status.HYPOTHETICAL, i - 1, QUESTION))
    token = tree.tokens[verb]
    present = any(tree.tokens[i].tag in {"VBZ", "VBP"} and tree.lemma(i) == "be" for i in auxiliaries)
    if token.tag == "VBG" and present and (future_ok or light):
        marks.append(Mark(Status.ONGOING, verb, "a progressive in the present"))
    if token.tag == "VB" and not auxiliaries and tree.children(verb, "mark") and token.dep in {"root", "ROOT"}:
        marks.append(Mark(Status.PLANNED, verb, "an infinitive as the headline's verb"))  # "Leaders to meet"
    return marks


def _reported(tree: Tree, verb: int) -> bool:
    """Whether the clause is the content of something said, thought or decided ("said it would …")."""
    return tree.tokens[verb].dep.split(":")[0] in {"ccomp", "parataxis"} or any(
        tree.tokens[i].dep == "ccomp" for i in tree.ancestors(verb)
    )


def noun_marks(tree: Tree, noun: int, lexicon: Lexicon) -> list[Mark]:
    marks = [Mark(Status.NEGATED, i, NEGATION) for i in tree.children(noun, "case") if tree.lemma(i) == "without"]
    for i in tree.children(noun, "det", "amod", "compound", "advmod", "nmod"):
        word, text = tree.lemma(i), tree.tokens[i].text.lower()
        if tree.tokens[i].dep == "det":
            if word == "no":
                marks.append(Mark(Status.NEGATED, i, NEGATION))
            continue
        key = word if word in lexicon.embedding else text
        for complement, status in lexicon.embedding.get(key, ()):
            if complement in {"noun", "amod", "mod"} and status in STATUS_WORDS and i < noun:
                marks.append(Mark(STATUS_WORDS[status], i, EMBEDDING, ("embedding.csv", key, complement)))
    return marks
