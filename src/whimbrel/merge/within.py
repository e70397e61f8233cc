"""The happenings that one report tells of: full tellings are brought together first, what points back joins them after.

"The attack" says hardly anything by itself and would agree with everything; taken up last it cannot bind strangers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whimbrel.merge.cluster import cluster
from whimbrel.merge.compare import Evidence, Verdict, compare
from whimbrel.merge.occurrence import Occurrence, occurrence
from whimbrel.model import Claim, When

TAKE_UP = -0.4  # mean score from which a claim that points back joins an earlier telling
NEARNESS = ("base", "told:")
FARTHER = 0.15  # what each telling that lies between costs


def tellings(claims: Iterable[Claim], published: Mapping[str, When | None], evidence: Evidence) -> list[Occurrence]:
    """The occurrences of every report, reports in order of their ids."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    return [
        group[0] if len(group) == 1 else occurrence(tuple(item.claims[0] for item in group), published, evidence.words)
        for report in sorted(by_report)
        for group in _groups(by_report[report], published, evidence)
    ]


def _groups(
    claims: list[Claim], published: Mapping[str, When | None], evidence: Evidence
) -> list[Sequence[Occurrence]]:
    """The claims of one report, each an occurrence, those of one happening together."""
    by_type: dict[str, list[Occurrence]] = defaultdict(list)
    for claim in claims:
        by_type[claim.type].append(occurrence((claim,), published, evidence.words))
    found: list[Sequence[Occurrence]] = []
    for event_type in sorted(by_type):
        single = by_type[event_type]
        full = [item for item in single if not item.claims[0].refers_back]
        groups = [list(group) for group in cluster(full, evidence)]
        left = _take_up([item for item in single if item.claims[0].refers_back], groups, evidence)
        groups += [list(group) for group in cluster(left, evidence)]
        found += groups
    return found


def _take_up(pointing: list[Occurrence], groups: list[list[Occurrence]], evidence: Evidence) -> list[Occurrence]:
    """Put each telling that points back with the group it takes up, in order of the text; gives those that fit none."""
    left: list[Occurrence] = []
    for item in sorted(pointing, key=lambda item: (item.claims[0].trigger.start, item.key)):
        ranked = sorted(
            (-score, group[0].key, at)
            for at, group in enumerate(groups)
            if (score := _fit(item, group, groups, evidence)) is not None and score > TAKE_UP
        )
        if ranked:
            groups[ranked[0][2]].append(item)
        else:
            left.append(item)
    return left


def _fit(item: Occurrence, group: list[Occurrence], groups: list[list[Occurrence]], evidence: Evidence) -> float | None:
    """How well it takes up a group: mean score against its members, less for every group told in between."""
    verdicts: list[Verdict] = [compare(item, member, evidence) for member in group]
    if any(verdict.forbidden for verdict in verdicts):
        return None
    at = item.claims[0].trigger.start
    before = [member.claims[0].trigger.start for member in group if member.claims[0].trigger.start < at]
    if not before:  # told of only later: taken up where nothing else is
        return TAKE_UP + 0.01 if _says_nothing(item) or _in_common(verdicts) else None
    last = max(before)
    between = sum(any(last < m.claims[0].trigger.start < at for m in other) for other in groups if other is not group)
    return (
        sum(v.score.value for v in verdicts) / len(verdicts) - FARTHER * between + 0.3 * any(m.prominent for m in group)
    )


def _says_nothing(item: Occurrence) -> bool:
    """Whether it names no victims of its own: "the attack", not "the beheading of a journalist"."""
    return not item.recipients


def _in_common(verdicts: Sequence[Verdict]) -> bool:
    """Whether anything besides where it stands in the text speaks for one happening."""
    return any(
        value > 0 and not name.startswith(NEARNESS)
        for verdict in verdicts
        for name, value in verdict.score.parts.items()
    )
