"""Which of several actors a name or an office stands for: each is weighed by what the report tells, and one is chosen
only where it is clearly better than the rest.

A candidate's score is the weighted mean of its parts. A part that speaks for none of the candidates is left out, so
that the scores of one choice can be set side by side, and those of two choices cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.offices import held, in_office
from whimbrel.model import Actor, ActorKind, Candidate, Participant, Span

UNSURE = "unsure:"
MARGIN = 0.1  # the best candidate must be ahead of the next by this to be linked
MOST = 6  # candidates kept
LONGEST_ID = 100
WEIGHTS = {
    "name": 0.4,  # how like the name its own is: 1 the very name, less a spelling, a surname, a first name
    "beside": 0.5,  # the country or body that stands right beside the name is its own
    "countries": 0.3,  # its country's share of the report's names from the candidates' countries
    "company": 0.2,  # the report names a body it belongs to, or one that belongs to it
    "told of": 0.25,  # its share of the times that the report names one of the candidates in another way
    "title": 0.4,  # the report gave it the same office or rank before; held it on the report's day (1), or ever (.5)
    "in office": 0.07,  # held some office on the report's day: too little to tell by itself
    "role": 0.4,  # held the office asked for on the day asked for (1), or on another day that may be meant
}


@dataclass(frozen=True)
class Context:
    """What a report tells of whom it may mean: its day, the countries and actors that it surely names, how often."""

    almanac: Almanac
    on: date | None = None
    countries: Mapping[str, int] = field(default_factory=dict)
    named: Mapping[str, int] = field(default_factory=dict)

    def kin(self, actor: Actor) -> frozenset[str]:
        """Bodies that an actor belongs to: its parents, and where a person holds or held office."""
        return frozenset((*actor.parents, *(role.of for role in actor.roles)))

    def keeps_company(self, actor: Actor) -> bool:
        """Whether the report surely names a body of the actor's, or an actor of which it is one."""
        if any(id in self.named for id in self.kin(actor)):
            return True
        others = (self.almanac.actor(id) for id in self.named)
        return any(other is not None and actor.id in self.kin(other) for other in others)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one mention: the country told with it, the canonical title, the form of address, where there
    are any, and the ids of those whom the report gave that form before."""

    country: str | None = None
    title: str = ""
    address: str = ""
    addressed: frozenset[str] = frozenset()


def weigh(
    actors: Sequence[tuple[Actor, float]],
    context: Context,
    beside: Beside | None = None,
    told: Mapping[str, int] | None = None,
) -> tuple[Candidate, ...]:
    """Candidates, best first, for actors with the likeness of their names to the name written.

    `told` counts how often the report tells of each before; by default, how often it surely names each.
    """
    beside = beside or Beside()
    told = context.named if told is None else told
    homes = {actor.country for actor, _ in actors if actor.country}
    at_home = sum(context.countries.get(home, 0) for home in homes) if len(homes) > 1 else 0
    spoken = sum(told.get(actor.id, 0) for actor, _ in actors)
    weighed = []
    for actor, likeness in actors:
        parts = {"name": likeness}
        if beside.country:
            parts["beside"] = float(actor.country == beside.country)
        if at_home:
            parts["countries"] = context.countries.get(actor.country or "", 0) / at_home
        if context.named:
            parts["company"] = float(context.keeps_company(actor))
        if spoken:
            parts["told of"] = told.get(actor.id, 0) / spoken
        if actor.id in beside.addressed:
            parts["title"] = 1.0
        elif beside.title and actor.kind is ActorKind.PERSON:
            parts["title"] = _title_held(actor, beside.title, context.on)
        if context.on is not None and actor.kind is ActorKind.PERSON:
            parts["in office"] = float(any(in_office(role, context.on) for role in actor.roles))
        weighed.append((actor.id, actor.name, parts))
    return ranked(weighed)


def _title_held(actor: Actor, title: str, on: date | None) -> float:
    if on is not None and held(replace(actor, roles=tuple(r for r in actor.roles if in_office(r, on))), title):
        return 1.0
    return 0.5 if held(actor, title) else 0.0


def ranked(weighed: Iterable[tuple[str, str, Mapping[str, float]]]) -> tuple[Candidate, ...]:
    """Candidates (id, name, parts) with their scores, best first, without the parts that speak for nobody."""
    items = list(weighed)
    speaking = [part for part in WEIGHTS if any(parts.get(part) for _, _, parts in items)]
    whole = sum(WEIGHTS[part] for part in speaking) or 1.0
    found = []
    for id, name, parts in items:
        own = {part: round(parts.get(part, 0.0), 3) for part in speaking}
        score = sum(WEIGHTS[part] * parts.get(part, 0.0) for part in speaking) / whole
        found.append(Candidate(id, name, round(score, 3), own))
    return tuple(sorted(found, key=lambda one: (-one.score, one.id))[:MOST])


def clear(candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate that is clearly better than all others, if there is one."""
    if not candidates:
        return None
    if len(candidates) == 1 or candidates[0].score - candidates[1].score >= MARGIN:
        return candidates[0]
    return None


def unsure_id(candidates: Iterable[Candidate]) -> str:
    """The id of a party that may be any of the candidates: the same wherever the same ones are in question."""
    ids = sorted({one.id for one in candidates})
    written = UNSURE + "+".join(ids)
    if len(written) <= LONGEST_ID:
        return written
    return f"{UNSURE}{ids[0][:60]}+{len(ids) - 1}-{sha256(written.encode()).hexdigest()[:10]}"


def unsure(candidates: Sequence[Candidate], actors: Sequence[Actor], text: str, span: Span | None) -> Participant:
    """A party that is one of several actors, nobody can tell which: it has of theirs what they have in common."""
    kinds = {actor.kind for actor in actors}
    countries = {actor.country for actor in actors}
    sectors = {actor.sector for actor in actors}
    kind = kinds.pop() if len(kinds) == 1 else next(a.kind for a in actors if a.id == candidates[0].id)
    country = countries.pop() if len(countries) == 1 else None
    sector = sectors.pop() if len(sectors) == 1 else ""
    return Participant(
        unsure_id(candidates), text, kind, country, sector, text=text, span=span, candidates=tuple(candidates)
    )


def in_words(candidates: Sequence[Candidate]) -> str:
    """ "A (0.83: name 1, told of 0.5) or B (0.75: …)"."""
    said = []
    for one in candidates:
        parts = ", ".join(f"{name} {value:g}" for name, value in one.parts.items() if value)
        said.append(f"{one.name} ({one.score:.2f}: {parts})" if parts else f"{one.name} ({one.score:.2f})")
    return " or ".join(said)


def is_unsure(id: str) -> bool:
    """Whether an id is that of a party of which several actors are candidates."""
    return id.startswith(UNSURE)


def again(party: Participant, text: str, span: Span) -> Participant:
    """A party met before, as mentioned here; what was weighed for another mention is left there."""
    candidates = party.candidates if is_unsure(party.id) else ()
    return replace(party, text=text, span=span, title="", word="", candidates=candidates)
