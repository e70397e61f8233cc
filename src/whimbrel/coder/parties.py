"""From a nominal in a sentence to the actors it stands for: named, composed of demonym and role noun, or described."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from whimbrel.almanac.almanac import Almanac
from whimbrel.coder.arguments import subjects_of
from whimbrel.coder.links import Link, ReportNames, participant
from whimbrel.coder.metonyms import government_at, metonym, unplaced_name
from whimbrel.coder.nominals import is_against_owner, is_date, is_set_apart, nominal_span
from whimbrel.coder.offices import by_role, by_title, described
from whimbrel.coder.persons import led_by, person_beside, persons_beside, title_beside
from whimbrel.coder.reference import PLURAL, Discourse
from whimbrel.coder.setting import Timeline
from whimbrel.coder.tree import Tree
from whimbrel.model import Actor, ActorKind, Participant, Place

QUANTITIES = frozenset(
    "dozen hundred thousand million score number group crowd pair handful series majority lot couple member part rest"
    " one some many most all several none each half more".split()
)
FIRST_PERSON = frozenset({"i", "we", "us", "me"})
COLLECTIVE_OF = frozenset({"of", "from", "for", "in", "with", "at", "belonging"})


@dataclass(frozen=True)
class Cast:
    """What is needed to tell who a nominal is: the report's names, its discourse so far, the almanac, its day."""

    names: ReportNames
    discourse: Discourse
    almanac: Almanac
    on: date | None
    speech: frozenset[str] = frozenset()
    places: Mapping[int, Place] = field(default_factory=dict)  # offset in the report → the place named there
    timeline: Timeline | None = None

    def parties(self, tree: Tree, i: int, depth: int = 0) -> list[Participant]:
        """The actors that the nominal headed by token `i` stands for (its conjuncts are not looked at)."""
        if depth > 6:
            return []
        token = tree.tokens[i]
        if token.text.lower() in FIRST_PERSON and token.text != "US":
            return self._speaker(tree, i, depth)
        if token.text.lower() in {"that", "those"} and (owned := tree.obliques(i, "of")):  # "and that of the party"
            return [p for j in owned for p in self.parties(tree, j, depth + 1)]
        if token.pos == "PRON" or tree.lemma(i) == "both":
            joint = self._joint_subject(tree, i, depth) if token.text.lower() in PLURAL else []
            return joint or self.discourse.resolve(tree, i) or self._who_says(tree, i, depth)
        head_link = self.link_at(tree, i)
        if head_link is not None:
            return self._named(tree, i, head_link, depth)
        if token.pos not in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "X"}:
            return []
        if token.pos == "PROPN" and (
            capital := metonym(self, tree, i, Link(token.start, token.end, "LOC", None, False))
        ):
            return capital
        if several := persons_beside(self, tree, i):
            return several
        person = person_beside(self, tree, i)
        if person is not None:
            return [person]
        pair = self.discourse.pair(tree, i)
        if pair:
            return pair
        if tree.lemma(i) in QUANTITIES or token.pos in {"NUM", "DET"}:
            below = [j for j in tree.children(i, "nmod", "obl") if tree.case(j) in {"of", "among", "from"}]
            for j in below:
                found = self.parties(tree, j, depth + 1)
                if found:
                    return found
            if token.pos == "NUM" and not below and not is_date(tree, i):
                return [described(self, tree, i, None, "people", [])]
        found = by_title(self, tree, i) or by_role(self, tree, i, depth) or self.discourse.resolve(tree, i)
        return found + [p for p in led_by(self, tree, i) if p.id not in {q.id for q in found}]

    def _speaker(self, tree: Tree, i: int, depth: int) -> list[Participant]:
        """ "I" and "we" are whoever speaks: the subject of the verb of saying above or beside."""
        for up in tree.ancestors(i):
            for verb in (up, *tree.children(up, "parataxis", "ccomp")):
                if tree.lemma(verb) in self.speech and i not in tree.children(verb, "nsubj"):
                    found = [p for j in subjects_of(tree, verb)[:1] if j != i for p in self.parties(tree, j, depth + 1)]
                    if found:
                        return found
        return []

    def _joint_subject(self, tree: Tree, i: int, depth: int) -> list[Participant]:
        """ "they" after a joint subject of the same sentence: "Mali and Niger said they would …"."""
        for token in tree.tokens[:i]:
            heads = tree.conjuncts(token.i) if token.dep.startswith("nsubj") else []
            if len(heads) > 1:
                return [party for j in heads for party in self.parties(tree, j, depth + 1)]
        return []

    def _who_says(self, tree: Tree, i: int, depth: int) -> list[Participant]:
        """ "they" in what is said, nobody else being meant: those who say it ("workers said they would strike")."""
        clause = tree.tokens[i].head
        said = tree.tokens[clause].head
        told = tree.tokens[i].dep.startswith("nsubj") and tree.tokens[clause].dep == "ccomp"
        if not told or tree.lemma(said) not in self.speech or tree.tokens[i].text.lower() not in PLURAL:
            return []
        return [p for j in subjects_of(tree, said) if j != i for p in self.parties(tree, j, depth + 1)]

    # names ------------------------------------------------------------------------------------------------------

    def link_at(self, tree: Tree, i: int) -> Link | None:
        """The name that the token at `i` is part of."""
        token = tree.tokens[i]
        return next(iter(self.names.within(token.start, token.end)), None)

    def _named(self, tree: Tree, i: int, link: Link, depth: int) -> list[Participant]:
        if link.party is None:
            return metonym(self, tree, i, link) or unplaced_name(self, tree, i, link)
        party = link.party
        if party.kind is ActorKind.PERSON:
            return [replace(party, title=party.title or title_beside(self, tree, i, link))]
        found = [self._of_state(tree, i, party) if party.kind is ActorKind.PEOPLE else party]
        for j in (*tree.appositions(i), *tree.children(i, "flat")):
            beside = self.link_at(tree, j)
            for other in self.parties(tree, j, depth + 1) if beside is not None or person_beside(self, tree, j) else []:
                if other.kind is ActorKind.PERSON and other.id != party.id:
                    found.append(other)
        return found + [p for p in led_by(self, tree, i) if p.id not in {q.id for q in found}]

    def _of_state(self, tree: Tree, i: int, people: Participant) -> Participant:
        """A people by the state it lives in: "Bosnian Serbs" are of Bosnia, "ethnic Albanians" of no state as yet."""
        for j in tree.children(i, "amod", "compound"):
            state = self.state(tree.tokens[j].text)
            if state is not None and state.kind is ActorKind.STATE and state.country != people.country:
                return replace(people, country=state.country)
        return replace(people, country=None) if is_set_apart(tree, i) else people

    def capital(self, tree: Tree, i: int) -> list[Participant]:
        """The government that a capital stands for where it is addressed or blamed: "accused Kyiv", "urged Tehran"."""
        token = tree.tokens[i]
        if token.pos != "PROPN" or tree.case(i) in {"in", "at", "near", "from", "inside", "outside"}:
            return []
        link = self.link_at(tree, i) or Link(token.start, token.end, "LOC", None, False)
        return government_at(self, tree, link) if link.party is None else []

    def owners_of_thing(self, tree: Tree, i: int) -> list[Participant]:
        """Whose a thing is that was hit or taken: "an army base", "the police station", "rebel positions"."""
        owners = self.owners(tree, i)
        found = [p for p in owners if p.kind not in {ActorKind.PERSON, ActorKind.STATE}]
        if not found:
            before = [j for j in tree.children(i, "compound", "amod") if j < i]
            found = [p for j in before for p in by_role(self, tree, j, 2)]
            state = next((p.country for p in owners if p.kind is ActorKind.STATE), None)  # "Malian rebel bases"
            found = [p if p.country or p.sector in {"IGO", "NGO"} else replace(p, country=state) for p in found]
        return found[:2]

    def owners(self, tree: Tree, i: int, depth: int = 1, through: frozenset[str] = COLLECTIVE_OF) -> list[Participant]:
        """Whom a role noun, a thing or a policy belongs to: "Israeli forces", "leaders of Hamas", "Chinese goods"."""
        found: list[Participant] = []
        below = tree.children(i, "amod", "compound", "nmod", "obl", "flat", "appos")
        owned = any(tree.tokens[j].dep == "nmod:poss" for j in below)
        for j in below:
            case = tree.case(j)
            if case and (case not in through or (owned and case != "of")):
                continue  # "its troops from Syria" are not Syria's
            if tree.tokens[j].dep == "nmod:poss" and is_against_owner(tree, i, j):
                continue
            for k in tree.conjuncts(j):
                if is_set_apart(tree, k):
                    continue
                link = self.link_at(tree, k)
                if link is not None and link.party is not None:
                    found.append(link.party)
                elif (state := self.state(tree.tokens[k].text)) is not None:
                    found.append(participant(state, tree.tokens[k].text, nominal_span(tree, k)))
                elif case or tree.tokens[k].dep == "nmod:poss":
                    found.extend(self.parties(tree, k, depth + 1))
                else:
                    found.extend(self.owners(tree, k, depth + 1, through) if depth < 5 else [])
        return found

    def state(self, adjective: str) -> Actor | None:
        """The state that an adjective or a people's name stands for."""
        nation = self.almanac.nation(adjective)
        return self.almanac.actor(nation.id) if nation else None
