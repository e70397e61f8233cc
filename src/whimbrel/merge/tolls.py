"""How many: the latest official toll is shown, else that of the latest report; numbers that cannot both be right are a
conflict.

Tolls rise as the dead are found, so a later report is nearer the truth than an early one; and whoever counts for an
office stands behind his number. A doer's count of the enemy's dead is no such toll, whatever his office. The
number in a newer version of a report stands in the place of that in the older one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from whimbrel.merge.consensus import affirming, tally
from whimbrel.merge.numbers import count_key, count_label, gap_of, is_implied, is_written
from whimbrel.merge.parties import Kinship
from whimbrel.merge.sources import Sources
from whimbrel.merge.voices import Sides, Voice, is_official, speaker_of, voice
from whimbrel.model import Claim, Count, FieldValue

FAR_FLOORS = 1.5  # "at least" numbers farther apart than this factor are rivals
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def choose_counts(
    claims: tuple[Claim, ...], sides: Sides, kin: Kinship, sources: Sources
) -> tuple[dict[str, Count], dict[str, tuple[FieldValue, ...]], list[str]]:
    """Each count that is shown, all values claimed for it, and the names of those on which sources conflict."""
    shown: dict[str, Count] = {}
    fields: dict[str, tuple[FieldValue, ...]] = {}
    conflicts: list[str] = []
    official = frozenset(c.id for c in claims if is_official(c) and voice(c, sides, kin) is not Voice.BOAST)
    by_id = {claim.id: claim for claim in claims}
    told = affirming(claims)
    for name in sorted({name for claim in claims for name in claim.counts}):
        if told and not any(name in claim.counts for claim in told):
            continue  # a number that is only denied is no count of what happened
        counting = _counting(claims, name)
        former = _replaced(counting, sources)
        values = tally(
            counting,
            _reader(name),
            sources,
            rule=_rule(official, former, sources),
            rank=_rank(name, official, former, sources),
        )
        fields[name] = tuple(replace(v, former=tuple(id for id in v.claims if id in former)) for v in values)
        best = next((id for id in values[0].claims if id not in former), (*values[0].claims, *values[0].against)[0])
        shown[name] = by_id[best].counts[name]
        ranges = [claim.counts[name] for claim in affirming(counting) or counting if claim.id not in former]
        if any(not _agree(a, b) for i, a in enumerate(ranges) for b in ranges[i + 1 :]):
            conflicts.append(name)
    return shown, fields, conflicts


def _counting(claims: tuple[Claim, ...], name: str) -> tuple[Claim, ...]:
    """The claims that give this count; those where no number is written ("a bomber killed …") only if all are such."""
    counting = tuple(claim for claim in claims if name in claim.counts)
    written = tuple(claim for claim in counting if not is_implied(claim.counts[name]))
    return written if affirming(written) else counting


def _replaced(counting: Sequence[Claim], sources: Sources) -> frozenset[str]:
    """The claims of reports of which a newer version gives the count anew: they stay, and rule nothing."""
    told = affirming(counting)
    return frozenset(old.id for old in counting if any(sources.replaces(new, old) for new in told))


def _reader(name: str) -> Callable[[Claim], tuple[str, str] | None]:
    def read(claim: Claim) -> tuple[str, str] | None:
        count = claim.counts.get(name)
        return None if count is None else (count_key(count), count_label(count))

    return read


def _rank(
    name: str, official: frozenset[str], former: frozenset[str], sources: Sources
) -> Callable[[str, list[Claim]], tuple[float, ...]]:
    """What stands before what newer versions replaced, official before others, a number before "dozens", then the
    later day, then origins, then the higher number."""

    def rank(value: str, group: list[Claim]) -> tuple[float, ...]:
        best = _best(group, official, former)
        low = value.partition("..")[0]
        return (
            float(best[0].id not in former),
            float(best[0].id in official),
            float(not value.endswith("..") or any(is_written(claim.counts[name]) for claim in best)),
            float(max(sources.day(claim) for claim in best).toordinal()),
            float(sources.origins(group)),
            float(low or 0),
        )

    return rank


def _best(group: Sequence[Claim], official: frozenset[str], former: frozenset[str]) -> list[Claim]:
    standing = [claim for claim in group if claim.id not in former] or list(group)
    return [claim for claim in standing if claim.id in official] or standing


def _rule(official: frozenset[str], former: frozenset[str], sources: Sources) -> Callable[[list[Claim]], str]:
    def rule(group: list[Claim]) -> str:
        best = max(_best(group, official, former), key=lambda claim: (sources.day(claim), claim.id))
        day = sources.day(best)
        out = f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day != date.min else ""
        speaker = speaker_of(best)
        if best.id not in official or speaker is None:
            return f"latest report: {out}" if out else "latest report"
        return f"latest official toll: {', '.join(part for part in (speaker.text, out) if part)}"

    return rule


def _agree(a: Count, b: Count) -> bool:
    """Whether two numbers can stand side by side. "At least 20" beside 276 is no contradiction, but a rival."""
    if gap_of(a, b) > 0:
        return False
    return not (a.low and b.low) or max(a.low, b.low) <= FAR_FLOORS * min(a.low, b.low)
