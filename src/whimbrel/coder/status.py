"""Did it happen? The status of what a trigger tells, read from tense, modals, negation and what governs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from whimbrel.coder.carriers import carrier_aspect, carrier_verb
from whimbrel.coder.demands import DEMAND
from whimbrel.coder.intentions import doing
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.match import Trigger
from whimbrel.coder.speakers import NOBODY
from whimbrel.coder.tree import Tree
from whimbrel.model import Status

MODALS = {
    "will": Status.PLANNED, "shall": Status.PLANNED, "'ll": Status.PLANNED, "wo": Status.PLANNED,
    "would": Status.HYPOTHETICAL, "could": Status.HYPOTHETICAL, "may": Status.HYPOTHETICAL,
    "might": Status.HYPOTHETICAL, "can": Status.HYPOTHETICAL, "ca": Status.HYPOTHETICAL,
    "should": Status.CALLED_FOR, "must": Status.CALLED_FOR, "ought": Status.CALLED_FOR,
}  # fmt: skip
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})

CONDITIONALS = frozenset({"if", "unless", "whether", "lest", "should"})
BOUNDS = frozenset({"until", "till", "before", "once"})  # with a present tense, of what is still to come
SPEECH_ACTS = {
    "REQUEST": Status.CALLED_FOR, "THREATEN": Status.THREATENED, "ACCUSE": Status.ALLEGED, "REJECT": Status.NEGATED,
    "AGREE": Status.PLANNED, "CONCEDE": Status.PLANNED,
}  # fmt: skip
BACKGROUND = frozenset({"acl:relcl", "advcl:relcl"})
VOICED = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT"})  # what a protest gives voice to
PRESUPPOSED = "presupposed"
ASKS_WHETHER = frozenset({"be", "do", "have"})
STATUS_WORDS = {status.value: status for status in Status}
MODAL, NEGATION, CARRIER, EMBEDDING = "a modal verb", "a negation", "the verb that carries the noun", "a governing word"
CONDITION = "stands in a condition"
VOICE = "is what the protest gives voice to"
QUESTION = "a question that may be answered with no"


class Mark(NamedTuple):
    """What one word says of whether the thing happened, the rule by which it says so, and the row of the lexicon."""

    status: Status
    i: int
    rule: str
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusFinding:
    """A status, the marks it was weighed from, and the trigger of the speech act it is the content of."""

    status: Status
    marks: tuple[Mark, ...] = ()
    within: int | None = None


def find_status(tree: Tree, trigger: Trigger, lexicon: Lexicon, acts: dict[int, str]) -> StatusFinding:
    """Status of `trigger`. `acts` maps the token index of every trigger in the sentence to its PLOVER type."""
    if trigger.entry is DEMAND or doing(tree, trigger) != trigger.i:
        return StatusFinding(Status.HAPPENED)
    steps = list(_own(tree, trigger, lexicon))
    within: int | None = next((i for i in tree.children(trigger.i, "aux") if i in acts), None)
    child = trigger.i
    for head in tree.ancestors(trigger.i):
        relation = tree.tokens[child].dep
        if _is_conditional(tree, child):
            steps.append(Mark(Status.HYPOTHETICAL, child, CONDITION))
        if trigger.entry.type in VOICED and (protest := _protest_above(tree, child, acts)) is not None:
            return StatusFinding(Status.HAPPENED, (Mark(Status.HAPPENED, protest, VOICE),), protest)
        told = (
            head in acts
            and acts[head] in SPEECH_ACTS
            and _is_content(tree, child)
            and not (relation == "advcl" and _is_conditional(tree, child))
        )
        if relation in BACKGROUND or relation.startswith("parataxis"):
            break
        if relation == "advcl" and not told and not _purpose(tree, child) and not _is_conditional(tree, child):
            able = _governed(tree, head, child, lexicon) if tree.tokens[head].pos == "ADJ" else None
            steps += [able] if able is not None else []  # "capable of attacking"
            break
        if relation == "conj":
            if tree.is_verbal(head) and not tree.children(child, "nsubj", "aux"):
                steps.extend(_verb_marks(tree, head, future_ok=True))
            child = head
            continue
        if acts.get(head) == trigger.entry.type and relation == "obj":  # "made an appeal": one act told twice
            steps.extend(_verb_marks(tree, head, future_ok=True))
            child = head
            continue
        if _presupposed(tree, head, child, lexicon):
            break
        governed = _governed(tree, head, child, lexicon)
        if told:
            governed = governed or Mark(SPEECH_ACTS[acts[head]], head, f"what this {acts[head]} is about")
            if acts[head] == "AGREE" and governed.status is Status.HAPPENED:
                governed = Mark(Status.PLANNED, head, "what is agreed is still to be done")
            within = head if within is None else within
        if governed is not None:
            steps.append(governed)
        if tree.is_verbal(head) and (_complement(relation) or carrier_verb(tree, child, lexicon) == head):
            steps.extend(_verb_marks(tree, head, future_ok=False, light=carrier_verb(tree, child, lexicon) == head))
        elif not tree.is_verbal(head):
            steps.extend(_noun_marks(tree, head, lexicon))
        if relation == "advcl" and governed is None and _purpose(tree, child) and trigger.entry.type != "CONSULT":
            # "to protect farmers from being killed": an aim, not a fact
            steps.append(Mark(Status.HYPOTHETICAL, child, "an aim, not a fact"))
        if tree.is_verbal(head) and relation.split(":")[0] in {"nsubj", "obl"} and governed is None:
            break  # an argument or adjunct of an asserted clause is presupposed
        child = head
    if _is_conditional(tree, child):
        steps.append(Mark(Status.HYPOTHETICAL, child, CONDITION))
    elif (inverted := _asked(tree, child)) is not None:
        steps.append(Mark(Status.HYPOTHETICAL, inverted, QUESTION))
    return _weigh(steps, within)


def _protest_above(tree: Tree, child: int, acts: dict[int, str]) -> int | None:
    """The protest that a clause hangs on: "marched to demand", "held a march demanding"."""
    if tree.tokens[child].dep not in {"acl", "advcl", "xcomp"}:
        return None
    head = tree.tokens[child].head
    above = tree.tokens[head].head if tree.tokens[head].dep == "obj" else head
    return next((i for i in (head, above) if acts.get(i) == "PROTEST"), None)


def _weigh(steps: list[Mark], within: int | None) -> StatusFinding:
    """Denials and negations outrank; then the outermost mark that is more than plain assertion or mere allegation."""
    marks = tuple(dict.fromkeys(steps))
    kinds = [mark.status for mark in steps]
    if Status.DENIED in kinds:
        return StatusFinding(Status.DENIED, marks, within)
    negations = len({mark.i for mark in steps if mark.status is Status.NEGATED})
    if negations % 2:
        return StatusFinding(Status.NEGATED, marks, within)
    if any(mark.rule == CONDITION for mark in steps):  # of what is threatened or agreed, this is what it hangs on
        return StatusFinding(Status.HYPOTHETICAL, marks, within)
    strong = [s for s in kinds if s not in {Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.NEGATED}]
    if strong:
        return StatusFinding(strong[-1], marks, within)
    for mild in (Status.ALLEGED, Status.ONGOING):
        if mild in kinds:
            return StatusFinding(mild, marks, within)
    return StatusFinding(Status.HAPPENED, marks, within)


def _own(tree: Tree, trigger: Trigger, lexicon: Lexicon) -> list[Mark]:
    if trigger.verbal:
        marks = _verb_marks(tree, trigger.i, future_ok=True)
        for i in trigger.used:  # "held no talks"
            marks += [Mark(Status.NEGATED, j, NEGATION) for j in tree.children(i, "det") if tree.lemma(j) == "no"]
        return marks
    marks = _noun_marks(tree, trigger.i, lexicon)
    aspect = carrier_aspect(tree, trigger.i, lexicon)
    carrier = carrier_verb(tree, trigger.i, lexicon)
    if carrier is not None and tree.tokens[carrier].head == trigger.i:  # "the talks, which will be held on Monday"
        marks += _verb_marks(tree, carrier, future_ok=True)
    at = trigger.i if carrier is None else carrier
    if aspect in STATUS_WORDS:
        marks.append(Mark(STATUS_WORDS[aspect], at, CARRIER))
    elif aspect == "continue":
        marks.append(Mark(Status.ONGOING, at, CARRIER))
    return marks


def _verb_marks(tree: Tree, verb: int, *, future_ok: bool, light: bool = False) -> list[Mark]:
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
        if tree.lemma(i) in NOBODY or any(tree.lemma(j) == "no" for j in tree.children(i, "det")):
            marks.append(Mark(Status.NEGATED, i, NEGATION))
    for i in tree.children(verb, "mark", "case"):
        if tree.lemma(i) == "without":
            marks.append(Mark(Status.NEGATED, i, NEGATION))
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


def _noun_marks(tree: Tree, noun: int, lexicon: Lexicon) -> list[Mark]:
    marks: list[Mark] = []
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


def _purpose(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(i) == "to" for i in tree.children(verb, "mark"))


def _complement(relation: str) -> bool:
    return relation.split(":", maxsplit=1)[0] in {"xcomp", "ccomp", "csubj", "obj"}


def _is_content(tree: Tree, child: int) -> bool:
    """Whether `child` is what the speech act above it is about, rather than an adjunct of it."""
    relation = tree.tokens[child].dep.split(":")[0]
    if relation in {"xcomp", "ccomp", "acl"}:
        return True
    if relation in {"obl", "nmod"}:
        return tree.case(child) in {"for", "of", "to", "against", "over", "with", ""} and relation != ""
    if relation == "advcl":
        return any(tree.lemma(i) in {"to", "of", "for"} for i in tree.children(child, "mark", "case"))
    return relation == "obj"


def _is_conditional(tree: Tree, verb: int) -> bool:
    """ "if they attack", "until they gain control"."""
    marks = {tree.lemma(i) for i in tree.children(verb, "mark")}
    if marks & CONDITIONALS:
        return True
    return bool(marks & BOUNDS) and tree.tokens[verb].tag in {"VBZ", "VBP"}


def _asked(tree: Tree, top: int) -> int | None:
    """The verb or auxiliary that opens a sentence which asks whether: "Did rebels kill the mayor?" One that asks who,
    where or why takes it for granted that it happened. `top` is where what is told leads up to."""
    if not tree.asks or tree.tokens[top].head != top:
        return None
    first = next((token for token in tree.tokens if token.pos != "PUNCT"), None)
    opens = first is not None and (first.lemma.lower() in ASKS_WHETHER or first.text.lower() in MODALS)
    return first.i if first is not None and opens else None


def _governed(tree: Tree, head: int, child: int, lexicon: Lexicon) -> Mark | None:
    """What a governing word with an entry in the embedding file makes of its complement."""
    particle = next((tree.lemma(i) for i in tree.children(head, "compound") if i > head), "")
    key = f"{tree.lemma(head)} {particle}"
    key = key if key in lexicon.embedding else tree.lemma(head)
    entries = lexicon.embedding.get(key)
    if not entries:
        return None
    shape = _shape(tree, child)
    if tree.tokens[child].dep == "nsubj" and not tree.is_passive(head):
        return None  # "the meeting discussed": what acts is not what is talked of
    for complement, status in entries:
        if complement.lstrip("~@") == shape or (complement.startswith("@") and complement[1:] == tree.case(child)):
            known = STATUS_WORDS.get(status)
            return Mark(known, head, EMBEDDING, ("embedding.csv", key, complement)) if known is not None else None
    return None


def _presupposed(tree: Tree, head: int, child: int, lexicon: Lexicon) -> bool:
    """Whether a word takes it for granted that its object took place: "nobody claimed the attack" does not deny it.

    "Condemned any attack" takes nothing for granted.
    """
    entries = lexicon.embedding.get(tree.lemma(head), ())
    if not any(status == PRESUPPOSED for _, status in entries):
        return False
    if any(tree.lemma(i) == "any" for i in tree.children(child, "det")):
        return False
    above = lexicon.embedding.get(tree.lemma(tree.tokens[head].head), ())
    if any(status == Status.DENIED for _, status in above):
        return False  # "denied responsibility for the attack": so far as he tells, it was not his
    case = tree.case(child)
    fits = (
        {f"@{case}"} if case else {"obj"} if tree.tokens[child].dep == "obj" or child in tree.objects(head) else set()
    )
    return any(status == PRESUPPOSED and complement in fits for complement, status in entries)


def _shape(tree: Tree, child: int) -> str:
    relation = tree.tokens[child].dep.split(":")[0]
    if relation in {"obj", "nsubj"}:
        return "obj"
    if relation in {"xcomp", "ccomp", "acl", "advcl", "csubj"}:
        marks = {tree.lemma(i) for i in tree.children(child, "mark")}
        if "to" in marks:
            return "to"
        token = tree.tokens[child]
        if token.tag == "VBG" and not tree.children(child, "nsubj"):
            for i in tree.children(child, "mark", "case"):
                return tree.lemma(i)  # "accused of attacking": the preposition
            return "ing"
        return "that"
    return "noun"
