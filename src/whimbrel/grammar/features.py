"""What the name tagger sees of a word: its letters, its shape, the word lists it is in, and its neighbours."""

from __future__ import annotations

import csv
import json
import re
import string
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from whimbrel.errors import DataError

QUOTES = str.maketrans("’‘ʼ“”", "'''\"\"")
_RUNS = re.compile(r"(.)\1+")
_SHAPE = str.maketrans(string.ascii_uppercase + string.ascii_lowercase + string.digits, "X" * 26 + "x" * 26 + "d" * 10)
REMEDY = "reinstall whimbrel"
SHOUTED = 0.6
"""A sentence with this share of its words in capitals tells nothing by its case."""


@dataclass(frozen=True, slots=True, eq=False)
class WordLists:
    """Lower-cased words by list: given names, surnames, places, … both hand-made and mined (`training/names.py`)."""

    lists: Mapping[str, frozenset[str]]
    phrases: frozenset[str]  # names of places in two or more words, lower case
    phrase_starts: frozenset[str]  # their first words
    areas: frozenset[str] = frozenset()  # first-level areas, lower case; the tagger sees neither these
    dictionary: frozenset[str] = frozenset()  # words of the language, in dictionary form, nor these

    def of(self, word: str) -> list[str]:
        lowered = word.lower()
        return [name for name, words in self.lists.items() if lowered in words]

    def any_of(self, *names: str) -> frozenset[str]:
        """The words of several lists together."""
        return _union(self, names)


@lru_cache(maxsize=64)
def _union(lists: WordLists, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(lists.lists[name] for name in names))


@cache
def written_lists() -> Mapping[str, frozenset[str]]:
    """The hand-made lists of `data/name_words.csv`."""
    return read_table("name_words.csv")


def read_table(file: str) -> Mapping[str, frozenset[str]]:
    """The lists of a table of words in `data`, lower case."""
    table = resources.files("whimbrel.grammar").joinpath("data", file).read_text(encoding="utf-8")
    lists: dict[str, set[str]] = {}
    for row in csv.DictReader(table.splitlines()):
        lists.setdefault(row["list"], set()).add(row["word"].lower())
    return {name: frozenset(words) for name, words in lists.items()}


def read_lists(path: Path) -> WordLists:
    """The mined lists beside the model, joined with the hand-made ones. Raises DataError when they cannot be read."""
    try:
        mined: dict[str, list[str]] = json.loads(zlib.decompress(path.read_bytes()))
    except (OSError, zlib.error, ValueError) as error:
        raise DataError(f"the name lists cannot be read: {error}", where=str(path), remedy=REMEDY) from error
    phrases = frozenset(mined.pop("phrases", []))
    areas = frozenset(mined.pop("areas", []))
    lists = {**written_lists(), **{name: frozenset(words) for name, words in mined.items()}}
    return WordLists(lists, phrases, frozenset(phrase.partition(" ")[0] for phrase in phrases), areas)


def write_lists(lists: Mapping[str, Sequence[str]], path: Path) -> None:
    path.write_bytes(zlib.compress(json.dumps(lists, ensure_ascii=False, sort_keys=True).encode(), 9))


@dataclass(frozen=True, slots=True)
class _Look:
    """A word's features, and those few that each neighbour sees, ready to be joined: built once a word.

    They are bytes, as the tagger's library takes them: strings it would encode again for every word of every text.
    """

    lowered: str
    key: bytes  # of the word in a pair with the word before it; `before` is that of the word before
    before: bytes
    shape: bytes  # the word's shape in a pair; `shape_before` and `shape_at` begin pairs with the word before and after
    shape_before: bytes
    shape_at: bytes
    own: tuple[bytes, ...]
    as_before: tuple[bytes, ...]  # what the word after it sees of it
    as_after: tuple[bytes, ...]
    as_second_before: tuple[bytes, ...]
    as_second_after: tuple[bytes, ...]


@lru_cache(maxsize=8_000)  # some 4 KB each
def _look(word: str, lists: WordLists) -> _Look:
    lowered = word.lower()
    shape = word.translate(_SHAPE)
    short = _short(shape)
    member = lists.of(word)
    own = ["b", f"w={lowered[:30]}", f"s={short}", f"S={shape[:10]}"]
    own += [f"p{n}={lowered[:n]}" for n in (1, 2, 3, 4) if len(word) > n]
    own += [f"x{n}={lowered[-n:]}" for n in (1, 2, 3, 4) if len(word) > n]
    own += [f"l={name}" for name in member]
    if short[:1] == "X":
        own += [f"L={name}" for name in member]
    seen = [f"w={lowered[:30]}", f"s={short}"] + [f"l={name}" for name in member]
    key, form = lowered.encode(), f"s={short}".encode()
    sides = (_encoded(f"{side}{feature}" for feature in seen) for side in ("-1", "+1", "-2", "+2"))
    pairs = (b"|w=" + key, b"-1w=" + key, form, b"-s|s=" + form, b"s|+s=" + form)
    return _Look(lowered, *pairs, _encoded(own), *sides)


@lru_cache(maxsize=4_096)
def _short(shape: str) -> str:
    return _RUNS.sub(r"\1", shape)[:12]


def _encoded(features: Iterable[str]) -> tuple[bytes, ...]:
    return tuple([feature.encode() for feature in features])


def features(words: Sequence[str], lists: WordLists) -> list[list[bytes]]:
    """The features of each word of a sentence."""
    words = _calm([word if word.isascii() else word.translate(QUOTES) for word in words])
    looks = [_look(word, lists) for word in words]
    in_phrase = _phrases([look.lowered for look in looks], lists)
    rows = []
    last = len(words) - 1
    for i, look in enumerate(looks):
        row = list(look.own)
        if i:
            before = looks[i - 1]
            row += before.as_before
            row.append(before.before + look.key)
            row.append(before.shape_before + look.shape)
        else:
            row.append(b"first")
        if i < last:
            after = looks[i + 1]
            row += after.as_after
            row.append(look.shape_at + after.shape)
        else:
            row.append(b"last")
        if i > 1:
            row += looks[i - 2].as_second_before
        if i + 1 < last:
            row += looks[i + 2].as_second_after
        if in_phrase[i]:
            row.append(in_phrase[i])
        rows.append(row)
    return rows


def _calm(words: list[str]) -> list[str]:
    """A sentence in capitals throughout is read as if each word were capitalised."""
    lettered = [word for word in words if len(word) > 1 and word.isalpha()]
    if len(lettered) > 3 and sum(word.isupper() for word in lettered) > SHOUTED * len(lettered):
        return [word.capitalize() if word.isupper() and len(word) > 3 else word for word in words]
    return words


def _phrases(lowered: Sequence[str], lists: WordLists) -> list[bytes]:
    marks = [b""] * len(lowered)
    opening = [i for i, word in enumerate(lowered) if word in lists.phrase_starts]
    for length in (4, 3, 2):
        for i in opening:
            if not marks[i] and " ".join(lowered[i : i + length]) in lists.phrases and i + length <= len(lowered):
                marks[i] = b"place>"
                for k in range(i + 1, i + length):
                    marks[k] = b"place-"
    return marks
