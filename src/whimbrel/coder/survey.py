"""What is in hand before any sentence of a report is coded: its segments, its names linked, its places, its times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whimbrel.almanac.place_mentions import mention_at, place_mentions
from whimbrel.almanac.place_resolve import resolve_places
from whimbrel.coder.linking import link_names
from whimbrel.coder.links import ReportNames, day_of
from whimbrel.coder.parties import Cast
from whimbrel.coder.reference import Discourse
from whimbrel.coder.setting import Timeline
from whimbrel.coder.times import find_times
from whimbrel.grammar.sentence import Segment
from whimbrel.model import PassageKind, Place, Report, Span

if TYPE_CHECKING:
    from whimbrel.coder.code import Knowledge

CAPITAL = re.compile(r"\b(?P<demonym>[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?P<capital>capital)\b")
DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest centre center".split())
SILENT = frozenset({PassageKind.CREDIT, PassageKind.FURNITURE, PassageKind.COMMENT})


@dataclass(frozen=True)
class Survey:
    """A report gone through once. `segments` come with the passages they stand in, `places` are found by offset."""

    segments: Sequence[tuple[PassageKind, Segment]]
    names: ReportNames
    places: Mapping[int, Place]
    timeline: Timeline
    cast: Cast


def survey(report: Report, knowledge: Knowledge) -> Survey:
    """Go through a report for its names, places and times. Credits, furniture and comments are passed over."""
    segments = list(_segments(report, knowledge))
    plain = [segment for _, segment in segments]
    names = link_names(report, plain, knowledge.almanac, knowledge.gazetteer)
    places = _places(report, plain, names, knowledge)
    expressions = [e for p in report.passages if p.kind not in SILENT
                   for e in find_times(report.text, p.span.start, p.span.end)]  # fmt: skip
    discourse = Discourse(names, [segment.span for segment in plain])
    on, speech = day_of(report.published), frozenset(knowledge.lexicon.speech)
    timeline = Timeline(expressions, report.published)
    cast = Cast(names, discourse, knowledge.almanac, on, speech, places, timeline)
    return Survey(segments, names, places, timeline, cast)


def _segments(report: Report, knowledge: Knowledge) -> Iterator[tuple[PassageKind, Segment]]:
    for passage in report.passages:
        if passage.kind not in SILENT:
            for segment in knowledge.grammar.segment(report.text, passage.span.start, passage.span.end):
                yield passage.kind, segment


def _places(report: Report, segments: Sequence[Segment], names: ReportNames, knowledge: Knowledge) -> dict[int, Place]:
    """Every offset inside a place's mention → the place. Names linked to persons and bodies are no places."""
    gazetteer, demonym = knowledge.gazetteer, knowledge.almanac.demonym
    mentions = [m for segment in segments for m in place_mentions(segment, report.text, gazetteer, demonym)]
    mentions = [
        m for m in mentions
        if m.text.lower() not in DIRECTIONS
        and not any(link.label in {"PER", "ORG", "PEOPLE", "BODY"} for link in names.within(m.span.start, m.span.end))
    ]  # fmt: skip
    known = {m.span.start for m in mentions}
    for link in names.links:  # a state that the almanac knows is a place too, whatever the tagger made of it
        if link.label == "LOC" and link.start not in known:
            mentions.append(mention_at(report.text, link.start, link.end, gazetteer, demonym))
    countries: dict[str, float] = {}
    for link in names.links:
        if link.party is not None and link.party.country:
            countries[link.party.country] = countries.get(link.party.country, 0.0) + 1.0
    found: dict[int, Place] = {}
    for mention, place in resolve_places(mentions, countries=countries).items():
        for offset in range(mention.span.start, mention.span.end):
            found[offset] = place
    return found | _capitals(report.text, knowledge)


def _capitals(text: str, knowledge: Knowledge) -> dict[int, Place]:
    """ "the Lebanese capital": offsets of "capital" → the city, unless the city's name follows."""
    found: dict[int, Place] = {}
    for match in CAPITAL.finditer(text):
        state = knowledge.almanac.nation(match["demonym"])
        if state is None or not state.capital or state.country is None:
            continue
        if text[match.end() : match.end() + 40].lstrip(" ,").removeprefix("of ").startswith(state.capital):
            continue
        cities = [p for p in knowledge.gazetteer.find(state.capital, (state.country,)) if p.country == state.country]
        if cities:
            span = Span(match.start("capital"), match.end("capital"))
            place = replace(cities[0], text=text[match.start() : match.end()], span=Span(match.start(), match.end()))
            found |= dict.fromkeys(range(span.start, span.end), place)
    return found
