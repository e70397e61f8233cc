"""What the elements of a page and their class names tell: the lists of markup.toml, loaded and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Final

from whimbrel.errors import DataError

_WHERE: Final = "clean/markup.toml"
_LISTS: Final = {
    "elements": ("dropped", "boxes", "lines", "inline", "machinery", "fallback"),
    "hints": ("body", "outside", "noise"),
    "lines": ("closing", "comments", "ending", "reading", "consent", "credit", "promo"),
}
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LETTERS: Final = re.compile("(?<![0-9])(?<![a-z])[a-z]+")  # none in the middle of a number: "1f7109ad"
_ENTRY: Final = re.compile(r"[a-z]+[1-6]?(?: [a-z]+)*")
_PHRASE: Final = re.compile(r"(?:[^\W\d_][^\W\d_]*(?: & |[' :])?)+")


class Hint(Enum):
    """What a class name says of an element."""

    NONE = 0
    BODY = 1
    NOISE = 2
    OUTSIDE = 3


NO_HINT: Final = (Hint.NONE, "")


@dataclass(frozen=True, slots=True)
class Markup:
    """Names of elements by what they do in a page, and patterns over the parts of class names."""

    dropped: frozenset[str]
    boxes: frozenset[str]
    lines: frozenset[str]
    inline: frozenset[str]
    machinery: frozenset[str]
    fallback: frozenset[str]
    body: re.Pattern[str]
    outside: re.Pattern[str]
    noise: re.Pattern[str]
    closing: re.Pattern[str]
    comments: re.Pattern[str]
    ending: re.Pattern[str]
    reading: re.Pattern[str]
    consent: re.Pattern[str]
    credit: re.Pattern[str]
    credited: re.Pattern[str]
    promo: re.Pattern[str]
    telling: frozenset[str]  # every word of the lists for class names

    def hint(self, marks: str) -> tuple[Hint, str]:
        """What the classes, id and role of an element say, and the words that say it; the article's own go first."""
        words = _LETTERS.findall(marks if marks.islower() else _CAMEL.sub(" ", marks).lower())
        if self.telling.isdisjoint(words):
            return NO_HINT
        parts = f" {' '.join(words)} "
        if found := self.body.search(parts):
            return Hint.BODY, found[0]
        if found := self.outside.search(parts):
            return Hint.OUTSIDE, found[0]
        found = self.noise.search(parts)
        return (Hint.NOISE, found[0]) if found else NO_HINT


@cache
def markup() -> Markup:
    """The shipped lists. Raises DataError when they break their own rules."""
    return parse(files("whimbrel.clean").joinpath("markup.toml").read_text("utf-8"))


def parse(text: str) -> Markup:
    """Lists from TOML text; raises DataError naming the entry that is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not valid TOML: {error}", where=_WHERE, remedy="mend the line") from error
    _check(table)
    elements, hints = table["elements"], table["hints"]
    return Markup(
        dropped=frozenset(elements["dropped"]),
        boxes=frozenset(elements["boxes"]),
        lines=frozenset(elements["lines"]),
        inline=frozenset(elements["inline"]),
        machinery=frozenset(elements["machinery"]),
        fallback=frozenset(elements["fallback"]),
        body=_any_of(hints["body"]),
        outside=_any_of(hints["outside"]),
        noise=_any_of(hints["noise"]),
        closing=_starts_with(table["lines"]["closing"]),
        comments=_is_one_of(table["lines"]["comments"]),
        ending=_is_one_of(table["lines"]["ending"]),
        reading=_starts_with(table["lines"]["reading"]),
        consent=_starts_with(table["lines"]["consent"]),
        credit=_starts_with(table["lines"]["credit"], r"\s?:"),
        credited=_ends_in_brackets(table["lines"]["credit"]),
        promo=_starts_with(table["lines"]["promo"]),
        telling=frozenset(word for entries in hints.values() for entry in entries for word in entry.split()),
    )


def _any_of(entries: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f" (?:{'|'.join(sorted(entries, key=lambda entry: (-len(entry), entry)))}) ")


def _starts_with(phrases: Iterable[str], behind: str = r"(?!\w)") -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, sorted(phrases)))}){behind}", re.IGNORECASE)


def _is_one_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One of the phrases alone, perhaps with a number: "27 comments", "Comments (27)"."""
    return re.compile(rf"[\W\d]*(?:{'|'.join(map(re.escape, sorted(phrases)))})[\W\d]*$", re.IGNORECASE)


def _ends_in_brackets(phrases: Iterable[str]) -> re.Pattern[str]:
    """One of the phrases and a colon in brackets at the end: "(Photo: Ann Poe)"."""
    names = "|".join(map(re.escape, sorted(phrases)))
    return re.compile(rf"[(\[](?:{names})\s?:[^()\[\]]{{2,80}}[)\]]\W{{0,2}}$", re.IGNORECASE)


def _check(table: Mapping[str, Mapping[str, list[str]]]) -> None:
    for section, names in _LISTS.items():
        shape = _PHRASE if section == "lines" else _ENTRY
        if set(table.get(section, ())) != set(names):
            remedy = f"keep exactly {', '.join(names)}"
            raise DataError("missing or unknown lists", where=f"{_WHERE}: [{section}]", remedy=remedy)
        for name in names:
            values = table[section][name]
            odd = [value for value in values if not isinstance(value, str) or not shape.fullmatch(value)]
            if odd or not values or len(set(values)) != len(values):
                where = f"{_WHERE}: [{section}] {name}"
                raise DataError(f"no list of names: {odd}", where=where, remedy="write lower-case words, each once")
