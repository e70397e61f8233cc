"""Words by which outlets take a side ("terrorist", "martyr", "regime"), and what is written in their place.

The table is `data/loaded_words.csv`. A word whose label is the word itself ("fighter") may be a label; it is listed
because another outlet has another word for the same party.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from whimbrel.almanac.fold import name_key, words_of
from whimbrel.almanac.states import plural_of
from whimbrel.almanac.table import data_folder, read_rows

LOADED_COLUMNS = ("word", "plural", "label", "note")
LONGEST_WORD = 3


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """One row. `label` is the role noun that is written in its place, "" where none is."""

    word: str
    plural: str
    label: str

    @property
    def plain(self) -> bool:
        """Whether the word may be a label."""
        return self.label == self.word

    def label_for(self, form: str) -> str:
        """The label in the number of `form`: "Terrorists" → "fighters"."""
        if not self.label or self.label.endswith("s") or self.plural == self.word:
            return self.label
        return plural_of(self.label) if name_key(form) == name_key(self.plural) else self.label


@dataclass(frozen=True)
class LoadedWords:
    """The table by the folded forms of its words. `parts` are the single words of all forms, for a quick look."""

    by_form: Mapping[str, LoadedWord]
    parts: frozenset[str]

    def find(self, text: str) -> LoadedWord | None:
        """The row of which the whole text is a form, in any case: "Terrorists" → terrorist."""
        return self.by_form.get(name_key(text))

    def takes_side(self, text: str) -> bool:
        """Whether the whole text is a form of a word that is no label of ours."""
        found = self.find(text)
        return found is not None and not found.plain

    def said(self, text: str) -> Iterator[tuple[int, int, LoadedWord]]:
        """Where words of the table stand in a text, longest first, without overlap."""
        words, at = words_of(text), 0
        while at < len(words):
            for size in range(min(LONGEST_WORD, len(words) - at), 0, -1):
                row = self.by_form.get(" ".join(word.key for word in words[at : at + size]))
                if row is not None:
                    yield words[at].start, words[at + size - 1].end, row
                    at += size - 1
                    break
            at += 1

    def neutral(self, text: str) -> str:
        """The text without words that take a side: at its end the label stands in their place, elsewhere nothing.

        "terrorist leader" → "leader", "Hamas terrorists" → "Hamas fighters"; may be "".
        """
        while (without := self._without(text)) != text:  # what is left may be such a word too: "holy enemy warrior"
            text = without
        return text

    def _without(self, text: str) -> str:
        parts, here = [], 0
        for start, end, row in self.said(text):
            if not row.plain:
                parts += [text[here:start], row.label_for(text[start:end]) if end == len(text) else ""]
                here = end
        return " ".join("".join([*parts, text[here:]]).split()) if here else text


@cache
def load_loaded_words() -> LoadedWords:
    """The shipped table. Raises DataError when it cannot be read."""
    by_form: dict[str, LoadedWord] = {}
    for row in read_rows(data_folder().joinpath("loaded_words.csv"), "almanac/data/loaded_words.csv", LOADED_COLUMNS):
        word = LoadedWord(row["word"], row["plural"] or plural_of(row["word"]), row["label"])
        for form in (word.word, word.plural):
            by_form.setdefault(name_key(form), word)
    return LoadedWords(by_form, frozenset(part for form in by_form for part in form.split()))
