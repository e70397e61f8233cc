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

from whimbrel.almanac.fold import plain_letters
from whimbrel.almanac.table import data_folder, read_rows

_VOWELS = frozenset("aeiouE")
_OPEN = frozenset("aeiouEAWUVYHh")  # sounds left out of a skeleton
_COARSE = str.maketrans({"q": "k", "g": "k", "G": "k", "X": "k", "c": "s", "z": "s", "S": "s", "C": "s", "Z": "s",
                         "J": "s", "T": "t", "D": "t", "d": "t", "p": "b", "f": "b", "v": "b", "B": "b", "P": "b"})
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_TOKEN = 40


@dataclass(frozen=True)
class _Tables:
    spellings: dict[str, dict[str, str]]  # script -> letters -> sounds
    patterns: dict[str, re.Pattern[str]]
    costs: dict[str, float]  # two sounds together, or one sound alone for leaving it out


@cache
def _tables() -> _Tables:
    spellings: dict[str, dict[str, str]] = {}
    folder = data_folder()
    for row in read_rows(folder.joinpath("spellings.csv"), "almanac/data/spellings.csv",
                         ("script", "letters", "sounds")):
        spellings.setdefault(row["script"], {})[row["letters"]] = row["sounds"]
    patterns = {
        script: re.compile("|".join(re.escape(x) for x in sorted(table, key=len, reverse=True)))
        for script, table in spellings.items()
    }
    costs: dict[str, float] = {}
    for row in read_rows(folder.joinpath("sounds.csv"), "almanac/data/sounds.csv", ("sound", "other", "cost")):
        costs[row["sound"] + row["other"]] = float(row["cost"])
        costs[row["other"] + row["sound"]] = float(row["cost"])
    return _Tables(spellings, patterns, costs)


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


@lru_cache(maxsize=65536)
def sound_of(token: str, script: str = "latin") -> str:
    """The sounds of one folded word; doubled sounds are said once."""
    token = _MARKS.sub("", unicodedata.normalize("NFC", token[:LONGEST_TOKEN]))
    token = plain_letters(token).lower() if script == "latin" else token.lower()
    if script == "greek":
        token = "".join(c for c in unicodedata.normalize("NFD", token) if not unicodedata.combining(c))
    tables = _tables()
    table, pattern = tables.spellings.get(script), tables.patterns.get(script)
    if table is None or pattern is None:
        return token
    sounds = "".join(table[piece] for piece in pattern.findall(token))
    said = re.sub(r"(.)\1+", r"\1", sounds)
    if len(said) > 2 and said[-1] == "h" and said[-2] in _VOWELS:
        said = said[:-1]
    return said


def skeletons(sound: str) -> tuple[str, ...]:
    """Keys under which a sound is filed: its consonants by class. Sounds of two readings give two keys."""
    readings = [sound]
    if "g" in sound:
        readings.append(sound.replace("g", "J"))
    if "T" in sound:
        readings += [reading.replace("T", "s") for reading in readings]
    if "w" in sound:
        readings += [reading.replace("w", "v") for reading in readings]
    readings = [reading.replace("w", "") for reading in readings]
    keys = (re.sub(r"(.)\1+", r"\1", "".join(c for c in r if c not in _OPEN and c != "y").translate(_COARSE))
            for r in readings)
    return tuple(dict.fromkeys(keys))


@lru_cache(maxsize=65536)
def distance(a: str, b: str) -> float:
    """What it costs to turn one sound string into another: about 1 for a foreign consonant, little for a vowel."""
    if a == b:
        return 0.0
    costs = _tables().costs
    written_a, written_b = _has_vowels(a), _has_vowels(b)
    gap_a = [_gap(x, costs, written_b) for x in a]
    gap_b = [_gap(y, costs, written_a) for y in b]
    above = [0.0]
    for y in gap_b:
        above.append(above[-1] + y)
    for i, x in enumerate(a):
        current = [above[0] + gap_a[i]]
        for j, y in enumerate(b):
            swap = above[j] + (0.0 if x == y else costs.get(x + y, 1.0))
            current.append(min(swap, above[j + 1] + gap_a[i], current[j] + gap_b[j]))
        above = current
    return above[-1]


def _has_vowels(sound: str) -> bool:
    return not any(c in "AWUVH" for c in sound) and any(c in _VOWELS for c in sound)


def _gap(sound: str, costs: dict[str, float], other_written: bool) -> float:
    cost = costs.get(sound, 1.0)
    return cost if other_written or sound not in _VOWELS else cost * 0.3


def likeness(a: str, b: str) -> float:
    """1 for the same sounds down to 0; .72 and more is one name in two spellings."""
    if a == b:
        return 1.0
    consonants = max(sum(c not in _OPEN for c in a), sum(c not in _OPEN for c in b))
    return max(0.0, 1.0 - distance(a, b) / (0.5 + 0.25 * consonants))
