"""Verbs that carry an event noun and say little themselves: "held talks", "launched an attack", "the siege went on"."""

from __future__ import annotations

from whimbrel.coder.arguments import agents_of, objects_of, subjects_of
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.match import names_something
from whimbrel.coder.tree import RELATIVE, Tree

SERIES = frozenset("series string spate wave round campaign number spree slew flurry barrage set succession".split())
CLAIMING = "claim"


def carrier_verb(tree: Tree, noun: int, lexicon: Lexicon) -> int | None:
    """The light or occurrence verb that carries an event noun ("held talks", "an attack took place"), if any."""
    found = carriers(tree, noun, lexicon)
    return found[0][0] if found else None


def carrier_aspect(tree: Tree, noun: int, lexicon: Lexicon) -> str:
    """The aspect that a carrier verb gives to its noun (happen, suffer, host, negated, planned, …), or ""."""
    found = carriers(tree, noun, lexicon)
    return found[0][1] if found else ""


def carriers(tree: Tree, noun: int, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Verbs that carry the noun, each with its aspect: those in a clause below it, then the one above."""
    token = tree.tokens[noun]
    head, relation = token.head, token.dep.split(":")[0]
    if relation == "conj" and head != noun:
        return carriers(tree, head, lexicon)
    if (whole := series_of(tree, noun)) != noun:
        return carriers(tree, whole, lexicon)
    if (claimed := _claimed(tree, noun, lexicon)) is not None:
        return [claimed]
    found: list[tuple[int, str]] = []
    for child in tree.children(noun, "acl"):  # "the meeting, which took place …", "talks held in …"
        keys = _carrier_keys(tree, child, "")
        held = _relative_object(tree, child)
        aspect = "" if held else next((known for key in keys if (known := lexicon.occurrence.get(key))), "")
        if not aspect and (held or tree.is_passive(child)):
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


def series_of(tree: Tree, noun: int) -> int:
    """What a verb carries in the noun's stead: "launched a wave | of raids"; the noun itself where nothing does."""
    head = tree.tokens[noun].head
    bare = tree.tokens[noun].dep == "nmod" and tree.case(noun) == "of" and not tree.children(noun, "det", "nmod:poss")
    return head if bare and head < noun and tree.lemma(head) in SERIES else noun


def _claimed(tree: Tree, noun: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """ "claimed responsibility | for the raid": what a parser hung on the object of a verb that takes both."""
    thing = tree.tokens[noun].head
    verb = tree.tokens[thing].head
    if tree.tokens[noun].dep != "nmod" or tree.tokens[thing].dep != "obj":
        return None
    aspect = lexicon.light.get(f"{tree.lemma(verb)} {tree.lemma(thing)} {tree.case(noun)}")
    return (verb, aspect) if aspect else None


def _relative_object(tree: Tree, verb: int) -> bool:
    """ "talks that Kenya and Uganda held": a relative clause with a subject of its own beside its pronoun."""
    if not tree.tokens[verb].dep.startswith("acl:relcl"):
        return False
    of_its_own = any(tree.tokens[i].text.lower() not in RELATIVE for i in tree.children(verb, "nsubj"))
    return of_its_own and any(tree.tokens[i].text.lower() in RELATIVE for i in tree.children(verb, "obj", "nsubj"))


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
    noun = series_of(tree, noun)
    relation = tree.tokens[noun].dep.split(":")[0]
    for verb, aspect in carriers(tree, noun, lexicon):
        passive = tree.is_passive(verb)
        below = tree.tokens[verb].head == noun
        carried = below and _relative_object(tree, verb)
        if (
            aspect == "suffer"
            or _of_others(tree, noun, aspect)
            or (not passive and not carried and (below or relation == "nsubj"))
        ):
            continue
        if tree.lemma(verb) == CLAIMING and tree.is_negated(verb):
            continue  # it was, but not by those who have not claimed it
        doers = objects_of(tree, verb) if passive and relation == "obl" and not below else agents_of(tree, verb)
        if found := tuple(i for i in doers if i != noun and not _nobody(tree, i)):
            return found
    return ()


def _nobody(tree: Tree, i: int) -> bool:
    """ "No group claimed the attack"."""
    return any(tree.lemma(j) == "no" for j in tree.children(i, "det"))


def _of_others(tree: Tree, noun: int, aspect: str) -> bool:
    """Whether somebody else does what is ended: "the envoy stopped the attack"; "stopped attacks" are its own."""
    if aspect != "stop" or tree.tokens[noun].dep != "obj":
        return False
    return any(tree.tokens[i].tag == "DT" for i in tree.children(noun, "det"))


def sufferers(tree: Tree, noun: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Subjects of verbs such as "came under", "suffered": the recipients of what the noun tells."""
    if tree.case(noun) == "under" and tree.children(noun, "nsubj"):  # "the town is under siege"
        return tree.children(noun, "nsubj")
    verb = carrier_verb(tree, noun, lexicon)
    if verb is None or carrier_aspect(tree, noun, lexicon) != "suffer":
        return ()
    return subjects_of(tree, verb)
