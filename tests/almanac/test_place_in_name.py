"""Places inside the names of bodies."""

from __future__ import annotations

import re

import pytest

from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.place_in_name import places_in_names
from whimbrel.grammar.sentence import NameSpan, Segment

GAZETTEER = Gazetteer.open()


def inside(text: str, name: str, label: str = "ORG") -> list[str]:
    words = list(re.finditer(r"[\w.]+|[^\w\s]", text))
    spans = tuple((w.start(), w.end()) for w in words)
    start = text.index(name)
    first = next(i for i, s in enumerate(spans) if s[0] == start)
    last = next(i for i, s in enumerate(spans) if s[1] == start + len(name))
    segment = Segment(tuple(w.group() for w in words), spans, (NameSpan(first, last + 1, label),))
    return [mention.text for mention in places_in_names(segment, text, GAZETTEER)]


@pytest.mark.parametrize(
    ("name", "label", "place"),
    [
        ("Nakuru Police Station", "ORG", "Nakuru"),
        ("University of Khartoum", "ORG", "Khartoum"),
        ("Government of the Gambia", "ORG", "Gambia"),
        ("Lorain County Court", "ORG", "Lorain County"),
        ("Bogota Mayor Ana Ruiz", "PER", "Bogota"),
    ],
)
def test_the_place_that_gives_a_body_its_name(name: str, label: str, place: str) -> None:
    assert inside(f"A statement by {name} followed.", name, label) == [place]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Supreme Court", "ORG"),
        ("Houston Rockets", "ORG"),
        ("Department of State", "ORG"),
        ("Paris Jackson", "PER"),
        ("Xyzzyville Police Department", "ORG"),
    ],
)
def test_no_place_where_the_name_tells_none(name: str, label: str) -> None:
    assert inside(f"A statement by {name} followed.", name, label) == []
