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
ODDEST = log(20)  # a larger number is not much odder
ROUND = 10
ONE = frozenset({"1", "one", "a", "an", "single"})


def see_counts(a: Occurrence, b: Occurrence, seen: dict[str, float], *, rising: bool = False) -> str:
    """Note in `seen` how each count that both give agrees; gives the name of one that forbids, or "".

    `rising`: the two are versions of one page, whose toll may have changed by any factor.
    """
    for name in sorted(a.counts.keys() & b.counts.keys()):
        slot = name if name in TOLLS else "count"
        pairs = [(x, y) for x, y in product(a.counts[name], b.counts[name]) if not (is_implied(x) or is_implied(y))]
        if not pairs:
            continue
        gap = min(gap_of(x, y) for x, y in pairs)
        if name in TOLLS and gap > FAR and not rising:
            return f"{name} count"
        same = _same_number(pairs)
        if same is not None:
            seen[f"{slot}: same"] = 1.0
            seen[f"{slot}: odd"] = max(seen.get(f"{slot}: odd", 0.0), oddness(same))
        else:
            seen[f"{slot}: {_agreement(pairs, gap)}"] = 1.0
    if ("killed" in a.counts) != ("killed" in b.counts) and (_war(a) or _war(b)):
        return "killed count"
    return ""


def oddness(number: int) -> float:
    """How much it tells that two sources give one number, 0 for one; round numbers are given more often than others."""
    found = min(log(max(number, 1)), ODDEST)
    return found / 2 if number % ROUND == 0 else found


def _agreement(pairs: list[tuple[Count, Count]], gap: float) -> str:
    if gap > 0:
        return "near" if gap < NEAR else "differs"
    apart = [abs(log(x.low / y.low)) for x, y in pairs if x.low and y.low and _firm(x, y)]
    return "other bound" if apart and min(apart) >= NEAR else "fits"  # "at least 5", "at least 15"


def same_toll(a: Occurrence, b: Occurrence) -> int | None:
    """The largest number of dead that both give."""
    left, right = a.counts.get("killed"), b.counts.get("killed")
    return _same_number(list(product(left, right))) if left and right else None


def _same_number(pairs: list[tuple[Count, Count]]) -> int | None:
    return max((x.low for x, y in pairs if x.low is not None and x.low == y.low and _firm(x, y)), default=None)


def _firm(x: Count, y: Count) -> bool:
    """A number was written ("22", "at least 22"), not only a word ("dozens")."""
    return is_written(x) or is_written(y) or x.high is not None or y.high is not None


def is_written(count: Count) -> bool:
    """Whether the words hold a number in figures."""
    return any(character.isdigit() for character in count.text)


def is_implied(count: Count) -> bool:
    """Whether no number was written: "a commander" is one, but "a bomb killed" or "a number of" are so misread."""
    return count.low == count.high == 1 and count.text.casefold() not in ONE


def _war(item: Occurrence) -> bool:
    return any((count.low or 0) >= WAR for count in item.counts.get("killed", ()))


def gap_of(x: Count, y: Count) -> float:
    """How far two counts are from being compatible, as a log ratio; 0 when they can be the same number."""
    low = max(x.low or 0, y.low or 0)
    high = min(x.high if x.high is not None else 10**9, y.high if y.high is not None else 10**9)
    return 0.0 if low <= high else log(low / max(high, 1))


def count_key(count: Count) -> str:
    """EDTF-like range of whole numbers: "12", "12..", "..50", "30..40"."""
    if count.low is not None and count.low == count.high:
        return str(count.low)
    return f"{'' if count.low is None else count.low}..{'' if count.high is None else count.high}"


def count_label(count: Count) -> str:
    return count.text if count.low is None and count.high is None else count_key(count)
