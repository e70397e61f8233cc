"""Finding the copies of a report among all others without looking at each: they share values of their sketches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from whimbrel.merge.copies import BINS, Sketch, contained, copies
from whimbrel.merge.republished import days_of, published_again
from whimbrel.merge.state import MergeState

MOST = 0.5  # of a report's text, that what it is copied from holds
EVERY = 4  # so many bins are one value to be found by: an excerpt of an eighth of a text is missed once in fifty times


@dataclass(frozen=True, slots=True)
class Filed:
    """What filing a report among its copies changed for others.

    `regrouped` are all reports of lineages that were apart and are one now, `joined` those that have copies now which
    they had not before, `again` those that publish another report again than before (`republished`).
    """

    regrouped: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


def index_values(own: Sketch) -> list[int]:
    """Numbers of 64 bits, signed, of which two reports that repeat each other nearly always share one."""
    found = [value * BINS + place for place, value in enumerate(own.bins) if value >= 0 and place % EVERY == 0]
    return [number - 2**64 if number >= 2**63 else number for number in found]


def file_report(report: str, own: Sketch, state: MergeState) -> Filed:
    """Files a report under its lineage, named for the smallest id among its copies, and joins what it joins.

    Copies are reports that share their text, the versions of one page, and what a page calls its original. Copies of
    copies are of one lineage, so that the outcome is the same in whatever order reports come.
    """
    values = index_values(own)
    alike = {other for other, sketch in state.sketches_sharing(values) if other != report and copies(own, sketch)}
    alike |= {other for other in state.reports_at(state.version(report).addresses) if other != report}
    state.put_sketch(report, own, values)
    lineages = {lineage for other in alike if (lineage := state.lineage(other)) is not None}
    if not lineages:
        state.file_lineage([report], report)
        return Filed()
    members = {lineage: list(state.lineage_members(lineage)) for lineage in sorted(lineages)}
    largest = max(members, key=lambda lineage: (len(members[lineage]), lineage))
    regrouped = sorted(other for group in members.values() for other in group)
    state.file_lineage([report, *regrouped], min(report, *regrouped))
    again = _published_otherwise(report, members.values(), state)
    if len(lineages) == 1:
        return Filed(again=again)
    joined = sorted(other for lineage, group in members.items() if lineage != largest for other in group)
    return Filed(tuple(regrouped), tuple(joined), again)


def _published_otherwise(report: str, groups: Collection[Sequence[str]], state: MergeState) -> tuple[str, ...]:
    """The reports of these lineages, now one with this report, that publish another report again than before."""
    now = days_of([*(one for group in groups for one in group), report], state)
    changed: list[str] = []
    for group in groups:
        before = days_of(group, state)
        changed += (one for one in group if published_again(one, before, state) != published_again(one, now, state))
    return tuple(sorted(changed))


def copied_from(report: str, state: MergeState) -> str | None:
    """The earliest published report of its lineage that holds most of this one's text; None where that is itself.

    Reports without a day come after those that have one, equals in order of their ids.
    """
    own = state.sketch(report)
    lineage = state.lineage(report)
    if own is None or lineage is None:
        return None

    def published(one: str) -> tuple[bool, str, str]:
        when = state.published(one)
        day = when.latest if when is not None else None
        return (day is None, str(day), one)

    for one in sorted(state.lineage_members(lineage), key=published):
        if one == report:
            return None
        theirs = state.sketch(one)
        if theirs is not None and contained(own, theirs) >= MOST:
            return one
    return None
