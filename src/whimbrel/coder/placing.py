"""Where the places that a report names are: which words name one, and which place of the name is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.place_in_name import places_in_names
from whimbrel.almanac.place_mentions import PlaceMention, mention_at, place_mentions
from whimbrel.almanac.place_resolve import resolve_places
from whimbrel.coder.links import ReportNames
from whimbrel.grammar.sentence import Segment
from whimbrel.model import Place, Report, Span

if TYPE_CHECKING:
    from whimbrel.coder.code import Knowledge

CAPITAL = re.compile(r"\b(?P<demonym>[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?P<capital>capital)\b")
DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest centre center".split())
HOST = re.compile(r"^(?:https?://)?(?P<host>[\w.-]+\.[a-z]{2,})(?:[:/?#]|$)", re.IGNORECASE)


def find_places(
    report: Report, segments: Sequence[Segment], names: ReportNames, knowledge: Knowledge, home: Place | None = None
) -> dict[PlaceMention, Place]:
    """The places that a report names as places, by mention. Names linked to persons and bodies are none.

    `home` is where the outlet is at home, when that is known; its country is also read from its address on the net.
    """
    places, _ = find_toponyms(report, segments, names, knowledge, home)
    return places


def find_toponyms(
    report: Report, segments: Sequence[Segment], names: ReportNames, knowledge: Knowledge, home: Place | None = None
) -> tuple[dict[PlaceMention, Place], dict[PlaceMention, Place]]:
    """The places that a report names as places, and those that stand inside the names of bodies; each helps to tell
    which place the others mean."""
    gazetteer, demonym = knowledge.gazetteer, knowledge.almanac.demonym
    mentions = [m for segment in segments for m in place_mentions(segment, report.text, gazetteer, demonym)]
    mentions = [
        m for m in mentions
        if m.text.lower() not in DIRECTIONS
        and not any(link.label in {"PER", "ORG", "PEOPLE", "BODY"} for link in names.within(m.span.start, m.span.end))
    ]  # fmt: skip
    known = {m.span.start for m in mentions}
    for link in names.links:  # a state that the almanac knows is a place too, whatever the tagger made of it
        direction = report.text[link.start : link.end].lower().removeprefix("the ") in DIRECTIONS
        if link.label == "LOC" and link.start not in known and not direction:
            mentions.append(mention_at(report.text, link.start, link.end, gazetteer, demonym))
    countries: dict[str, float] = {}
    for link in names.links:
        if link.party is not None and link.party.country:
            countries[link.party.country] = countries.get(link.party.country, 0.0) + 1.0
    country = home.country if home else outlet_country(report, knowledge.gazetteer)
    taken = [(m.span.start, m.span.end) for m in mentions]
    inside = [
        m for segment in segments for m in places_in_names(segment, report.text, gazetteer, demonym)
        if not any(start < m.span.end and m.span.start < end for start, end in taken)
    ]  # fmt: skip
    found = resolve_places([*mentions, *inside], countries=countries, outlet_country=country, home=home)
    return {m: found[m] for m in mentions if m in found}, {m: found[m] for m in inside if m in found}


def by_offset(places: Mapping[PlaceMention, Place]) -> dict[int, Place]:
    """Every offset inside a place's mention → the place."""
    spans = ((range(mention.span.start, mention.span.end), place) for mention, place in places.items())
    return {offset: place for span, place in spans for offset in span}


def outlet_country(report: Report, gazetteer: Gazetteer) -> str | None:
    """The country (alpha-3) that the last part of the report's web address, or of its outlet's, belongs to."""
    for address in (report.url, report.outlet, report.publisher.id if report.publisher else ""):
        host = HOST.match(address)
        if host and (country := gazetteer.country_of_host(host["host"])):
            return country
    return None


def capitals(text: str, knowledge: Knowledge) -> dict[int, Place]:
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
