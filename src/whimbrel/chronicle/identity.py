"""Who is who after what people decided: decisions replayed in their order over what was read.

What a report says stays as it was read; a decision only tells whom its words stand for. Each decision acts on what
those before it made, so that a ring of merges cannot come about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from whimbrel.chronicle.filters import fold
from whimbrel.model import ActorKind, Claim, Participant, Speaker

ABOUT_EVENTS = ("same", "different", "right", "wrong", "edit")
VERBS = ("merge", "split", "promote", *ABOUT_EVENTS, "undo")


@dataclass(frozen=True, slots=True)
class Head:
    """What an actor is called in records, whatever its mentions say."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided. Never changed; another that names it undoes it.

    merge: `objects` is the one actor that is `subject` from now on. split: `objects` are the spellings that `subject`
    loses to `head`. promote: `subject` becomes `head`, and `row` is its line in the almanac of this chronicle.
    undo: `subject` is the decision undone. `at` is UTC, ISO 8601.

    About events: `subject` and `objects` are the ids that they had, for people; `sides` the claims that they held,
    which is what counts. same, different: those of two sides are one happening, or two. right, wrong: the event on the
    one side is well read, or is none. edit: its field `row["field"]` is `row["noun"]` (JSON), with `row["value"]` its
    canonical form and `row["label"]` for people.
    """

    id: str
    verb: str  # one of VERBS
    subject: str
    objects: tuple[str, ...] = ()
    head: Head | None = None
    row: Mapping[str, str] = field(default_factory=dict)
    who: str = ""
    at: str = ""
    note: str = ""
    sides: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Whoever is `old` (and written as one of `spellings`, where there are any) is `new`."""

    old: str
    new: str
    spellings: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Identities:
    """The decisions in force, as steps in their order, with the heads they give and all ids they touch."""

    steps: tuple[Step, ...] = ()
    heads: Mapping[str, Head] = field(default_factory=dict)
    olds: frozenset[str] = frozenset()

    def of(self, id: str, *written: str) -> str:
        """The id that an actor read as `id` has now; `written` are the words of the mention and the name it got."""
        if id not in self.olds:
            return id
        keys = {fold(words) for words in written}
        for step in self.steps:
            if step.old == id and (not step.spellings or step.spellings & keys):
                id = step.new
        return id

    def participant(self, who: Participant) -> Participant:
        """The participant as the actor it is now."""
        id = self.of(who.id, who.text, who.name)
        head = self.heads.get(id)
        if id == who.id:
            return replace(who, sector=head.sector) if head and head.sector and not who.sector else who
        if head is None:
            return replace(who, id=id)
        sector = head.sector or who.sector
        return replace(who, id=id, name=head.name, kind=head.kind, country=head.country, sector=sector)

    def claim(self, claim: Claim) -> Claim:
        """The claim with its parties and speakers as the actors they are now, each once on a side."""
        says = tuple(self._speaker(link) if link.actor else link for link in claim.says)
        actors, recipients = self._side(claim.actors), self._side(claim.recipients)
        if (actors, recipients, says) == (claim.actors, claim.recipients, claim.says):
            return claim
        return replace(claim, actors=actors, recipients=recipients, says=says)

    def claims(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Each claim as `claim` gives it."""
        return (self.claim(one) for one in claims) if self.steps else iter(claims)

    def _speaker(self, link: Speaker) -> Speaker:
        id = self.of(link.actor, link.text)
        head = self.heads.get(id)
        if id == link.actor or head is None:
            return replace(link, actor=id)
        return replace(link, actor=id, kind=head.kind, country=head.country, sector=head.sector or link.sector)

    def _side(self, side: tuple[Participant, ...]) -> tuple[Participant, ...]:
        now = tuple(self.participant(who) for who in side)
        if len({who.id for who in now}) == len({who.id for who in side}):
            return now
        once: dict[str, Participant] = {}
        for who in now:
            if who.id not in once or (who.title and not once[who.id].title):
                once[who.id] = who
        return tuple(once.values())


def identities(decisions: Sequence[Decision]) -> Identities:
    """What these decisions, in their order, make of the actors."""
    undone = undone_ids(decisions)
    steps: list[Step] = []
    heads: dict[str, Head] = {}
    for one in decisions:
        if one.id in undone:
            if one.verb == "promote" and one.head:  # reports read meanwhile link to it
                steps.append(Step(one.head.id, one.subject))
            continue
        if one.head:
            heads[one.head.id] = one.head
        steps += _steps(one)
    return Identities(tuple(steps), heads, frozenset(step.old for step in steps))


def undone_ids(decisions: Iterable[Decision]) -> frozenset[str]:
    """Ids of the decisions that were undone."""
    return frozenset(one.subject for one in decisions if one.verb == "undo")


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """Those that are neither undone nor an undoing."""
    undone = undone_ids(decisions)
    return [one for one in decisions if one.verb != "undo" and one.id not in undone]


def touched(decisions: Iterable[Decision]) -> frozenset[str]:
    """Every actor's id that the decisions name: whose mentions may be other actors than they were."""
    found: set[str] = set()
    for one in decisions:
        if one.verb != "undo" and one.verb not in ABOUT_EVENTS:
            found |= {one.subject, *(one.objects if one.verb == "merge" else ())}
            found |= {one.head.id} if one.head else set()
    return frozenset(found)


def _steps(one: Decision) -> list[Step]:
    if one.verb == "merge":
        return [Step(old, one.subject) for old in one.objects]
    if one.verb == "split" and one.head:
        return [Step(one.subject, one.head.id, frozenset(fold(text) for text in one.objects))]
    if one.verb == "promote" and one.head:
        return [Step(one.subject, one.head.id)]
    return []
