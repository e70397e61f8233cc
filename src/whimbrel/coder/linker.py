"""One report's names, each to an actor: of the almanac, of the report alone, or unsure between several.

Names of several words come first, then words alone, which refer back to them (or ahead, from a headline).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.almanac.names import same_name
from whimbrel.almanac.records import Match, Mention
from whimbrel.coder.beside import address_before, beside, named_by_office
from whimbrel.coder.choosing import Context, again, clear, is_unsure, unsure, weigh
from whimbrel.coder.links import Link, local_id, participant
from whimbrel.coder.persons_met import FIRST_NAME, SAME, SURNAME, PersonsMet
from whimbrel.coder.shortened import ends_so, is_acronym_of
from whimbrel.coder.state_bodies import bodies_called
from whimbrel.model import Actor, ActorKind, Participant, Span

PERSON = frozenset({ActorKind.PERSON})
SURELY = 0.95  # from here on a name is a person's though it was read as a body's
ASIDE = 0.5  # from here on a name may be a spelling of another (same_name's scale)
BODIES = frozenset(ActorKind) - PERSON
LABELS = {ActorKind.PERSON: "PER", ActorKind.STATE: "LOC", ActorKind.PEOPLE: "PEOPLE"}
GOES_ON = re.compile(  # "the Council on Foreign Relations", but "told Congress on Monday"
    r"\s(?:of|on|for)\s(?:the\s)?(?!\w+day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Z]"
)
SET_APART = re.compile(r"\b(?:ethnic |anti-|pro-|non-)$")


class Linker:
    """Links one report's names, remembering the persons and bodies met so far.

    `short`: acronyms that the report gives in brackets, with the names that they stand for.
    """

    def __init__(self, text: str, context: Context, short: Mapping[str, str] | None = None) -> None:
        self.text = text
        self.context = context
        self.almanac = context.almanac
        self.countries = tuple(sorted(context.countries, key=lambda c: (-context.countries[c], c)))
        self.short = short or {}
        self.persons = PersonsMet()
        self.bodies: list[Participant] = []
        self.met: dict[str, Participant] = {}  # bodies as written -> who they turned out to be

    def alone(self, mention: Mention | None, start: int, end: int, label: str) -> bool:
        """Whether a found name is one word that may take up a full name ("the Bush administration", "the PFLP")."""
        if self.text.find(" ", start, end) >= 0:
            return False
        if self.text[start:end] in self.short:
            return True
        if mention is None:
            return label != "LOC"
        return len(mention.ids) == 1 and self._is_person(mention.ids[0])

    def _is_person(self, id: str) -> bool:
        actor = self.almanac.actor(id)
        return actor is not None and actor.kind is ActorKind.PERSON

    # names that the almanac holds -----------------------------------------------------------------------------

    def known(self, mention: Mention) -> Link | None:
        """The link of a name that the almanac holds; None for one that acts for nobody."""
        actors = [actor for i in mention.ids if (actor := self.almanac.actor(i))]
        if not actors or (mention.kind == "body" and SET_APART.search(self.text, 0, mention.start)):
            return None  # "ethnic Albanian guerrillas" are not Albania's
        text, span = self.text[mention.start : mention.end], Span(mention.start, mention.end)
        if (full := self._spelt_out(text, actors)) is not None:
            party = again(full, text, span)
        elif len(actors) > 1:
            party = self._one_of([(actor, 1.0) for actor in actors], text, span)
        elif actors[0].kind is ActorKind.PERSON:
            party = self._person_known(actors[0], text, span)
        elif actors[0].kind is ActorKind.STATE and " " not in text:
            party = self._state_known(actors[0], text, span)
        else:
            party = participant(actors[0], text, span)
        if mention.kind == "loaded":
            party = replace(party, word=party.text)
        if party.kind is ActorKind.PERSON:
            self.persons.add(mention.start, party)
        elif " " in text and party.kind in BODIES:
            self._meet(party)
        return Link(mention.start, mention.end, LABELS.get(party.kind, "ORG"), party, True)

    def _spelt_out(self, short: str, actors: Sequence[Actor]) -> Participant | None:
        """Whose acronym the report says it is, unless that is the almanac's in another spelling."""
        full = self.met.get(self.short.get(short, ""))
        if full is None or any(same_name(full.name, actor.name).value >= ASIDE for actor in actors):
            return None
        return full

    def _person_known(self, actor: Actor, text: str, span: Span) -> Participant:
        """A person by a name of the almanac's; a word alone may as well be another person's whom the report named."""
        if " " in text:
            return participant(actor, text, span)
        others = [(p, likeness) for p, likeness in self.persons.part(text, span.start) if likeness > FIRST_NAME]
        rivals = [(one, likeness) for one, likeness in self._as_actors(others) if one.id != actor.id]
        if not rivals or not any(p.span is not None and p.span.start < span.start for p, _ in others):
            return participant(actor, text, span)
        return self._one_of([(actor, 1.0), *rivals], text, span, by_person=True)

    def _state_known(self, actor: Actor, text: str, span: Span) -> Participant:
        """A state, or a person of that surname whom the report named in full before: "Ms. Kenya said"."""
        bearers = self._bearers(text, span.start)
        if not bearers:
            return participant(actor, text, span)
        called = address_before(self.text, span.start, self.almanac)
        states = [] if called else [(actor, 1.0)]
        return self._one_of([*states, *bearers], text, span, by_person=True)

    def _bearers(self, word: str, at: int) -> list[tuple[Actor, float]]:
        """Persons of exactly that surname whom the report named in full before."""
        return self._as_actors([(p, SURNAME) for p in self.persons.of_surname(word, at) if " " in p.text])

    def _one_of(
        self, actors: Sequence[tuple[Actor, float]], text: str, span: Span, *, by_person: bool = False
    ) -> Participant:
        """The actor of several that the report clearly means, the others kept beside it; else one that is unsure."""
        told = self._told([actor for actor, _ in actors], text, span.start) if by_person else None
        near = beside(self.text, span.start, span.end, self.almanac)
        if by_person and near.address:
            given = {one.id: self._address_of(one.id) for one, _ in actors}
            near = replace(near, addressed=frozenset(id for id, address in given.items() if address == near.address))
        found = weigh(actors, self.context, near, told)
        best = clear(found)
        by_id = {actor.id: actor for actor, _ in actors}
        if best is None:
            return unsure(found, [by_id[one.id] for one in found], text, span)
        return replace(participant(by_id[best.id], text, span), candidates=found if len(found) > 1 else ())

    def _told(self, actors: Sequence[Actor], word: str, before: int) -> Mapping[str, int]:
        """How often the report told of each person before; of a state, how often it names it by other words."""
        states = [actor.id for actor in actors if actor.kind is ActorKind.STATE]
        same = len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", self.text)) if states else 0
        rest = {id: max(0, self.context.countries.get(id, 0) - same) for id in states}
        return {**self.persons.told(before), **rest}

    def _address_of(self, id: str) -> str:
        """What stood before the name where the report first gave it in full: "Col."."""
        first = self.persons.first_named(id)
        return "" if first is None else address_before(self.text, first, self.almanac)

    def _as_actors(self, persons: Sequence[tuple[Participant, float]]) -> list[tuple[Actor, float]]:
        """Persons of the report as actors; one that is unsure as all it may be."""
        found: dict[str, tuple[Actor, float]] = {}
        for person, likeness in persons:
            options = person.candidates if is_unsure(person.id) else ()
            for id, name in [(one.id, one.name) for one in options] or [(person.id, person.name)]:
                actor = self.almanac.actor(id) or Actor(id, name, person.kind, person.country, person.sector)
                found.setdefault(id, (actor, likeness))
        return list(found.values())

    # names that the tagger found ------------------------------------------------------------------------------

    def unknown(self, start: int, end: int, label: str) -> Link | None:
        """The link of a name that no alias of the almanac covers; None for what is no name."""
        text = self.text[start:end].strip()
        if sum(char.isalnum() for char in text) < 2 or not any(char.isalpha() for char in text):
            return None
        span = Span(start, end)
        if load_loaded_words().takes_side(text):
            return None  # "Terrorists" at the head of a sentence or a headline is no name
        if label != "LOC" and self.almanac.nation(text) is not None:
            return None  # "North Korean" is nobody by itself
        if label == "PER":
            if self._is_place(text) and not self._bearers(text, start):
                return Link(start, end, "LOC", None, False)
            return Link(start, end, label, self._person(text, span), False)
        if label == "ORG":
            party = self._body(text, span)
            return Link(start, end, LABELS.get(party.kind, label), party, False)
        country = self.almanac.country(text)
        actor = self.almanac.actor(country) if country else None
        return Link(start, end, "LOC", participant(actor, text, span) if actor else None, actor is not None)

    def _person(self, text: str, span: Span) -> Participant:
        if (body := self.met.get(text)) is not None:
            return again(body, text, span)
        party = self._earlier_person(text, span) or self._alike_one(text, span, PERSON)
        party = party or (self._by_office(text, span) if " " not in text else None)
        party = party or Participant(local_id("person", text), text, ActorKind.PERSON, text=text, span=span)
        self.persons.add(span.start, party)
        return party

    def _earlier_person(self, text: str, span: Span) -> Participant | None:
        if " " in text:
            whole = self.persons.whole(text)
            return again(whole, text, span) if whole is not None else None
        fitting = self.persons.part(text, span.start)
        if self._is_place(text):
            return self._one_of(self._bearers(text, span.start), text, span, by_person=True)
        if len(fitting) < 2:
            return again(fitting[0][0], text, span) if fitting else None
        return self._one_of(self._as_actors(fitting), text, span, by_person=True)

    def _is_place(self, text: str) -> bool:
        """Whether a word is a country or a capital: such a one is a surname only where the report gave it as one."""
        return self.almanac.metonym(text) is not None or self.almanac.country(text) is not None

    def _alike_one(self, text: str, span: Span, kinds: frozenset[ActorKind]) -> Participant | None:
        """The almanac's entry spelled like a name of several words; one word alone is an alias or nothing."""
        good = [match for match in self._alike(text, kinds) if match.score.value >= SAME]
        if not good:
            return None
        if len(good) == 1:
            return participant(good[0].actor, text, span)
        return self._one_of([(m.actor, 2 * m.score.value - 1) for m in good], text, span)

    def _alike(self, text: str, kinds: frozenset[ActorKind]) -> list[Match]:
        if " " not in text:
            return []
        return self.almanac.match(text, on=self.context.on, countries=self.countries, kinds=kinds)

    def _by_office(self, surname: str, span: Span) -> Participant | None:
        found = named_by_office(surname, self.text, span.start, self.context)
        return self._one_of([(actor, 1.0) for actor in found], surname, span) if found else None

    def _body(self, text: str, span: Span) -> Participant:
        earlier = self.met.get(text) or self.met.get(self.short.get(text, "")) or self.persons.written(text)
        if earlier is not None:
            return again(earlier, text, span)
        party = self._body_again([body for body in self.bodies if is_acronym_of(text, body.name)], text, span)
        if party is None and not GOES_ON.match(self.text, span.end):
            party = self._body_again(ends_so(text, self.bodies, self.almanac), text, span)
            if party is None and (found := bodies_called(text, self.countries, self.almanac)):
                party = self._one_of(found, text, span)
        party = party or self._alike_one(text, span, BODIES)
        if party is None and (person := self._person_after_all(text, span)) is not None:
            return person
        party = party or Participant(local_id("group", text), text, ActorKind.NGO, text=text, span=span)
        self._meet(party)
        return party

    def _person_after_all(self, text: str, span: Span) -> Participant | None:
        """The one person of the almanac whose name the tagger took for a body's: no body is known that is called so."""
        sure = [match for match in self._alike(text, PERSON) if match.score.value >= SURELY]
        if (
            len(sure) != 1 or self.almanac.role_noun(text.rsplit(maxsplit=1)[-1].lower()) is not None
        ):  # "the Jane Doe Brigade"
            return None
        party = participant(sure[0].actor, text, span)
        self.persons.add(span.start, party)
        return party

    def _body_again(self, full: Sequence[Participant], text: str, span: Span) -> Participant | None:
        """One of the bodies met, of which this is a shorter name."""
        if len({body.id for body in full}) < 2:
            return again(full[0], text, span) if full else None
        return self._one_of(self._as_actors([(body, 1.0) for body in full]), text, span)

    def _meet(self, party: Participant) -> None:
        if party.text not in self.met:
            self.bodies.append(party)
            self.met[party.text] = party
