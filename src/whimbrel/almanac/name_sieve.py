"""Pairs of names that cannot be one are told apart before they are aligned; most candidates of a look-up are such.

`same_name` gives half and more only where every telling token of one name finds its like in the other, alone or two as
one. That is asked here without regard to order, so nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from whimbrel.almanac.body_names import as_body, generic_words
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.name_alignment import MOST_TOKENS, joinable
from whimbrel.almanac.name_parts import ParsedName, Token, parse_name
from whimbrel.almanac.token_likeness import ALIKE, join, kin_keys, token_likeness

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
    one, other = _taken(left.tokens, body=left.body), _taken(right.tokens, body=left.body)
    untelling = generic_words() if left.body else NOTHING
    may_be = _covered(one, other, untelling, compared=False)
    return may_be and _covered(one, other, untelling, compared=True)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The tokens of a name with what tells strangers among them; built once for a name that is compared with many."""

    tokens: tuple[Token, ...]
    kin: tuple[frozenset[str] | None, ...]
    wholes: tuple[tuple[int, int, Token, frozenset[str] | None], ...]  # two that may be written as one, by their places


@lru_cache(maxsize=8_192)
def _taken(tokens: tuple[Token, ...], *, body: bool) -> _Taken:
    """Two are joined that are neighbours in the name, in the name turned by one, or (bodies) by the alphabet."""
    last = len(tokens) - 1
    places = {((j or len(tokens)) - 1, j) for j in range(len(tokens))}
    if body:
        ordered = sorted(range(len(tokens)), key=lambda i: tokens[i].key)
        places |= {*pairwise(ordered)}
    wholes = []
    for i, j in sorted(places) if last else ():
        one, two = tokens[i], tokens[j]
        if not (one.initial or two.initial):
            whole = join((one, two))
            wholes.append((i, j, whole, kin_keys(whole)))
    return _Taken(tokens, tuple(map(kin_keys, tokens)), tuple(wholes))


def _covered(a: _Taken, b: _Taken, untelling: frozenset[str], *, compared: bool) -> bool:
    """Whether all telling tokens of the one or of the other have their like, alone or two as one.

    Where tokens are not `compared`, all that are no strangers are taken for like: then "no" is sure, and cheap.
    """
    left, right = set(range(len(a.tokens))), set(range(len(b.tokens)))
    for i, kin in enumerate(a.kin):
        for j, other in enumerate(b.kin):
            if kin is not None and other is not None and kin.isdisjoint(other):
                continue
            if not compared or token_likeness(a.tokens[i], b.tokens[j]) >= ALIKE:
                left.discard(i)
                right.discard(j)
    if untelling:
        left = {i for i in left if a.tokens[i].key not in untelling}
        right = {j for j in right if b.tokens[j].key not in untelling}
    if not left or not right:
        return True
    for i, j, k in _joined(a, b, left, right, compared=compared, turned=False):
        left -= {i, j}
        right.discard(k)
    for i, j, k in _joined(b, a, right, left, compared=compared, turned=True):
        right -= {i, j}
        left.discard(k)
    return not left or not right


def _joined(
    own: _Taken, other: _Taken, missing: set[int], sought: set[int], *, compared: bool, turned: bool
) -> list[tuple[int, int, int]]:
    """Places of two tokens of one name that are one with a token of the other, where that finds a missing token."""
    found = []
    for i, j, whole, kin in own.wholes:
        wanted = i in missing or j in missing
        for k, keys in enumerate(other.kin):
            if (kin is not None and keys is not None and kin.isdisjoint(keys)) or not (wanted or k in sought):
                continue
            target = other.tokens[k]
            if joinable(own.tokens[i], own.tokens[j], target):
                pair = (target, whole) if turned else (whole, target)
                if not compared or token_likeness(*pair) >= ALIKE:
                    found.append((i, j, k))
    return found
