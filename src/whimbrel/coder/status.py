"""Did it happen? The status of what a trigger tells, read from tense, modals, negation and what governs it."""

from __future__ import annotations

from dataclasses import dataclass

from whimbrel.coder.carriers import carrier_verb
from whimbrel.coder.demands import DEMAND
from whimbrel.coder.fiction import made_up
from whimbrel.coder.governing import (
    DEFINITE,
    asked,
    ended,
    is_complement,
    is_conditional,
    is_content,
    presupposed,
    purpose,
)
from whimbrel.coder.governing import governed as governed_by
from whimbrel.coder.intentions import doing
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.match import Trigger
from whimbrel.coder.status_marks import NEGATION, Mark, noun_marks, own_marks, verb_marks
from whimbrel.coder.tree import Tree
from whimbrel.coder.untrue import judged_untrue, mocked, said_to_be_untrue, unsure
from whimbrel.model import Status

SPEECH_ACTS = {
    "REQUEST": Status.CALLED_FOR, "THREATEN": Status.THREATENED, "ACCUSE": Status.ALLEGED, "REJECT": Status.NEGATED,
    "AGREE": Status.PLANNED, "CONCEDE": Status.PLANNED,
}  # fmt: skip
BACKGROUND = frozenset({"acl:relcl", "advcl:relcl"})
BOUND = frozenset({"of", "on", "from"})  # "suspected of killing", "plan on attacking", "abstained from signing"
FORTHCOMING = frozenset({"THREATEN", "AGREE"})  # acts whose content is still to come
FINITE = frozenset({"VBD", "VBZ"})
VOICED = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT"})  # what a protest gives voice to
CONDITION = "stands in a condition"
VOICE = "is what the protest gives voice to"
UNTRUE = "is said not to be so"
UNSURE = "is said to be open"
FICTION = "is told in a made-up work"
QUESTION = "a question that may be answered with no"


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
    steps = list(own_marks(tree, trigger, lexicon))
    within: int | None = next((i for i in tree.children(trigger.i, "aux") if i in acts), None)
    child = trigger.i
    for head in tree.ancestors(trigger.i):
        relation = tree.tokens[child].dep
        if is_conditional(tree, child):
            steps.append(Mark(Status.HYPOTHETICAL, child, CONDITION))
        if trigger.entry.type in VOICED and (protest := _protest_above(tree, child, acts)) is not None:
            return StatusFinding(Status.HAPPENED, (Mark(Status.HAPPENED, protest, VOICE),), protest)
        told = _is_told(tree, head, child, acts)
        if relation in BACKGROUND or relation.startswith("parataxis"):
            steps += _of_being_there(tree, head)
            break
        if relation == "advcl" and not told and not purpose(tree, child) and not is_conditional(tree, child):
            bound = tree.tokens[head].pos == "ADJ" or any(tree.lemma(i) in BOUND for i in tree.children(child, "mark"))
            of = governed_by(tree, head, child, lexicon) if bound else None
            steps += [of] if of is not None else []  # "capable of attacking", "suspected of killing"
            break
        if relation == "conj":
            if tree.is_verbal(head) and not tree.children(child, "nsubj", "aux"):
                steps.extend(m for m in verb_marks(tree, head, future_ok=True) if _shared(tree, head, child, m))
            child = head
            continue
        if acts.get(head) == trigger.entry.type and relation == "obj":  # "made an appeal": one act told twice
            steps.extend(verb_marks(tree, head, future_ok=True))
            child = head
            continue
        if presupposed(tree, head, child, lexicon) or (child == trigger.i and ended(tree, head, child, lexicon)):
            break
        governed = _governing(tree, head, child, lexicon, acts[head] if told else "")
        within = head if told and within is None else within
        steps += [governed] if governed is not None else []
        steps += _verdicts(tree, head, child, lexicon)
        steps += _of_head(tree, trigger, head, child, lexicon)
        if relation == "advcl" and governed is None and purpose(tree, child) and trigger.entry.type != "CONSULT":
            # "to protect farmers from being killed": an aim, not a fact
            steps.append(Mark(Status.HYPOTHETICAL, child, "an aim, not a fact"))
        if tree.is_verbal(head) and relation.split(":")[0] in {"nsubj", "obl"} and governed is None:
            break  # an argument or adjunct of an asserted clause is presupposed
        child = head
    steps += _of_sentence(tree, child)
    if trigger.verbal and (work := made_up(tree, trigger.i, lexicon)) is not None:
        steps.append(Mark(Status.HYPOTHETICAL, work, FICTION))
    return _weigh(steps, within)


def _is_told(tree: Tree, head: int, child: int, acts: dict[int, str]) -> bool:
    """Whether the clause or noun at `child` is what a speech act at `head` is about."""
    if head not in acts or acts[head] not in SPEECH_ACTS or not is_content(tree, child):
        return False
    if tree.tokens[child].dep == "advcl" and is_conditional(tree, child):
        return False
    return not (acts[head] in FORTHCOMING and _is_past(tree, child))


def _governing(tree: Tree, head: int, child: int, lexicon: Lexicon, act: str) -> Mark | None:
    """What the word above makes of it: by its entry, or by the speech act that it tells (`act`, or "")."""
    found = governed_by(tree, head, child, lexicon)
    if found is not None and found.status is Status.PLANNED and _is_past(tree, child):
        found = None  # "agreed that its troops had attacked"
    if not act:
        return found
    found = found or Mark(SPEECH_ACTS[act], head, f"what this {act} is about")
    if act == "AGREE" and found.status is Status.HAPPENED:
        return Mark(Status.PLANNED, head, "what is agreed is still to be done")
    return found


def _verdicts(tree: Tree, head: int, child: int, lexicon: Lexicon) -> list[Mark]:
    """What the word above says of whether it is so: not true, open, absurd."""
    said = (
        (Status.NEGATED, said_to_be_untrue(tree, head, child), UNTRUE),
        (Status.HYPOTHETICAL, unsure(tree, head, child, lexicon), UNSURE),
        (Status.DENIED, judged_untrue(tree, head, child, lexicon), UNTRUE),
    )
    return [Mark(status, word, rule) for status, word, rule in said if word is not None]


def _of_head(tree: Tree, trigger: Trigger, head: int, child: int, lexicon: Lexicon) -> list[Mark]:
    """The marks of the word above itself. What is taken as known is not negated: "no link between the attacks"."""
    if not tree.is_verbal(head):
        found = noun_marks(tree, head, lexicon)
    else:
        light = carrier_verb(tree, child, lexicon) == head
        if not light and not is_complement(tree.tokens[child].dep):
            return []
        found = verb_marks(tree, head, future_ok=False, light=light)
    spared = (
        _is_known(tree, trigger)
        and (child != trigger.i or not tree.is_verbal(head))
        and head != _described(tree, trigger)
    )
    return [mark for mark in found if not (spared and mark.rule == NEGATION)]


def _of_being_there(tree: Tree, noun: int) -> list[Mark]:
    """What is said of whether anybody was there: "there could have been people | who were wounded"."""
    verb = tree.tokens[noun].head if tree.tokens[noun].dep == "nsubj" else noun  # "been" may be parsed as a copula
    if not any(tree.lemma(i) == "there" for i in tree.children(verb, "expl")):
        return []
    return verb_marks(tree, verb, future_ok=False)


def _is_past(tree: Tree, clause: int) -> bool:
    """Whether a finite clause tells what had been done by then: "warned | that a caller had threatened them"."""
    if tree.tokens[clause].dep.split(":")[0] != "ccomp" or tree.tokens[clause].tag not in {"VBN", "VBD"}:
        return False
    return any(tree.tokens[i].text.lower() == "had" for i in tree.children(clause, "aux"))


def _is_known(tree: Tree, trigger: Trigger) -> bool:
    """Whether it is told as known: "no details of the truce", "no figure for the number of people killed"."""
    if trigger.verbal:
        return _described(tree, trigger) is not None
    return any(tree.lemma(i) in DEFINITE for i in tree.children(trigger.i, "det"))


def _described(tree: Tree, trigger: Trigger) -> int | None:
    """The noun that a participle describes: "people | killed in the clashes"."""
    token = tree.tokens[trigger.i]
    return token.head if trigger.verbal and token.dep == "acl" and token.tag == "VBN" else None


def _shared(tree: Tree, head: int, child: int, mark: Mark) -> bool:
    """Whether what a verb's auxiliaries say holds for one joined to it: not in "did not protest and let them go", nor
    in "made no demand and shot him"."""
    if tree.children(head, "obj") and {mark.i, tree.tokens[mark.i].head} & set(tree.children(head, "obj")):
        return False
    bare = tree.tokens[head].tag == "VB" and bool(tree.children(head, "aux"))
    return not (bare and tree.tokens[child].tag in FINITE)


def _of_sentence(tree: Tree, top: int) -> list[Mark]:
    """What a sentence makes of all that leads up to `top`: a condition, a question, something that is not so."""
    found: list[Mark] = []
    if is_conditional(tree, top):
        found.append(Mark(Status.HYPOTHETICAL, top, CONDITION))
    elif (inverted := asked(tree, top)) is not None:
        found.append(Mark(Status.HYPOTHETICAL, inverted, QUESTION))
    if (negation := mocked(tree, top)) is not None:
        found.append(Mark(Status.NEGATED, negation, UNTRUE))
    return found


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
