"""How far two tokens of names are one: by the list of spellings, by sound, by the learned odds of spelling."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from whimbrel.almanac.fold import name_key
from whimbrel.almanac.name_parts import Token
from whimbrel.almanac.sounds import likeness, script_of, skeletons, sound_of, undoubled
from whimbrel.almanac.table import data_folder, read_rows, split_cell
from whimbrel.almanac.transliteration import SCRIPTS, latin_of, letters_of, load_odds

ALIKE = 0.72  # two tokens from here on are one
SPELT = 0.95  # the likeness of two tokens of which one is the usual spelling of the other
USUAL = 0.05  # odds of spelling from which two tokens are one whatever they sound like
RARE = 1e-6  # odds of spelling below which they are two, where each letter is as unlikely as RARE_LETTER says
RARE_LETTER = -2.5  # a logarithm
SUN_LETTERS = frozenset("dnrstz")  # before which the article's l is not said: "Essebsi"


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
def token_likeness(a: Token, b: Token, floor: float = ALIKE) -> float:
    """How far two tokens are one: 1 the same, .72 and more one name in two spellings.

    What is less than `floor` need not be exact.
    """
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
    like = max(_by_sound(one, other, abjad, floor) for one in a.sounds for other in b.sounds)
    if like < ALIKE:  # "Alsanousi" is as-Sanousi
        for one, other in ((a, b), (b, a)):
            bare = without_article(one)
            if bare:
                like = max(like, likeness(bare, other.sound, abjad, floor) - 0.03)
    return _by_spelling(a, b, like) if abjad and a.abjad is not b.abjad else like


@lru_cache(maxsize=16_384)
def kin_keys(token: Token) -> frozenset[str] | None:
    """Keys of which a token shares one with every other that it is ALIKE to and that has such keys too; None where only
    a comparison tells. Of most pairs of tokens they say at once that they are two.
    """
    if token.initial or token.abjad or not token.key.isascii() or without_article(token):
        return None
    groups = (f"={group}" for group in variant_groups(token.key))
    return frozenset(groups).union(*map(skeletons, token.sounds))


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


def _by_sound(a: str, b: str, abjad: bool, floor: float) -> float:
    return 0.0 if skeletons(a).isdisjoint(skeletons(b)) else likeness(a, b, abjad, floor)


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
    key = token.key
    if len(key) < 6 or token.abjad:
        return ""
    if key.startswith(("al", "el")):
        return token.sound[2:]
    return token.sound[1:] if key[0] in "ae" and key[1] == key[2] and key[1] in SUN_LETTERS else ""


@lru_cache(maxsize=16_384)
def join(tokens: tuple[Token, ...]) -> Token:
    """Neighbouring tokens as one."""
    if len(tokens) == 1:
        return tokens[0]
    key, abjad = "".join(t.key for t in tokens), tokens[0].abjad
    sounds = ["".join(t.sound for t in tokens)]
    if any(t.other for t in tokens):
        sounds.append("".join(t.sounds[-1] for t in tokens))
    first, *other = (undoubled(sound) for sound in sounds)
    return Token(key, first, abjad=abjad, other=tuple(other))
