"""Credits of pictures in running text: "(AP Photo/Ann Poe)", "REUTERS/Ann Poe", "Photo: Ann Poe"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from whimbrel.clean.patterns import patterns

_NAME: Final = r"(?<!\w)(?!(?:The|A|An|In|On|At|More|After|It|He|She|They|But|As)\b)[A-Z][\w.'’-]{0,30}"
_KIND: Final = r"(?:photo(?:graph)?|image|picture|video|illustration|screen\s?(?:shot|grab)|cartoon|graphic|map)s?"
_LAST: Final = 130  # characters at the end of a paragraph in which a credit without brackets stands
_CREDITING: Final = ("redit", "hoto", "Image", "image", "Picture", "picture", "PHOTO", "Foto")
_OPENING: Final = re.compile(r"[(\[]")


@dataclass(frozen=True, slots=True)
class Marker:
    """A credit in the text. `firm` tells a picture's credit; otherwise it may also be an agency's signature."""

    start: int
    end: int
    firm: bool


def markers(text: str, start: int, end: int) -> list[Marker]:
    """The credits between two offsets, in order."""
    stretch = text[start:end]
    found: list[re.Match[str]] = []
    if "(" in stretch or "[" in stretch:
        bracketed = (_bracketed().match(stretch, sign.start()) for sign in _OPENING.finditer(stretch))
        found.extend(one for one in bracketed if one)
    if "/" in stretch or "|" in stretch:
        found.extend(_joined().finditer(stretch))
        found = _apart(found)
    last = _at_the_end().search(stretch, max(0, len(stretch) - _LAST)) if _may_end(stretch) else None
    if last and (not found or found[-1].end() <= last.start()):
        found.append(last)
    return [Marker(start + one.start(), start + one.end(), one.group("firm") is not None) for one in found]


def _apart(found: list[re.Match[str]]) -> list[re.Match[str]]:
    """The matches in order, those that begin within another left out."""
    kept: list[re.Match[str]] = []
    for one in sorted(found, key=lambda one: (one.start(), -one.end())):
        if not kept or one.start() >= kept[-1].end():
            kept.append(one)
    return kept


def _may_end(stretch: str) -> bool:
    """Whether the end of a paragraph holds anything that a credit there begins with."""
    end = stretch[-_LAST:]
    return (
        end[-1:] in ")]"
        or "/" in end
        or "©" in end
        or "—" in end
        or "–" in end
        or any(word in end for word in _CREDITING)
    )


@cache
def _agency() -> str:
    names = patterns().agencies
    shouted = "|".join(re.escape(name.upper()) for name in names if name.upper() != name)
    return rf"(?:{'|'.join(map(re.escape, names))}|(?:{shouted}))"


@cache
def _bracketed() -> re.Pattern[str]:
    agency = _agency()
    bracketed = (
        rf"[(\[](?i:(?:(?:file|handout|archive|stock|courtesy|undated|express|staff)\s)?{_KIND}\b|credits?\b|courtesy\b|photographer\b)"
        r"[^()\[\]\n]{0,120}[)\]]"
        r"|[(\[](?i:supplied|provided|contributed|pool|handout|screengrab|courtesy)\b[^()\[\]\n]{0,60}[)\]]"
        r"|[(\[][A-Z][\w. &'’-]{1,40}\s(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?|[Ff]ile)[)\]]"
    )
    named = (
        rf"[(\[](?=[^()\[\]\n]{{0,90}}(?<![A-Za-z]){agency}(?![A-Za-z]))[^()\[\]\n]{{0,60}}"
        r"(?:/|\bvia\b|(?i:photo|file|handout|images))[^()\[\]\n]{0,60}[)\]]"
    )
    more = rf"(?:\s?(?:/|,|and|&)\s?{agency}){{0,2}}"
    return re.compile(rf"(?P<firm>{bracketed}|{named}|\[{agency}{more}\])|(?P<weak>\({agency}{more}\))")


@cache
def _joined() -> re.Pattern[str]:
    agency = _agency()
    joined = (
        rf"(?:REUTERS|Reuters|AP Photo|AFP PHOTO|AFP Photo)(?:\s?/\s?{_NAME}(?:\s{_NAME}){{0,3}}){{1,3}}"
        rf"(?:\svia\s{_NAME})?"
        rf"|(?:{_NAME}\s){{0,3}}?{_NAME}\s?/\s?{agency}(?:\s?/\s?{agency}){{0,2}}(?![A-Za-z])"
        rf"|\|\s?(?:{_NAME}\s){{0,3}}{agency}(?:\s(?:Photo|Images)|-[A-Z]{{2,6}})?(?![A-Za-z])"
    )
    return re.compile(rf"(?P<firm>{joined})")


@cache
def _at_the_end() -> re.Pattern[str]:
    labelled = (
        r"(?:(?:Photo|Image|Picture|Photograph)(?:\s[Cc]redit|\s[Bb]y|\s[Cc]ourtesy(?:\sof)?)|Credit)(?:\.\.\.|…|:)?\s"
        rf"(?:{_NAME}[,/ ]{{0,2}}|and\s|via\s|of\s|the\s|for\s|— ){{1,10}}\.?$"
    )
    colon = (
        r"(?:(?:File |Archive |Handout )?(?:[Pp]hoto(?:graph)?s?|[Ii]mage|[Pp]icture|Foto)|Credit)\s?:\s?"
        rf"(?:{_NAME}|©)[^.\n]{{0,80}}\.?$"
    )
    owner = rf"©\s?(?:{_NAME}[,/ ]{{0,3}}|for\s|via\s|of\s){{1,8}}$"
    house = rf"(?:(?<=[.!?\"”’)]\s)|^){_agency()}(?:-[A-Z]{{2,5}})?/{_NAME}(?:[ /]{_NAME}){{0,3}}$"
    bars = r"PHOTO\s?\|\s?[A-Z][\w.’' |/-]{2,60}$"
    stroke = rf"[(\[](?:{_NAME} ){{0,4}}{_NAME}\s?/\s?(?:{_NAME} ){{0,4}}{_NAME}[)\]]$"
    signed = rf"(?<=[.!?\"”’] )(?:\((?:{_NAME} (?:of )?){{0,4}}{_NAME}\)|[–—] ?(?:{_NAME} ){{0,2}}{_NAME}|{_agency()})$"
    return re.compile(rf"(?P<firm>{labelled}|{colon}|{owner}|{house}|{bars}|{stroke})|(?P<weak>{signed})")
