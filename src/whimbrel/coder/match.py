"""Find which lexicon entries the words of a sentence fulfil: the triggers from which claims are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from whimbrel.coder.arguments import objects_of, subjects_of
from whimbrel.coder.complements import has_complement
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.lexicon.pattern import Behind, Entry, NounPattern, VerbPattern
from whimbrel.coder.tree import Tree

KindTest = Callable[[Tree, int, str], bool]
"""Says whether the nominal at an index is of a pattern's object kind (person, force, place, state, thing)."""

DEPENDENT = ("obj", "iobj", "compound", "advmod", "xcomp", "obl", "amod", "acl", "discourse")
SPEECH_ACTS = frozenset({"REQUEST", "REJECT", "THREATEN", "ACCUSE", "AGREE"})
"""Acts whose object is itself an event: "threatened sanctions" tells of both."""
PARTITIVES = frozenset(
    "part half much most rest bulk lot number series total round wave string range share kind form lot team group"
    " delegation batch convoy shipment cargo load planeload tranche package tonne ton dozen hundred thousand".split()
)
NAMING = frozenset({"call", "name", "label", "term", "brand"})
SYMBOLS = {"$": "dollar", "€": "euro", "£": "pound"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event. `used` are other tokens the entry consumed (fixed objects, particles)."""

    i: int
    entry: Entry
    verbal: bool
    used: frozenset[int]


def find_triggers(tree: Tree, lexicon: Lexicon, is_kind: KindTest) -> list[Trigger]:
    """All triggers of a sentence in order; a noun that a verb's entry consumed gives none of its own."""
    verbs = [trigger for token in tree.tokens if (trigger := _verb_trigger(tree, token.i, lexicon, is_kind))]
    consumed = {i for trigger in verbs if trigger.entry.type not in SPEECH_ACTS for i in trigger.used}
    consumed |= {tree.tokens[i].head for i in consumed if tree.tokens[i].dep == "compound"}  # "ended mediation efforts"
    announced = {i for trigger in verbs if trigger.entry.type == "CONCEDE" for i in trigger.used}
    nouns = [
        trigger
        for token in tree.tokens
        if (trigger := _noun_trigger(tree, token.i, lexicon, is_kind))
        and (
            token.i not in consumed or (token.i in announced and trigger.entry.type == "RETREAT")
        )  # "declared a truce"
    ]
    return sorted(verbs + nouns, key=lambda trigger: trigger.i)


def _verb_trigger(tree: Tree, i: int, lexicon: Lexicon, is_kind: KindTest) -> Trigger | None:
    entries = lexicon.verbs.get(tree.lemma(i))
    if not entries:
        return None
    token = tree.tokens[i]
    if token.pos not in {"VERB", "AUX", "ADJ"} and not token.tag.startswith("VB"):
        return None
    if token.dep in {"aux", "aux:pass", "cop", "case", "mark", "compound"} or (
        token.dep == "amod" and token.tag != "VBD"
    ):
        return None  # "the occupied town", "following": attributes and function words tell of no event
    for entry in entries:
        if isinstance(entry.pattern, VerbPattern):
            used = _fulfils(tree, i, entry.pattern, is_kind, idle=entry.type == "NONE")
            if used is not None:
                return Trigger(i, entry, True, used)
    return None


def _fulfils(tree: Tree, i: int, pattern: VerbPattern, is_kind: KindTest, *, idle: bool) -> frozenset[int] | None:
    """The tokens that met a pattern's conditions, or None when one is not met. An `idle` pattern (type NONE) may
    find its fixed word as the subject too: "an earthquake killed nine"."""
    if any(tree.words.isdisjoint(words) for words in pattern.words) or any(
        tree.words.isdisjoint(words) and not any(" " in word for word in words) for words in pattern.preps
    ):
        return None  # not in the sentence at all
    if pattern.company and tree.words.isdisjoint(pattern.company):
        return None
    if (pattern.words or pattern.preps) and names_something(tree, i):
        return None
    used: set[int] = set()
    for alternatives in pattern.preps:
        if (hit := _preposition(tree, i, alternatives)) is None:
            return None
        used.add(hit)
    for words in pattern.words:
        hit = _fixed_word(tree, i, words, pattern.preps)
        if hit is None and idle and not pattern.preps:
            hit = next((j for j in subjects_of(tree, i) if tree.lemma(j) in words and not _a_name(tree, j)), None)
        if hit is None or (hit == tree.tokens[i].head and tree.tokens[i].dep.startswith("acl")):
            return None  # "the delegation led by X": the noun has its own place in the sentence
        used.add(hit)
    if pattern.complement and not has_complement(tree, i, pattern.complement):
        return None
    if pattern.object_kind:
        objects = [j for j in objects_of(tree, i) if j not in used]
        if pattern.object_kind == "any":
            if not objects:
                return None
        elif not any(is_kind(tree, j, pattern.object_kind) for j in objects):
            return None
    return frozenset(used)


def names_something(tree: Tree, i: int) -> bool:
    """Whether the verb gives its object a name: "called the strikes a mistake" calls for none."""
    named = any(tree.tokens[j].pos in {"NOUN", "ADJ", "PROPN"} for j in tree.children(i, "xcomp"))
    return tree.lemma(i) in NAMING and named and bool(objects_of(tree, i))


def _preposition(tree: Tree, i: int, alternatives: frozenset[str]) -> int | None:
    """The case word or particle of a dependent of the verb (or of its object) with one of the prepositions."""
    for holder in (i, *tree.children(i, "obj", "iobj", "nsubj")):
        for child in tree.children(holder, "obl", "nmod", "advcl", "ccomp", "xcomp"):
            for mark in tree.children(child, "case", "mark"):
                if tree.lemma(mark) in alternatives or tree.case(child) in alternatives:
                    return mark
        for child in tree.children(holder, "compound", "advmod", "case"):
            if tree.lemma(child) in alternatives and child > i:
                return child
    return None


def _fixed_word(tree: Tree, i: int, words: frozenset[str], preps: tuple[frozenset[str], ...]) -> int | None:
    """A dependent that is one of the fixed words. Behind a preposition it counts only where the pattern has it."""
    wanted = frozenset().union(*preps)
    heads = [j for j in tree.children(i, *DEPENDENT) if tree.tokens[j].dep != "nsubj"]
    heads += [j for j in objects_of(tree, i) if j not in heads]
    for child in heads:
        if not _reachable(tree, child, wanted):
            continue
        for conjunct in tree.conjuncts(child):
            for j in (conjunct, *_measured(tree, conjunct)):
                if (
                    tree.lemma(j) in words
                    or tree.tokens[j].text.lower() in words
                    or SYMBOLS.get(tree.lemma(j)) in words
                ):
                    return j
    for child in heads:  # one level down: "hand over the town" read as "over the town", "kept him in custody"
        for j in tree.children(child, "obl", "nmod", "advmod", "compound", "amod", "case"):
            fits = tree.lemma(j) in words or tree.tokens[j].text.lower() in words
            if fits and (tree.tokens[j].dep.split(":")[0] not in {"obl", "nmod"} or tree.case(j) in wanted):
                return j
    return None


def _measured(tree: Tree, i: int) -> tuple[int, ...]:
    """What a word of measure is a measure of: "part of the aid programme", "a total of $5 million in aid"."""
    if tree.lemma(i) not in PARTITIVES:
        return ()
    return tuple(j for j in tree.children(i, "nmod", "obl") if tree.case(j) in {"of", "in"})


def _a_name(tree: Tree, i: int) -> bool:
    """The Times is no "time"."""
    return tree.tokens[i].pos == "PROPN" and not tree.in_capitals


def _reachable(tree: Tree, child: int, wanted: frozenset[str]) -> bool:
    case = tree.case(child)
    return not case or tree.tokens[child].dep.split(":")[0] != "obl" or case in wanted or case.split(" ")[0] in wanted


def _noun_trigger(tree: Tree, i: int, lexicon: Lexicon, is_kind: KindTest) -> Trigger | None:
    token = tree.tokens[i]
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    keys = (_hyphenated(tree, i), tree.lemma(i), tree.lemma(i).replace("-", ""), token.text.lower())
    entries = next((found for key in keys if (found := lexicon.nouns.get(key))), None)
    if not entries:
        return None
    if token.dep == "compound" and tree.tokens[token.head].pos in {"NOUN", "PROPN"}:
        return None  # "peace talks": the head tells; "attack helicopter" tells nothing
    if any(
        name.start <= i < name.end and name.end - name.start > 1 for name in tree.sentence.names if name.label != "LOC"
    ):
        return None  # Government of National Accord
    if _a_name(tree, i) and any(tree.tokens[j].pos == "PROPN" for j in tree.children(i, "compound", "amod", "flat")):
        return None  # the Oslo Accords, Asia-Pacific Economic Cooperation
    before = tuple(_words_before(tree, i))
    for entry in entries:
        if isinstance(entry.pattern, NounPattern):
            wanted = entry.pattern.modifiers
            company = entry.pattern.company
            if company and tree.words.isdisjoint(company):
                continue
            if all(word in before for word in wanted) and _followed(tree, i, entry.pattern.behind, is_kind):
                used = frozenset(
                    j
                    for j in tree.children(i, "compound", "amod", "nmod")
                    if tree.lemma(j) in wanted or tree.tokens[j].text.lower() in wanted
                )
                return Trigger(i, entry, False, used)
    return None


def _followed(tree: Tree, i: int, behind: Behind | None, is_kind: KindTest) -> bool:
    """Whether what must stand behind the noun stands there: "the release | of documents" frees nobody."""
    if behind is None:
        return True
    if tree.words.isdisjoint(behind.preps):
        return False
    for child in tree.children(i, "nmod", "obl"):
        if child < i or tree.case(child) not in behind.preps:
            continue
        for j in tree.conjuncts(child):
            if behind.words and tree.lemma(j) in behind.words:
                return True
            if behind.kind == "any" or (behind.kind and is_kind(tree, j, behind.kind)):
                return behind.kind != "thing" or (tree.tokens[j].pos == "NOUN" and not is_kind(tree, j, "person"))
    return False


def _hyphenated(tree: Tree, i: int) -> str:
    """ "cease-fire", cut in three by the tokeniser, as the one word of the lexicon; "" when there is no hyphen."""
    if i < 2 or tree.tokens[i - 1].text not in {"-", "‑", "–"} or tree.tokens[i - 2].end != tree.tokens[i - 1].start:
        return ""
    return tree.lemma(i - 2) + tree.lemma(i)


def _words_before(tree: Tree, i: int) -> Iterator[str]:
    for child in tree.children(i, "compound", "amod", "nmod", "nummod", "advmod", "case"):
        if child < i:
            yield tree.lemma(child)
            yield tree.tokens[child].text.lower()
            for below in tree.children(child, "compound", "amod", "advmod"):
                yield tree.lemma(below)
