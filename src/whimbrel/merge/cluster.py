"""From pairs to clusters: best links first, and no link that any two members contradict.

Average-linkage with cannot-link constraints. The outcome depends on the set of occurrences alone: ties are broken by key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from whimbrel.merge.compare import Evidence, Verdict, compare
from whimbrel.merge.occurrence import Occurrence

WIDE_DAYS = 10  # occurrences open over more days are met through their parties instead of their days


def cluster(items: Iterable[Occurrence], evidence: Evidence) -> list[tuple[Occurrence, ...]]:
    """Group occurrences that are one happening."""
    ordered = sorted(items, key=lambda item: item.key)
    verdicts: dict[tuple[int, int], Verdict] = {}

    def verdict(i: int, j: int) -> Verdict:
        pair = (i, j) if i < j else (j, i)
        if pair not in verdicts:
            verdicts[pair] = compare(ordered[pair[0]], ordered[pair[1]], evidence)
        return verdicts[pair]

    links = sorted(
        ((verdict(i, j).score.value, i, j) for i, j in candidate_pairs(ordered) if verdict(i, j).same),
        key=lambda link: (-link[0], link[1], link[2]),
    )
    home = list(range(len(ordered)))
    members: dict[int, list[int]] = {i: [i] for i in range(len(ordered))}
    for _, i, j in links:
        left, right = home[i], home[j]
        if left == right or not _together(members[left], members[right], verdict):
            continue
        low, high = sorted((left, right))
        members[low] += members.pop(high)
        for k in members[low]:
            home[k] = low
    return [tuple(ordered[k] for k in sorted(group)) for _, group in sorted(members.items())]


def _together(left: list[int], right: list[int], verdict: object) -> bool:
    """Whether two clusters may become one: nothing forbidden between any members, and on average for it."""
    scores = []
    for i in left:
        for j in right:
            found: Verdict = verdict(i, j)  # type: ignore[operator]
            if found.forbidden and found.forbidden != "dates not known":
                return False
            scores.append(max(-4.0, found.score.value) if not found.forbidden else 0.0)
    return sum(scores) / len(scores) > 0


def candidate_pairs(ordered: list[Occurrence]) -> Iterator[tuple[int, int]]:
    """Pairs that share a block: the same report, or type and day, or type and party where the days are open."""
    seen: set[tuple[int, int]] = set()
    for block in _blocks(ordered).values():
        for at, i in enumerate(block):
            for j in block[at + 1 :]:
                if (i, j) not in seen:
                    seen.add((i, j))
                    yield i, j


def _blocks(ordered: list[Occurrence]) -> Mapping[tuple[str, ...], list[int]]:
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, item in enumerate(ordered):
        for report in sorted(item.reports):
            blocks["report", item.type, report].append(i)
        for key in _keys(item):
            blocks[key].append(i)
    return blocks


def _keys(item: Occurrence) -> Iterator[tuple[str, ...]]:
    """Block keys across reports: what must be shared for a comparison to be worth its cost."""
    marks = {p.id for p in item.actors + item.recipients} | {f"place:{p.id}" for p in item.places}
    marks |= {f"country:{p.country}" for p in item.places if p.country}
    when = item.stated or item.assumed
    if when is not None and when.earliest is not None and when.latest is not None:
        span = (when.latest - when.earliest).days
        if span <= WIDE_DAYS:
            weeks = range(when.earliest.toordinal() // 4, when.latest.toordinal() // 4 + 1)
            for week in weeks:
                for mark in sorted(marks):
                    yield "day", item.type, str(week), mark
            return
    for mark in sorted(marks):
        if not mark.startswith("country:"):
            yield "party", item.type, mark
