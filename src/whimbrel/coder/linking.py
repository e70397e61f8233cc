"""The names of one report, each linked once: to the almanac where it is known, to a local actor where it is not, to
all that it may be where the report does not tell.

Three readers find names: the almanac's aliases, the grammar's tagger, and the report itself (a surname takes up
the full name given before, an acronym the name it was given behind).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.records import Mention
from whimbrel.coder.actor_code import code_links
from whimbrel.coder.choosing import Context
from whimbrel.coder.linker import Linker
from whimbrel.coder.links import Link, ReportNames, day_of
from whimbrel.coder.reconcile import reconcile
from whimbrel.coder.repeated import repeats
from whimbrel.coder.shortened import acronyms_given, occurrences
from whimbrel.grammar.sentence import Segment
from whimbrel.model import ActorKind, Report

Found = tuple[int, int, Mention | None, str]  # start, end, the almanac's name or the tagger's label


def link_names(
    report: Report, segments: Sequence[Segment], almanac: Almanac, gazetteer: Gazetteer | None = None
) -> ReportNames:
    """Find and link all names of a report.

    The gazetteer is asked only where a name is shared, and the countries of the places named may tell whose it is.
    """
    mentions = almanac.mentions(report.text)
    tagged = [
        (segment.spans[name.start][0], segment.spans[name.end - 1][1], name.label)
        for segment in segments
        for name in segment.names
    ]
    mentions, tagged = reconcile(mentions, tagged, almanac, report.text, gazetteer)
    found: list[Found] = [(m.start, m.end, m, "") for m in mentions]
    found += [(start, end, None, label) for start, end, label in tagged]
    short = acronyms_given(report.text, [item[:2] for item in found])
    found += [(start, end, None, "ORG") for start, end in occurrences(report.text, short, [f[:2] for f in found])]
    full = [(start, end) for start, end, label in tagged if label == "PER"]
    found += [(start, end, None, "PER") for start, end in repeats(report.text, full, [f[:2] for f in found], almanac)]
    found.sort(key=lambda item: (item[0], item[1]))
    context = _context(report, mentions, almanac)
    if any(len(mention.ids) > 1 for mention in mentions):
        places = [report.text[start:end] for start, end, label in tagged if label == "LOC"]
        context = _with_places(context, places, gazetteer)
    settled = _settle(_links(found, Linker(report.text, context, short)))
    return ReportNames(code_links(settled, report.text, almanac, context.on), report.text)


def _links(found: Sequence[Found], linker: Linker) -> list[Link]:
    """The links of all names: those of several words and of bodies first, then the words alone that take them up."""
    alone = [linker.alone(mention, start, end, label) for start, end, mention, label in found]
    links = [
        linker.unknown(start, end, label) if mention is None else linker.known(mention)
        for later in (False, True)
        for word, (start, end, mention, label) in zip(alone, found, strict=True)
        if word is later
    ]
    return [link for link in links if link is not None]


def _context(report: Report, mentions: list[Mention], almanac: Almanac) -> Context:
    """How often the report names each country, outright or through what is surely one of its actors, and each body."""
    countries: dict[str, int] = {}
    named: dict[str, int] = {}
    for mention in mentions:
        actor = almanac.actor(mention.ids[0]) if len(mention.ids) == 1 else None
        if actor is None:
            continue
        if actor.country:
            countries[actor.country] = countries.get(actor.country, 0) + 1
        if actor.kind is not ActorKind.STATE:
            named[actor.id] = named.get(actor.id, 0) + 1
    return Context(almanac, day_of(report.published), countries, named)


def _with_places(context: Context, places: Sequence[str], gazetteer: Gazetteer | None) -> Context:
    """The context with the countries of the places named, capitals before all others of the name."""
    countries = dict(context.countries)
    for name in places:
        capital = context.almanac.actor(context.almanac.metonym(name) or "")
        found = [capital] if capital is not None else gazetteer.find(name)[:1] if gazetteer is not None else []
        for country in (one.country for one in found if one.country):
            countries[country] = countries.get(country, 0) + 1
    return replace(context, countries=countries)


def _settle(links: list[Link]) -> list[Link]:
    """Leave no two overlapping links: the longer one stays."""
    taken = bytearray(max((link.end for link in links), default=0))
    kept: list[Link] = []
    for link in sorted(links, key=lambda item: (item.start - item.end, not item.known, item.start)):
        if not any(taken[link.start : link.end]):
            taken[link.start : link.end] = b"\1" * (link.end - link.start)
            kept.append(link)
    return kept
