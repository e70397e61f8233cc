"""Places that give a body its name: "Rochester Fire Department", "University of Pennsylvania", "Athens Mayor Daniel".

Such a name is the body's, not a place where something happened; but it says which part of the world a report is about,
and with it which of the places of a name the report means.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.place_mentions import Demonym, PlaceMention, common_words, mention_at
from whimbrel.grammar.sentence import NameSpan, Segment

_LONGEST = 4  # words of a place's name
_AREAS = frozenset({"county", "parish", "township", "borough", "governorate"})


def places_in_names(
    segment: Segment, text: str, gazetteer: Gazetteer, demonym: Demonym | None = None
) -> list[PlaceMention]:
    """The places inside the longer names of a segment of `text` (the whole report's), in order."""
    found = []
    for name in segment.names:
        for first, last in _parts(segment, name):
            start, end = segment.spans[first][0], segment.spans[last - 1][1]
            if gazetteer.known(text[start:end]):
                found.append(mention_at(text, start, end, gazetteer, demonym))
                break
    return found


def _parts(segment: Segment, name: NameSpan) -> Iterator[tuple[int, int]]:
    """Word ranges of a name that may name the place of its body, longest first."""
    words = [word.lower() for word in segment.words[name.start : name.end]]
    size = len(words)
    for end in range(min(size - 1, _LONGEST), 0, -1):
        rest = words[end:]
        of_it = rest[0] in _bodies() or (name.label != "PER" and rest[-1] in _bodies())
        if of_it and _whole(words[:end]):
            yield name.start, name.start + end
    if name.label != "PER" and "of" in words[1:-1]:
        after = len(words) - words[::-1].index("of")
        after += words[after] == "the"
        if after < size and any(word in _bodies() for word in words[:after]) and _whole(words[after:]):
            yield name.start + after, name.end


def _whole(words: list[str]) -> bool:
    """Whether words before a body's may be a place's name, and not the body's own first words ("Supreme Court")."""
    return " ".join(words) not in common_words() and (
        words[-1] not in _bodies() or (len(words) > 1 and words[-1] in _AREAS)
    )


@cache
def _bodies() -> frozenset[str]:
    path = files("whimbrel.almanac") / "data" / "places" / "bodies_of_places.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))
