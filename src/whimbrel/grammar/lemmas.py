"""Lemmas by rule and table, learnt in `training/lemmas.py`: quick enough for every word, and good on unseen verbs.

The table maps a Penn tag to whole words that follow no rule; the rules map a tag to endings, each with what to strip
and what to add in its place. Where several rules compete, the one whose result is a known word wins.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from whimbrel.errors import DataError

REMEDY = "reinstall whimbrel"
LONGEST_ENDING = 6
PROPER = frozenset({"NNP", "NNPS"})
APOSTROPHES = str.maketrans("’‘ʼ", "'''")


@dataclass(frozen=True, slots=True)
class LemmaTable:
    """`exceptions[tag][word]` is a lemma; `rules[tag][ending]` lists (letters to strip, to add), likeliest first.

    `known` holds the dictionary forms of a family of tags (VB, NN, JJ, RB).
    """

    exceptions: Mapping[str, Mapping[str, str]]
    rules: Mapping[str, Mapping[str, tuple[tuple[int, str], ...]]]
    known: Mapping[str, frozenset[str]]
    _anywhere: frozenset[str] = field(init=False, repr=False, compare=False)  # known in any family

    def __post_init__(self) -> None:
        object.__setattr__(self, "_anywhere", frozenset().union(*self.known.values()))

    def lemma(self, word: str, tag: str) -> str:
        """The dictionary form of `word` with Penn tag `tag`; names keep their capitals."""
        plain = word.translate(APOSTROPHES)
        lowered = plain.lower()
        exception = self.exceptions.get(tag, {}).get(lowered)
        if exception is not None:
            return exception
        if tag == "CD":
            return lowered.replace(",", "")
        base = plain if tag in PROPER else lowered
        endings = self.rules.get(tag)
        if endings is None or not base.isascii() or len(base) < 3:
            return base
        return self._by_rule(base, tag, endings)

    def dictionary(self) -> frozenset[str]:
        """All words known in dictionary form, in lower case; names are none."""
        return frozenset(word for words in self.known.values() for word in words if word.islower())

    def _by_rule(self, base: str, tag: str, endings: Mapping[str, tuple[tuple[int, str], ...]]) -> str:
        known = self.known.get(tag[:2], frozenset())
        first = elsewhere = ""
        last = base[-LONGEST_ENDING:].lower()
        for begin in range(len(last)):
            for strip, add in endings.get(last[begin:], ()):
                candidate = base[: len(base) - strip] + add if strip else base + add
                if candidate in known:
                    return candidate
                first = first or candidate
                if not elsewhere and candidate in self._anywhere:
                    elsewhere = candidate  # "chaired" is of "chair", met as a noun alone
        return elsewhere or first or base


def read_lemmas(path: Path) -> LemmaTable:
    """The table that `write_lemmas` wrote. Raises DataError when it is missing or damaged."""
    try:
        record = json.loads(zlib.decompress(path.read_bytes()))
    except (OSError, zlib.error, ValueError) as error:
        raise DataError(f"the lemma table cannot be read: {error}", where=str(path), remedy=REMEDY) from error
    rules = {
        tag: {ending: tuple((strip, add) for strip, add in options) for ending, options in endings.items()}
        for tag, endings in record["rules"].items()
    }
    known = {tag: frozenset(words) for tag, words in record["known"].items()}
    return LemmaTable(record["exceptions"], rules, known)


def write_lemmas(table: LemmaTable, path: Path) -> None:
    record = {
        "exceptions": table.exceptions,
        "rules": table.rules,
        "known": {tag: sorted(words) for tag, words in table.known.items()},
    }
    path.write_bytes(zlib.compress(json.dumps(record, ensure_ascii=False, sort_keys=True).encode(), 9))
