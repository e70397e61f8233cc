"""Looking actors up: those with a name like a given one, one in full, and whom an unknown one may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.name_alignment import SAME
from whimbrel.almanac.name_sieve import Sifted, may_be_same
from whimbrel.almanac.names import same_name
from whimbrel.chronicle import ActorEntry, Chronicle, Cluster, Decision
from whimbrel.errors import UsageError
from whimbrel.model import Actor, ActorKind, Name, Role, Score

LIKE = 0.5  # same_name's scale: from here a name is offered
MOST = 20
BODIES = frozenset(ActorKind) - {ActorKind.PERSON}
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Likeness:
    """An actor whose name is like a given one: by which of its names, how far and why, and how often told of."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    written: str
    score: Score
    known: bool  # to an almanac
    events: int


@dataclass(frozen=True, slots=True)
class Office:
    """A role with the name of the body it is held at."""

    role: Role
    body: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is known of an actor: as the chronicle has it, as an almanac has it, and what people decided."""

    entry: ActorEntry
    names: tuple[Name, ...] = ()
    offices: tuple[Office, ...] = ()
    parents: tuple[str, ...] = ()
    source: str = ""
    similar: tuple[Likeness, ...] = ()
    decisions: tuple[Decision, ...] = ()


def like(
    name: str, entries: Iterable[ActorEntry], almanac: Almanac, *, kinds: frozenset[ActorKind] = frozenset()
) -> list[Likeness]:
    """Actors of the chronicle and the almanac with a name like this one, in any script; the likest first.

    Raises UsageError for a name without a letter or of more than 300 characters.
    """
    asked = Sifted.of(name[:LONGEST])
    if len(name) > LONGEST or not any(char.isalpha() for char in name):
        raise UsageError(
            f"{name[:40]!r} is no name to look for", remedy=f"give up to {LONGEST} characters with letters"
        )
    found: dict[str, Likeness] = {}
    for entry in entries:
        if (kinds and entry.kind not in kinds) or entry.kind is ActorKind.GROUP:
            continue
        best = _best(name, asked, (entry.name, *(text for text, _ in entry.spellings)))
        if best:
            known = almanac.actor(entry.id) is not None
            found[entry.id] = Likeness(entry.id, entry.name, entry.kind, entry.country, *best, known, entry.events)
    for match in almanac.match(name, kinds=kinds):
        actor, here = match.actor, found.get(match.actor.id)
        if here is None or here.score.value < match.score.value:
            told = here.events if here else 0
            row = Likeness(actor.id, actor.name, actor.kind, actor.country, match.name, match.score, True, told)
            found[actor.id] = row
    return sorted(found.values(), key=lambda one: (-one.score.value, -one.events, one.id))[:MOST]


def sheet(chronicle: Chronicle, almanac: Almanac, id: str, entries: Iterable[ActorEntry] | None = None) -> Sheet:
    """One actor in full, by id or the beginning of one; an almanac's too that no report names. Raises UsageError.

    `entries` are the chronicle's actors, where they are at hand.
    """
    now = chronicle.identities().of(id)
    actor = almanac.actor(now)
    try:
        entry = chronicle.actor(id)
    except UsageError:
        if actor is None:
            raise
        entry = ActorEntry(now, actor.name, actor.kind, actor.country, almanac.sector_on(now), 0, 0, 0, (), ())
    actor = almanac.actor(entry.id)
    kinds = frozenset({ActorKind.PERSON}) if entry.kind is ActorKind.PERSON else BODIES
    everyone = chronicle.actors(words=False) if entries is None else entries
    near = () if entry.kind is ActorKind.GROUP else like(entry.name[:LONGEST], everyone, almanac, kinds=kinds)
    named = [one for one in chronicle.decisions() if entry.id in _names_of(one)]
    similar = tuple(islice((one for one in near if one.id != entry.id), 5))
    if actor is None:
        return Sheet(entry, similar=similar, decisions=tuple(named))
    return Sheet(
        entry, actor.names, offices(actor, almanac), actor.parents, actor.source, similar, tuple(named)
    )  # fmt: skip


def likely(cluster: Cluster, almanac: Almanac, most: int = 3) -> list[Likeness]:
    """The known actors that an unknown one may be, the likest first: by name, and places that stand for a state."""
    kinds = frozenset({ActorKind.PERSON}) if cluster.kind is ActorKind.PERSON else BODIES
    floor = LIKE if cluster.kind is ActorKind.PERSON else SAME  # a part of a body's name is many bodies'
    matches = almanac.match(cluster.name[:LONGEST], countries=cluster.countries, kinds=kinds)
    found = [
        Likeness(m.actor.id, m.actor.name, m.actor.kind, m.actor.country, m.name, m.score, True, 0)
        for m in matches
        if m.score.value >= floor
    ]
    state = almanac.metonym(cluster.name) or almanac.country(cluster.name)
    body = almanac.actor(state) if state else None
    if body is not None:
        place = Score(1.0, {"place": 1.0})
        found.insert(0, Likeness(body.id, body.name, body.kind, body.country, cluster.name, place, True, 0))
    return found[:most]


def _best(name: str, asked: Sifted, spellings: Iterable[str]) -> tuple[str, Score] | None:
    best: tuple[str, Score] | None = None
    for text in dict.fromkeys(spelling[:LONGEST] for spelling in spellings):
        if may_be_same(asked, Sifted.of(text)):
            score = same_name(name, text)
            if score.value >= LIKE and (best is None or score.value > best[1].value):
                best = (text, score)
    return best


def offices(actor: Actor, almanac: Almanac) -> tuple[Office, ...]:
    """Roles, the latest first."""
    bodies = ((role, almanac.actor(role.of)) for role in actor.roles)
    found = [Office(role, body.name if body else role.of) for role, body in bodies]
    return tuple(sorted(found, key=lambda one: (str(one.role.start or ""), one.role.title), reverse=True))


def _names_of(one: Decision) -> Iterator[str]:
    return chain((one.subject,), one.objects if one.verb == "merge" else (), (one.head.id,) if one.head else ())
