"""Many reports made from few: blocks of real claims, moved to other days and told of other parties, places and words.

A block is what one set of reports tells within a week, so that reports of one event stay together. Each copy of a block
has a number, from which all is drawn that is put in the place of what stood there:

- days: the week is moved to a week of the span that is asked for, weekday by weekday;
- parties, places: every id becomes another of the same kind (of the same precision) that the set names; which one is
  the same throughout the block;
- words: every word of the text that is not among the commonest becomes another that is about as rare;
- numbers: tolls are multiplied by a factor between a half and two.

What reports of one block share they still share; two blocks share what two weeks of news share: the common parties and
places, common words, a rare word by chance. Nothing is left of who did what to whom.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from random import Random
from typing import TypeVar

from whimbrel.merge.words import WordRarity, shipped_rarity
from whimbrel.model import Claim, Count, Participant, Place, Report, When

WEEK = 7
WORD = re.compile(r"[^\W\d_]{4,30}")
COMMON = 0.15  # words of less rarity stay
BANDS = 20  # of rarity
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Read = tuple[Report, Sequence[Claim]]
Spread = Callable[[int, Random], int]  # reports so far → number of the week
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Stock:
    """What a set of read reports is made of, to draw substitutes from."""

    blocks: Sequence[tuple[date, Sequence[Read]]]  # the Monday of each week, and what was told in it
    parties: Mapping[str, Sequence[Participant]]
    places: Mapping[str, Sequence[Place]]
    words: Mapping[int, Sequence[str]]
    at: Mapping[str, int]  # where each id and word stands in its list


def stock(read: Sequence[Read]) -> Stock:
    """The stock of some reports; those without a day of publication are left out."""
    weeks: dict[date, list[Read]] = defaultdict(list)
    parties: dict[str, dict[str, Participant]] = defaultdict(dict)
    places: dict[str, dict[str, Place]] = defaultdict(dict)
    words: dict[int, set[str]] = defaultdict(set)
    rarity = shipped_rarity()
    for report, claims in read:
        if report.published is None or report.published.latest is None:
            continue
        day = report.published.latest
        weeks[day - timedelta(days=day.weekday())].append((report, claims))
        for claim in claims:
            for party in (*claim.actors, *claim.recipients):
                parties[party.kind].setdefault(party.id, party)
            for place in claim.places:
                places[place.precision].setdefault(place.id, place)
        for word in WORD.findall(report.text.casefold()):
            words[_band(word, rarity)].add(word)
    found_parties = {kind: [own[id] for id in sorted(own)] for kind, own in sorted(parties.items())}
    found_places = {kind: [own[id] for id in sorted(own)] for kind, own in sorted(places.items())}
    found_words = {band: sorted(own) for band, own in sorted(words.items())}
    at = {one.id: i for own in found_parties.values() for i, one in enumerate(own)}
    at |= {one.id: i for own in found_places.values() for i, one in enumerate(own)}
    at |= {word: i for own in found_words.values() for i, word in enumerate(own)}
    return Stock([(week, weeks[week]) for week in sorted(weeks)], found_parties, found_places, found_words, at)


def synthesise(own: Stock, first: date, spread: Spread, seed: int = 1) -> Iterator[Read]:
    """Reports without end, the same for the same seed. `spread` tells in which week after the first each block goes."""
    random = Random(seed)
    made = 0
    for number, (week, told) in _numbered(own, random):
        at = timedelta(days=spread(made, random) * WEEK)
        change = _Change(own, first + at - week, number)
        for report, claims in told:
            yield change.read(report, claims)
            made += 1


def day_by_day(per_day: float) -> Spread:
    """So many reports a day: the more reports, the more days."""
    return lambda made, _: int(made / (per_day * WEEK))


def _numbered(own: Stock, random: Random) -> Iterator[tuple[int, tuple[date, Sequence[Read]]]]:
    """The blocks again and again, in another order each time."""
    number = 0
    while True:
        for block in random.sample(list(own.blocks), len(own.blocks)):
            yield number, block
            number += 1


class _Change:
    """What one copy of a block puts in the place of what stood there."""

    def __init__(self, own: Stock, moved: timedelta, number: int) -> None:
        self._own = own
        self._moved = moved
        self._number = number
        self._factor = 0.5 * 4 ** (self._draw("numbers") / 2**32)
        self._rarity = shipped_rarity()
        self._words: dict[str, str] = {}

    def read(self, report: Report, claims: Sequence[Claim]) -> Read:
        id = self._id(report.id)
        text = self._text(report.text)
        title = self._text(report.title)
        url = f"https://example.org/{id}"
        made = replace(report, id=id, text=text, title=title, url=url, published=self._when(report.published))
        return made, [self._claim(claim, id) for claim in claims]

    def _claim(self, claim: Claim, report: str) -> Claim:
        return replace(
            claim,
            id=self._id(claim.id),
            report=report,
            actors=tuple(map(self._party, claim.actors)),
            recipients=tuple(map(self._party, claim.recipients)),
            places=tuple(map(self._place, claim.places)),
            when=self._when(claim.when),
            counts={name: self._count(count) for name, count in claim.counts.items()},
            text=self._text(claim.text),
            within=self._id(claim.within) if claim.within else "",
        )

    def _draw(self, name: str) -> int:
        return int.from_bytes(blake2b(f"{self._number} {name}".encode(), digest_size=4).digest(), "big")

    def _id(self, id: str) -> str:
        return blake2b(f"{self._number} {id}".encode(), digest_size=8).hexdigest()

    def _party(self, party: Participant) -> Participant:
        found = self._other(party.id, party.kind, self._own.parties)
        return replace(found, title=party.title, span=party.span, candidates=()) if found else party

    def _place(self, place: Place) -> Place:
        found = self._other(place.id, place.precision, self._own.places)
        return replace(found, span=place.span) if found else place

    def _other(self, id: str, kind: str, of: Mapping[str, Sequence[Thing]]) -> Thing | None:
        known = of.get(kind, ())
        return known[(self._own.at[id] + self._draw(kind)) % len(known)] if known and id in self._own.at else None

    def _count(self, count: Count) -> Count:
        low = None if count.low is None else max(1, round(count.low * self._factor))
        high = None if count.high is None else max(1, round(count.high * self._factor))
        return replace(count, low=low, high=high)

    def _when(self, when: When | None) -> When | None:
        if when is None:
            return None
        earliest, latest = self._day(when.earliest), self._day(when.latest)
        edtf = when.edtf
        if edtf and DAY.search(edtf):
            edtf = DAY.sub(lambda found: str(self._day(date.fromisoformat(found[0]))), edtf)
        elif earliest and latest:
            edtf = f"{earliest}/{latest}"
        return replace(when, edtf=edtf, earliest=earliest, latest=latest)

    def _day(self, day: date | None) -> date | None:
        return None if day is None else day + self._moved

    def _text(self, text: str) -> str:
        return WORD.sub(lambda found: self._word(found[0].casefold()), text)

    def _word(self, word: str) -> str:
        found = self._words.get(word)
        if found is None:
            band = _band(word, self._rarity)
            known = self._own.words.get(band, ())
            common = band < COMMON * BANDS or word not in self._own.at
            other = word if common or not known else known[(self._own.at[word] + self._draw(f"{band}")) % len(known)]
            found = self._words[word] = other
        return found


def _band(word: str, rarity: WordRarity) -> int:
    return int(rarity(word.rstrip("s")) * BANDS)
