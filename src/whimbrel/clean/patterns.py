"""Loads and checks the names and words of patterns.toml; the form in which lines are compared with lists."""

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
    "agency": ("names",),
    "caption": ("verbs", "marks"),
    "scene": (
        "said",
        "meant",
        "pronouns",
        "indefinite",
        "places",
        "passive",
        "copulas",
        "somewhere",
        "no_scene",
        "before_noun",
        "behind_noun",
        "subordinate",
        "past",
        "before_participle",
    ),
    "language": ("english",),
    "words": ("joiners", "not_names", "share", "clock", "roles", "openers"),
    "html": ("meta_title", "meta_source", "meta_byline", "meta_url"),
}
_AS_WRITTEN: Final = ("agency", "scene", "words", "html")  # compared with the text as it stands, not with its key
_QUOTES: Final = str.maketrans("‘’‚‛“”„‟«»–—…", '\'\'\'\'""""""---')
_DIGITS: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_DIGIT: Final = re.compile(r"\d")
_SPACES: Final = re.compile(r"\s+")
_EDGES: Final = " \t\n.,:;!?-|•·*>»«<[]{}()♦●■◆▪\"'_=+~→←▶►…"


@dataclass(frozen=True, slots=True)
class Patterns:
    agencies: tuple[str, ...]
    caption_verbs: tuple[str, ...]
    caption_marks: tuple[str, ...]
    scene: Mapping[str, tuple[str, ...]]
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
        if missing := set(names) - set(table[section]):
            where = f"{_WHERE}: [{section}]"
            raise DataError(f"missing: {', '.join(sorted(missing))}", where=where, remedy="add the list")
    return Patterns(
        agencies=tuple(sorted(set(table["agency"]["names"]), key=lambda name: (-len(name), name))),
        caption_verbs=tuple(table["caption"]["verbs"]),
        caption_marks=tuple(table["caption"]["marks"]),
        scene={name: tuple(values) for name, values in table["scene"].items()},
        english=frozenset(table["language"]["english"]),
        words={name: tuple(values) for name, values in table["words"].items()},
        html={name: tuple(values) for name, values in table["html"].items()},
    )


def _check(section: str, entries: Mapping[str, object], names: tuple[str, ...]) -> None:
    for name, values in entries.items():
        where = f"{_WHERE}: [{section}] {name}"
        if name not in names:
            raise DataError("unknown list", where=where, remedy=f"use one of {', '.join(names)}")
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise DataError("must be a list of phrases", where=where, remedy="write it as a list of strings")
        if section in _AS_WRITTEN:
            continue
        for value in values:
            if not names_a_phrase(value):
                raise DataError(
                    f"`{value}` can never match", where=where, remedy="use lower case, straight quotes and # for digits"
                )


def names_a_phrase(value: str) -> bool:
    """Whether a phrase of a list is in the form that `line_key` makes, edges aside."""
    return value == value.translate(_QUOTES).lower() and not _DIGIT.search(value)
