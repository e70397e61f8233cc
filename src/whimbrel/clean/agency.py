"""Which news agency stands behind a report, where the report itself says so: dateline, byline, credit or signature.

A picture's credit tells nothing of the text, and a text that cites an agency in a sentence is not the agency's. A
report "with inputs from" more than one is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from whimbrel.clean.agencies import agencies, agency_words
from whimbrel.model import Passage, PassageKind

_TOP: Final = 500  # code points in which a dateline stands
_END: Final = 600  # code points in which a signature stands
_LONGEST_LINE: Final = 300
_STORY: Final = frozenset({PassageKind.LEAD, PassageKind.BODY, PassageKind.FURNITURE, PassageKind.CREDIT})
_MARGIN: Final = frozenset({PassageKind.FURNITURE, PassageKind.CREDIT})
_PICTURE: Final = re.compile(r"photo|image|picture|getty|file |handout|©|video", re.IGNORECASE)
_PICTURE_ONLY: Final = re.compile(r"photo|image|picture|getty|file |handout|video", re.IGNORECASE)
_YEARS: Final = r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s*)?"
_DAY: Final = r"[A-Z][a-zA-Z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:\s\d{4})?"
_HOUSE: Final = "Reuters"  # whose reports end so, wherever they are printed
_REPORTING: Final = re.compile(
    r"\((?:Additional\s)?(?:[Rr]eporting|[Ww]riting)\s(?:and\s[a-z]+\s)?by\s[^()]{3,400};\s?"
    r"(?:[^()]{0,300};\s?)?[Ee]diting\sby\s[^()]{3,200}\)"
)
_EDGES: Final = " \t\n()[]|.-–—:,;/*"


def agency_of(text: str, passages: Sequence[Passage], *, outlet: str = "", byline: str = "") -> str:
    """The agency's name as we write it, or "". `outlet` may be an agency itself."""
    own = _by_outlet().get(outlet.casefold())
    return (
        own
        or _dateline(text, passages)
        or _signed(byline)
        or _credit(text, passages)
        or _signature(text, passages)
        or _copyright(text, passages)
        or _house_style(text, passages)
        or _inputs(text, passages)
    )


@cache
def _by_outlet() -> dict[str, str]:
    return {written.casefold(): name for written, name in agencies().items()}


@cache
def _pattern() -> str:
    return "|".join(re.escape(name) for name in sorted(agencies(), key=lambda name: (-len(name), name)))


def _alternatives(kind: str) -> str:
    return "|".join(re.escape(words).replace(r"\ ", r"\s") for words in agency_words()[kind])


@cache
def _in_dateline() -> re.Pattern[str]:
    """(AFP) —, /TASS/., AFP —, "New Delhi, May 11 (PTI) …", "CAIRO, May 3, MENA -"."""
    return re.compile(
        rf"\((?P<a>{_pattern()})\)\s?[-–—:]|^\s*(?P<b>{_pattern()})\s?[-–—](?:\s|$)"
        rf"|^[^\n.]{{2,50}}?(?:{_DAY})\.?,?\s?[(/](?P<c>{_pattern()})[)/]"
        rf"|^\s*[A-Z][^\n.]{{1,40}}[,.]?\s/(?P<d>{_pattern()})/"
        rf"|^\s*[A-Z][A-Z .'’-]{{2,30}},\s(?:(?:{_DAY}),?\s)?(?P<e>{_pattern()})\s?[-–—:]",
        re.MULTILINE,
    )


@cache
def _at_the_end() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[(\[](?P<a>{_pattern()})[)\]]|[.\"”]\s*[-–—]+\s?(?P<b>{_pattern()})|[.\"”]\s/(?P<c>{_pattern()})/)\s*\.?\s*$"
    )


@cache
def _as_a_word() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?P<a>{_pattern()})(?![\w/])")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_alternatives('label')})\b\s*:?\s*", re.IGNORECASE)


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(rf"\s*[/,–-]?\s*(?:{_alternatives('staff')})$", re.IGNORECASE)


@cache
def _copyrighted() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?i:{_alternatives('copyright')}))\s*(?:by\s)?{_YEARS}(?:by\s)?(?:[Tt]he\s)?(?P<a>{_pattern()})(?![\w/])"
    )


@cache
def _with() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[(\[–—-]\s?)(?i:{_alternatives('with')}):?\s(?P<rest>[^\n.)\]]{{2,120}})", re.MULTILINE)


def _dateline(text: str, passages: Sequence[Passage]) -> str:
    for passage in passages:
        if passage.kind.broad in _STORY and passage.span.start <= _TOP:
            part = text[passage.span.start : min(passage.span.end, passage.span.start + _TOP)]
            if found := _in_dateline().search(part):
                return _name(found)
    return ""


def _signed(byline: str) -> str:
    found = None if _PICTURE.search(byline) else _as_a_word().search(byline)
    return _name(found) if found else ""


def _credit(text: str, passages: Sequence[Passage]) -> str:
    """A credit line that names agencies and nothing else, unless it stands with a picture."""
    for words in _credits(text, passages):
        if not _PICTURE.search(words):
            bare = _label().sub("", words.strip(_EDGES)).strip(_EDGES)
            name = agencies().get(bare) or agencies().get(_staff().sub("", bare))
            if name:
                return name
    return ""


def _credits(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    """Credit lines that do not stand with a picture."""
    after_picture = False
    for passage in passages:
        if passage.kind.broad is PassageKind.CREDIT and not after_picture:
            yield text[passage.span.start : passage.span.end]
        after_picture = passage.kind is PassageKind.CAPTION


def _signature(text: str, passages: Sequence[Passage]) -> str:
    last = next((p for p in reversed(passages) if p.kind in (PassageKind.BODY, PassageKind.LEAD)), None)
    found = _at_the_end().search(text, last.span.start, last.span.end) if last else None
    return _name(found) if found else ""


def _copyright(text: str, passages: Sequence[Passage]) -> str:
    """A notice at the end that the text is an agency's. One beside a picture tells of the picture."""
    after_picture = False
    for passage in passages:
        words = text[passage.span.start : passage.span.end]
        near_end = passage.span.end >= len(text) - _END and passage.span.start > len(text) // 2
        if passage.kind.broad in _MARGIN and near_end and not after_picture and len(words) <= _LONGEST_LINE:
            found = None if _PICTURE_ONLY.search(words) else _copyrighted().match(words.strip())
            if found:
                return _name(found)
        after_picture = passage.kind is PassageKind.CAPTION
    return ""


def _house_style(text: str, passages: Sequence[Passage]) -> str:
    """ "(Reporting by …; Editing by …)" as the last words of a report."""
    return _HOUSE if any(_REPORTING.search(words) for words in _ending(text, passages)) else ""


def _inputs(text: str, passages: Sequence[Passage]) -> str:
    """ "With inputs from PTI" at the end, where one agency is named alone."""
    for words in _ending(text, passages):
        for found in _with().finditer(words):
            named = {agencies()[one["a"]] for one in _as_a_word().finditer(found["rest"])}
            if len(named) == 1 and "agenc" not in found["rest"].lower():
                return named.pop()
    return ""


def _ending(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    """The last words of the story and the credits behind them."""
    for passage in passages:
        if passage.kind.broad in _STORY and passage.span.end > len(text) - _END:
            yield text[max(passage.span.start, len(text) - _END) : passage.span.end]


def _name(found: re.Match[str]) -> str:
    return agencies()[next(name for name in found.groupdict().values() if name)]
