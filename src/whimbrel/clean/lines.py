"""What a whole line is, told from its words and shape alone."""

from __future__ import annotations

import re
from typing import Final

from whimbrel.clean.bylines import is_byline, names_only
from whimbrel.clean.markers import markers
from whimbrel.clean.patterns import line_key, patterns
from whimbrel.clean.sentences import sentences
from whimbrel.clean.time_lines import is_stamp
from whimbrel.model import PassageKind

_BULLETS: Final = ("•", "·", "◦", "- ", "– ", "* ")
_LINKED: Final = re.compile(r"[■►▶▸»→]\s?[A-Z\"“‘'][^.]{10,150}[^.]$")
_LINE_LONGEST: Final = 400
_SPLIT_LONGEST: Final = 200
_CLOSED: Final = tuple('.!?…:;,"”’)]')
_NAME_WORD: Final = re.compile(r"[A-Z][\w.'’-]{0,30}$")
_REPORTED: Final = re.compile(r"\W{0,3}(?:[A-Z][\w.'’-]{1,20},?\s(?:and\s)?){1,8}(?:reported|contributed)\sfrom\s[A-Z]")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+$|[a-z][\w-]*(?:\.[a-z][\w-]*)+/\S*$")
_MAIL: Final = re.compile(r"\W{0,2}[\w.+-]+@[\w-]+\.[\w.-]+(?:[;,\s]{1,3}[+\d][\d ()-]{2,20})?\W{0,4}$")
_INITIALS: Final = re.compile(
    r"[a-z-]{2,8}(?:[/-][a-z]{2,8}){1,4}(?: \([A-Za-z, /]{2,40}\))?$|[A-Z]{2,4}(?:/[A-Z]{2,4}){1,3}$"
    r"|[A-Z]\.[A-Z]\.?\s?/\s?[A-Z]\.[A-Z]\.?$"
)
_LISTING: Final = re.compile(r"(?:Tags?|TAGS?|Topics?|Keywords|KEYWORDS|Filed under|Search Keywords)\b[^.!?]{0,150}$")
_HOUSE_PHOTO: Final = re.compile(r"[A-Z][\w ]{1,20} [Pp]hoto\s?/\s?[A-Z][\w.' -]{2,40}$")
_TRAIL: Final = re.compile(r"(?:[\w& ]{2,25}\s?[»›>]\s?){2,}[\w& ]{2,25}$")  # Home » World » Asia
_COMPANY: Final = re.compile(
    r"©.{0,40}\b(?:Ltd|Limited|Inc|LLC|GmbH|Corp|Corporation|Company|Media|Group|Publishing|Newspapers?|Broadcasting)\b"
)
_HOUSE: Final = re.compile(r"[\[(][A-Z]{2,6}(?:[/-][A-Z]{2,6}){0,2}[\])]$")
_SHARED: Final = re.compile(r"^(?:Click to )?[Ss]hare (?:on|via|to|with)\b|\([Oo]pens in (?:a )?new (?:window|tab)\)$")
_BARS: Final = re.compile(r"\s[|·•]\s")
_OWNER: Final = re.compile(r"©\s?(?!\d|Copyright|All\b)[A-Z]")
_MARKED: Final = re.compile(r"^//.{2,30}//")  # "//Petra// LM"
_NEWSLETTER: Final = re.compile(r"(?:[A-Z]\w+ ){1,4}[Nn]ewsletter$")


def line_kind(line: str) -> PassageKind | None:
    """The kind of a whole line that is none of the story (its kind is not `told`), else None."""
    if len(line) > _LINE_LONGEST:
        return None
    key = line_key(line)
    if not key:
        return PassageKind.FURNITURE
    kind = _by_shape(line)
    if kind is None:
        kind = markers().kind(key, line, names_only)
    if kind is None and (is_byline(line) or (len(line) < 120 and _REPORTED.match(line))):
        kind = PassageKind.BYLINE
    if kind is None and len(line) < _SPLIT_LONGEST and _BARS.search(line):
        kind = _by_parts(line)
    if kind is None and len(line) < _SPLIT_LONGEST and len(parts := sentences(line, 0, len(line))) > 1:
        first = line_kind(line[slice(*parts[0])])
        return first if first and all(line_kind(line[start:end]) for start, end in parts[1:]) else None
    return kind


def _by_parts(line: str) -> PassageKind | None:
    """The kind of the first part between bars, where every part is none of the story: "3 May 2021 | Ann Poe"."""
    kinds = [line_kind(part) or (PassageKind.BYLINE if names_only(part) else None) for part in _BARS.split(line)]
    return kinds[0] if all(kinds) else None


def _by_shape(line: str) -> PassageKind | None:
    if len(line) > _SPLIT_LONGEST:
        return None
    if is_stamp(line):
        return PassageKind.TIMESTAMP
    if _HOUSE.match(line) or _is_agency(line) or is_picture_credit(line) or _MARKED.match(line):
        return PassageKind.CREDIT
    if _INITIALS.match(line) or _MAIL.match(line):
        return PassageKind.BYLINE
    if _LINKED.match(line):
        return PassageKind.RELATED
    if _SHARED.search(line) or _TRAIL.match(line) or _LINK.match(line) or _LISTING.match(line):
        return PassageKind.FURNITURE
    if _COMPANY.match(line):
        return PassageKind.NOTICE
    if _OWNER.match(line) and len(line) < 80 and ("/" in line or names_only(line[1:])):
        return PassageKind.CREDIT
    return PassageKind.PROMPT if _NEWSLETTER.match(line) else None


def is_headline_like(line: str) -> bool:
    """A short line of a few words that does not end as a sentence does."""
    words = line.split()
    return 3 <= len(words) <= 28 and len(line) <= 200 and not line.rstrip('"”’ ').endswith((".", ":", ";", ",", "…"))


def is_crosshead(line: str) -> bool:
    """A line between paragraphs that names what follows: short, starting large, without a full stop."""
    if len(line) > 90 or len(line.split()) > 12 or line.endswith(_CLOSED):
        return False
    if line.startswith(_BULLETS):
        return False
    first = line.lstrip("#*-– 0123456789.)('‘\"“")[:1]
    return first.isupper() or not first


def is_picture_credit(line: str) -> bool:
    """Names joined by strokes and nothing else, in brackets or with an agency: "Jane Roe/AFP"."""
    if "/" not in line or len(line) > 200:
        return False
    bracketed = line[:1] in "([" and line[-1:] in ")]"
    words = line.strip("()[]").replace("/", " ").replace(",", " ").split()
    if _HOUSE_PHOTO.match(line):
        return True
    return all(_NAME_WORD.match(word) or word in ("via", "for", "and", "/") for word in words) and (
        (bracketed and len(words) <= 10)
        or any(
            part.strip() in patterns().agencies or part.strip().split(" ")[0] in patterns().agencies
            for part in line.strip("()[]").split("/")
        )
    )


def _is_agency(line: str) -> bool:
    """Agencies alone: "AFP", "ABC/AFP", "(Reuters)", "The Associated Press"."""
    if len(line) > 60:
        return False
    parts = [part.strip(" ()[].-–—") for part in re.split(r"/|,|\band\b|\+|&", line)]
    parts = [part for part in parts if part]
    return (
        bool(parts)
        and any(part in patterns().agencies for part in parts)
        and all(part.isupper() or part in patterns().agencies for part in parts)
    )
