"""What somebody does or undergoes in a report: the verbs and event nouns of which the one meant is agent or patient.

A happening is a wider thing than a coded event: it needs no entry of the lexicon. What a text tells as a state, a
thought, a wish, denied or merely possible is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from whimbrel.coder.arguments import agents_of, objects_of
from whimbrel.coder.carriers import carrier_verb
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.tree import Tree
from whimbrel.model import PassageKind, Span, Status, When
from whimbrel.timelines.mentions import Mentions
from whimbrel.timelines.reading import Text
from whimbrel.timelines.standing import standing
from whimbrel.timelines.words import words

Part = Literal["agent", "patient"]
TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.PLANNED})
NOUN_OF = frozenset({"of", "by", "between", "against", "from", "with", "for", "to"})


@dataclass(frozen=True)
class Happening:
    """One telling of something done or undergone. `span` is the event's word in the report's text, with a `particle`
    where it has one ("step down", "took two months off"). `when` is the time that the text gives it, None for none;
    `supposed` the day that the report tells of, when no time is given.
    """

    report: str
    span: Span
    particle: Span | None
    sentence: int
    token: int
    lemma: str
    part: Part
    status: Status
    passage: PassageKind
    when: When | None = None
    supposed: When | None = None


def find_happenings(
    text: Text, mentions: Mentions, lexicon: Lexicon, given: Sequence[Span] | None = None
) -> Iterator[Happening]:
    """The happenings of a report in order of the text. With `given` only these words are taken for events."""
    for number, tree in enumerate(text.trees):
        heads, before = mentions.heads[number], mentions.before_nouns[number]
        if not heads and not before:
            continue
        for i, span, particle in _events(tree, given):
            part = part_in(tree, i, heads, before, lexicon)
            if part is None or (given is None and _says_little(tree, i, lexicon)):
                continue
            status = standing(tree, i, lexicon)
            if status in TOLD:
                kind = text.kinds[number]
                yield Happening(text.report.id, span, particle, number, i, tree.lemma(i), part, status, kind)


def _events(tree: Tree, given: Sequence[Span] | None) -> Iterator[tuple[int, Span, Span | None]]:
    if given is not None:
        for span in given:
            inside = [t.i for t in tree.tokens if t.start < span.end and span.start < t.end]
            if inside and tree.tokens[inside[0]].start >= span.start - 1:
                head = next((i for i in inside if tree.tokens[i].head not in inside), inside[0])
                yield head, span, None
        return
    for token in tree.tokens:
        if is_event(tree, token.i):
            yield token.i, Span(token.start, token.end), _particle(tree, token.i)


def is_event(tree: Tree, i: int) -> bool:
    """Whether a word tells of something that happens."""
    token, lemma = tree.tokens[i], tree.lemma(i)
    if token.pos == "VERB" and token.tag.startswith("VB"):
        return lemma not in words("state") | words("mind") and token.dep.split(":")[0] not in {"aux", "amod", "case"}
    return token.pos == "NOUN" and lemma in words("event") and token.dep.split(":")[0] != "compound"


def _particle(tree: Tree, i: int) -> Span | None:
    particles = [tree.tokens[j] for j in tree.children(i, "compound:prt") if j > i]
    return Span(particles[0].start, particles[0].end) if particles else None


def _says_little(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """A verb that only carries another event: "took leave", "began to sell"."""
    if not tree.is_verbal(i):
        return False
    if tree.lemma(i) in words("aspect") and tree.children(i, "xcomp"):
        return True
    return any(tree.lemma(j) in words("event") and carrier_verb(tree, j, lexicon) == i for j in tree.children(i, "obj"))


def part_in(tree: Tree, i: int, heads: frozenset[int], before: frozenset[int], lexicon: Lexicon) -> Part | None:
    """What part those meant have in the event at `i`: agent, patient, or None."""
    if tree.is_verbal(i):
        agents = agents_of(tree, i)
        if heads & set(agents) or (not agents and _just_before(tree, i) in heads | before):
            return "agent"
        return "patient" if heads & set(objects_of(tree, i)) else None
    return _part_in_noun(tree, i, heads, before, lexicon)


def _just_before(tree: Tree, i: int) -> int:
    """The word before a finite verb, adverbs left out: its subject, wherever a small parser hung it."""
    at = i - 1
    while at > 0 and tree.tokens[at].pos in {"ADV", "AUX"}:
        at -= 1
    finite = tree.tokens[i].tag in {"VBD", "VBZ", "VBP"}
    return at if finite and tree.tokens[at].pos in {"PROPN", "PRON", "NOUN"} else -1


def _part_in_noun(tree: Tree, i: int, heads: frozenset[int], before: frozenset[int], lexicon: Lexicon) -> Part | None:
    """ "Acme's bid", "the Acme bid", "the sale of Acme", "Acme made a bid"."""
    for child in tree.children(i, "nmod", "compound", "amod"):
        case = tree.case(child)
        if not case and child in heads | before:
            return "agent"
        if case in NOUN_OF and heads & set(tree.conjuncts(child)):
            return "agent" if case in {"by", "between"} else "patient"
    carrier = carrier_verb(tree, i, lexicon)
    if carrier is not None and tree.is_verbal(carrier):
        if heads & set(agents_of(tree, carrier)):
            return "agent"
        if heads & (set(objects_of(tree, carrier)) - {i}):
            return "patient"
    return None
