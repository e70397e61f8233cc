"""What a whole line is, told from its words and shape alone."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from whimbrel.clean.dates import stamp_at
from whimbrel.clean.patterns import line_key, patterns
from whimbrel.clean.sentences import sentences
from whimbrel.model import PassageKind

_LINE_LONGEST: Final = 400
_SPLIT_LONGEST: Final = 120
_CLOSED: Final = tuple('.!?…:;,"”’)]')
_NAME_WORD: Final = re.compile(r"[A-Z][\w.'’-]{0,30}$")
_REPORTED: Final = re.compile(r"\W{0,3}(?:[A-Z][\w.'’-]{1,20},?\s(?:and\s)?){1,8}(?:reported|contributed)\sfrom\s[A-Z]")
_BYLINE: Final = re.compile(r"(?:By|BY|by|Written by|Posted by|Author|Reporter)[:\s]\s?(?=[A-Z])")
_CLOCK_ONLY: Final = re.compile(
    r"(?:updated?|published|posted|last updated)?\s?(?:at|on|:)?\s?\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?\s?"
    r"(?:GMT|UTC|[A-Z]{2,4}T?)?\W*$",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+$")
_LISTING: Final = re.compile(r"(?:tags|topics|keywords|filed under)\b", re.IGNORECASE)


def line_kind(line: str) -> PassageKind | None:
    """CREDIT, FURNITURE or COMMENT when the whole line is that, else None."""
    if len(line) > _LINE_LONGEST:
        return None
    key = line_key(line)
    if not key:
        return PassageKind.FURNITURE
    lists = patterns()
    if lists.comment.match(key, line):
        return PassageKind.COMMENT
    if _is_agency(line) or lists.credit.match(key, line) or names_only(lists.credit.names_behind(key, line)):
        return PassageKind.CREDIT
    if (len(line) < 120 and _REPORTED.match(line)) or is_picture_credit(line):
        return PassageKind.CREDIT
    if lists.furniture.match(key, line) or _LINK.match(line) or _is_stamp(line):
        return PassageKind.FURNITURE
    if len(line) < _SPLIT_LONGEST and len(parts := sentences(line, 0, len(line))) > 1:
        kinds = {line_kind(line[start:end]) for start, end in parts}
        return kinds.pop() if len(kinds) == 1 else None
    return None


def is_byline(line: str) -> bool:
    """ "By NAME and NAME" and the like."""
    found = _BYLINE.match(line)
    return bool(found) and len(line.split()) <= 14 and names_only(line[found.end() :].split("|", maxsplit=1)[0])  # type: ignore[union-attr]


def names_only(line: str) -> bool:
    """Whether a short line holds nothing but capitalised words and what joins names."""
    if line.endswith((".", "!", "?", ":")) or len(line) > 160:
        return False
    words = line.strip(" .,;|-–—").replace(",", " ,").replace("/", " / ").split()
    if not 1 <= len(words) <= 18:
        return False
    joiners, not_names = _name_words()
    run = 0
    for word in words:
        if word in (",", "/", "|") or word in joiners:
            run = 0 if word not in ("of", "the", "for", "in") else run
            continue
        run += 1
        if run > 4 or word in not_names or not _NAME_WORD.match(word):
            return False
    return sum(word[0].isupper() for word in words) >= min(2, len(words))


@cache
def _name_words() -> tuple[frozenset[str], frozenset[str]]:
    words = patterns().words
    return frozenset(words["joiners"]), frozenset(words["not_names"])


def is_headline_like(line: str) -> bool:
    """A short line of a few words that does not end as a sentence does."""
    words = line.split()
    return 3 <= len(words) <= 28 and len(line) <= 200 and not line.rstrip('"”’ ').endswith((".", ":", ";", ",", "…"))


def is_crosshead(line: str) -> bool:
    """A line between paragraphs that names what follows: short, starting large, without a full stop."""
    if len(line) > 90 or len(line.split()) > 12 or line.endswith(_CLOSED):
        return False
    first = line.lstrip("#*•-– 0123456789.)('‘\"“")[:1]
    return first.isupper() or not first


def is_picture_credit(line: str) -> bool:
    """Names joined to an agency by strokes and nothing else, perhaps told twice: "Jane Roe/AFP Jane Roe/AFP"."""
    if "/" not in line or len(line) > 200:
        return False
    words = line.replace("/", " ").replace(",", " ").split()
    return all(_NAME_WORD.match(word) or word in ("via", "for") for word in words) and any(
        part.strip() in patterns().agencies or part.strip().split(" ")[0] in patterns().agencies
        for part in line.split("/")
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


def _is_stamp(line: str) -> bool:
    """A line that is a date or a time and little else."""
    if len(line) > 120:
        return False
    if _CLOCK_ONLY.match(line):
        return True
    stamp = stamp_at(line, 0)
    if not stamp:
        return False
    rest = line[stamp.span.end :].strip(" \t,;|-–—•()./")
    return (len(rest.split()) <= 4 and not rest.endswith(".")) or bool(stamp_at(rest, 0))
