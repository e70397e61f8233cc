"""What claims of one happening add up to: the slots on which two of them are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from whimbrel.merge.words import NO_WORDING, Wording, WordRarity, wording
from whimbrel.model import Claim, Count, Participant, PassageKind, Place, Status, When

REAL = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.DENIED, Status.NEGATED, Status.HISTORICAL})
PROMINENT = frozenset({PassageKind.HEADLINE, PassageKind.LEAD})
NEWS_REACH_DAYS = 4  # a happening told without a time is taken to be at most so many days old

WINDOWS_KEPT = 1024  # days of publication of which the window is at hand


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One or more claims taken together. `stated` is a time that the words give, `assumed` one from publication."""

    key: str  # smallest claim id
    claims: tuple[Claim, ...]
    type: str
    real: bool
    historical: bool
    modes: frozenset[str]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    places: tuple[Place, ...]
    stated: When | None
    assumed: When | None
    counts: Mapping[str, tuple[Count, ...]]
    reports: frozenset[str]
    words: Wording = NO_WORDING
    prominent: bool = False  # told in a headline or lead
    came_out: date | None = None  # the last day on which its reports were published, where none of them is undated


@lru_cache(maxsize=WINDOWS_KEPT)
def publication_window(published: When | None) -> When | None:
    """When something told without a time took place: in the days before its report came out.

    None where that day is not known, or only inferred from what the report mentions: nothing is joined on that.
    """
    if published is None or published.latest is None or published.earliest is None or published.how == "inferred":
        return None
    first = published.earliest - timedelta(days=NEWS_REACH_DAYS)
    return When(f"{first}/{published.latest}", first, published.latest, "publication")


def occurrence(
    claims: tuple[Claim, ...], published: Mapping[str, When | None], rarity: WordRarity | None = None
) -> Occurrence:
    """Gather claims (in any order) into one occurrence; the slots are unions, the time the most precise one.

    `rarity` tells which words are worth keeping for comparison; without it none are.
    """
    ordered = tuple(sorted(claims, key=lambda claim: claim.id))
    counts: dict[str, list[Count]] = {}
    for claim in ordered:
        for name, count in claim.counts.items():
            counts.setdefault(name, []).append(count)
    windows = [w for claim in ordered if (w := publication_window(published.get(claim.report))) is not None]
    assumed = most_precise(windows)
    stated = most_precise([when for claim in ordered if (when := claim.when) is not None and _tells(when, assumed)])
    return Occurrence(
        key=ordered[0].id,
        claims=ordered,
        type=ordered[0].type,
        real=ordered[0].status in REAL,
        historical=any(claim.status is Status.HISTORICAL for claim in ordered),
        modes=frozenset(claim.mode for claim in ordered if claim.mode),
        actors=unique(tuple(p for claim in ordered for p in claim.actors)),
        recipients=unique(tuple(p for claim in ordered for p in claim.recipients)),
        places=tuple({p.id: p for claim in ordered for p in claim.places}.values()),
        stated=stated,
        assumed=None if stated else assumed,
        counts={name: tuple(values) for name, values in counts.items()},
        reports=frozenset(claim.report for claim in ordered),
        words=wording(ordered, rarity) if rarity else NO_WORDING,
        prominent=any(claim.passage in PROMINENT for claim in ordered),
        came_out=_came_out(ordered, published),
    )


def _came_out(claims: tuple[Claim, ...], published: Mapping[str, When | None]) -> date | None:
    known = [published.get(report) for report in {claim.report for claim in claims}]
    days = [when.latest for when in known if when is not None and when.how != "inferred" and when.latest is not None]
    return max(days) if len(days) == len(known) else None


def _tells(when: When, assumed: When | None) -> bool:
    """Whether a time says more than the publication window would: it has a bound, or no window is known."""
    if assumed is None:
        return True
    return (when.earliest is not None and when.latest is not None) or when.weekday is not None


def unique(parties: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Each party once, the mention with a title first choice."""
    best: dict[str, Participant] = {}
    for party in parties:
        if party.id not in best or (party.title and not best[party.id].title):
            best[party.id] = party
    return tuple(best.values())


def most_precise(times: list[When]) -> When | None:
    """The time that leaves the fewest days open (ties: the earlier, then the words); unresolved ones come last."""

    def rank(when: When) -> tuple[int, int, str, str]:
        if when.earliest is None or when.latest is None:
            return (10**7 if when.edtf is None and when.weekday is None else 10**6, 0, when.edtf or "", when.text)
        return ((when.latest - when.earliest).days, when.earliest.toordinal(), when.edtf or "", when.text)

    return min(times, key=rank, default=None)
