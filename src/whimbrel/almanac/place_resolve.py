"""Which of the places of one name a report means: one reading per name per report.

Every name's candidates get a score from what stands beside the name, the countries and other places of the report, the
dateline and the outlet's home, and how well known each is. The names help each other: two rounds, the first without.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, exp, radians

from whimbrel.almanac.gazetteer_fold import place_key
from whimbrel.almanac.place_candidate import Candidate, namesake
from whimbrel.almanac.place_mentions import PlaceMention
from whimbrel.model import Place, Precision

SMALL = 500  # times fewer people than the capital
_KEPT = 12  # candidates per name that take part in the second round
_AREAL = (Precision.PROVINCE, Precision.REGION, Precision.COUNTRY)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each ground counts beside standing (which is 0..1)."""

    standing: float = 2.0
    inside: float = 2.0
    kind: float = 0.8
    country: float = 0.2
    area: float = 0.35
    near: float = 0.8
    home: float = 1.2
    country_of_outlet: float = 0.25
    namesake: float = 0.5
    whole: float = 1.5  # for a country or an outright named area: few write "Egypt" and mean a hamlet
    home_km: float = 150.0
    near_km: float = 150.0


@dataclass(slots=True)
class _Name:
    """One name of the report: its mentions, and its candidates with their scores, best first."""

    mentions: list[PlaceMention]
    scored: list[tuple[float, Candidate]]

    @property
    def best(self) -> Candidate:
        return self.scored[0][1]

    @property
    def lead(self) -> float:
        """By how much the best reading leads: how far other names may lean on it."""
        rest = [s for s, c in self.scored[1:] if _apart(c, self.best) > 50]
        return min(1.0, 0.25 + 2 * (self.scored[0][0] - max(rest))) if rest else 1.0


def resolve_places(
    mentions: Sequence[PlaceMention],
    *,
    countries: Mapping[str, float] | None = None,
    dateline: Place | None = None,
    outlet_country: str | None = None,
    home: Place | None = None,
    weights: Weights | None = None,
) -> dict[PlaceMention, Place]:
    """The place each mention means; a mention without a safe reading is left out.

    `countries` weighs the states the report speaks of (from actors and demonyms, alpha-3; any scale), `home` is the
    outlet's own town or area. The places carry the mention's text and span.
    """
    given = weights or Weights()
    names = _names(mentions)
    context: dict[str, float] = defaultdict(float, countries or {})
    _first_round(names, context, _Ground(given, dateline, outlet_country, home))
    _second_round(names, given)
    answers: dict[PlaceMention, Place] = {}
    for name in names:
        if _safe(name, context):
            answers |= {m: replace(name.best.place, text=m.text, span=m.span) for m in name.mentions}
    return answers


@dataclass(frozen=True, slots=True)
class _Ground:
    weights: Weights
    dateline: Place | None
    outlet_country: str | None
    home: Place | None

    def score(self, c: Candidate) -> float:
        points = [p for p in (self.dateline, self.home) if p is not None]
        total = 0.0
        for place in points:
            if place.lat is not None and place.lon is not None:
                total += self.weights.home * exp(-_km(c.lat, c.lon, place.lat, place.lon) / self.weights.home_km)
            total += 0.3 * self.weights.home * (place.country in c.countries)
        return total + self.weights.country_of_outlet * (self.outlet_country in c.countries)


def _names(mentions: Sequence[PlaceMention]) -> list[_Name]:
    groups: dict[str, list[PlaceMention]] = {}
    for mention in mentions:
        if mention.candidates:
            groups.setdefault(place_key(mention.text), []).append(mention)
    return [_Name(group, []) for group in groups.values()]


def _first_round(names: list[_Name], context: dict[str, float], ground: _Ground) -> None:
    """Scores from the name's own cues, then from the countries and states that the report names outright."""
    for name in names:
        states = [c for m in name.mentions for c in m.inside]
        found = {c.place.id: c for m in name.mentions for c in m.candidates}
        whole = [c for c in found.values() if c.place.precision is Precision.COUNTRY]
        for c in whole[:1]:
            context[c.countries[0]] += len(name.mentions) * (0.5 if len(found) > 3 else 1)
        for code in {code for c in states if c.place.precision is Precision.COUNTRY for code in c.countries}:
            context[code] += 0.5
    share = _shares(context)
    areas = _shares(Counter(c.area for name in names for m in name.mentions for c in m.inside if c.area))
    for name in names:
        found = {c.place.id: c for c in _called_so(name)}
        towns = [c for c in found.values() if c.place.precision is Precision.TOWN]
        w = ground.weights
        for c in found.values():
            score = w.standing * c.prior + _cue(c, name.mentions, w) + ground.score(c)
            score += w.country * max((share.get(code, 0.0) for code in c.countries), default=0.0)
            score += w.area * areas.get(c.area, 0.0)
            score += w.whole * _outright(c)
            if any(namesake(t, c) for t in towns):
                score -= w.namesake
            name.scored.append((score, c))
        name.scored.sort(key=lambda pair: (-pair[0], pair[1].place.id))
        del name.scored[_KEPT:]


def _called_so(name: _Name) -> list[Candidate]:
    """The candidates; beside a capital of just this name, small towns that are mostly called otherwise are none."""
    found = [c for m in name.mentions for c in m.candidates]
    key = place_key(name.mentions[0].text)
    capital = next((c for c in found if c.capital and place_key(c.place.name) == key), None)
    if capital is None:
        return found
    return [
        c for c in found
        if c.place.precision is not Precision.TOWN
        or c.population * SMALL > capital.population
        or key in place_key(c.place.name)
    ]  # fmt: skip


def _outright(c: Candidate) -> float:
    if c.place.precision is Precision.COUNTRY:
        return 1.0
    return 0.5 * (c.place.precision in _AREAL and not c.loose)


def _second_round(names: list[_Name], w: Weights) -> None:
    """Scores from the other names' best readings: nearness, the same state, the same country."""
    for _ in range(2):
        firm = [(name, name.best, name.lead) for name in names]
        rescored = []
        for name in names:
            others = [(c, lead) for other, c, lead in firm if other is not name]
            weight = sum(lead for _, lead in others) or 1.0
            scored = [(base + _company(c, others, weight, w), c) for base, c in name.scored]
            rescored.append(sorted(scored, key=lambda pair: (-pair[0], pair[1].place.id)))
        for name, scored in zip(names, rescored, strict=True):
            order = {c.place.id: i for i, (_, c) in enumerate(scored)}
            name.scored.sort(key=lambda pair: order[pair[1].place.id])
    for name, scored in zip(names, rescored if names else [], strict=True):
        name.scored = scored


def _company(c: Candidate, others: list[tuple[Candidate, float]], weight: float, w: Weights) -> float:
    near = area = country = 0.0
    for other, lead in others:
        if other.place.precision is not Precision.COUNTRY and c.place.precision is not Precision.COUNTRY:
            near = max(near, lead * exp(-_apart(c, other) / w.near_km))
        area += lead * (c.area != "" and c.area == other.area)
        country += lead * (not set(c.countries).isdisjoint(other.countries))
    return w.near * near + w.area * area / weight + w.country * country / weight


def _cue(c: Candidate, mentions: list[PlaceMention], w: Weights) -> float:
    """What the words beside the name say for this reading."""
    inside = max((_lies_in(c, around) for m in mentions for around in m.inside), default=0.0)
    kinds = [m for m in mentions if m.precisions]
    kind = max((c.place.precision in m.precisions for m in kinds), default=False)
    return w.inside * inside + w.kind * kind


def _lies_in(c: Candidate, around: Candidate) -> float:
    """How well `c` lies in `around`, 0..1."""
    if c.place.id == around.place.id or set(c.countries).isdisjoint(around.countries):
        return 0.0
    if around.place.precision is Precision.COUNTRY or c.within == around.place.id:
        return 1.0
    if around.area:
        return float(c.area == around.area)
    if c.place.precision is Precision.COUNTRY:
        return 0.0
    limit = 60.0 if around.place.precision is Precision.DISTRICT else 300.0
    return exp(-((_apart(c, around) / limit) ** 2))


def _shares(counts: Mapping[str, float]) -> dict[str, float]:
    top = max(counts.values(), default=0)
    return {key: n / top for key, n in counts.items()} if top else {}


def _safe(name: _Name, context: dict[str, float]) -> bool:
    """Whether the best reading is more than a wild guess."""
    best = name.best
    told = any(_lies_in(best, around) > 0.3 for m in name.mentions for around in m.inside)
    at_home = any(context[code] > 0 for code in best.countries)
    sure = any(m.sure for m in name.mentions)
    if told or best.curated:
        return True
    if best.place.precision is not Precision.TOWN:
        return bool(sure or at_home)
    if sure:
        return best.main or best.population >= 1000 or at_home
    at_least = (5_000 if best.main else 50_000) if at_home else 500_000
    return best.population >= at_least


def _apart(a: Candidate, b: Candidate) -> float:
    return _km(a.lat, a.lon, b.lat, b.lon)


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Distance on a flat map: wrong by little where it matters (below a few hundred kilometres), and cheap."""
    dlon = abs(lon1 - lon2)
    x = min(dlon, 360 - dlon) * cos(radians((lat1 + lat2) / 2))
    return 111.2 * float((x * x + (lat1 - lat2) ** 2) ** 0.5)
