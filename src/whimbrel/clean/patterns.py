"""Loads and checks the word lists of patterns.toml, and says whether a line is in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from whimbrel.errors import DataError

_WHERE: Final = "clean/patterns.toml"
_LISTS: Final = {
    "furniture": ("whole", "starts", "label", "holds"),
    "comment": ("whole", "starts"),
    "credit": ("whole", "starts", "named", "label", "holds"),
    "agency": ("names",),
    "caption": ("verbs", "marks"),
    "language": ("english",),
    "words": ("joiners", "not_names", "share", "openers"),
    "html": ("meta_title", "meta_source", "meta_byline", "meta_url"),
}
_COMPLETE: Final = ("agency", "caption", "language", "words", "html")
_AS_WRITTEN: Final = ("agency", "words", "html")  # compared with the text as it stands, not with its key
_QUOTES: Final = str.maketrans("‘’‚‛“”„‟«»–—…", '\'\'\'\'""""""---')
_DIGITS: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_DIGIT: Final = re.compile(r"\d")
_SPACES: Final = re.compile(r"\s+")
_EDGES: Final = " \t\n.,:;!?-|•·*>»«<[]{}()\"'_=+~→←▶►…"


@dataclass(frozen=True, slots=True)
class Lines:
    """One group of line patterns; `longest` bounds the lines that `starts` and `holds` are tried on."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    label: frozenset[str]
    holds: tuple[str, ...]
    longest: int
    named: tuple[str, ...] = ()

    def match(self, key: str, raw: str) -> bool:
        """Whether a line (`key` as made by `line_key`, `raw` as written) is of this group."""
        if key in self.whole:
            return True
        if len(raw) > self.longest:
            return False
        if self.starts and key.startswith(self.starts) and any(_begins(key, start) for start in self.starts):
            return True
        if self.label and (label := _label_of(raw)) and (label in self.label or label.rsplit(" ", 1)[0] in self.label):
            return True
        return any(word in key for word in self.holds)

    def names_behind(self, key: str, raw: str) -> str:
        """What follows a phrase of the `named` list at the front of a line, as written; "" when none is there."""
        if len(raw) <= self.longest and key.startswith(self.named or "\0"):
            for start in self.named:
                if _begins(key, start):
                    found = re.search(re.escape(start.split()[-1]), raw, re.IGNORECASE)
                    return raw[found.end() :].strip(" :.") if found else ""
        return ""


@dataclass(frozen=True, slots=True)
class Patterns:
    furniture: Lines
    comment: Lines
    credit: Lines
    agencies: tuple[str, ...]
    caption_verbs: tuple[str, ...]
    caption_marks: tuple[str, ...]
    english: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    html: Mapping[str, tuple[str, ...]]


def line_key(line: str) -> str:
    """A line in the form that the lists are written in: lower case, plain quotes, # for digits, bare edges."""
    key = (line if line.isascii() else line.translate(_QUOTES)).lower()
    if _DIGIT.search(key):
        key = _DIGITS.sub("#", key)
    key = key.strip(_EDGES)
    return _SPACES.sub(" ", key) if "  " in key or "\n" in key else key


@cache
def patterns() -> Patterns:
    """The shipped lists. Raises DataError when they break their own rules."""
    return parse(files("whimbrel.clean").joinpath("patterns.toml").read_text("utf-8"))


def parse(text: str) -> Patterns:
    """Lists from TOML text; raises DataError naming the entry that is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not valid TOML: {error}", where=_WHERE, remedy="mend the line") from error
    if set(table) != set(_LISTS):
        odd = ", ".join(sorted(set(table) ^ set(_LISTS)))
        raise DataError(f"missing or unknown section: {odd}", where=_WHERE, remedy="keep exactly the known sections")
    for section, names in _LISTS.items():
        _check(section, table[section], names)
        if section in _COMPLETE and (missing := set(names) - set(table[section])):
            where = f"{_WHERE}: [{section}]"
            raise DataError(f"missing: {', '.join(sorted(missing))}", where=where, remedy="add the list")
    groups = {section: _group(table[section]) for section in ("furniture", "comment", "credit")}
    return Patterns(
        **groups,
        agencies=tuple(sorted(set(table["agency"]["names"]), key=lambda name: (-len(name), name))),
        caption_verbs=tuple(table["caption"]["verbs"]),
        caption_marks=tuple(table["caption"]["marks"]),
        english=frozenset(table["language"]["english"]),
        words={name: tuple(values) for name, values in table["words"].items()},
        html={name: tuple(values) for name, values in table["html"].items()},
    )


def _check(section: str, entries: Mapping[str, object], names: tuple[str, ...]) -> None:
    for name, values in entries.items():
        where = f"{_WHERE}: [{section}] {name}"
        if name == "longest":
            if not isinstance(values, int) or values <= 0:
                raise DataError("must be a number of characters", where=where, remedy="write a positive whole number")
            continue
        if name not in names:
            raise DataError("unknown list", where=where, remedy=f"use one of {', '.join(names)}")
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise DataError("must be a list of phrases", where=where, remedy="write it as a list of strings")
        if section in _AS_WRITTEN:
            continue
        for value in values:
            if value != value.translate(_QUOTES).lower() or re.search(r"\d", value):
                raise DataError(
                    f"`{value}` can never match", where=where, remedy="use lower case, straight quotes and # for digits"
                )


def _group(entries: Mapping[str, list[str]]) -> Lines:
    longest = entries.get("longest", 320)
    return Lines(
        whole=frozenset(line_key(value) for value in entries.get("whole", ())),
        starts=tuple(sorted({line_key(value) for value in entries.get("starts", ())})),
        label=frozenset(line_key(value) for value in entries.get("label", ())),
        holds=tuple(entries.get("holds", ())),
        named=tuple(sorted({line_key(value) for value in entries.get("named", ())}, key=len, reverse=True)),
        longest=longest if isinstance(longest, int) else 320,
    )


def _begins(key: str, start: str) -> bool:
    return key.startswith(start) and not key[len(start) : len(start) + 1].isalnum()


def _label_of(raw: str) -> str:
    """The words before the first colon, bar or spaced dash near the start of a line, as a key; "" if none."""
    found = re.match(r"\W{0,3}([^:|\n]{2,28}?)\s?(?::|\||\s[-–—]\s)", raw)
    return line_key(found.group(1)) if found else ""
