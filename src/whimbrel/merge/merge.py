"""Claims in, events out. The same claims give the same events, whatever their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from whimbrel.almanac.almanac import Almanac
from whimbrel.merge.copies import sketch
from whimbrel.merge.decided import NOTHING, Decided
from whimbrel.merge.memory_state import MemoryState
from whimbrel.merge.taking_in import Merging, ReportFacts
from whimbrel.merge.whole import WholeOf, nothing_known
from whimbrel.model import Claim, Event, When


def merge(
    claims: Iterable[Claim],
    reports: Iterable[ReportFacts],
    almanac: Almanac,
    decided: Decided = NOTHING,
    whole: WholeOf = nothing_known,
) -> list[Event]:
    """Group claims into events, earliest known first.

    First the tellings of one report are brought together, then those of different reports. Claims that are the content
    of a request or a threat go with the event of that speech act. What is told without anybody, any place and any
    number ("the attack") joins the event that it points back to, and makes none by itself, unless what it asks for or
    denies names somebody; nor does a doubtful reading (`founding`). Claims of a report that is not among `reports`
    have no day of publication and no copies. What people `decided` stands above all that. `whole` gives reports as
    wholes, where an undated one tells a weekday alone; without it such a one joins nothing.
    """
    facts = {report.id: report for report in reports}
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.report].append(claim)
    published = {report.id: report.published for report in facts.values()}
    agencies = {report.id: report.agency for report in facts.values() if report.agency}
    versions = {report.id: report.version for report in facts.values()}
    state = MemoryState({claim.id: claim for own in told.values() for claim in own}, published, agencies, versions)
    merging = Merging(state, almanac, decided, whole=whole)
    for id in sorted(facts.keys() | told.keys()):
        merging.take_in(facts.get(id) or ReportFacts(id, None, sketch("")), told.get(id, ()))
    found = (event for part in merging.remade() for group in part for event in group.events)
    return sorted(found, key=lambda event: (_order(event.when), event.id))


def _order(when: When | None) -> tuple[int, str]:
    if when is None or (when.earliest is None and when.latest is None):
        return (1, when.relative if when else "")
    return (0, str(when.earliest or when.latest))
