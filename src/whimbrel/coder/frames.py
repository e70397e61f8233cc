"""Fill an entry's frame: which nominals of the sentence stand in its actor and recipient slots."""

from __future__ import annotations

from whimbrel.coder.demands import DEMAND, speakers
from whimbrel.coder.humans import is_human
from whimbrel.coder.intentions import doing
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.match import Trigger, names_something
from whimbrel.coder.tree import Tree

NOUN_ACTOR_DEFAULT = ("poss", "mod", "by", "subj")
MEETING_ADJUNCTS = frozenset({"during", "at", "in", "after", "following", "before", "on", "amid"})


def slot(tree: Tree, trigger: Trigger, names: tuple[str, ...], lexicon: Lexicon) -> list[int]:
    """Heads of the nominals that fill the slot described by `names`, in order, each once."""
    found: list[int] = []
    if trigger.entry is DEMAND:
        verb = tree.tokens[trigger.i].head
        return list(speakers(tree, verb, lexicon) if "speaker" in names else tree.subjects(verb))
    if (verb := doing(tree, trigger)) != trigger.i:
        return list(tree.subjects(verb)) if "subj" in names else []
    for name in names:
        for i in _verb_slot(tree, trigger, name) if trigger.verbal else _noun_slot(tree, trigger, name, lexicon):
            freed = name == "obj" and tree.tokens[i].tag == "NNS" and is_human(tree, i, lexicon)  # "freed 37 prisoners"
            taken = i in trigger.used and not freed
            if i not in found and not taken and i != trigger.i:
                found.append(i)
    return found


def _verb_slot(tree: Tree, trigger: Trigger, name: str) -> tuple[int, ...]:
    if name == "subj":
        agents = tree.agents(trigger.i)
        bare = not agents and tree.tokens[trigger.i].dep == "acl" and "obj" not in trigger.entry.recipient
        return tree.objects(trigger.i) if bare and tree.is_passive(trigger.i) else agents  # "Thousands marched"
    if name == "obj":
        return tree.objects(trigger.i)
    if name == "comp":
        return tuple(j for i in tree.children(trigger.i, "xcomp", "ccomp", "advcl") for j in tree.children(i, "nsubj"))
    if name == "poss":
        things = (*trigger.used, *tree.objects(trigger.i))
        return tuple(
            owner for i in things for owner in tree.children(i, "nmod") if tree.tokens[owner].dep == "nmod:poss"
        )
    if name.startswith("@"):
        preps = tuple(name[1:].split("/"))
        direct = tree.obliques(trigger.i, *preps)
        below = tuple(j for i in (*tree.objects(trigger.i), *trigger.used) for j in tree.obliques(i, *preps))
        return (*direct, *(i for i in below if i not in direct))
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
        return carrier_subjects(tree, noun, lexicon)
    preps = tuple(name.removeprefix("@").split("/"))
    direct = tree.obliques(noun, *preps)
    if preps == ("between",):
        direct = _between(tree, noun, direct)
    carrier = carrier_verb(tree, noun, lexicon)
    if carrier is not None and preps != ("by",):
        direct += tuple(i for i in tree.obliques(carrier, *preps) if i not in direct)
    elif carrier is not None and tree.is_passive(carrier):
        direct += tuple(i for i in tree.obliques(carrier, "by") if i not in direct)
    return tuple(i for i in direct if i != noun)


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


def carrier_verb(tree: Tree, noun: int, lexicon: Lexicon) -> int | None:
    """The light or occurrence verb that carries an event noun ("held talks", "an attack took place"), if any."""
    found = _carriers(tree, noun, lexicon)
    return found[0][0] if found else None


def carrier_aspect(tree: Tree, noun: int, lexicon: Lexicon) -> str:
    """The aspect that a carrier verb gives to its noun (happen, suffer, host, negated, planned, …), or ""."""
    found = _carriers(tree, noun, lexicon)
    return found[0][1] if found else ""


def _carriers(tree: Tree, noun: int, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Verbs that carry the noun, each with its aspect: those in a clause below it, then the one above."""
    token = tree.tokens[noun]
    head, relation = token.head, token.dep.split(":")[0]
    if relation == "conj" and head != noun:
        return _carriers(tree, head, lexicon)
    found: list[tuple[int, str]] = []
    for child in tree.children(noun, "acl"):  # "the meeting, which took place …", "talks held in …"
        keys = _carrier_keys(tree, child, "")
        aspect = next((known for key in keys if (known := lexicon.occurrence.get(key))), "")
        if not aspect and tree.is_passive(child):
            aspect = next((known for key in keys if (known := lexicon.light.get(key))), "")
        if aspect:
            found.append((child, aspect))
    if head == noun or relation not in {"obj", "nsubj", "obl"}:
        return found
    if not tree.is_verbal(head) and not tree.children(head, "cop"):
        return found
    if names_something(tree, head):
        return found
    as_subject = relation == "nsubj" and not tree.is_passive(head)
    table = lexicon.occurrence if as_subject else lexicon.light
    for key in _carrier_keys(tree, head, tree.case(noun) if relation == "obl" else ""):
        known = table.get(key) or (lexicon.occurrence.get(key) if relation == "nsubj" else None)
        if known:
            return [*found, (head, known)]
    return found


def _carrier_keys(tree: Tree, verb: int, prep: str) -> list[str]:
    """How the files may name this verb, longest first: with particle, fixed object, "be", preposition."""
    lemma = tree.lemma(verb)
    beside = [tree.lemma(i) for i in tree.children(verb, "compound", "advmod", "obj", "advcl") if i > verb][:2]
    copula = tree.is_passive(verb) or bool(tree.children(verb, "cop"))
    stems = [f"{lemma} {word}" for word in beside] + [lemma]
    if copula:
        stems = [f"be {tree.tokens[verb].text.lower()}", f"be {lemma}", *stems]
    return [f"{stem} {prep}" for stem in stems] if prep else stems


def carrier_subjects(tree: Tree, noun: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Who does what the noun tells, read off its light verbs."""
    relation = tree.tokens[noun].dep.split(":")[0]
    for verb, aspect in _carriers(tree, noun, lexicon):
        passive = tree.is_passive(verb)
        below = tree.tokens[verb].head == noun
        if aspect == "suffer" or (not passive and (below or relation == "nsubj")):
            continue
        doers = tree.objects(verb) if passive and relation == "obl" and not below else tree.agents(verb)
        if found := tuple(i for i in doers if i != noun):
            return found
    return ()


def sufferers(tree: Tree, noun: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Subjects of verbs such as "came under", "suffered": the recipients of what the noun tells."""
    if tree.case(noun) == "under" and tree.children(noun, "nsubj"):  # "the town is under siege"
        return tree.children(noun, "nsubj")
    verb = carrier_verb(tree, noun, lexicon)
    if verb is None or carrier_aspect(tree, noun, lexicon) != "suffer":
        return ()
    return tree.subjects(verb)


def meeting_company(tree: Tree, noun: int) -> tuple[int, ...]:
    """For a meeting named only in passing ("X and Y said during talks in Z"): the subjects of its clause."""
    token = tree.tokens[noun]
    if not token.dep.startswith("obl") or tree.case(noun).split(" ")[0] not in MEETING_ADJUNCTS:
        return ()
    return tree.agents(token.head) if tree.is_verbal(token.head) else ()


def listed_company(tree: Tree, noun: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Names listed after "chaired by", "attended by": such lists are long and seldom parsed whole, so every name up to
    the end of the sentence (or to "according to") counts."""
    carriers = _carriers(tree, noun, lexicon)
    verb = next((v for v, aspect in carriers if aspect in {"host", "attend"} and tree.is_passive(v)), None)
    if verb is None:
        return ()
    start = next((token.i for token in tree.tokens[verb:] if token.lemma == "by"), None)
    if start is None:
        return ()
    stop = next((t.i for t in tree.tokens[start:] if t.text.lower() in {"according", "said"}), len(tree.tokens))
    return tuple(name.end - 1 for name in tree.sentence.names if start < name.start < stop and name.label != "LOC")
