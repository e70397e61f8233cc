"""Lines that name who wrote, edited or contributed: "By Ann Poe in Oslo", "Ann Poe, Senior Reporter"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from whimbrel.clean.patterns import patterns

_LONGEST: Final = 160
_BY: Final = re.compile(
    r"(?:By|BY|by|Written by|Posted by|Author|Authors|Reporter|Text by|Text|Words|Words by"
    r"|Photography by|Story by|Report by|Interview by|Analysis by)"
    r"\s?[:\s]\s?(?=[A-Z])"
)
_NAME: Final = re.compile(r"[A-Z@][\w.'’-]{0,30}\*?$|d['’][A-Z]\w+$|O['’][A-Z]\w+$")
_PARTS: Final = re.compile(r"\s?[|/·•]\s?|\s[-–—]\s")
_AND: Final = re.compile(r"\s(?:and|&)\s|,")
_HANDLE: Final = re.compile(r"@\w+|[\w.+-]+@[\w-]+\.[\w.-]+")
_LABEL: Final = re.compile(r"(?:[A-Z][a-z]+ ){0,1}[A-Z]?[a-z]+: (?=[A-Z])")
_MOST_NAMES: Final = 4  # words of a name in a row
_BIO: Final = re.compile(
    r"\W{0,3}(?:[A-Z][\w.'’-]{1,20} ){1,4}(?:\([^()]{1,40}\) )?(?:is|are|was|works as|serves as"
    r"|writes|covers|reports|contributes)\s(?P<rest>[^.]{4,200})"
)


def is_byline(line: str) -> bool:
    """ "By NAME and NAME" and the like, wherever it stands."""
    found = _BY.match(line)
    if not found or len(line) > _LONGEST or len(line.split()) > 16:
        return False
    parts = [_LABEL.sub("", part) for part in _PARTS.split(_bare(line[found.end() :]))]
    return (
        bool(parts)
        and names_only(parts[0].rstrip("."))
        and all(names_only(part) or not part.strip() for part in parts[1:])
    )


def is_signed(line: str) -> bool:
    """Whether a line names people, and perhaps their offices, desks, outlets and towns, and nothing else."""
    if len(line) > _LONGEST:
        return False
    parts = [part for part in _PARTS.split(_bare(line)) if part.strip(" ,*")]
    if not parts or len(line.split()) > 16 or not all(names_only(part.strip(" *")) for part in parts):
        return False
    return has_role(line) or any(len(name.split()) > 1 for part in parts for name in _AND.split(part))


def is_bio(line: str) -> bool:
    """Whether a line below a story tells what its author does: "Ann Poe is a reporter in Oslo."."""
    found = _BIO.match(line)
    return bool(found) and not _roles().isdisjoint(re.findall(r"[a-z]+", found["rest"].lower()))  # type: ignore[index]


def names_only(line: str) -> bool:
    """Whether a short line holds nothing but capitalised words, offices of the press and what joins names."""
    if line.endswith((".", "!", "?", ":")) or len(line) > _LONGEST:
        return False
    words = line.strip(" .,;|-–—").replace(",", " ,").replace("/", " / ").split()
    if not 1 <= len(words) <= 18:
        return False
    joiners, not_names = _name_words()
    run = 0
    for word in words:
        if word in (",", "/", "|") or word in joiners:
            run = 0 if word not in ("of", "the", "for") else run
            continue
        run += 1
        if run > _MOST_NAMES or word in not_names or not _NAME.match(word):
            return False
    return sum(word[0].isupper() for word in words) >= min(2, len(words))


def has_role(line: str) -> bool:
    """Whether one of the words is an office of the press: reporter, desk, correspondent."""
    return not _roles().isdisjoint(re.findall(r"[a-z]+", line.lower()))


def _bare(line: str) -> str:
    """Without addresses, handles and brackets around names."""
    return _HANDLE.sub("", line).replace("(", " , ").replace(")", " ").replace("[", " , ").replace("]", " ")


@cache
def _roles() -> frozenset[str]:
    return frozenset(patterns().words["roles"])


@cache
def _name_words() -> tuple[frozenset[str], frozenset[str]]:
    words = patterns().words
    return frozenset(words["joiners"]), frozenset(words["not_names"])
