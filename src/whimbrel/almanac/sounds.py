"""How names sound: any script's letters brought to one alphabet of sounds, and what it costs to turn one into another.

The sound letters: plain consonants; S sh, C ch, J j, Z zh, X kh, G gh, T th, D dh, c ts, q; vowels a e i o u and the
diphthong E; letters of scripts without vowels that stand for several sounds: W U (w, u, o, v), V (y, i, e), Y, A
(ayin, alef, hamza), H (final he), B (b, v), P (p, f).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf

from whimbrel.almanac.fold import plain_letters
from whimbrel.almanac.table import data_folder, read_rows

_SHORT = frozenset("aeiou")  # a diphthong is written in any script
_OPEN = frozenset("aeiouEAWUVYHh")  # sounds left out of a skeleton
_COARSE = str.maketrans(
    {
        "q": "k",
        "g": "k",
        "G": "k",
        "X": "k",
        "c": "s",
        "z": "s",
        "S": "s",
        "C": "s",
        "Z": "s",
        "J": "s",
        "T": "t",
        "D": "t",
        "d": "t",
        "p": "b",
        "f": "b",
        "v": "b",
        "B": "b",
        "P": "b",
    }
)
_CODED = {**dict.fromkeys(map(ord, {*_OPEN, *"wy"})), **_COARSE}  # a sound as it stands in a skeleton, None for nothing
_CONSONANTS = dict.fromkeys(map(ord, _OPEN))
_RUNS = re.compile(r"(.)\1+")
_APART = str.maketrans({"S": "sh", "Z": "zh", "X": "kh", "G": "gh", "T": "th", "D": "dh"})  # "Is-haq", "az-Zahar"
_READINGS = {"D": "z", "g": "J", "T": "s", "w": "v", "C": "k", "J": "yX", "W": "v", "U": "v", "X": "h"}
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_TOKEN = 40
ROUNDING = 1e-9  # more than sums of costs are off by
MOST_APART = 4  # of one sound letter in a word, read each by itself
ABJADS = frozenset({"arabic", "hebrew"})  # scripts that leave short vowels out


@dataclass(frozen=True)
class _Tables:
    patterns: dict[str, re.Pattern[str]]  # script -> one group for each spelling
    sounds: dict[str, tuple[str, ...]]  # script -> sounds of the groups
    costs: dict[str, float]  # two sounds together, or one sound alone for leaving it out
    swaps: dict[str, dict[str, float]]  # the costs of two sounds, by the one and then the other


@cache
def _tables() -> _Tables:
    spellings: dict[str, dict[str, str]] = {}
    folder = data_folder()
    columns = ("script", "letters", "sounds")
    for row in read_rows(folder.joinpath("spellings.csv"), "almanac/data/spellings.csv", columns):
        spellings.setdefault(row["script"], {})[row["letters"]] = row["sounds"]
    patterns, sounds = {}, {}
    for script, table in spellings.items():
        longest = sorted(table, key=lambda letters: (-len(letters), letters))
        patterns[script] = re.compile("|".join(f"({_pattern(letters)})" for letters in longest))
        sounds[script] = tuple(table[letters] for letters in longest)
    costs: dict[str, float] = {}
    for row in read_rows(folder.joinpath("sounds.csv"), "almanac/data/sounds.csv", ("sound", "other", "cost")):
        costs[row["sound"] + row["other"]] = float(row["cost"])
        costs[row["other"] + row["sound"]] = float(row["cost"])
    swaps: dict[str, dict[str, float]] = {}
    for pair, cost in costs.items():
        if len(pair) == 2:
            swaps.setdefault(pair[0], {})[pair[1]] = cost
    return _Tables(patterns, sounds, costs, swaps)


def _pattern(letters: str) -> str:
    """`vic$` stands only at the end of a word, `^x` only at its beginning."""
    body = re.escape(letters.strip("^$"))
    return rf"\A{body}" if letters.startswith("^") else rf"{body}\Z" if letters.endswith("$") else body


def script_of(text: str) -> str:
    """latin, arabic, hebrew, cyrillic, greek, han or other, by the first letter that tells."""
    if text.isascii():
        return "latin"
    for char in text:
        code = ord(char)
        if 0x0600 <= code < 0x0780 or 0xFB50 <= code < 0xFE00:
            return "arabic"
        if 0x0590 <= code < 0x0600:
            return "hebrew"
        if 0x0400 <= code < 0x0530:
            return "cyrillic"
        if 0x0370 <= code < 0x0400 or 0x1F00 <= code < 0x2000:
            return "greek"
        if 0x3400 <= code < 0xA000:
            return "han"
        if char.isalpha():
            return "latin" if code < 0x0250 or 0x1E00 <= code < 0x1F00 else "other"
    return "other"


@lru_cache(maxsize=16_384)
def sound_of(token: str, script: str = "latin") -> str:
    """The sounds of one folded word; doubled sounds are said once."""
    token = _MARKS.sub("", unicodedata.normalize("NFC", token[:LONGEST_TOKEN]))
    token = plain_letters(token).lower() if script == "latin" else token.lower()
    if script == "greek":
        token = "".join(c for c in unicodedata.normalize("NFD", token) if not unicodedata.combining(c))
    tables = _tables()
    pattern = tables.patterns.get(script)
    if pattern is None:
        return token
    sounds = "".join(tables.sounds[script][(match.lastindex or 1) - 1] for match in pattern.finditer(token))
    return undoubled(sounds) if script not in ABJADS else sounds


@lru_cache(maxsize=16_384)
def skeletons(sound: str) -> frozenset[str]:
    """Keys under which a sound is filed: its consonants by class. Sounds of several readings give several keys."""
    readings = {sound}
    for letter, others in _READINGS.items():
        if letter not in sound:
            continue
        readings |= {reading.replace(letter, other) for reading in readings for other in others}
        if letter in "WU" and 1 < sound.count(letter) < MOST_APART:  # one may be u where the other is v: Mousavi
            readings |= {reading.replace(letter, others, n) for reading in readings for n in (1, 2)}
            readings |= {_last_replaced(reading, letter, others) for reading in readings}
    return frozenset(_skeleton(reading) for reading in readings)


def _last_replaced(text: str, letter: str, other: str) -> str:
    head, found, tail = text.rpartition(letter)
    return f"{head}{other}{tail}" if found else text


def _skeleton(sound: str) -> str:
    return undoubled(sound.translate(_CODED))


def undoubled(sounds: str) -> str:
    """Sounds with each run of one as that one."""
    return _RUNS.sub(r"\1", sounds) if _RUNS.search(sounds) else sounds


@lru_cache(maxsize=16_384)
def distance(a: str, b: str, abjad: bool = False, most: float = inf) -> float:
    """What it costs to turn one sound string into another: about 1 for a foreign consonant, little for a vowel.

    `abjad`: one of them comes from a script that leaves short vowels out, so vowels may go missing for nearly nothing.
    What is sure to cost more than `most` is given up: infinity.
    """
    if a == b:
        return 0.0
    tables = _tables()
    gap_b = [_gap(y, tables.costs, abjad) for y in b]
    above = [0.0]
    for gap in gap_b:
        above.append(above[-1] + gap)
    for x in a:
        gap_x, swaps = _gap(x, tables.costs, abjad), tables.swaps.get(x, {})
        slant, value = above[0], above[0] + gap_x
        current = [value]
        for y, gap_y, over in zip(b, gap_b, above[1:], strict=True):
            value += gap_y
            if (swap := slant if x == y else slant + swaps.get(y, 1.0)) < value:
                value = swap
            if over + gap_x < value:  # noqa: PLR1730 - `min` would take as long as the rest of the line
                value = over + gap_x
            current.append(value)
            slant = over
        if min(current) > most:  # no step makes it cheaper
            return inf
        above = current
    return above[-1]


def _gap(sound: str, costs: dict[str, float], abjad: bool) -> float:
    cost = costs.get(sound, 1.0)
    return cost * 0.3 if abjad and sound in _SHORT else cost


@lru_cache(maxsize=16_384)
def likeness(a: str, b: str, abjad: bool = False, floor: float = 0.0) -> float:
    """1 for the same sounds down to 0; .72 and more is one name in two spellings. Less than `floor` may come as 0."""
    if a == b:
        return 1.0
    size = 0.5 + 0.25 * max(len(a.translate(_CONSONANTS)), len(b.translate(_CONSONANTS)))
    most = (1.0 - floor) * size + ROUNDING
    best = distance(a, b, abjad, most)
    for one, other in ((a, b), (b, a)):
        if "h" in other or "H" in other:
            apart = one.translate(_APART)
            if apart != one:
                best = min(best, distance(apart, other, abjad, most) + 0.02)
    return max(0.0, 1.0 - best / size)
