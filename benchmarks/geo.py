"""Place names against toponyms with coordinates: resolved at the annotated spans, and found and resolved from raw text.

`acc_161km` counts a toponym as right when our point lies within 161 km (100 miles) of the annotated one, the field's
usual measure (Leidner 2007; Gritta et al. 2018); no answer counts as wrong. Toponyms without coordinates (streets) are
left out everywhere: they are not asked for, and an own span that meets one is neither right nor wrong.
`acc_161km_at_home` is the same with each outlet's home learned from its own reports first, where the set names outlets.
`span_f1` asks for the exact span, `span_overlap_f1` for any overlap, both one to one; `acc_161km_found` is counted on
overlapping spans. `median_km` is over the answers given at annotated spans.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.result import Outcome, ratio
from benchmarks.rows import rows
from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.gazetteer_near import kilometres
from whimbrel.almanac.place_home import outlet_home
from whimbrel.almanac.place_mentions import PlaceMention, toponym_at
from whimbrel.almanac.place_resolve import resolve_places
from whimbrel.coder.code import Knowledge
from whimbrel.coder.linking import link_names
from whimbrel.coder.placing import find_toponyms, outlet_country
from whimbrel.model import Passage, PassageKind, Place, Report, Span

NEAR_KM = 161.0
Toponym = Mapping[str, Any]
Example = tuple[str, str]


@dataclass(frozen=True)
class Told:
    """A row: its report, its toponyms, and those with coordinates as mentions."""

    report: Report
    toponyms: Sequence[Toponym]
    mentions: Sequence[tuple[Toponym, PlaceMention]]


def run(data: Path) -> Outcome:
    knowledge = Knowledge.load()
    told = [_told(row, knowledge) for row in rows(data)]
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    examples: list[Example] = []
    distances: list[float] = []
    alone = [_resolved(one, knowledge.gazetteer, None) for one in told]
    homes = _homes(told, alone)
    for one, places in zip(told, alone, strict=True):
        settled = _resolved(one, knowledge.gazetteer, homes.get(one.report.outlet))
        for toponym, mention in one.mentions:
            distance = _distance(places.get(mention), toponym, knowledge.gazetteer)
            at_home = _distance(settled.get(mention), toponym, knowledge.gazetteer)
            counts.update(asked=1, near=near(distance), near_at_home=near(at_home))
            distances += [] if distance is None else [distance]
            if not near(distance):
                label, line = _error(toponym, mention, places.get(mention), distance)
                errors[label] += 1
                examples.append((label, line))
        counts.update(_found(one, knowledge))
    both = counts["gold"] + counts["own"]
    metrics = {
        "acc_161km": ratio(counts["near"], counts["asked"]),
        "acc_161km_at_home": ratio(counts["near_at_home"], counts["asked"]),
        "median_km": median(distances) if distances else 0.0,
        "span_f1": ratio(2 * counts["exact"], both),
        "span_overlap_f1": ratio(2 * counts["overlap"], both),
        "acc_161km_found": ratio(counts["found_near"], counts["found"]),
    }
    return Outcome(metrics, counts["asked"], errors, examples)


def near(distance: float | None) -> bool:
    return distance is not None and distance <= NEAR_KM


def _told(row: Mapping[str, Any], knowledge: Knowledge) -> Told:
    text, gazetteer, demonym = row["text"], knowledge.gazetteer, knowledge.almanac.demonym
    whole = (Passage(PassageKind.BODY, Span(0, len(text))),)
    report = Report(
        row.get("doc_id") or "", "", text, outlet=row.get("source") or "", url=row.get("url") or "", passages=whole
    )
    located = [t for t in row["toponyms"] if t.get("lat") is not None]
    mentions = [(t, toponym_at(text, t["start"], t["end"], gazetteer, demonym)) for t in located]
    return Told(report, row["toponyms"], mentions)


def _resolved(one: Told, gazetteer: Gazetteer, home: Place | None) -> dict[PlaceMention, Place]:
    country = home.country if home else outlet_country(one.report, gazetteer)
    return resolve_places([mention for _, mention in one.mentions], outlet_country=country, home=home)


def _homes(told: Sequence[Told], places: Sequence[Mapping[PlaceMention, Place]]) -> dict[str, Place]:
    """Where each outlet is at home, from what its reports of this set name."""
    by_outlet: dict[str, list[Place]] = defaultdict(list)
    for one, found in zip(told, places, strict=True):
        if one.report.outlet:
            by_outlet[one.report.outlet] += found.values()
    homes = {outlet: outlet_home(found) for outlet, found in by_outlet.items()}
    return {outlet: home for outlet, home in homes.items() if home is not None}


def _distance(place: Place | None, toponym: Toponym, gazetteer: Gazetteer) -> float | None:
    """Kilometres between our point (a country's is its middle) and the annotated one; None without an answer."""
    if place is None:
        return None
    lat, lon = place.lat, place.lon
    if lat is None or lon is None:
        known = gazetteer.place(place.id)
        if known is None:
            return None
        lat, lon = known.lat, known.lon
    return kilometres(lat, lon, toponym["lat"], toponym["lon"])


def _found(one: Told, knowledge: Knowledge) -> Counter[str]:
    """Own spans against the annotated ones."""
    segments = list(knowledge.grammar.segment(one.report.text, 0, len(one.report.text)))
    names = link_names(one.report, segments, knowledge.almanac, knowledge.gazetteer)
    named, inside = find_toponyms(one.report, segments, names, knowledge)
    places = named | inside
    own = sorted(places, key=lambda m: m.span.start)
    counts = Counter(gold=len(one.mentions), own=len(own))
    left = list(one.toponyms)
    for mention in own:
        span = mention.span
        meeting = [t for t in left if t["start"] < span.end and span.start < t["end"]]
        if not meeting:
            continue
        toponym = meeting[0]
        left.remove(toponym)
        if toponym.get("lat") is None:
            counts["own"] -= 1  # neither right nor wrong
            continue
        counts["overlap"] += 1
        counts["exact"] += (toponym["start"], toponym["end"]) == (span.start, span.end)
        counts["found"] += 1
        counts["found_near"] += near(_distance(places[mention], toponym, knowledge.gazetteer))
    return counts


def _error(toponym: Toponym, mention: PlaceMention, place: Place | None, distance: float | None) -> Example:
    """The class of an error, and a line for people."""
    if not mention.candidates:
        return "name unknown", toponym["text"]
    if place is None or distance is None:
        return "left open", toponym["text"]
    line = f"{toponym['text']}: {place.name}, {place.country or 'no country'} ({distance:,.0f} km off)"
    nearest = min(kilometres(c.lat, c.lon, toponym["lat"], toponym["lon"]) for c in mention.candidates)
    return "another of the name was meant" if nearest <= NEAR_KM else "no reading of the name lies there", line
