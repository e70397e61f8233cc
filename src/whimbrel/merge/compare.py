"""Same happening or not? Slots are weighed one by one; some contradictions no weight can outdo.

The weights are hand-set on the development sets, in rough log-odds; a later version learns them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from whimbrel.merge import parties, places
from whimbrel.merge.numbers import same_toll, weigh_counts
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.time_overlap import compatible, width_days
from whimbrel.merge.words import WordRarity, likeness, shipped_rarity
from whimbrel.model import ActorKind, Participant, Score, When

BASE_WITHIN = -0.6  # two tellings in one report
DAY = {True: 1.8, False: 3.6}  # both state the same day; in one report, in two
FRESH = (3.0, 2.4, 1.3, 0.6, 0.2)  # a day stated or taken from publication, by days between the two
BASE_ACROSS = -5.2  # two tellings in different reports
PARTY_WEIGHT = 2.4
PLACE_WEIGHT = {True: 1.0, False: 1.5}  # in one report, in two: a report's claims share its scene
WORDS_WEIGHT = 10.0
MISREAD = 0.3  # told so much alike of the same day: what contradicts may be misread, or be what the sources differ on
ELSEWHERE = -2.5
STRANGERS = -1.5
OTHER_ANCHOR = 1.0
MOST_WORDS = 0.4  # more likeness than this tells no more
APART_MODES = frozenset({"COERCE", "RETREAT", "SANCTION", "PROTEST"})  # types whose modes are different deeds
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # of which there are as many as there are speakers
INFERRED_DAYS = 3
NOT_KNOWN = "dates not known"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the comparison leans on besides the two: who belongs to whom, who copies whom, how rare words are in news.

    Nothing here depends on what else is compared: adding a report changes no verdict on others.
    """

    kin: parties.Kinship
    lineage: Mapping[str, str]  # report -> lineage
    words: WordRarity = field(default_factory=shipped_rarity)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`same` when the score is above nought and nothing forbids; `score.parts` tell why."""

    score: Score
    forbidden: str = ""

    @property
    def same(self) -> bool:
        return not self.forbidden and self.score.value > 0


def compare(a: Occurrence, b: Occurrence, evidence: Evidence) -> Verdict:
    """Weigh whether two occurrences are one happening. Symmetric."""
    if a.type != b.type:
        return Verdict(Score(-9.0), "type")
    if a.real != b.real:
        return Verdict(Score(-9.0), "status")
    if a.type in APART_MODES and a.modes and b.modes and not a.modes & b.modes:
        return Verdict(Score(-9.0), "mode")
    within = bool(a.reports & b.reports)
    copied = bool({evidence.lineage.get(r) for r in a.reports} & {evidence.lineage.get(r) for r in b.reports})
    parts: dict[str, float] = {"base": BASE_WITHIN if within else BASE_ACROSS}
    like = 0.0 if within else likeness(a.words, b.words, evidence.words)
    forbidden = _weigh_time(a, b, parts, within=within, copied=copied, like=like)
    alike = not within and like >= MISREAD and bool(a.stated and b.stated)
    forbidden = forbidden or _weigh_place(a, b, parts, within=within, alike=alike)
    forbidden = forbidden or _weigh_parties(a, b, parts, evidence, alike=alike)
    forbidden = forbidden or weigh_counts(a, b, parts, within=within)
    if a.modes and b.modes:
        parts["mode"] = 0.7 if a.modes & b.modes else -0.7
    if within:
        _weigh_telling(a, b, parts)
    else:
        parts["words"] = WORDS_WEIGHT * min(like, MOST_WORDS)
        if copied:
            parts["copied"] = 1.0 if like >= MOST_WORDS else -0.5
    return Verdict(Score(sum(parts.values()), parts), forbidden)


def _weigh_time(
    a: Occurrence, b: Occurrence, parts: dict[str, float], *, within: bool, copied: bool, like: float
) -> str:
    left, right = a.stated or a.assumed, b.stated or b.assumed
    if a.historical != b.historical and not (a.stated and b.stated):
        return "one is history"
    verdict = compatible(left, right)
    if verdict is False:
        if within or not _other_anchor(a, b, copied=copied, like=like):
            return "time"
        parts["time"] = OTHER_ANCHOR
        return ""
    if within:
        same_words = a.stated is not None and b.stated is not None and a.stated.text == b.stated.text
        parts["time"] = DAY[True] if verdict and a.stated and b.stated else 1.0 if same_words else 0.0
        return ""
    if _broadly_inferred(left) or _broadly_inferred(right):
        return "" if copied else NOT_KNOWN
    if a.stated and b.stated:
        if verdict or (width_days(a.stated) and width_days(b.stated)):
            width = max(width_days(a.stated) or 1, width_days(b.stated) or 1)
            parts["time"] = DAY[False] if width <= 1 else 2.0 if width <= 3 else 0.9 if width <= 31 else 0.2
            return ""
    elif left is not None and right is not None:
        parts["time"] = FRESH[min(_days_between(left, right), len(FRESH) - 1)]
        return ""
    return "" if copied else NOT_KNOWN


def _broadly_inferred(when: When | None) -> bool:
    """Whether a time was reckoned from what an undated report mentions, and leaves more than a few days."""
    return when is not None and when.how == "inferred" and (width_days(when) or INFERRED_DAYS + 1) > INFERRED_DAYS


def _other_anchor(a: Occurrence, b: Occurrence, *, copied: bool, like: float) -> bool:
    """The same words for the day ("on Tuesday") in nearly one text, counted from different publication dates.

    Archives and copies often carry the wrong date. Other texts must share an exact toll as well.
    """
    if a.stated is None or b.stated is None or a.stated.how != "relative" or b.stated.how != "relative":
        return False
    if a.stated.text.lower() != b.stated.text.lower():
        return False
    return copied or (like >= MOST_WORDS and same_toll(a, b) is not None)


def _days_between(a: When, b: When) -> int:
    """Days between the last day of each: of a publication window that is the day of publication."""
    return abs((a.latest - b.latest).days) if a.latest and b.latest else len(FRESH)


def _weigh_place(a: Occurrence, b: Occurrence, parts: dict[str, float], *, within: bool, alike: bool) -> str:
    if not a.places or not b.places:
        return ""
    value = places.best_agreement(a.places, b.places)
    if value < 0:
        if alike:
            parts["place"] = ELSEWHERE
        return "" if alike else "place"
    shared = {place.id for place in b.places}
    rare = max((places.rarity(place) for place in a.places if place.id in shared), default=0.3)
    parts["place"] = PLACE_WEIGHT[within] * value * (1.0 if within else 0.6 + 0.8 * rare)
    return ""


def _weigh_parties(a: Occurrence, b: Occurrence, parts: dict[str, float], evidence: Evidence, *, alike: bool) -> str:
    whole = a.type == "CONSULT"
    for name, left, right in (
        ("actors", a.actors + (a.recipients if whole else ()), b.actors + (b.recipients if whole else ())),
        ("recipients", () if whole else a.recipients, () if whole else b.recipients),
    ):
        value = parties.agreement(left, right, evidence.kin)
        if value is None:
            if name == "actors" and a.type in SPOKEN and _one_is_named(left, right):
                parts[name] = STRANGERS
            continue
        if name == "actors" and _strangers(left, right, evidence) and value < 0.34:
            if whole or not alike:
                return name
            parts[name] = STRANGERS
            continue
        if name == "recipients" and _different_victims(left, right):
            return name
        rare = _rarity(left, right)
        weight = PARTY_WEIGHT if name == "actors" else 1.2
        parts[name] = weight * (2 * value - 1) * (0.4 + 0.6 * rare if value >= 0.5 else 1.0)
    if whole:
        return _meeting_company(a, b)
    return ""


def _strangers(left: tuple[Participant, ...], right: tuple[Participant, ...], evidence: Evidence) -> bool:
    """Both sides name actors that are known, and no actor of one is kin to any of the other."""
    if not any(map(parties.identified, left)) or not any(map(parties.identified, right)):
        return False
    return all(parties.kinship(p, q, evidence.kin) < 0.3 for p in left for q in right)


def _one_is_named(left: tuple[Participant, ...], right: tuple[Participant, ...]) -> bool:
    """Whether one side names who speaks and the other only describes somebody: "a committee", "regional leaders"."""
    sides = [any(map(parties.identified, side)) for side in (left, right)]
    return bool(left) and bool(right) and sides[0] != sides[1]


def _different_victims(left: tuple[Participant, ...], right: tuple[Participant, ...]) -> bool:
    people = [{i for p in side if p.kind is ActorKind.PERSON for i in parties.ids_of(p)} for side in (left, right)]
    return bool(people[0]) and bool(people[1]) and not people[0] & people[1]


def _meeting_company(a: Occurrence, b: Occurrence) -> str:
    """Meetings of different company are different meetings: each side names somebody whom the other cannot hold."""
    sides = [{parties.ids_of(p) for p in x.actors + x.recipients if p.kind is ActorKind.PERSON} for x in (a, b)]
    ids = [frozenset().union(*side) for side in sides]
    only = [[p for p in sides[0] if not p & ids[1]], [p for p in sides[1] if not p & ids[0]]]
    if only[0] and only[1] and len(only[0]) + len(only[1]) > len([p for p in sides[0] if p & ids[1]]):
        return "company"
    return ""


def _rarity(left: tuple[Participant, ...], right: tuple[Participant, ...]) -> float:
    shared = {i for p in left for i in parties.ids_of(p)} & {i for p in right for i in parties.ids_of(p)}
    return max((parties.rarity(p) for p in left + right if parties.ids_of(p) & shared), default=0.3)


def _weigh_telling(a: Occurrence, b: Occurrence, parts: dict[str, float]) -> None:
    """What headlines and leads tell is more often one happening than other sentences are; "the attack" takes one up."""
    if a.prominent and b.prominent:
        parts["headline and lead"] = 0.8
    if any(all(claim.refers_back for claim in side.claims) for side in (a, b)):
        parts["refers back"] = 0.6
