"""The names of one report, each linked once: to the almanac where it is known, to a local actor where it is not, to
all that it may be where the report does not tell.

Three readers find names: the almanac's aliases, the grammar's tagger, and the report itself (a surname takes up
the full name given before). They are reconciled here and nowhere else: the longest name wins; of equals, the almanac's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.records import Mention
from whimbrel.coder.actor_code import code_links
from whimbrel.coder.choosing import Context
from whimbrel.coder.linker import Linker
from whimbrel.coder.links import Link, ReportNames, day_of
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
    mentions, tagged = _reconcile(mentions, tagged, almanac, report.text)
    found: list[Found] = [(m.start, m.end, m, "") for m in mentions]
    found += [(start, end, None, label) for start, end, label in tagged]
    found.sort(key=lambda item: (item[0], item[1]))
    context = _context(report, mentions, almanac)
    if any(len(mention.ids) > 1 for mention in mentions):
        places = [report.text[start:end] for start, end, label in tagged if label == "LOC"]
        context = _with_places(context, places, gazetteer)
    settled = _settle(_links(found, Linker(report.text, context)))
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


def _reconcile(
    mentions: list[Mention], tagged: list[tuple[int, int, str]], almanac: Almanac, text: str
) -> tuple[list[Mention], list[tuple[int, int, str]]]:
    """Where the two readers overlap: a longer tagged person or organisation beats an alias inside it, unless the alias
    is most of it; in all other cases the alias stands."""
    kept_tags: list[tuple[int, int, str]] = []
    starts = [mention.start for mention in mentions]
    dropped: set[int] = set()
    for start, end, label in tagged:
        first = max(0, bisect_left(starts, start) - 2)
        inside = [m for m in mentions[first : first + 12] if m.start < end and start < m.end]
        if not inside:
            kept_tags.append((start, end, label))
            continue
        covered = sum(min(end, m.end) - max(start, m.start) for m in inside)
        whole = any(m.start <= start and m.end >= end for m in inside)
        persons = any(_is_person(m, almanac) for m in inside)
        longer = label == "ORG" and not whole and _more_name(inside, start, end, text)
        if whole or label == "LOC" or persons or (covered >= 0.6 * (end - start) and not longer):
            continue
        if label == "PER" and any(m.kind in {"people", "body"} for m in inside):
            continue
        if len(inside) == 1 and inside[0].start == start and label == "PER":
            rest = inside[0].end  # a body glued to a person's name
            kept_tags.append((rest + 1, end, label))
            continue
        dropped.update(id(m) for m in inside)
        kept_tags.append((start, end, label))
    return [m for m in mentions if id(m) not in dropped], kept_tags


def _more_name(inside: list[Mention], start: int, end: int, text: str) -> bool:
    """Whether a tagged body has a capitalised word beyond the alias in it: the National Security Council is not the
    Security Council."""
    first, last = min(m.start for m in inside), max(m.end for m in inside)
    rest = (text[start : max(start, first)] + " " + text[min(last, end) : end]).split()
    return any(word[:1].isupper() and word.lower() != "the" for word in rest)


def _is_person(mention: Mention, almanac: Almanac) -> bool:
    return any(actor.kind is ActorKind.PERSON for i in mention.ids if (actor := almanac.actor(i)))


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
