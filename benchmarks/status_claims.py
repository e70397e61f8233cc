"""An annotated sentence's claims, one to one with those that were read from it.

A pair is made by overlapping triggers, right types first; what is left over by the type and a shared party.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.sentences import Mention, Told, meets, mention, shares_words
from whimbrel.model import Claim, Participant

PRONOUNS = frozenset("i we you he she it they me us him her them this that which who whom those these".split())


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One annotated claim; `types` and `statuses` hold the allowed alternatives too, the annotator's own first."""

    trigger: Mention
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    place: str
    when: str
    speaker: str


def gold_claims(row: Mapping[str, Any], text: str) -> list[GoldClaim]:
    """The annotated claims of a row. Raises ValueError for a claim without trigger, type or status."""
    found = []
    for item in row["claims"]:
        if not {"trigger", "type", "status"} <= item.keys():
            raise ValueError(f"a claim needs `trigger`, `type` and `status`; this one has {', '.join(item)}")
        found.append(
            GoldClaim(
                trigger=mention(item["trigger"], text),
                types=(item["type"], *item.get("alt_types", ())),
                statuses=(item["status"], *item.get("alt_status", ())),
                actors=tuple(mention(words, text) for words in item.get("actors", ())),
                recipients=tuple(mention(words, text) for words in item.get("recipients", ())),
                place=item.get("place") or "",
                when=item.get("when") or "",
                speaker=next(iter(item.get("says") or ()), ""),
            )
        )
    return found


def aligned(gold: Sequence[GoldClaim], told: Told) -> list[tuple[int, int]]:
    """Indices of annotated and read claims that are the same, one to one, the surest pairs first."""
    pairs = []
    for g, item in enumerate(gold):
        for c, claim in enumerate(told.claims):
            same_words = triggers_meet(item.trigger, claim, told)
            same_type, together = claim.type in item.types, parties_shared(item, claim)
            if same_words or (same_type and together):
                pairs.append((same_words, same_type, together, -g, -c))
    taken: list[tuple[int, int]] = []
    for _, _, _, g, c in sorted(pairs, reverse=True):
        if all(g != -other and c != -another for other, another in taken):
            taken.append((-g, -c))
    return taken


def triggers_meet(wanted: Mention, claim: Claim, told: Told) -> bool:
    if wanted.spans:
        return any(claim.trigger.overlaps(span) for span in wanted.spans)
    return shares_words(told.words_of(claim.trigger), wanted.text)


def parties_shared(item: GoldClaim, claim: Claim) -> int:
    """How many of an annotated claim's parties stand on the same side of a read one."""
    return len(matched(item.actors, claim.actors)) + len(matched(item.recipients, claim.recipients))


def matched(wanted: Sequence[Mention], parties: Sequence[Participant]) -> list[tuple[int, int]]:
    """Indices of annotated mentions and parties that are the same, one to one.

    An annotator's bare pronoun cannot be compared with whom it was taken for: it goes with any party left over.
    """
    taken: list[tuple[int, int]] = []
    for fits in (meets, lambda _, words: words.text.lower() in PRONOUNS):
        for w, words in enumerate(wanted):
            for p, party in enumerate(parties):
                free = all(w != other and p != another for other, another in taken)
                if free and fits(party, words):
                    taken.append((w, p))
    return taken


def same_time(ours: str | None, wanted: str) -> bool:
    """Whether two EDTF values are the same or cover the same days."""
    if not ours:
        return False
    return ours == wanted or (days(ours) is not None and days(ours) == days(wanted))


def days(edtf: str) -> tuple[date, date] | None:
    """First and last day of a plain EDTF day, month, year or interval; None for anything else."""
    first, _, last = edtf.strip("~?%").partition("/")
    bounds = _unit(first), _unit(last or first)
    return (bounds[0][0], bounds[1][1]) if bounds[0] and bounds[1] else None


def _unit(text: str) -> tuple[date, date] | None:
    try:
        parts = [int(part) for part in text.strip("~?%").split("-")]
        match parts:
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
            case [year, month]:
                following = date(year + month // 12, month % 12 + 1, 1)
                return date(year, month, 1), following - timedelta(days=1)
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
    except ValueError:
        return None
    return None
