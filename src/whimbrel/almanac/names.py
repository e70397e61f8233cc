"""Name against name: are two spellings one name? Made for the names of the news.

Tokens are aligned, and every token that tells one bearer from another must find its like: al-Quds Brigades are not
al-Qassam Brigades, Hassan is not Hussein, and brothers differ by their given names.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from whimbrel.almanac.fold import name_key, plain_letters
from whimbrel.almanac.name_parts import TOKEN, ParsedName, Token, body_tokens, parse_name, word_class
from whimbrel.almanac.sounds import likeness, script_of, skeletons, sound_of
from whimbrel.almanac.table import data_folder, read_rows, split_cell
from whimbrel.almanac.transliteration import SCRIPTS, latin_of, letters_of, load_odds
from whimbrel.model import Score

SAME = 0.8  # a score from here on says: one name in two spellings
ALIKE = 0.72  # two tokens from here on are one
SPELT = 0.95  # the likeness of two tokens of which one is the usual spelling of the other
USUAL = 0.05  # odds of spelling from which two tokens are one whatever they sound like
RARE = 1e-6  # odds of spelling below which they are two, where each letter is as unlikely as RARE_LETTER says
RARE_LETTER = -2.5  # a logarithm
UNNUMBERED = 0.78  # of two names only one says "Jr." or "II": father or son, only the context tells
MOST_TOKENS = 8  # of a name; what follows is left out of an alignment


@cache
def _variants() -> tuple[dict[str, set[int]], set[frozenset[str]], frozenset[str]]:
    """Groups of spellings of one name by folded form, pairs that look alike but differ, and all words of either."""
    same: dict[str, set[int]] = {}
    different: set[frozenset[str]] = set()
    source = data_folder().joinpath("name_variants.csv")
    for number, row in enumerate(read_rows(source, "almanac/data/name_variants.csv", ("names", "verdict"))):
        keys = [name_key(text) for text in split_cell(row["names"])]
        if row["verdict"] == "same":
            for key in keys:
                same.setdefault(key, set()).add(number)
        else:
            different.add(frozenset(keys))
    return same, different, frozenset(same).union(*different)


def variant_groups(key: str) -> frozenset[int]:
    """The groups of listed spellings of one name that a folded word belongs to."""
    return frozenset(_variants()[0].get(key, ()))


@lru_cache(maxsize=16_384)
def token_likeness(a: Token, b: Token) -> float:
    """How far two tokens are one: 1 the same, .72 and more one name in two spellings."""
    if a.key == b.key:
        return 1.0
    if a.initial or b.initial:
        return 0.75 if a.sound[:1] and likeness(a.sound[:1], b.sound[:1]) > 0.9 else 0.0
    same, different, listed = _variants()
    if _named_alike(a, b) or _named_alike(b, a):
        return 0.97
    if a.key in listed and b.key in listed:
        if same.get(a.key, set()) & same.get(b.key, set()):
            return 0.97
        if frozenset((a.key, b.key)) in different:
            return 0.3
    abjad = a.abjad or b.abjad
    like = 0.0 if skeletons(a.sound).isdisjoint(skeletons(b.sound)) else likeness(a.sound, b.sound, abjad)
    if like < ALIKE and "l" in (a.key[1:2], b.key[1:2]):  # "Alsanousi" is as-Sanousi
        for one, other in ((a, b), (b, a)):
            bare = without_article(one)
            if bare:
                like = max(like, likeness(bare, other.sound, abjad) - 0.03)
    return _by_spelling(a, b, like) if abjad and a.abjad is not b.abjad else like


def _named_alike(ours: Token, latin: Token) -> bool:
    """Whether a token in another script sounds like a listed spelling of the name that the Latin one spells."""
    if ours.key.isascii() or not latin.key.isascii():
        return False
    groups = variant_groups(latin.key)
    return bool(groups) and not groups.isdisjoint(_groups_by_sound().get(ours.sound, ()))


@cache
def _groups_by_sound() -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for key, groups in _variants()[0].items():
        if key.isascii():
            found.setdefault(sound_of(key), set()).update(groups)
    return found


def _by_spelling(a: Token, b: Token, like: float) -> float:
    """What the learned odds of spelling make of a likeness by sound, of an Arabic or Hebrew and a Latin token."""
    ours, latin = (a, b) if a.abjad else (b, a)
    script = script_of(ours.key)
    if not latin.key.isascii() or script not in SCRIPTS or ours.sound != sound_of(ours.key, script):
        return like  # a token put together of several words is not spelt by its key
    letters = letters_of(ours.key, script)
    odds = load_odds(script)
    if like < SPELT and odds.of_word(letters, latin_of(latin.key), USUAL / 50) >= USUAL:
        return SPELT
    if like >= ALIKE:
        exact = odds.of_word(letters, latin_of(latin.key))
        if exact < RARE and (exact <= 0.0 or math.log(exact) < RARE_LETTER * len(letters)):
            return ALIKE - 0.02
    return like


def without_article(token: Token) -> str:
    """The sound of a word that has the Arabic article grown onto it, without the article; empty for other words."""
    return token.sound[2:] if len(token.key) > 5 and token.key.startswith(("al", "el")) and not token.abjad else ""


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
        return _body_with_short(a, b)
    if left.body:
        return _compare_bodies(a, b, left, right)
    return _compare_people(left, right)


@dataclass(frozen=True, slots=True)
class _Alignment:
    pairs: tuple[tuple[int, int, float], ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]
    total: float


_STEPS = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2))


def _align(a: tuple[Token, ...], b: tuple[Token, ...]) -> _Alignment:
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
    return _Alignment(
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
        if not (pair[0].initial or pair[1].initial):
            size, whole = len(pair[0].key) + len(pair[1].key), join(pair)
            for j, token in enumerate(b):
                if -4 < size - len(token.key) < 4 and not token.initial:
                    yield i, j, whole, token


@lru_cache(maxsize=16_384)
def join(tokens: tuple[Token, ...]) -> Token:
    """Neighbouring tokens as one."""
    if len(tokens) == 1:
        return tokens[0]
    key = "".join(t.key for t in tokens)
    return Token(key, re.sub(r"(.)\1+", r"\1", "".join(t.sound for t in tokens)), abjad=tokens[0].abjad)


def _compare_people(left: ParsedName, right: ParsedName) -> Score:
    a, b = left.tokens, right.tokens
    alignment, order = _align(a, b), 0.0
    if alignment.left_over and alignment.right_over and len(a) > 1 and len(b) > 1:
        for turned in (b[1:] + b[:1], b[-1:] + b[:-1]):
            other = _align(a, turned)
            if not (other.left_over and other.right_over) and other.total > alignment.total:
                alignment, b, order = other, turned, 1.0
    parts = {"tokens": sum(p[2] for p in alignment.pairs) / len(alignment.pairs)} if alignment.pairs else {}
    if order:
        parts["reordered"] = 1.0
    if not alignment.pairs or (alignment.left_over and alignment.right_over):
        return _different(alignment, parts, max(len(a), len(b)))
    if left.generation != right.generation:
        parts["generation"] = 1.0
        if left.generation and right.generation:
            return Score(0.2, parts)
    initials = _initials_clash(a, b, alignment)
    if initials:
        return Score(0.3, {**parts, "initials differ": 1.0})
    value = _people_value(a, b, alignment, parts)
    return Score(round(value * (0.97 if order else 1.0) * (UNNUMBERED if "generation" in parts else 1.0), 4), parts)


def _different(alignment: _Alignment, parts: dict[str, float], size: int) -> Score:
    shared = len({p[0] for p in alignment.pairs}) / size
    return Score(round(0.4 * shared, 4), {**parts, "other tokens": float(len(alignment.left_over))})


def _initials_clash(a: tuple[Token, ...], b: tuple[Token, ...], alignment: _Alignment) -> bool:
    """Both write initials, and they are not the same ones: George W. and George H. W."""
    loose = [a[i] for i in alignment.left_over] + [b[j] for j in alignment.right_over]
    both = any(t.initial for t in a) and any(t.initial for t in b)
    return both and any(t.initial for t in loose)


def _people_value(a: tuple[Token, ...], b: tuple[Token, ...], alignment: _Alignment, parts: dict[str, float]) -> float:
    """The score of two names of which the shorter is wholly found in the longer."""
    mean = parts["tokens"]
    fit = SAME + (1 - SAME) * max(0.0, mean - ALIKE) / (1 - ALIKE)
    if any(p[2] == 0.75 for p in alignment.pairs) and any(t.initial for t in (*a, *b)):
        parts["initial"] = 1.0
        fit = min(fit, 0.82)
    over = alignment.left_over or alignment.right_over
    if not over:
        return fit
    long, side = (a, 0) if alignment.left_over else (b, 1)
    short = b if side == 0 else a
    matched = sorted({p[1] if side else p[0] for p in alignment.pairs})
    if len(short) == 1:
        return _reference(long, matched, fit, parts)
    parts["dropped"] = float(len(over))
    if 0 in over:
        if long[0].key in word_class("common") and len(matched) > 1:
            return fit * 0.9 if fit * 0.9 >= SAME else SAME
        parts["given dropped"] = 1.0
        return 0.55 * fit
    return max(SAME, fit * (0.95 if len(long) - 1 in matched else 0.9))


def _reference(long: tuple[Token, ...], matched: list[int], fit: float, parts: dict[str, float]) -> float:
    if matched[-1] == len(long) - 1:
        parts["surname"] = 1.0
        return 0.7 * fit
    if matched[0] == 0:
        parts["given"] = 1.0
        return 0.55 * fit
    parts["middle"] = 1.0
    return 0.5 * fit


def acronyms(name: str) -> frozenset[str]:
    """Acronyms that a body's name may be shortened to, with and without its small words."""
    words = [w for w in TOKEN.findall(plain_letters(name)) if w]
    telling = [w for w in words if w.lower() not in word_class("stop")]
    found = {"".join(w[0] for w in run).upper() for run in (words, telling) if len(run) > 1}
    return frozenset(found)


def _body_with_short(a: str, b: str) -> Score:
    """One side reads like a body's name: the other may be its acronym or its telling word."""
    if _is_acronym(a, b) or _is_acronym(b, a):
        return Score(0.85, {"acronym": 1.0})
    return _compare_bodies(a, b, as_body(a), as_body(b))


@lru_cache(maxsize=8_192)
def as_body(name: str) -> ParsedName:
    """A name taken apart as a body's, whatever it reads like."""
    return ParsedName(tuple(body_tokens(name_key(name).split())), "latin", body=True)


def _is_acronym(short: str, full: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", short)
    return 2 <= len(letters) <= 8 and letters.isupper() and letters in acronyms(full)


@cache
def generic_words() -> frozenset[str]:
    """Words that tell no body from another ("brigades", "party"), in the singular."""
    return frozenset(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in word_class("generic"))


def _compare_bodies(a: str, b: str, left: ParsedName, right: ParsedName) -> Score:
    if _is_acronym(a, b) or _is_acronym(b, a):
        return Score(0.85, {"acronym": 1.0})
    alignment = _align(left.tokens, right.tokens)
    if alignment.left_over and alignment.right_over:
        turned = tuple(sorted(right.tokens, key=lambda t: t.key))
        other = _align(tuple(sorted(left.tokens, key=lambda t: t.key)), turned)
        if not (other.left_over or other.right_over):
            if (
                "for" in a.lower().split() or "for" in b.lower().split()
            ):  # the Union for the Homeland is no Homeland Union
                return Score(0.6, {"tokens": other.total / len(turned), "reordered": 1.0, "for": 1.0})
            return Score(0.9, {"tokens": other.total / len(turned), "reordered": 1.0})
    if not alignment.pairs:
        return Score(0.0, {"tokens": 0.0})
    generic = generic_words()
    loose_left = [left.tokens[i].key for i in alignment.left_over if left.tokens[i].key not in generic]
    loose_right = [right.tokens[j].key for j in alignment.right_over if right.tokens[j].key not in generic]
    telling = [p for p in alignment.pairs if left.tokens[p[0]].key not in generic]
    parts = {"tokens": sum(p[2] for p in alignment.pairs) / len(alignment.pairs)}
    if (loose_left and loose_right) or not telling:
        return Score(0.2, {**parts, "other tokens": float(len(loose_left) + len(loose_right))})
    fit = SAME + (1 - SAME) * max(0.0, parts["tokens"] - ALIKE) / (1 - ALIKE)
    generic_over = len(alignment.left_over) + len(alignment.right_over) - len(loose_left) - len(loose_right)
    if (
        alignment.left_over
        and alignment.right_over
        and all(left.tokens[p[0]].key in word_class("org") for p in alignment.pairs)
    ):
        return Score(0.3, {**parts, "heads differ": 1.0})
    if loose_left or loose_right:
        return Score(round(0.65 * fit, 4), {**parts, "part": 1.0})
    return Score(round(max(SAME, fit - 0.05 * generic_over), 4) if generic_over < 2 else 0.78, parts)


def name_skeletons(name: str) -> frozenset[str]:
    """Blocking keys of a name: the skeletons of its tokens (two neighbours joined as well)."""
    tokens = parse_name(name).tokens
    keys: set[str] = set()
    for token in tokens:
        keys.update(skeletons(token.sound))
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
    alignment = _align(left.tokens, right.tokens)
    if not alignment.pairs:
        whole = token_likeness(join(left.tokens), join(right.tokens)) if left.tokens and right.tokens else 0.0
        return round(0.7 * whole, 6)
    over = len(alignment.left_over) + len(alignment.right_over)
    mean = sum(p[2] for p in alignment.pairs) / len(alignment.pairs)
    return round(alignment.total / (alignment.total + over) * mean, 6)
