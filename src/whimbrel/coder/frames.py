"""Fill an entry's frame: which nominals of the sentence stand in its actor and recipient slots."""

from __future__ import annotations

from whimbrel.coder.arguments import agents_of, objects_of, subjects_of
from whimbrel.coder.carriers import carrier_subjects, carrier_verb, carriers, series_of
from whimbrel.coder.demands import DEMAND, speakers
from whimbrel.coder.humans import is_human
from whimbrel.coder.intentions import doing
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.match import Trigger
from whimbrel.coder.tree import Tree

NOUN_ACTOR_DEFAULT = ("poss", "mod", "by", "subj")
PREDICATES = frozenset({"among", "at"})  # "X was among the guests", "both were at one table"
CARRYING = frozenset({"happen", "begin", "continue"})
ISSUING = frozenset("adopt approve circulate deliver issue pass post present publish release sign write".split())
MATERIAL = frozenset({"ASSAULT", "COERCE"})  # done by no paper
SCENE = ("in", "at", "near", "on", "before", "during")
GOING = frozenset("come go travel fly arrive return head drive gather assemble".split())
MEETING_ADJUNCTS = frozenset({"during", "at", "in", "after", "following", "before", "on", "amid"})


def slot(tree: Tree, trigger: Trigger, names: tuple[str, ...], lexicon: Lexicon) -> list[int]:
    """Heads of the nominals that fill the slot described by `names`, in order, each once."""
    found: list[int] = []
    if trigger.entry is DEMAND:
        verb = tree.tokens[trigger.i].head
        return list(speakers(tree, verb, lexicon) if "speaker" in names else subjects_of(tree, verb))
    if (verb := doing(tree, trigger)) != trigger.i:
        return list(subjects_of(tree, verb)) if "subj" in names else []
    for name in names:
        for i in _verb_slot(tree, trigger, name) if trigger.verbal else _noun_slot(tree, trigger, name, lexicon):
            many = tree.tokens[i].tag == "NNS" and is_human(tree, i, lexicon)  # "freed 37 prisoners"
            freed = name == "obj" and (many or trigger.entry.mode == "visit")  # "received the ambassador"
            taken = i in trigger.used and not freed
            if i not in found and not taken and i != trigger.i:
                found.append(i)
    return found


def _verb_slot(tree: Tree, trigger: Trigger, name: str) -> tuple[int, ...]:
    if name == "subj":
        agents = agents_of(tree, trigger.i)
        bare = not agents and tree.tokens[trigger.i].dep == "acl" and "obj" not in trigger.entry.recipient
        return objects_of(tree, trigger.i) if bare and tree.is_passive(trigger.i) else agents  # "Thousands marched"
    if name == "obj":
        return objects_of(tree, trigger.i)
    if name == "comp":
        return tuple(j for i in tree.children(trigger.i, "xcomp", "ccomp", "advcl") for j in tree.children(i, "nsubj"))
    if name == "poss":
        things = (*trigger.used, *objects_of(tree, trigger.i))
        return tuple(
            owner for i in things for owner in tree.children(i, "nmod") if tree.tokens[owner].dep == "nmod:poss"
        )
    if name.startswith("@"):
        preps = tuple(name[1:].split("/"))
        direct = tree.obliques(trigger.i, *preps)
        used = tuple(tree.tokens[i].head if tree.tokens[i].dep == "case" else i for i in sorted(trigger.used))
        below = tuple(
            j for i in (*objects_of(tree, trigger.i), *used) for j in tree.obliques(i, *preps) if i != trigger.i
        )
        found = (*direct, *(i for i in below if i not in direct))
        return found or _beyond_the_scene(tree, (trigger.i, *objects_of(tree, trigger.i), *trigger.used), preps)
    return ()


def _noun_slot(tree: Tree, trigger: Trigger, name: str, lexicon: Lexicon) -> tuple[int, ...]:
    noun = trigger.i
    if name == "poss":
        return tuple(
            j for i in tree.children(noun, "nmod") if tree.tokens[i].dep == "nmod:poss" for j in tree.conjuncts(i)
        )
    if name == "mod":
        return tuple(i for i in tree.children(noun, "amod", "compound", "nmod") if i < noun and not tree.case(i))
    if name == "subj":
        counted = subjects_of(tree, noun) if tree.case(noun) in PREDICATES else ()
        return counted or carrier_subjects(tree, noun, lexicon)
    preps = tuple(name.removeprefix("@").split("/"))
    direct = tree.obliques(noun, *preps)
    if preps == ("to",) and not direct and trigger.entry.mode == "visit" and tree.obliques(noun, "by"):
        direct = tuple(
            i for i in tree.obliques(tree.tokens[noun].head, "to") if i > noun
        )  # "a visit by X, the mayor, to Y"
    if not direct and (whole := series_of(tree, noun)) != noun:  # "a wave of raids | against the rebels"
        direct = tree.obliques(whole, *preps)
    if preps == ("between",):
        direct = _between(tree, noun, direct)
    carrier = carrier_verb(tree, noun, lexicon)
    if carrier is not None and preps != ("by",):
        direct += tuple(i for i in tree.obliques(carrier, *preps) if i not in direct)
    elif carrier is not None and tree.is_passive(carrier):
        direct += tuple(i for i in tree.obliques(carrier, "by") if i not in direct)
    return tuple(i for i in direct if i != noun) or _beyond_the_scene(tree, (noun,), preps)


def issuers(tree: Tree, trigger: Trigger, lexicon: Lexicon) -> tuple[int, ...]:
    """Who does by a thing what a participle tells: "issued a statement | demanding", "began a raid | targeting"."""
    token = tree.tokens[trigger.i]
    thing, verb = token.head, tree.tokens[token.head].head
    if token.tag != "VBG" or token.dep != "acl" or thing > trigger.i or thing not in objects_of(tree, verb):
        return ()
    if is_human(tree, thing, lexicon) or "none" in trigger.entry.actor:
        return ()  # "sent villagers | fleeing"
    carried = lexicon.light.get(tree.lemma(verb)) in CARRYING
    written = tree.lemma(verb) in ISSUING and trigger.entry.type not in MATERIAL
    return agents_of(tree, verb) if carried or written else ()


def _beyond_the_scene(tree: Tree, heads: tuple[int, ...], preps: tuple[str, ...]) -> tuple[int, ...]:
    """ "a lawsuit in a court in Lima against the mayor": what a parser hung on the court, or on Lima.

    In "the release of the hostages by the rebels", too, the rebels belong to the release.
    """
    if preps == ("by",):
        undergoing = (j for i in heads for j in tree.obliques(i, "of") if tree.tokens[i].pos == "NOUN")
        return tuple(j for i in undergoing for j in tree.obliques(i, "by"))
    if "against" not in preps:
        return ()
    near = heads
    for _ in range(2):
        near = tuple(j for i in near for j in tree.obliques(i, *SCENE))
        found = tuple(j for i in near for j in tree.obliques(i, "against"))
        if found:
            return found
    return ()


def _between(tree: Tree, noun: int, direct: tuple[int, ...]) -> tuple[int, ...]:
    """Both sides of "between A and B", wherever a small parser hung them: "a meeting in Oslo between A and B"."""
    if not direct:
        below = [i for i in tree.subtree(noun, clauses=False) if i > noun and tree.case(i) == "between"]
        direct = tuple(j for i in below[:1] for j in tree.conjuncts(i))
    if len(direct) == 1:
        rest = range(direct[0] + 1, len(tree.tokens))
        joint = next((i for i in rest if tree.lemma(i) == "and" and tree.tokens[i].dep == "cc"), None)
        if joint is not None:
            other = tree.tokens[joint].head
            return (*direct, other if other > joint else joint + 1) if other < len(tree.tokens) else direct
    return direct


def meeting_company(tree: Tree, noun: int) -> tuple[int, ...]:
    """For a meeting named only in passing ("X and Y said during talks in Z", "X came to Z for talks"): the subjects of
    its clause."""
    token = tree.tokens[noun]
    case, verb = tree.case(noun).split(" ")[0], token.head
    journey = case == "for" and tree.lemma(verb) in GOING
    if not token.dep.startswith("obl") or (case not in MEETING_ADJUNCTS and not journey):
        return ()
    if tree.tokens[verb].dep == "acl:relcl":  # "reviewed the dangers that face the town in a meeting": not the dangers
        verb = tree.tokens[tree.tokens[verb].head].head
    return agents_of(tree, verb) if tree.is_verbal(verb) else ()


def listed_company(tree: Tree, noun: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Names listed after "chaired by", "attended by": such lists are long and seldom parsed whole, so every name up to
    the end of the sentence (or to "according to") counts."""
    found = carriers(tree, noun, lexicon)
    verb = next((v for v, aspect in found if aspect in {"host", "attend"} and tree.is_passive(v)), None)
    if verb is None:
        return ()
    start = next((token.i for token in tree.tokens[verb:] if token.lemma == "by"), None)
    if start is None:
        return ()
    stop = next((t.i for t in tree.tokens[start:] if t.text.lower() in {"according", "said"}), len(tree.tokens))
    return tuple(name.end - 1 for name in tree.sentence.names if start < name.start < stop and name.label != "LOC")
