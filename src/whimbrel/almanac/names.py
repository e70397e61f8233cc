"""Name against name: are two spellings one name? Made for the names of the news.

Tokens are aligned, and every token that tells one bearer from another must find its like: al-Quds Brigades are not
al-Qassam Brigades, Hassan is not Hussein, and brothers differ by their given names.
"""

from __future__ import annotations

from whimbrel.almanac.body_names import body_with_short, compare_bodies
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.name_parts import parse_name
from whimbrel.almanac.person_names import compare_people
from whimbrel.model import Score


def same_name(a: str, b: str) -> Score:
    """How far `a` and `b` are one name, with the parts of the score.

    From .8 on: one name in two spellings. From .5 to .8: a reference that needs its context (parts `surname`,
    `given`, `short`, `part`). Below .5: two names. Never raises; empty names are nobody's.
    """
    left, right = parse_name(a), parse_name(b)
    if not left.tokens or not right.tokens:
        return Score(0.0, {"empty": 1.0})
    if name_key(a) == name_key(b):
        return Score(1.0, {"exact": 1.0})
    if left.body != right.body and "latin" in {left.script, right.script}:
        return body_with_short(a, b)
    if left.body:
        return compare_bodies(a, b, left, right)
    return compare_people(left, right)
