"""How likely a word in Arabic or Hebrew letters spells a word in Latin letters, by odds learned from names.

Every Latin letter is written as none, one or two letters of the other script, and what it becomes depends on its
neighbours: `c` before `h` is mostly ش or تش, and the `h` then nothing. The odds lie in `data/transliteration/`, one
file a script, learned by `training.transliteration`; `training/MODEL_CARD.md` says from what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from whimbrel.almanac.fold import plain_letters
from whimbrel.almanac.table import data_folder, read_rows, split_cell

LONGEST_WORD = 30
EDGE = "_"  # stands before the first letter of a word and after its last one
NOTHING = "-"  # written in the files for "becomes no letter"
UNSEEN = 2e-5  # the odds of a letter never seen for a Latin letter
ANYWHERE = 0.05  # how far what a letter becomes elsewhere counts in a context that does not know it
SCRIPTS = frozenset({"arabic", "hebrew"})
WIDTHS = ((2, 2), (1, 2), (1, 1), (0, 1), (0, 0))  # letters looked at before and after, widest first

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_NOT_LATIN = re.compile("[^a-z]")
_GERESH = re.compile("['’‘ʼ`׳´]")
_WITH_GERESH = dict(zip("גזצץתדחטע", "123345678", strict=True))  # "ג'" is one letter: one character for it
_OF_NEIGHBOURS = {
    "ک": "ك", "ی": "ي", "ې": "ي", "ے": "ي", "ێ": "ي", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ە": "ه", "ٱ": "ا", "ۆ": "و",
    "گ": "غ", "پ": "ب", "چ": "تش", "ژ": "ج", "ڤ": "ف", "ڨ": "ق", "ڭ": "ك", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن",
    "ڵ": "ل", "ڕ": "ر",
}  # fmt: skip  # letters of Persian, Kurdish and Urdu as Arabic writes their sounds

Letters = Mapping[str, float]  # what a Latin letter becomes: letters of the script, and how likely


@lru_cache(maxsize=16_384)
def letters_of(word: str, script: str) -> str:
    """A word of the script, one character a letter: no marks, a Hebrew letter with its geresh as one digit."""
    word = _MARKS.sub("", word[:LONGEST_WORD])
    if script == "hebrew":
        word = _GERESH.sub("'", word)
        for letter, digit in _WITH_GERESH.items():
            word = word.replace(f"{letter}'", digit)
    else:
        word = "".join(_OF_NEIGHBOURS.get(char, char) for char in word)
    return "".join(char for char in word if char.isalnum())


@lru_cache(maxsize=16_384)
def latin_of(word: str) -> str:
    """A word in the letters a to z: no diacritics, no case, nothing else."""
    return _NOT_LATIN.sub("", plain_letters(word[:LONGEST_WORD]).lower())


@dataclass(frozen=True)
class Odds:
    """What the Latin letters become in one script.

    `by_context` is keyed "before|letter|after"; `words` holds spellings that letters do not explain (Isaac is יצחק);
    `spellings` are the same by letters; `common` is the share of each letter of the script, for words that spell
    nothing in particular.
    """

    by_context: Mapping[str, Letters]
    words: Mapping[str, Letters]
    common: Letters
    spellings: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    _windows: dict[str, Letters] = field(default_factory=dict, repr=False)

    def of_letter(self, window: str) -> Letters:
        """The odds of the letter in the middle of five: by the widest context that is known, a little by any."""
        found = self._windows.get(window)
        if found is None:
            keys = (f"{window[2 - before : 2]}|{window[2]}|{window[3 : 3 + after]}" for before, after in WIDTHS)
            known = next((self.by_context[key] for key in keys if key in self.by_context), {})
            anywhere = self.by_context.get(f"|{window[2]}|", {})
            found = {
                letters: known.get(letters, 0.0) + ANYWHERE * anywhere.get(letters, 0.0)
                for letters in {**known, **anywhere}
            }
            self._windows[window] = found
        return found

    def of_word(self, letters: str, latin: str, least: float = 0.0) -> float:
        """The odds that `latin` is spelt `letters` (as `latin_of` and `letters_of` give them), over all ways.

        Ways that fall below `least` are given up: what is far from it costs little to see.
        """
        if not latin or not letters:
            return 0.0
        padded = f"{EDGE}{EDGE}{latin}{EDGE}{EDGE}"
        row = {0: 1.0}
        for at in range(len(latin)):
            row = step(row, letters, self.of_letter(padded[at : at + 5]), least)
            if not row:
                break
        return self.with_words(row.get(len(letters), 0.0), letters, latin)

    def with_words(self, odds: float, letters: str, latin: str) -> float:
        """`odds` by letters, joined with what is known of the whole word."""
        known = self.words.get(latin)
        return odds if known is None else (odds + known.get(letters, 0.0)) / 2

    def of_chance(self, letters: str) -> float:
        """The odds of these letters for a word that has nothing to do with them."""
        odds = 1.0
        for letter in letters:
            odds *= self.common.get(letter, UNSEEN)
        return odds


def step(
    row: Mapping[int, float], letters: str, becomes: Letters, least: float = 0.0, unseen: float = UNSEEN
) -> dict[int, float]:
    """One Latin letter on: odds by how many of `letters` are written so far; what falls below `least` is left out."""
    following: dict[int, float] = {}
    size = len(letters)
    for done, odds in row.items():
        value = odds * becomes.get("", unseen)
        if value > least:
            following[done] = following.get(done, 0.0) + value
        if done < size:
            value = odds * becomes.get(letters[done], unseen)
            if value > least:
                following[done + 1] = following.get(done + 1, 0.0) + value
            value = odds * becomes.get(letters[done : done + 2], 0.0) if done + 1 < size else 0.0
            if value > least:
                following[done + 2] = following.get(done + 2, 0.0) + value
    return following


@cache
def load_odds(script: str) -> Odds:
    """The learned odds of a script of `SCRIPTS`. Raises DataError when the file is broken or missing."""
    found: dict[str, dict[str, dict[str, float]]] = {"context": {}, "word": {}, "common": {}}
    source = data_folder().joinpath("transliteration", f"{script}.csv")
    columns = ("kind", "latin", "letters")
    for row in read_rows(source, f"almanac/data/transliteration/{script}.csv", columns):
        cells = (cell.rpartition(" ") for cell in split_cell(row["letters"]))
        found[row["kind"]][row["latin"]] = {
            "" if letters == NOTHING else letters: int(thousandths) / 1000 for letters, _, thousandths in cells
        }
    spellings: dict[str, list[str]] = {}
    for latin, ways in found["word"].items():
        for letters in ways:
            spellings.setdefault(letters, []).append(latin)
    return Odds(found["context"], found["word"], found["common"].get("", {}), spellings)
