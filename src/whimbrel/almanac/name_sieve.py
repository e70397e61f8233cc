"""Pairs of names that cannot be one are told apart before they are aligned; most candidates of a look-up are such.

`same_name` gives half and more only where every telling token of one name finds its like in the other, alone or two as
one. That is asked here without regard to order, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from whimbrel.almanac.body_names import as_body, generic_words
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.name_alignment import MOST_TOKENS, joinable
from whimbrel.almanac.name_parts import ParsedName, Token, parse_name
from whimbrel.almanac.token_likeness import ALIKE, join, token_likeness

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sifted:
    """A name as the sieve sees it; made once for a name that is compared with many."""

    name: str
    key: str
    parsed: ParsedName
    shouts: bool

    @classmethod
    def of(cls, name: str) -> Sifted:
        letters = "".join(char for char in name if char.isascii() and char.isalpha())
        return cls(name, name_key(name), parse_name(name), 2 <= len(letters) <= 8 and letters.isupper())


def may_be_same(a: Sifted, b: Sifted) -> bool:
    """False only where `same_name` of the two gives less than half."""
    if a.shouts or b.shouts or a.key == b.key:  # acronyms are letters, not words
        return True
    left, right = a.parsed, b.parsed
    if left.body != right.body and "latin" in {left.script, right.script}:
        left, right = as_body(a.name), as_body(b.name)
    if len(left.tokens) > MOST_TOKENS or len(right.tokens) > MOST_TOKENS:
        return True
    return _covered(left.tokens, right.tokens, generic_words() if left.body else NOTHING)


def _covered(a: Sequence[Token], b: Sequence[Token], untelling: frozenset[str]) -> bool:
    """Whether all telling tokens of the one or of the other have their like, alone or two as one."""
    left, right = set(range(len(a))), set(range(len(b)))
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            if token_likeness(one, other) >= ALIKE:
                left.discard(i)
                right.discard(j)
    if untelling:
        left = {i for i in left if a[i].key not in untelling}
        right = {j for j in right if b[j].key not in untelling}
    if not left or not right:
        return True
    for i, j, k in _joined(a, b, left, right, untelling, False):
        left -= {i, j}
        right.discard(k)
    for i, j, k in _joined(b, a, right, left, untelling, True):
        right -= {i, j}
        left.discard(k)
    return not left or not right


def _joined(
    own: Sequence[Token],
    other: Sequence[Token],
    missing: set[int],
    sought: set[int],
    body: frozenset[str],
    turned: bool,
) -> list[tuple[int, int, int]]:
    """Places of two tokens of one name that are one with a token of the other, where that finds a missing token.

    Two are joined that are neighbours in the name, in the name turned by one, or (bodies) in the order of letters.
    """
    found = []
    places = _neighbours(own) if body else zip(range(-1, len(own) - 1), range(len(own)), strict=True)
    for before, j in places:
        i = before % len(own)
        one, two = own[i], own[j]
        if i == j:
            continue
        for k, target in enumerate(other):
            if (i in missing or j in missing or k in sought) and joinable(one, two, target):
                whole = join((one, two))
                if (token_likeness(target, whole) if turned else token_likeness(whole, target)) >= ALIKE:
                    found.append((i, j, k))
    return found


def _neighbours(own: Sequence[Token]) -> set[tuple[int, int]]:
    ordered = sorted(range(len(own)), key=lambda i: own[i].key)
    return {*pairwise(range(len(own))), (len(own) - 1, 0), *pairwise(ordered)}
