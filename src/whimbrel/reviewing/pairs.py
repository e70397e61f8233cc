"""Pairs of tellings that came near the threshold of being one event, on either side of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from whimbrel.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.merge import Merging
from whimbrel.remaking import StoredState
from whimbrel.reviewing.question import SAME, Question, open_doubt, use_of

WORTH_ASKING = 4.0  # a score this far from the threshold leaves nothing to ask
FORBIDDEN_FROM = -0.5  # what would fit by its score, and contradicts in something that may be misread
FORBIDDEN_DOUBT = 0.6
REPORTS_AT_ONCE = 25  # of one reading transaction

Pair = tuple[str, str]  # keys of tellings, the smaller first


@dataclass(frozen=True, slots=True)
class Weighed:
    """What merging alone makes of a pair: its score, and what forbids that the two are one."""

    score: float
    forbidden: str

    @property
    def doubt(self) -> float:
        return open_doubt(self.score) * (FORBIDDEN_DOUBT if self.forbidden else 1.0)


def near_pairs(chronicle: Chronicle, almanac: Almanac, reports: Sequence[str]) -> Iterator[Mapping[Pair, Weighed]]:
    """The pairs of these reports' tellings with those of others that may be asked about, some reports at a time.

    What people decided is left out of the score: whoever answers is not to see what another said.
    """
    rest = iter(reports)
    while some := list(islice(rest, REPORTS_AT_ONCE)):
        with chronicle.ground(write=False) as ground:
            state = StoredState(ground)
            merging = Merging(state, almanac)
            yield _near(merging, [one.key for one in state.tellings_of(some)])


def _near(merging: Merging, keys: Sequence[str]) -> dict[Pair, Weighed]:
    found: dict[Pair, Weighed] = {}
    for item in merging.told(keys).values():
        for key, other in merging.told(merging.near(item)).items():
            pair = (item.key, key) if item.key < key else (key, item.key)
            if pair not in found:
                verdict = merging.verdict(item, other)
                weighed = Weighed(verdict.score.value, verdict.forbidden)
                if is_worth_asking(weighed):
                    found[pair] = weighed
    return found


def is_worth_asking(one: Weighed) -> bool:
    return abs(one.score) <= WORTH_ASKING and (not one.forbidden or one.score >= FORBIDDEN_FROM)


def pair_question(pair: Pair, weighed: Weighed, sources: int) -> Question:
    """`sources` are the outlets that tell of what the two tell. Whether the two are together now is not said: somebody
    may have decided that."""
    told = "speaks for one event" if weighed.score > 0 else "speaks for two events"
    reasons = [f"what merging sees {told}, by little ({weighed.score:+.2f})"]
    if weighed.forbidden:
        reasons = [f"the two would fit ({weighed.score:+.2f}), but contradict each other in: {weighed.forbidden}"]
    reasons.append(f"{sources} outlet{'' if sources == 1 else 's'} tell of it")
    return Question(SAME, pair, weighed.doubt, use_of(weighed.doubt, sources), tuple(reasons))
