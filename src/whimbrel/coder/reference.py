"""Words that point back: pronouns, "the group", "the two sides". Resolved to names given before, or left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from whimbrel.coder.links import Link, ReportNames
from whimbrel.coder.tree import Tree
from whimbrel.model import ActorKind, Participant, Span, When

SINGULAR_PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
SINGULAR_BODY = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
BODY_NOUNS = frozenset(
    "group movement organisation organization party faction militia network alliance bloc agency ministry body army"
    " government kingdom republic country state nation union company".split()
)
PAIR_NOUNS = frozenset(
    "side group party faction movement leader country nation state delegation official minister".split()
)
GATHERINGS = frozenset("meeting summit conference session talk gathering".split())
REACH = 900  # code points back that a pronoun may look
SENTENCES_BACK = 3
BODIES = frozenset(
    {ActorKind.PARTY, ActorKind.ARMED_GROUP, ActorKind.NGO, ActorKind.IGO, ActorKind.STATE, ActorKind.GOVERNMENT,
     ActorKind.COMPANY, ActorKind.FORCES, ActorKind.POLICE, ActorKind.PARLIAMENT, ActorKind.COURT}
)  # fmt: skip
CROWDS = frozenset({ActorKind.PARTY, ActorKind.ARMED_GROUP, ActorKind.FORCES, ActorKind.POLICE, ActorKind.PEOPLE})
GROUPS = BODIES - {ActorKind.STATE, ActorKind.GOVERNMENT}
STATES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})
JOINED = re.compile(r"(?:,[^.;]{0,80},)?\sand\s[^.;,]{0,60}")
MEANT = {
    **dict.fromkeys(("country", "state", "nation", "government", "republic", "kingdom"), STATES),
    "army": STATES | {ActorKind.FORCES},
}  # nouns that can take up only such bodies


@dataclass
class Discourse:
    """What a report has told so far: its sentences' extents, its names, the companies that met or acted together."""

    names: ReportNames
    sentences: Sequence[Span]
    companies: list[tuple[int, tuple[Participant, ...]]] = field(default_factory=list)
    last_when: When | None = None  # the latest time told of in the running text

    def remember(self, at: int, parties: Sequence[Participant]) -> None:
        """Note that these parties acted together in the sentence that starts at `at`."""
        if len({p.id for p in parties}) >= 2:
            self.companies.append((at, tuple(parties)))

    def resolve(self, tree: Tree, i: int) -> list[Participant]:
        """Whom the nominal at `i` points back to; empty when it does not point back or nobody fits."""
        token = tree.tokens[i]
        word = token.text.lower()
        if word in SINGULAR_PERSON:
            return self._named(token.start, lambda p: p.kind is ActorKind.PERSON)
        if word in SINGULAR_BODY:
            return self._named(token.start, lambda p: p.kind in BODIES)
        if word in {"them", "themselves"} and (near := self._crowd_before(tree, token.start)):
            return near
        if word in {"their", "theirs"} and (own := self._two_persons_before(tree, token.start)):
            return own
        if word in PLURAL:
            return self._joint(token.start) or self._named(token.start, lambda p: p.kind in CROWDS)
        if token.pos == "NOUN" and self._definite(tree, i):
            if self._dual(tree, i):
                return self._company(token.start)
            if tree.lemma(i) in BODY_NOUNS and token.tag == "NN":
                wanted = MEANT.get(tree.lemma(i), GROUPS)
                return self._named(token.start, lambda p: p.kind in wanted)
        return []

    def _crowd_before(self, tree: Tree, at: int) -> list[Participant]:
        """The nearest group or people named earlier in the sentence: "addressing the Kurds, he urged them"."""
        links = [link for link in self.names.within(tree.sentence.span.start, at) if link.end <= at]
        found = [link.party for link in links if link.party is not None and link.party.kind in CROWDS]
        return [_again(found[-1])] if found else []

    def _two_persons_before(self, tree: Tree, at: int) -> list[Participant]:
        """The persons whom the sentence itself names before, if they are two: "A greeted B at their meeting"."""
        links = [link for link in self.names.within(tree.sentence.span.start, at) if link.end <= at]
        found = {link.party.id: link.party for link in links if link.party and link.party.kind is ActorKind.PERSON}
        return [_again(person) for person in found.values()] if len(found) == 2 else []

    def pair(self, tree: Tree, i: int) -> list[Participant]:
        """Whom "the two groups" or "the meeting" (as the one that acts) stands for; empty when it is neither."""
        token = tree.tokens[i]
        if token.text.lower() in {"two", "pair", "duo", "both"} and not tree.children(i, "nmod"):
            return self._joint(token.start)
        if token.pos != "NOUN" or not self._definite(tree, i):
            return []
        acting = tree.lemma(i) in GATHERINGS and token.dep.startswith("nsubj")
        return self._company(token.start) if acting or self._dual(tree, i) else []

    def _definite(self, tree: Tree, i: int) -> bool:
        words = {tree.lemma(j) for j in tree.children(i, "det", "nmod")}
        return bool(words & {"the", "this", "that", "these", "both"}) and not any(
            tree.case(j) for j in tree.children(i, "nmod")
        )

    def _dual(self, tree: Tree, i: int) -> bool:
        """ "the two sides", "both groups", "the parties"."""
        if tree.lemma(i) not in PAIR_NOUNS or tree.tokens[i].tag not in {"NNS", "NNPS"}:
            return False
        near = {tree.lemma(j) for j in tree.children(i, "nummod", "det", "amod")}
        return bool(near & {"two", "both", "three"}) or tree.lemma(i) in {"side", "party"}

    def _company(self, at: int) -> list[Participant]:
        """The latest parties that acted together; else two bodies named in one sentence shortly before."""
        for start, parties in reversed(self.companies):
            if start <= at:
                return [_again(p) for p in parties] if at - start < 4 * REACH else []
        return []

    def _joint(self, at: int) -> list[Participant]:
        """The latest parties that acted together, or two persons joined by "and" in the sentence before, if later."""
        before = [span for span in self.sentences if span.end <= at][-1:]
        later = not self.companies or any(span.start > self.companies[-1][0] for span in before)
        if before and later:
            inside = [link for link in self.names.within(before[0].start, before[0].end) if link.party is not None]
            persons = [link for link in inside if link.party is not None and link.party.kind is ActorKind.PERSON]
            if len(persons) > 1 and JOINED.fullmatch(self.names.text[persons[0].end : persons[1].start]):
                return [_again(link.party) for link in persons[:2] if link.party is not None]
        return self._company(at)

    def _named(self, at: int, fits: object) -> list[Participant]:
        """The first fitting name of the nearest sentence that has one: subjects come first in a sentence."""
        spans = [s for s in self.sentences if s.start <= at][-(SENTENCES_BACK + 1) :]
        for span in reversed(spans):
            links: list[Link] = [
                link for link in self.names.within(max(span.start, at - REACH), min(span.end, at))
                if link.party is not None and link.end <= at and fits(link.party)  # type: ignore[operator]
            ]  # fmt: skip
            if links and links[0].party is not None:
                return [_again(links[0].party)]
        return []


def _again(party: Participant) -> Participant:
    return replace(party, span=None, word="")
