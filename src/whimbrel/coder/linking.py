"""The names of one report, each linked once: to the almanac where it is known, to a local actor where it is not.

Three readers find names: the almanac's aliases, the grammar's tagger, and the report itself (a surname takes up
the full name given before). They are reconciled here and nowhere else: the longest name wins; of equals, the almanac's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.almanac.names import name_skeletons, same_name
from whimbrel.almanac.records import Match, Mention
from whimbrel.coder.actor_code import code_links
from whimbrel.coder.links import Link, ReportNames
from whimbrel.grammar.sentence import Segment
from whimbrel.model import Actor, ActorKind, Participant, Report, Span, When

KIND_OF_LABEL = {"PER": ActorKind.PERSON, "ORG": ActorKind.NGO, "LOC": ActorKind.STATE}
BODIES = frozenset(ActorKind) - {ActorKind.PERSON}
SAME = 0.8  # from here two spellings are one name (same_name's scale)
SET_APART = re.compile(r"\b(?:ethnic |anti-|pro-|non-)$")
REFERENCE = 0.5  # from here a part of a name can refer to the whole


def link_names(report: Report, segments: Sequence[Segment], almanac: Almanac) -> ReportNames:
    """Find and link all names of a report."""
    mentions = almanac.mentions(report.text)
    tagged = [
        (segment.spans[name.start][0], segment.spans[name.end - 1][1], name.label)
        for segment in segments
        for name in segment.names
    ]
    mentions, tagged = _reconcile(mentions, tagged, almanac, report.text)
    linker = _Linker(report, almanac, _countries(mentions, almanac))
    found: list[tuple[int, Mention | None, int, str]] = [(m.start, m, m.end, "") for m in mentions]
    found += [(start, None, end, label) for start, end, label in tagged]
    links = [
        linker.unknown(start, end, label) if mention is None else linker.known(mention)
        for start, mention, end, label in sorted(found, key=lambda item: (item[0], item[2]))
    ]
    settled = _settle([link for link in links if link is not None])
    return ReportNames(code_links(settled, report.text, almanac, linker.on))


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


def _countries(mentions: list[Mention], almanac: Almanac) -> dict[str, int]:
    """How often the report names each country, outright or through what is surely one of its actors."""
    found: dict[str, int] = {}
    for mention in mentions:
        actor = almanac.actor(mention.ids[0]) if len(mention.ids) == 1 else None
        if actor is not None and actor.country:
            found[actor.country] = found.get(actor.country, 0) + 1
    return found


def _settle(links: list[Link]) -> list[Link]:
    """Leave no two overlapping links: the longer one stays."""
    taken = bytearray(max((link.end for link in links), default=0))
    kept: list[Link] = []
    for link in sorted(links, key=lambda item: (item.start - item.end, not item.known, item.start)):
        if not any(taken[link.start : link.end]):
            taken[link.start : link.end] = b"\1" * (link.end - link.start)
            kept.append(link)
    return kept


class _Linker:
    """Links one report's names in order of the text, remembering the persons and bodies met so far."""

    def __init__(self, report: Report, almanac: Almanac, countries: dict[str, int]) -> None:
        self.text = report.text
        self.almanac = almanac
        self.on = day_of(report.published)
        self.countries = tuple(sorted(countries, key=lambda c: (-countries[c], c)))
        self.people: list[Participant] = []
        self.bodies: list[Participant] = []
        self.met: dict[str, Participant] = {}  # names as written -> who they turned out to be

    def known(self, mention: Mention) -> Link | None:
        actors = [actor for i in mention.ids if (actor := self.almanac.actor(i))]
        actor = self._choose(actors) if len(actors) > 1 else next(iter(actors), None)
        if actor is None or (mention.kind == "body" and SET_APART.search(self.text, 0, mention.start)):
            return None  # "ethnic Albanian guerrillas" are not Albania's
        party = participant(actor, self.text[mention.start : mention.end], Span(mention.start, mention.end))
        if mention.kind == "loaded":
            party = replace(party, word=party.text)
        if actor.kind is ActorKind.PERSON and all(p.id != party.id for p in self.people):
            self.people.append(party)
        label = {ActorKind.PERSON: "PER", ActorKind.STATE: "LOC", ActorKind.PEOPLE: "PEOPLE"}.get(actor.kind, "ORG")
        return Link(mention.start, mention.end, label, party, True)

    def _choose(self, actors: list[Actor]) -> Actor | None:
        """One of several actors that share a name: the one whose country the report speaks of most, if only one."""
        ranked = sorted(
            actors, key=lambda a: (self.countries.index(a.country) if a.country in self.countries else 99, a.id)
        )
        first, second = ranked[0], ranked[1]
        if first.country != second.country and first.country in self.countries:
            return first
        return None

    def unknown(self, start: int, end: int, label: str) -> Link | None:
        text = self.text[start:end].strip()
        if len(text) < 2 or not any(char.isalpha() for char in text):
            return None
        span = Span(start, end)
        if load_loaded_words().takes_side(text):
            return None  # "Terrorists" at the head of a sentence or a headline is no name
        if label != "LOC" and self.almanac.nation(text) is not None:
            return None  # "North Korean" is nobody by itself
        if label == "PER":
            return Link(start, end, label, self._person(text, span), False)
        if label == "ORG":
            return Link(start, end, label, self._body(text, span), False)
        country = self.almanac.country(text)
        actor = self.almanac.actor(country) if country else None
        return Link(start, end, "LOC", participant(actor, text, span) if actor else None, actor is not None)

    def _person(self, text: str, span: Span) -> Participant:
        earlier = self.met.get(text) or next((p for p in reversed(self.people) if _same_person(p.name, text)), None)
        if earlier is not None:
            self.met[text] = earlier
            return replace(earlier, text=text, span=span, title="", word="")
        matches = self._alike(text, frozenset({ActorKind.PERSON}))
        good = [m for m in matches if m.score.value >= SAME]
        if good and (len(good) == 1 or good[0].score.value > good[1].score.value):
            party = participant(good[0].actor, text, span)
        else:
            party = Participant(local_id("person", text), text, ActorKind.PERSON, text=text, span=span)
        self.people.append(party)
        self.met[text] = party
        return party

    def _alike(self, text: str, kinds: frozenset[ActorKind]) -> list[Match]:
        """Almanac entries spelled like a name of several words; one word alone is an alias or nothing."""
        return self.almanac.match(text, on=self.on, countries=self.countries, kinds=kinds) if " " in text else []

    def _body(self, text: str, span: Span) -> Participant:
        earlier = self.met.get(text) or next((b for b in self.bodies if _acronym_of(text, b.name)), None)
        if earlier is not None:
            return replace(earlier, text=text, span=span)
        matches = self._alike(text, BODIES)
        matches = [m for m in matches if m.score.value >= SAME]
        if matches and (len(matches) == 1 or matches[0].score.value > matches[1].score.value):
            party = participant(matches[0].actor, text, span)
        else:
            party = Participant(local_id("group", text), text, ActorKind.NGO, text=text, span=span)
        self.bodies.append(party)
        self.met[text] = party
        return party


def day_of(published: When | None) -> date | None:
    """The day that a report is taken to be of; None where it was only inferred from what the report mentions."""
    return published.latest if published is not None and published.how != "inferred" else None


def participant(actor: Actor, text: str, span: Span | None) -> Participant:
    """A known actor as mentioned in `text` at `span`."""
    return Participant(actor.id, actor.name, actor.kind, actor.country, actor.sector, "", text, span)


def local_id(kind: str, name: str) -> str:
    """Id of an actor that the almanac does not know, the same in every report that spells it alike."""
    return f"local:{kind}:{name_key(name).replace(' ', '-')[:80]}"


@lru_cache(maxsize=20_000)
def _same_person(full: str, text: str) -> bool:
    """Whether `text` is the full name in another spelling, or its last part ("Netanyahu")."""
    words, whole = text.split(), full.split()
    if not words or not whole:
        return False
    if len(words) == 1 and text in whole:
        return True
    if words[-1][-1:] != whole[-1][-1:] and not name_skeletons(text) & name_skeletons(full):
        return False
    if same_name(full, text).value >= SAME:
        return True
    if len(words) >= len(whole) or len(words) > 2:
        return False
    return same_name(text, " ".join(whole[-len(words) :])).value >= SAME


def _acronym_of(text: str, full: str) -> bool:
    letters = "".join(word[0] for word in full.split() if word[:1].isupper())
    return text.isupper() and len(text) > 1 and text.rstrip("s") == letters
