"""The words that mark a line as none of the story: the lists of markers.toml, loaded and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from whimbrel.clean.patterns import line_key, names_a_phrase
from whimbrel.errors import DataError
from whimbrel.model import PassageKind

_WHERE: Final = "clean/markers.toml"
_LISTS: Final = ("whole", "starts", "opens", "label", "holds", "named", "begins", "mentions")
_LONGEST: Final = 320  # characters of a line that lists other than `whole` are tried on
_HOLDS_LONGEST: Final = 240  # and `holds`
_NEVER: Final = "\0"  # begins no line
_SAID: Final = re.compile(
    r"^[\"“'‘]|[\"”’'],? (?:he|she|they|[A-Z][\w-]+) \w|\b(?:said|says|told|according to|reported that)\b"
)
_WORD: Final = re.compile(r"[\w#]+")
_NO_LABEL: Final[frozenset[str]] = frozenset()
_OPENER: Final = re.compile(r"[^\w#]*[\w#]*")
_LABEL_WITHIN: Final = 64  # characters in which a label ends
_LABEL_END: Final = re.compile(r"[:|\]]|\s[-–—]\s")
_LABEL: Final = re.compile(r"\W{0,3}((?:[^:|\n\]]|\d:(?=\d)){2,28}?)\s?(?::(?!\d)|\||\]|\s[-–—]\s)")


@dataclass(frozen=True, slots=True)
class Looked:
    """A line as it is looked up: as written, as a key, the label before its colon in three forms, and its first word.

    `words` are those of its words with which a phrase of any `holds` begins.
    """

    raw: str
    key: str
    labels: frozenset[str]
    words: frozenset[str]
    opener: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The markers of one kind of passage. Phrases are in the form that `line_key` makes."""

    kind: PassageKind
    whole: frozenset[str]
    starts: tuple[str, ...]
    opens: tuple[str, ...]
    label: frozenset[str]
    holds: Mapping[str, tuple[str, ...]]  # by their first word
    named: tuple[str, ...]
    begins: tuple[str, ...]
    openers: frozenset[
        str
    ]  # the first words of `starts`, `opens`, `named` and `begins`, so that most lines need not be tried
    mentions: re.Pattern[str] | None

    def match(self, line: Looked) -> bool:
        """Whether a line is of this kind."""
        key = line.key
        if key in self.whole:
            return True
        if len(line.raw) > _LONGEST:
            return False
        opened = line.opener in self.openers
        if opened and key.startswith(self.starts) and any(_begins(key, start) for start in self.starts):
            return True
        if opened and key.startswith(self.opens) and not line.raw.endswith((".", "!")):
            return True
        if line.labels and not line.labels.isdisjoint(self.label):
            return True
        if line.words and len(line.raw) <= _HOLDS_LONGEST and any(map(key.__contains__, self._held(line.words))):
            return True
        return opened and self._asks(line)

    def _held(self, words: frozenset[str]) -> Iterator[str]:
        """The phrases of `holds` that begin with one of some words."""
        for word in words:
            yield from self.holds.get(word, ())

    def names_behind(self, line: Looked) -> str:
        """What follows a phrase of the `named` list at the front of a line, as written; "" when none is there."""
        if len(line.raw) <= _LONGEST and line.opener in self.openers and line.key.startswith(self.named):
            for start in self.named:
                if _begins(line.key, start):
                    found = re.search(re.escape(start.split()[-1]), line.raw, re.IGNORECASE)
                    return line.raw[found.end() :].strip(" :.") if found else ""
        return ""

    def _asks(self, line: Looked) -> bool:
        """Whether the line begins with one of `begins`, has one of `mentions` behind it, and is nobody's words."""
        if self.mentions is None or not line.key.startswith(self.begins):
            return False
        begun = max((len(start) for start in self.begins if _begins(line.key, start)), default=-1)
        return begun >= 0 and self.mentions.search(line.key, begun) is not None and not _SAID.search(line.raw)


@dataclass(frozen=True, slots=True)
class Markers:
    """All markers, by kind, the first that fits first; and what a line must have one of to be of any kind."""

    kinds: tuple[Marks, ...]
    furniture: tuple[Marks, ...]  # those of them that are kinds of page furniture
    whole: frozenset[str]
    words: frozenset[str]
    openers: frozenset[str]
    tags: frozenset[str]

    def kind(self, key: str, raw: str, is_name: Callable[[str], bool] | None = None) -> PassageKind | None:
        """The kind that a whole line is marked as, or None. `is_name` tells whether names only follow a phrase."""
        line = self._looked(key, raw)
        if line is None:
            return None
        for marks in self.kinds:
            if marks.match(line):
                return marks.kind
        for marks in self.kinds if is_name else ():
            if rest := marks.names_behind(line):
                return marks.kind if is_name and is_name(rest) else None
        return None

    def heads_list(self, key: str) -> bool:
        """Whether a whole line is nothing but the head of a list of other reports: "Related stories"."""
        return any(key in marks.whole for marks in self.kinds if marks.kind is PassageKind.RELATED)

    def heads_tags(self, key: str) -> bool:
        """Whether a whole line is nothing but the head of a list of tags: "Topics"."""
        return key in self.tags

    def is_machinery(self, key: str, raw: str) -> bool:
        """Whether a whole line is marked as a kind of page furniture; no byline, credit or comment."""
        line = self._looked(key, raw)
        if line is None or not any(marks.match(line) for marks in self.furniture):
            return False
        return next(marks.kind for marks in self.kinds if marks.match(line)).broad is PassageKind.FURNITURE

    def _looked(self, key: str, raw: str) -> Looked | None:
        """The line, if it has anything of any marker."""
        label, opener, words = label_of(raw), _opener(key), self.words.intersection(_WORD.findall(key))
        if not label and opener not in self.openers and key not in self.whole and not words:
            return None
        labels = frozenset({label, label.rsplit(" ", 1)[0], _bare(label)}) if label else _NO_LABEL
        return Looked(raw, key, labels, words, opener)


@cache
def markers() -> Markers:
    """The shipped markers. Raises DataError when they break their own rules."""
    return parse(files("whimbrel.clean").joinpath("markers.toml").read_text("utf-8"))


def parse(text: str) -> Markers:
    """Markers from TOML text; raises DataError naming the entry that is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not valid TOML: {error}", where=_WHERE, remedy="mend the line") from error
    tags = table.pop("tags", {}).get("heads", [])
    for section, entries in table.items():
        if section not in set(PassageKind) or PassageKind(section).told or not isinstance(entries, dict):
            kinds = ", ".join(kind for kind in PassageKind if not kind.told)
            raise DataError(f"{section}: no kind that is left out", where=_WHERE, remedy=f"use one of {kinds}")
        _check(section, entries)
    every = tuple(_marks(PassageKind(section), entries) for section, entries in table.items())
    return Markers(
        every,
        furniture=tuple(marks for marks in every if marks.kind.broad is PassageKind.FURNITURE),
        whole=frozenset().union(*(marks.whole for marks in every)),
        words=frozenset().union(*(marks.holds.keys() for marks in every)),
        openers=frozenset().union(*(marks.openers for marks in every)),
        tags=frozenset(map(line_key, tags)),
    )


def _check(section: str, entries: Mapping[str, object]) -> None:
    for name, values in entries.items():
        where = f"{_WHERE}: [{section}] {name}"
        if name not in _LISTS:
            raise DataError("unknown list", where=where, remedy=f"use one of {', '.join(_LISTS)}")
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise DataError("must be a list of phrases", where=where, remedy="write it as a list of strings")
        if len(set(values)) < len(values):
            twice = sorted({value for value in values if values.count(value) > 1})
            raise DataError(f"twice in the list: {', '.join(twice)}", where=where, remedy="keep one of each")
        if odd := next((value for value in values if not _can_match(name, value)), ""):
            remedy = "use lower case, straight quotes, # for digits and no mark at the edges"
            raise DataError(f"`{odd}` can never match", where=where, remedy=remedy)
    if bool(entries.get("begins")) != bool(entries.get("mentions")):
        where = f"{_WHERE}: [{section}]"
        raise DataError("`begins` and `mentions` only work together", where=where, remedy="give both or none")


def _can_match(name: str, value: str) -> bool:
    """Whether a phrase is in the form of keys; those looked for inside a line may have marks at their edges."""
    return names_a_phrase(value) if name in ("holds", "mentions") else value == line_key(value)


def _marks(kind: PassageKind, entries: Mapping[str, list[str]]) -> Marks:
    def keys(name: str) -> list[str]:
        return sorted({line_key(value) for value in entries.get(name, ())}, key=lambda key: (-len(key), key))

    return Marks(
        kind=kind,
        whole=frozenset(keys("whole")),
        starts=tuple(keys("starts")) or (_NEVER,),
        opens=tuple(keys("opens")) or (_NEVER,),
        label=frozenset(keys("label")),
        holds=_by_first_word(entries.get("holds", ())),
        named=tuple(keys("named")) or (_NEVER,),
        begins=tuple(keys("begins")) or (_NEVER,),
        openers=frozenset(_opener(key) for name in ("starts", "opens", "named", "begins") for key in keys(name)),
        mentions=_any_of(entries["mentions"]) if entries.get("mentions") else None,
    )


def _opener(key: str) -> str:
    found = _OPENER.match(key)
    return found[0] if found else ""


def _as_words(phrase: str) -> str:
    before, behind = (r"(?<!\w)" if phrase[0].isalnum() else "", r"(?!\w)" if phrase[-1].isalnum() else "")
    return f"{before}{re.escape(phrase)}{behind}"


def _bare(label: str) -> str:
    """A label without the day that stands behind it: "amendment" of "Amendment, 3 October"."""
    return re.split(r",| \(| (?:at|on) #", label, maxsplit=1)[0]


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        word = _WORD.findall(phrase)[0]
        found[word] = (*found.get(word, ()), phrase)
    return found


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One of the phrases as whole words; marks at their ends stand for themselves."""
    return re.compile("|".join(map(_as_words, sorted(phrases))))


def _begins(key: str, start: str) -> bool:
    return key.startswith(start) and not key[len(start) : len(start) + 1].isalnum()


def label_of(raw: str) -> str:
    """The words before the first colon, bar or spaced dash near the start of a line, as a key; "" if none."""
    found = _LABEL.match(raw) if _LABEL_END.search(raw, 0, _LABEL_WITHIN) else None
    return line_key(found.group(1)) if found else ""
