"""The curated places by their names, their kinds and their ids, made once for each gazetteer that they stand beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from whimbrel.almanac.gazetteer_curated import CuratedPlace, load_curated
from whimbrel.almanac.gazetteer_fold import place_key, without_kind
from whimbrel.almanac.place_candidate import Candidate
from whimbrel.model import Place, Precision

AREAS = (Precision.DISTRICT, Precision.PROVINCE, Precision.REGION)
# how well known a curated place is taken to be, on the scale of a town's people
_STANDING = {
    Precision.SITE: 20_000,
    Precision.TOWN: 50_000,
    Precision.DISTRICT: 50_000,
    Precision.PROVINCE: 500_000,
    Precision.REGION: 3_000_000,
    Precision.COUNTRY: 20_000_000,
}
Candidates = dict[str, tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class CuratedIndex:
    """The curated places by folded name, the areas among them without their kind, all by id; `dotted` are the keys
    that need their point ("Miss.")."""

    named: Candidates = field(default_factory=dict)
    areas: Candidates = field(default_factory=dict)
    by_id: dict[str, Candidate] = field(default_factory=dict)
    dotted: set[str] = field(default_factory=set)


def curated_index(people: Mapping[str, int]) -> CuratedIndex:
    """The index beside a gazetteer that counts so many people in each country (alpha-3). It is shared: only read it."""
    return _index(tuple(sorted(people.items())))


@lru_cache(maxsize=2)  # the shipped gazetteer and one of the user's own
def _index(people: tuple[tuple[str, int], ...]) -> CuratedIndex:
    index, counted = CuratedIndex(), dict(people)
    for row in load_curated():
        _add(index, row, counted)
    return index


def _add(index: CuratedIndex, row: CuratedPlace, people: Mapping[str, int]) -> None:
    whole = row.precision is Precision.COUNTRY
    code = row.countries[0] if len(row.countries) == 1 else None
    place = Place(row.id, row.bare, code, None if whole else row.lat, None if whole else row.lon, row.precision)
    standing = max(people.get(code or "", 0), 100_000) if whole else _STANDING[row.precision]
    area = row.id[9:].upper() if row.id.startswith("place:us-") and len(row.id) == 11 else ""
    first = Candidate(place, row.countries, area, standing, True, True, False, False, row.within, row.lat, row.lon)
    by_name = first if whole else replace(first, main=False)
    index.by_id[row.id] = first
    for i, name in enumerate(row.names):
        key = place_key(name)
        if name.endswith(".") and "." not in name[:-1]:
            index.dotted.add(key)
        _append(index.named, key, by_name if i else first)
        if row.precision in AREAS:
            _append(index.areas, without_kind(key), by_name if i else first)


def _append(index: Candidates, key: str, candidate: Candidate) -> None:
    homes = index.get(key, ())
    if all(other.place.id != candidate.place.id for other in homes):
        index[key] = (*homes, candidate)
