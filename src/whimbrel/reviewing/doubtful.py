"""Events that may be none, or of which much hangs on their being right; and strangers who may be known."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.almanac import Almanac
from whimbrel.chronicle import Cluster
from whimbrel.chronicle.doubts import Doubt
from whimbrel.looking import Likeness, likely
from whimbrel.reviewing.question import RIGHT, WHO, Question, use_of

A_CONFLICT = 0.15  # what each field on which sources differ adds to the doubt
UNLIKE_ANYONE = 0.4  # how open it is who somebody is whom no known name is like
Stranger = tuple[Cluster, tuple[Likeness, ...]]

DEAD_TO_A_REPORT = 0.25  # so much of a report does each dead weigh


def event_doubt(one: Doubt) -> float:
    return min(1.0, 4 * one.sure * (1 - one.sure) + A_CONFLICT * one.conflicts)


def event_use(one: Doubt) -> float:
    return use_of(event_doubt(one), one.sources + DEAD_TO_A_REPORT * one.killed)


def event_question(one: Doubt, claim: str) -> Question:
    reasons = [f"how sure it is that it happened: {one.sure:.0%}"]
    if one.conflicts:
        reasons.append(f"sources differ on {one.conflicts} field{'' if one.conflicts == 1 else 's'}")
    if one.killed:
        reasons.append(f"{one.killed:,} or more dead")
    reasons.append(f"{one.sources} outlet{'' if one.sources == 1 else 's'}")
    return Question(RIGHT, (claim,), event_doubt(one), event_use(one), tuple(reasons))


def stranger_question(one: Cluster, near: Sequence[Likeness]) -> Question:
    best = near[0].score.value if near else 0.0
    doubt = max(UNLIKE_ANYONE, min(1.0, 2 * (1 - best))) if near and best < 1 else 0.8 if near else UNLIKE_ANYONE
    said = f"{near[0].name} is {best:.0%} like it" if near else "no known name is like it"
    reasons = (said, f"{one.reports} report{'' if one.reports == 1 else 's'} tell of somebody of that name")
    return Question(WHO, (one.id,), doubt, use_of(doubt, one.reports), reasons)


def strangers_near(clusters: Sequence[Cluster], almanac: Almanac) -> dict[str, Stranger]:
    """Each, by its id, with the known actors that it may be."""
    return {one.id: (one, tuple(likely(one, almanac))) for one in clusters}
