"""Plans that a party makes known are acts of speech: "said it would impose a blockade" and "vowed to attack" threaten,
"said it would free the prisoners" agrees to (CAMEO 034, an intent to yield, is of AGREE). What is planned stays a claim
of its own, told within the act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whimbrel.coder.arguments import subjects_of
from whimbrel.coder.carriers import carrier_verb
from whimbrel.coder.demands import FUTURE
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.lexicon.pattern import Entry, VerbPattern
from whimbrel.coder.match import Trigger
from whimbrel.coder.tree import Tree

ACT_OF_PLAN = {"ASSAULT": "THREATEN", "COERCE": "THREATEN", "SANCTION": "THREATEN", "PROTEST": "THREATEN",
               "RETREAT": "AGREE", "CONCEDE": "AGREE"}  # fmt: skip
WHERE = "intentions.py"
OWN = frozenset({"it", "they", "he", "she", "we", "i"})
WILLING = frozenset({"plan", "intend", "prepare", "ready", "prepared", "determined", "set", "about"})
PLEDGING = frozenset(
    {"vow", "pledge", "promise", "swear", "ready", "prepared", "willing", "determined", "commit", "undertake"}
)
ENTRIES = {
    act: Entry(VerbPattern(("say",)), act, "", ("subj",), (), (), "", WHERE)
    for act in sorted(set(ACT_OF_PLAN.values()))
}


def find_intentions(tree: Tree, lexicon: Lexicon, triggers: Sequence[Trigger]) -> list[Trigger]:
    """A trigger at each verb of saying by which a party announces what it will do itself."""
    taken = {trigger.i for trigger in triggers}
    found: dict[int, Trigger] = {}
    for trigger in triggers:
        act = ACT_OF_PLAN.get(trigger.entry.type)
        verb = trigger.i if trigger.verbal else carrier_verb(tree, trigger.i, lexicon)  # "would carry out an attack"
        if act is None or verb is None:
            continue
        plan = _planning(tree, verb)
        said = None if plan is None else _said_of_itself(tree, plan, lexicon)
        if said is None and plan == trigger.i and act == "AGREE":
            said = _promised(tree, plan)
        if said is not None and said not in taken:
            found.setdefault(said, Trigger(said, ENTRIES[act], True, frozenset()))
    return list(found.values())


def harm_pledged(tree: Tree, lexicon: Lexicon, triggers: Sequence[Trigger]) -> list[Trigger]:
    """The triggers, those by which harm is pledged as threats: "vowed to launch an attack" agrees to nothing."""
    harms = {
        verb
        for trigger in triggers
        if ACT_OF_PLAN.get(trigger.entry.type) == "THREATEN"
        and (verb := trigger.i if trigger.verbal else carrier_verb(tree, trigger.i, lexicon)) is not None
        and not tree.is_negated(verb)
    }
    return [
        replace(trigger, entry=replace(trigger.entry, type="THREATEN", mode="", recipient=("comp",)))
        if trigger.entry.type == "AGREE"
        and tree.lemma(trigger.i) in PLEDGING
        and any(i in harms for j in tree.children(trigger.i, "xcomp", "ccomp", "advcl") for i in tree.conjuncts(j))
        else trigger
        for trigger in triggers
    ]


def _planning(tree: Tree, verb: int) -> int | None:
    """The verb that carries the future: the act's own with "will", or "is prepared" in "is prepared to impose"."""
    head = tree.tokens[verb].head
    if tree.tokens[verb].dep in {"xcomp", "advcl", "acl"} and tree.lemma(head) in WILLING and not tree.is_negated(head):
        return head
    words = {tree.tokens[i].text.lower() for i in tree.children(verb, "aux")}
    return verb if words & FUTURE and not tree.is_negated(verb) and not tree.is_passive(verb) else None


def _promised(tree: Tree, verb: int) -> int | None:
    """The "will" of a main clause: "The rebels will free the hostages" tells of a promise, whoever reports it."""
    if tree.tokens[verb].dep not in {"root", "ccomp", "conj"} or not tree.children(verb, "nsubj"):
        return None
    return next((i for i in tree.children(verb, "aux") if tree.tokens[i].text.lower() in {"will", "'ll", "’ll"}), None)


def doing(tree: Tree, trigger: Trigger) -> int:
    """The verb whose subject and objects are those of the trigger: what "will" announces, else the trigger's own."""
    token = tree.tokens[trigger.i]
    return token.head if trigger.entry.where == WHERE and token.dep == "aux" else trigger.i


def _said_of_itself(tree: Tree, plan: int, lexicon: Lexicon) -> int | None:
    """The verb of saying whose speaker is the one who plans, if the plan is its content."""
    said = tree.tokens[plan].head
    subjects = tree.children(plan, "nsubj")
    own = bool(subjects) and tree.tokens[subjects[0]].text.lower() in OWN
    if tree.tokens[plan].dep != "ccomp" or said == plan or not own:
        return None
    speaks = tree.is_verbal(said) and tree.lemma(said) in lexicon.speech and bool(subjects_of(tree, said))
    return said if speaks and not tree.is_negated(said) else None
