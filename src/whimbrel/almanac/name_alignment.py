"""The tokens of two names set against each other, in order; and the keys under which a name is filed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from whimbrel.almanac.name_parts import Token, parse_name
from whimbrel.almanac.sounds import skeletons
from whimbrel.almanac.token_likeness import ALIKE, join, token_likeness, without_article

SAME = 0.8  # a score from here on says: one name in two spellings
SPREAD = 4  # letters by which two tokens written as one may differ from them,
ABJAD_SPREAD = 8  # where one of the names leaves vowels out
MOST_TOKENS = 8  # of a name; what follows is left out of an alignment


def fit_of(mean: float) -> float:
    """The score of names of which all tokens are alike, by their mean likeness."""
    return SAME + (1 - SAME) * max(0.0, mean - ALIKE) / (1 - ALIKE)


@dataclass(frozen=True, slots=True)
class Alignment:
    pairs: tuple[tuple[int, int, float], ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]
    total: float


_STEPS = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2))


def align(a: tuple[Token, ...], b: tuple[Token, ...]) -> Alignment:
    """The best in-order alignment of two runs of tokens; two neighbours may match one ("Jong-un", "Jongun").

    Of alignments that are equally good the one that passes over the left side's tokens first is taken.
    """
    a, b = a[:MOST_TOKENS], b[:MOST_TOKENS]
    wide, likes = len(b) + 1, _likes(a, b)
    best = [0.0] * ((len(a) + 1) * wide)
    taken: dict[int, tuple[int, int]] = {}
    for at in range(len(best) - 1, -1, -1):
        i, j = divmod(at, wide)
        top, step = 0.0, None
        if i < len(a) and best[at + wide] > top:
            top, step = best[at + wide], _STEPS[0]
        if j < len(b) and best[at + 1] > top:
            top, step = best[at + 1], _STEPS[1]
        for move in _STEPS[2:] if likes else ():
            like = likes.get((i, j, *move))
            if like is not None and (score := best[at + move[0] * wide + move[1]] + like * max(move)) > top:
                top, step = score, move
        best[at] = top
        if step is not None:
            taken[at] = step
    pairs, at = list[tuple[int, int, float]](), 0
    while (step := taken.get(at)) is not None:
        (i, j), (di, dj) = divmod(at, wide), step
        pairs += [(i + x, j + y, likes[i, j, di, dj]) for x in range(di) for y in range(dj)]
        at += di * wide + dj
    used_left, used_right = {p[0] for p in pairs}, {p[1] for p in pairs}
    return Alignment(
        tuple(pairs),
        tuple(i for i in range(len(a)) if i not in used_left),
        tuple(j for j in range(len(b)) if j not in used_right),
        best[0],
    )


def _likes(a: tuple[Token, ...], b: tuple[Token, ...]) -> dict[tuple[int, int, int, int], float]:
    """How alike tokens are that may be one, by their places and by how many of each side are taken together."""
    found: dict[tuple[int, int, int, int], float] = {}
    for i, left in enumerate(a):
        for j, right in enumerate(b):
            if (like := token_likeness(left, right)) >= ALIKE:
                found[i, j, 1, 1] = like
    for i, j, joined, other in _joined(a, b):
        if (like := token_likeness(joined, other)) >= ALIKE:
            found[i, j, 2, 1] = like
    for j, i, joined, other in _joined(b, a):
        if (like := token_likeness(other, joined)) >= ALIKE:
            found[i, j, 1, 2] = like
    return found


def _joined(a: tuple[Token, ...], b: tuple[Token, ...]) -> Iterator[tuple[int, int, Token, Token]]:
    """Two neighbours of one side as one token, with each token of the other side that is about as long."""
    for i, pair in enumerate(pairwise(a)):
        for j, token in enumerate(b):
            if joinable(pair[0], pair[1], token):
                yield i, j, join(pair), token


def joinable(one: Token, two: Token, whole: Token) -> bool:
    """Whether two neighbours may be one token of the other name: about as long, and neither of them is it alone."""
    if one.initial or two.initial or whole.initial or whole.key in {one.key, two.key}:
        return False
    size, spread = len(one.key) + len(two.key) - len(whole.key), ABJAD_SPREAD if one.abjad or whole.abjad else SPREAD
    return -spread < size < spread


def name_skeletons(name: str) -> frozenset[str]:
    """Blocking keys of a name: the skeletons of its tokens (two neighbours joined as well)."""
    tokens = parse_name(name).tokens
    keys: set[str] = set()
    for token in tokens:
        for sound in token.sounds:
            keys.update(skeletons(sound))
        if bare := without_article(token):
            keys.update(skeletons(bare))
    for left, right in pairwise(tokens):
        if min(len(left.sound), len(right.sound)) < 4:
            keys.update(skeletons(join((left, right)).sound))
    keys.discard("")
    keys.update(f"={token.sound[:1]}" for token in tokens if len(token.sound) < 3 and not keys)
    return frozenset(keys)


def rank_score(a: str, b: str) -> float:
    """How close two names are, for ordering candidates: unlike `same_name` it judges no one, and never saturates."""
    left, right = parse_name(a), parse_name(b)
    alignment = align(left.tokens, right.tokens)
    if not alignment.pairs:
        whole = token_likeness(join(left.tokens), join(right.tokens), 0.0) if left.tokens and right.tokens else 0.0
        return round(0.7 * whole, 6)
    over = len(alignment.left_over) + len(alignment.right_over)
    mean = sum(p[2] for p in alignment.pairs) / len(alignment.pairs)
    return round(alignment.total / (alignment.total + over) * mean, 6)
