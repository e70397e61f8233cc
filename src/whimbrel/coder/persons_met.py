"""The persons that a report has named, found again by surname, first name or another spelling."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from functools import lru_cache

from whimbrel.almanac.fold import name_key
from whimbrel.almanac.name_alignment import name_skeletons
from whimbrel.almanac.name_parts import word_class
from whimbrel.almanac.names import same_name
from whimbrel.model import Participant

SAME = 0.8  # from here two spellings are one name (same_name's scale)
SURNAME = 0.85  # how like a full name its last part is,
FIRST_NAME = 0.5  # any other part of it alone
ARTICLES = frozenset({"al", "el", "ul", "ad", "ar", "as", "ash", "an", "at", "az", "de", "da"})


class PersonsMet:
    """Persons with where each was first named in full, and where each was told of."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[int, Participant]] = {}
        self._by_word: dict[str, dict[str, float]] = {}
        self._told: list[tuple[int, str]] = []
        self._full: dict[str, str] = {}  # names as written -> ids
        self._spelt: dict[tuple[str, int], list[tuple[str, float]]] = {}

    def add(self, start: int, person: Participant) -> None:
        """Note a person named at `start`."""
        insort(self._told, (start, person.id))
        if person.id not in self._first:
            self._first[person.id] = (start, person)
            self._full.setdefault(person.text, person.id)
            for name in {person.name, person.text}:
                self._file(name, person.id)
        elif start < self._first[person.id][0]:
            self._first[person.id] = (start, self._first[person.id][1])

    def _file(self, name: str, id: str) -> None:
        words = [key for word in name.split() if (key := _word_key(word))]
        if len(words) > 1 and words[-1] in word_class("generation"):
            words.pop()
        for word in words:
            likeness = SURNAME if word == words[-1] else FIRST_NAME
            filed = self._by_word.setdefault(word, {})
            filed[id] = max(likeness, filed.get(id, 0.0))

    def written(self, text: str) -> Participant | None:
        """The person first named in exactly these words."""
        id = self._full.get(text)
        return None if id is None else self._first[id][1]

    def told(self, before: int) -> Counter[str]:
        """How often the report told of each person before an offset."""
        return Counter(id for _, id in self._told[: bisect_left(self._told, (before, ""))])

    def whole(self, text: str) -> Participant | None:
        """The person last noted whom a name of several words names in another spelling or in short."""
        if (known := self.written(text)) is not None:
            return known
        for id, (_, person) in reversed(self._first.items()):
            if _same_person(person.name, text):
                self._full[text] = id
                return person
        return None

    def part(self, word: str, at: int) -> list[tuple[Participant, float]]:
        """Persons whose names have this one word, with its likeness to the whole: those named before the offset, or
        else, by their surname, those named later (a headline goes before the full name)."""
        filed = self._by_word.get(_word_key(word), {})
        found = [(*self._first[id], likeness) for id, likeness in filed.items()]
        if not found:
            found = [(*self._first[id], likeness) for id, likeness in self._spelt_like(word)]
        before = [(person, likeness) for start, person, likeness in found if start < at]
        return before or [(person, likeness) for _, person, likeness in found if likeness > FIRST_NAME]

    def of_surname(self, word: str, before: int) -> list[Participant]:
        """Persons named before the offset whose full names end in exactly this word."""
        filed = self._by_word.get(_word_key(word), {})
        found = (self._first[id] for id, likeness in filed.items() if likeness > FIRST_NAME)
        return [person for start, person in found if start < before]

    def first_named(self, id: str) -> int | None:
        """Where a person was first named in full; None for one who was not."""
        return self._first[id][0] if id in self._first else None

    def _spelt_like(self, word: str) -> list[tuple[str, float]]:
        key = (word, len(self._first))
        if key not in self._spelt:
            like = [id for id, (_, person) in self._first.items() if _same_person(person.name, word)]
            self._spelt[key] = [(id, SURNAME) for id in like]
        return self._spelt[key]


@lru_cache(maxsize=20_000)
def _word_key(word: str) -> str:
    return " ".join(key for key in name_key(word).split() if key not in ARTICLES)


@lru_cache(maxsize=20_000)
def _same_person(full: str, text: str) -> bool:
    """Whether `text` is the full name in another spelling, or its last part ("Netanyahu")."""
    words, whole = text.split(), full.split()
    if not words or not whole:
        return False
    if words[-1][-1:] != whole[-1][-1:] and not name_skeletons(text) & name_skeletons(full):
        return False
    if same_name(full, text).value >= SAME:
        return True
    if len(words) >= len(whole) or len(words) > 2:
        return False
    return same_name(text, " ".join(whole[-len(words) :])).value >= SAME
