"""Which news agency stands behind a report, where the report itself says so: dateline, byline, credit or signature.

A picture's credit tells nothing of the text, and a text that cites an agency in a sentence is not the agency's.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from whimbrel.errors import DataError
from whimbrel.model import Passage, PassageKind

_WHERE: Final = "clean/agencies.csv"
_TOP: Final = 500  # code points in which a dateline stands
_STORY: Final = frozenset({PassageKind.LEAD, PassageKind.BODY, PassageKind.FURNITURE, PassageKind.CREDIT})
_PICTURE: Final = re.compile(r"photo|image|picture|getty|file |handout|©", re.IGNORECASE)
_LABEL: Final = re.compile(r"^(?:by|source|sources|from|agency|agencies|via|credit)\b\s*:?\s*", re.IGNORECASE)
_EDGES: Final = " \t\n()[]|.-–—:,;"


def agency_of(text: str, passages: Sequence[Passage], *, outlet: str = "", byline: str = "") -> str:
    """The agency's name as we write it, or "". `outlet` may be an agency itself."""
    own = {written.casefold(): name for written, name in agencies().items()}.get(outlet.casefold())
    return own or _dateline(text, passages) or _signed(byline) or _credit(text, passages) or _signature(text, passages)


@cache
def agencies() -> Mapping[str, str]:
    """The name of an agency by each way it is written. Raises DataError where the shipped list is wrong."""
    return parse(files("whimbrel.clean").joinpath("agencies.csv").read_text("utf-8").splitlines())


def parse(lines: Iterable[str]) -> Mapping[str, str]:
    """Agencies from lines of CSV. Raises DataError for a row without names, or a name that two agencies have."""
    found: dict[str, str] = {}
    for number, row in enumerate(csv.DictReader(lines), 2):
        written = [name.strip() for name in (row.get("written") or "").split("|")]
        if not row.get("name") or not all(written):
            raise DataError("no name", where=f"{_WHERE}:{number}", remedy="write name,written | written")
        for name in (row["name"], *written):
            if found.setdefault(name, row["name"]) != row["name"]:
                raise DataError(f"{name!r} is two agencies", where=f"{_WHERE}:{number}", remedy="keep one")
    return found


@cache
def _pattern() -> str:
    return "|".join(re.escape(name) for name in sorted(agencies(), key=lambda name: (-len(name), name)))


@cache
def _in_dateline() -> re.Pattern[str]:
    return re.compile(rf"\((?P<a>{_pattern()})\)\s?[-–—:]|^\s*(?P<b>{_pattern()})\s?[-–—](?:\s|$)", re.MULTILINE)


@cache
def _at_the_end() -> re.Pattern[str]:
    return re.compile(rf"(?:[(\[](?P<a>{_pattern()})[)\]]|[.\"”]\s*[-–—]+\s?(?P<b>{_pattern()}))\s*$")


@cache
def _as_a_word() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?P<a>{_pattern()})(?![\w/])(?P<b>)")


def _dateline(text: str, passages: Sequence[Passage]) -> str:
    for passage in passages:
        if passage.kind.broad in _STORY and passage.span.start <= _TOP:
            found = _in_dateline().search(text, passage.span.start, min(passage.span.end, passage.span.start + _TOP))
            if found:
                return _name(found)
    return ""


def _signed(byline: str) -> str:
    found = None if _PICTURE.search(byline) else _as_a_word().search(byline)
    return _name(found) if found else ""


def _credit(text: str, passages: Sequence[Passage]) -> str:
    """A credit line that names agencies and nothing else, unless it stands with a picture."""
    after_picture = False
    for passage in passages:
        words = text[passage.span.start : passage.span.end]
        if passage.kind.broad is PassageKind.CREDIT and not after_picture and not _PICTURE.search(words):
            bare = _LABEL.sub("", words.strip(_EDGES)).strip(_EDGES)
            if bare in agencies():
                return agencies()[bare]
        after_picture = passage.kind is PassageKind.CAPTION
    return ""


def _signature(text: str, passages: Sequence[Passage]) -> str:
    last = next((p for p in reversed(passages) if p.kind in (PassageKind.BODY, PassageKind.LEAD)), None)
    found = _at_the_end().search(text, last.span.start, last.span.end) if last else None
    return _name(found) if found else ""


def _name(found: re.Match[str]) -> str:
    return agencies()[found["a"] or found["b"]]
