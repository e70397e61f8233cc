"""Same happening or not? What is seen is weighed feature by feature; some contradictions no weight can outdo.

Features and weights are named alike ("place: same"), and each verdict keeps what every feature added. A score above
nought joins; how likely it is that two with that score are one event is learned (`Verdict.probability`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import exp

from whimbrel.merge import parties, places
from whimbrel.merge.company import is_all_company, is_same_company, see_company
from whimbrel.merge.decided import NOTHING, Decided
from whimbrel.merge.numbers import same_toll, see_counts
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.timing import NOT_KNOWN, WEEKDAY_ALONE, fits_weekday, one_of_its_days, see_time
from whimbrel.merge.weights import Weights, shipped_weights
from whimbrel.merge.whole import WholeOf, nothing_known
from whimbrel.merge.words import WordRarity, likeness, rare_shared, shipped_rarity
from whimbrel.model import Score
from whimbrel.report_version import Version, no_version

DECIDED = 99.0
NEVER = -9.0  # the score of what forbids at first sight
ALIKE = 0.3  # told so much alike of the same day: what contradicts may be misread, or be what the sources differ on
MOST_WORDS = 0.5  # more likeness than this tells no more
ODD_TOLL = 7  # dead from which a number is seldom shared by chance
COPIED_WORDS = 0.4
APART_MODES = frozenset({"COERCE", "RETREAT", "SANCTION", "PROTEST"})  # types whose modes are different deeds
SHARED = (
    "place: same",
    "place: near",
    "actors: agree",
    "recipients: agree",
    "killed: same",
    "wounded: same",
    "count: same",
)
SHARED_WITHIN = (*SHARED, "actors: kin", "recipients: kin", "time: same", "mode: same", "told: ")
"""Without one of these, that two claims stand side by side tells nothing."""
NEXT_SENTENCE = 300  # code points


@dataclass(frozen=True, slots=True)
class Evidence:
    """What comparison leans on besides the two: who belongs to whom, who copies whom, how rare words are in news, and
    what reports tell as wholes.

    Nothing here depends on what else is compared: adding a report changes no verdict on others.
    """

    kin: parties.Kinship
    lineage: Mapping[str, str]  # report -> lineage
    version: Callable[[str], Version] = no_version
    words: WordRarity = field(default_factory=shipped_rarity)
    weights: Weights = field(default_factory=shipped_weights)
    decided: Decided = NOTHING
    whole: WholeOf = nothing_known


@dataclass(frozen=True, slots=True)
class Verdict:
    """`same` when the score is above nought and nothing forbids; `score.parts` tell why."""

    score: Score
    forbidden: str = ""
    slope: float = 1.0
    shift: float = 0.0

    @property
    def same(self) -> bool:
        return not self.forbidden and self.score.value > 0

    @property
    def open(self) -> bool:
        """Whether the two may be the same, which all that is known of the happening must tell (`weekday_alone`)."""
        return self.forbidden == WEEKDAY_ALONE

    @property
    def probability(self) -> float:
        """How likely the two are one happening, 0 where something forbids it. Calibrated for two reports."""
        return 0.0 if self.forbidden else 1 / (1 + exp(-(self.slope * self.score.value + self.shift)))


def compare(a: Occurrence, b: Occurrence, evidence: Evidence, *, brief: bool = False) -> Verdict:
    """Weigh whether two occurrences are one happening, unless somebody decided it. Symmetric.

    Where a `brief` answer will do, nothing more is looked at after what forbids it.
    """
    if ruling := evidence.decided.between(a.claims, b.claims):
        score = Score(DECIDED if ruling.same else NEVER, {f"decided ({ruling.by})": DECIDED if ruling.same else NEVER})
        return Verdict(score, "" if ruling.same else "decided")
    features, forbidden = see(a, b, evidence, brief=brief)
    if not features or (forbidden and brief):
        return Verdict(Score(NEVER), forbidden)
    within, known = not a.reports.isdisjoint(b.reports), evidence.weights
    weights = known.within if within else known.across
    parts = {name: weight * value for name, value in features.items() if (weight := weights.get(name))}
    score = Score(sum(parts.values()), parts)
    return Verdict(score, forbidden) if within else Verdict(score, forbidden, known.slope, known.shift)


def see(a: Occurrence, b: Occurrence, evidence: Evidence, *, brief: bool = False) -> tuple[dict[str, float], str]:
    """The features of two occurrences side by side, mostly from 0 to 1, and what forbids that they are one, or "".

    `brief`: nothing more is looked at after what forbids it.
    """
    if forbidden := _another_deed(a, b):
        return {}, forbidden
    within = not a.reports.isdisjoint(b.reports)
    copies = not within and copied(a, b, evidence)
    like = 0.0 if within else min(likeness(a.words, b.words, evidence.words), MOST_WORDS)
    toll = 0 if within else same_toll(a, b) or 0
    seen = {"base": 1.0}
    forbidden = see_time(a, b, seen, within=within, copied=copies, like=like, toll=toll)
    if forbidden == NOT_KNOWN and is_same_company(a, b) and _shares_town(a, b):
        if one_of_its_days(a, b):
            seen["time: same month"], forbidden = 1.0, ""
        elif fits_weekday(a, b) and is_all_company(a, b) and not contradicts(a, b, evidence):
            forbidden = WEEKDAY_ALONE
    alike = bool(not within and a.stated and b.stated and (like >= ALIKE or toll >= ODD_TOLL))
    forbidden = forbidden or _see_place(a, b, seen, alike=alike)
    forbidden = forbidden or see_company(a, b, seen, evidence.kin, alike=alike)
    forbidden = forbidden or _see_counts(a, b, seen, evidence)
    if forbidden and brief:
        return seen, forbidden
    if a.modes and b.modes:
        seen["mode: same" if a.modes & b.modes else "mode: other"] = 1.0
    if within:
        _see_telling(a, b, seen)
    else:
        if not copies and not (a.stated and b.stated) and not any(name.startswith(SHARED) for name in seen):
            seen["told: nothing but words"] = 1.0
        seen["words: alike"] = like
        seen["words: rare"] = rare_shared(a.words, b.words, evidence.words)
        if a.prominent and b.prominent:
            seen["told: both first"] = 1.0
        if copies:
            seen["told: copied" if like >= COPIED_WORDS else "told: elsewhere in a copy"] = 1.0
    return seen, forbidden


def contradicts(a: Occurrence, b: Occurrence, evidence: Evidence) -> str:
    """What forbids that two are one whatever their times, or ""."""
    seen: dict[str, float] = {}
    forbidden = _another_deed(a, b) or _see_place(a, b, seen, alike=False)
    return forbidden or see_company(a, b, seen, evidence.kin, alike=False) or _see_counts(a, b, seen, evidence)


def copied(a: Occurrence, b: Occurrence, evidence: Evidence) -> bool:
    """Whether the two are of reports that share their text."""
    lineages = {evidence.lineage.get(report) for report in a.reports} - {None}
    return any(evidence.lineage.get(report) in lineages for report in b.reports)


def _see_counts(a: Occurrence, b: Occurrence, seen: dict[str, float], evidence: Evidence) -> str:
    if not a.counts and not b.counts:
        return ""
    return see_counts(a, b, seen, rising=bool(a.counts and b.counts) and _same_page(a, b, evidence))


def _same_page(a: Occurrence, b: Occurrence, evidence: Evidence) -> bool:
    """Whether the two are of versions of one page: of these the toll of the first hour may be far from the last."""
    left, right = ([evidence.version(report) for report in sorted(side.reports)] for side in (a, b))
    return not a.reports & b.reports and any(one.is_version_of(other) for one in left for other in right)


def _another_deed(a: Occurrence, b: Occurrence) -> str:
    if a.type != b.type:
        return "type"
    if a.real != b.real:
        return "status"
    if a.type in APART_MODES and a.modes and b.modes and not a.modes & b.modes:
        return "mode"
    return ""


def _see_place(a: Occurrence, b: Occurrence, seen: dict[str, float], *, alike: bool) -> str:
    if not a.places or not b.places:
        return ""
    value = places.best_agreement(a.places, b.places)
    if value < 0:
        if alike:
            seen["place: apart"] = 1.0
        return "" if alike else "place"
    shared = {place.id for place in a.places} & {place.id for place in b.places}
    if shared:
        seen["place: same"] = max(places.rarity(place) for place in a.places if place.id in shared)
    elif value > 0:
        seen["place: near or within"] = value
    return ""


def _shares_town(a: Occurrence, b: Occurrence) -> bool:
    towns = [{place.id for place in side.places if place.precision in places.FINE} for side in (a, b)]
    return bool(towns[0] & towns[1])


def _see_telling(a: Occurrence, b: Occurrence, seen: dict[str, float]) -> None:
    """What headlines and leads tell is more often one happening than other sentences are; "the attack" takes one up."""
    if a.prominent and b.prominent:
        seen["told: headline and lead"] = 1.0
    if any(all(claim.refers_back for claim in side.claims) for side in (a, b)):
        seen["told: refers back"] = 1.0
    gap = min([abs(x.span.start - y.span.start) for x in a.claims for y in b.claims])
    if gap == 0:
        seen["told: in one sentence"] = 1.0
    elif gap <= NEXT_SENTENCE:
        alone = not any(name.startswith(SHARED_WITHIN) for name in seen)
        seen["told: nothing but nearness" if alone else "told: next to it"] = 1.0
