"""Do two sets of counts agree? The same exact number is telling, the more so the odder it is; a range tells little."""

from __future__ import annotations

from itertools import product
from math import log

from whimbrel.merge.occurrence import Occurrence
from whimbrel.model import Count

TOLLS = frozenset({"killed", "wounded"})
FAR = log(4)  # tolls farther apart than this factor are tolls of different happenings
NEAR = log(1.6)
WAR = 10_000  # a toll from here on sums up a war; it is no toll of a happening


def weigh_counts(a: Occurrence, b: Occurrence, parts: dict[str, float], *, within: bool) -> str:
    """Add the weight of each count that both give to `parts`; gives the name of one that forbids, or ""."""
    for name in sorted(a.counts.keys() & b.counts.keys()):
        pairs = list(product(a.counts[name], b.counts[name]))
        gap = min(gap_of(x, y) for x, y in pairs)
        if name in TOLLS and gap > FAR:
            return f"{name} count"
        same = _same_number(pairs)
        if same is not None:
            parts[name] = min(2.2, 0.9 + 0.45 * log(max(same, 1)))
        elif gap == 0:
            parts[name] = 0.3
        else:
            parts[name] = -1.2 if within else 0.0 if gap < NEAR else -0.6
    if ("killed" in a.counts) != ("killed" in b.counts) and (_war(a) or _war(b)):
        return "killed count"
    return ""


def same_toll(a: Occurrence, b: Occurrence) -> int | None:
    """The largest number of dead that both give."""
    return _same_number(list(product(a.counts.get("killed", ()), b.counts.get("killed", ()))))


def _same_number(pairs: list[tuple[Count, Count]]) -> int | None:
    return max((x.low for x, y in pairs if x.low is not None and x.low == y.low and _firm(x, y)), default=None)


def _firm(x: Count, y: Count) -> bool:
    """A number was written ("22", "at least 22"), not only a word ("dozens")."""
    return any(character.isdigit() for character in x.text + y.text) or x.high is not None or y.high is not None


def _war(item: Occurrence) -> bool:
    return any((count.low or 0) >= WAR for count in item.counts.get("killed", ()))


def gap_of(x: Count, y: Count) -> float:
    """How far two counts are from being compatible, as a log ratio; 0 when they can be the same number."""
    low = max(x.low or 0, y.low or 0)
    high = min(x.high if x.high is not None else 10**9, y.high if y.high is not None else 10**9)
    return 0.0 if low <= high else log(low / max(high, 1))
