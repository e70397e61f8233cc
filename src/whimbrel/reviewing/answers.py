"""Which questions were answered, by whom and how: read from the decisions in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from whimbrel.chronicle import Decision
from whimbrel.chronicle.identity import in_force
from whimbrel.reviewing.question import RIGHT, SAME, WHO, Question

RULINGS, CHECKS = ("same", "different"), ("right", "wrong")
ABOUT_ACTORS = ("merge", "promote")


@dataclass(frozen=True, slots=True)
class Answers:
    """Decisions in force, oldest first, and where each claim and actor stands in them."""

    decisions: tuple[Decision, ...] = ()
    by_claim: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    by_actor: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def given(self, question: Question) -> dict[str, Decision]:
        """For each reviewer who answered, the last answer."""
        found: dict[str, Decision] = {}
        for number in self._near(question):
            one = self.decisions[number]
            if is_answer(one, question):
                found[one.who] = one
        return found

    def last_of(self, who: str, most: int) -> list[Decision]:
        """A reviewer's last decisions, the last first."""
        return [one for one in reversed(self.decisions) if one.who == who][:most]

    def _near(self, question: Question) -> Sequence[int]:
        known = self.by_actor if question.kind == WHO else self.by_claim
        return known.get(question.about[0], ())


def answers_of(decisions: Sequence[Decision]) -> Answers:
    kept = tuple(in_force(decisions))
    by_claim: dict[str, list[int]] = defaultdict(list)
    by_actor: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(kept):
        for claim in dict.fromkeys(claim for side in one.sides for claim in side):
            by_claim[claim].append(number)
        if one.verb in ABOUT_ACTORS:
            for actor in dict.fromkeys((one.subject, *one.objects)):
                by_actor[actor].append(number)
    return Answers(
        kept,
        {claim: tuple(found) for claim, found in by_claim.items()},
        {actor: tuple(found) for actor, found in by_actor.items()},
    )


def is_answer(one: Decision, question: Question) -> bool:
    if question.kind == SAME:
        return one.verb in RULINGS and meets(one, question.about)
    if question.kind == RIGHT:
        return one.verb in CHECKS and question.about[0] in one.sides[0]
    return one.verb in ABOUT_ACTORS and question.about[0] in (one.subject, *one.objects)


def meets(one: Decision, pair: Sequence[str]) -> bool:
    """Whether a ruling is about both claims of a pair, one on either side."""
    left, right = one.sides
    return (pair[0] in left and pair[1] in right) or (pair[0] in right and pair[1] in left)
