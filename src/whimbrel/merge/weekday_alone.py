"""Undated tellings that give nothing but a weekday: to which happening do they belong, if to any?

Leaders who meet every month meet on every weekday, in the same town, and speak of the same things. So an undated
telling joins a dated happening only where all of this holds:

- weekday and town agree, and of two persons or more who are named the one side names none whom the other does not;
- nothing that any telling of the happening tells contradicts it;
- the grounds on which its report can be dated leave the days on which it would tell of that day by its weekday;
- the happening is told by dated reports of more than one origin, and the words of the report are like what these share;
- no other happening that is known fits half as well.

Else it stays alone. This depends on the happenings alone that dated tellings make, never on the order of reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from whimbrel.merge.compare import Evidence, compare, contradicts
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.time_overlap import possible_days
from whimbrel.merge.timing import gives_weekday_alone
from whimbrel.merge.whole import Alike, alike
from whimbrel.merge.words import content_words

LIKE = 0.3  # likeness from which a report tells of a happening; to another of the same people it is .1 to .26 mostly
FEWEST_WORDS = 4.0  # on which that must rest: who meet at each feast speak of the feast
FEWEST_ORIGINS = 2  # of one report nobody knows what is particular to the happening, and what its people always say
AS_WELL = 0.5  # of the likeness of the best: another happening that fits so well fits as well
SAME_WEEKDAY = timedelta(days=6)  # "on Friday" is written on that Friday or in the days before the next
Group = list[int]
Contradict = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Fit:
    """How well the report of a telling fits those of a happening, and from how many origins these are."""

    alike: Alike
    origins: int

    @property
    def enough(self) -> bool:
        return self.alike.value >= LIKE and self.alike.breadth >= FEWEST_WORDS and self.origins >= FEWEST_ORIGINS


def joined_by_weekday(
    groups: Sequence[Group], items: Sequence[Occurrence], apart: Contradict, evidence: Evidence
) -> list[Group]:
    """The groups, those of which only the weekday is known put to the one that they fit, if there is one.

    `items` are what the numbers in the groups stand for; `apart` tells of two numbers whether they can never be one.
    """
    open_ones = [group for group in groups if all(gives_weekday_alone(items[i].stated) for i in group)]
    if not open_ones:
        return list(groups)
    others = [group for group in groups if group not in open_ones]
    homes: dict[int, list[Group]] = defaultdict(list)
    alone: list[Group] = []
    for group in open_ones:
        at = _home(group, others, items, apart, evidence)
        if at is None:
            alone.append(group)
        else:
            homes[at].append(group)
    taken = [sorted([*group, *(i for one in homes[at] for i in one)]) for at, group in enumerate(others)]
    return sorted(taken + alone)


def fit(one: Sequence[Occurrence], happening: Sequence[Occurrence], evidence: Evidence) -> Fit:
    """How well the reports of `one` fit the dated reports that tell of a happening, by the words of the whole."""
    dated = [item for item in happening if item.came_out is not None]
    left, right = _by_origin(one, evidence), _by_origin(dated, evidence)
    names = frozenset(word for item in (*one, *happening) for word in _words_in_names(item))
    return Fit(alike(left, right, names, evidence.words), len(right))


def _home(
    group: Group, others: Sequence[Group], items: Sequence[Occurrence], apart: Contradict, evidence: Evidence
) -> int | None:
    """The number of the one happening that a telling fits."""
    own = [items[i] for i in group]
    fits: list[tuple[float, int, Fit]] = []
    for at, other in enumerate(others):
        if any(apart(i, k) for i in group for k in other):
            continue
        happening = [items[k] for k in other]
        if _may_be(own, happening, evidence):
            found = fit(own, happening, evidence)
            fits.append((found.alike.value, at, found))
    best = max(fits, default=None, key=lambda one: (one[0], -one[1]))
    if best is None or not best[2].enough:
        return None
    return best[1] if all(one is best or one[0] < AS_WELL * best[0] for one in fits) else None


def _may_be(own: Sequence[Occurrence], happening: Sequence[Occurrence], evidence: Evidence) -> bool:
    """Whether a telling may be of a happening, whatever its words."""
    pairs = [(a, b) for a in own for b in happening]
    if any(a.reports & b.reports or contradicts(a, b, evidence) for a, b in pairs):
        return False
    days = {day for a, b in pairs if compare(a, b, evidence).open for day in possible_days(b.stated)}
    reports = {report for item in own for report in item.reports}
    return len(days) == 1 and all(_written_then(report, day, evidence) for report in reports for day in days)


def _written_then(report: str, day: date, evidence: Evidence) -> bool:
    return evidence.whole(report).may_be_written(day, day + SAME_WEEKDAY)


def _by_origin(items: Sequence[Occurrence], evidence: Evidence) -> list[frozenset[str]]:
    """The words of the reports that some tellings are of, those of copies together."""
    words: dict[str, frozenset[str]] = {}
    for report in sorted({report for item in items for report in item.reports}):
        origin = evidence.lineage.get(report) or report
        words[origin] = words.get(origin, frozenset()) | evidence.whole(report).words
    return [words[origin] for origin in sorted(words)]


def _words_in_names(item: Occurrence) -> Iterator[str]:
    """The words in the names of who met and where: that these agree is known already."""
    for party in item.actors + item.recipients:
        for name in (party.name, party.title, party.text):
            yield from content_words(name)
    for place in item.places:
        yield from content_words(place.name)
