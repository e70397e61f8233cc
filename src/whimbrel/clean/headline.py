"""Where the headline stands in a text, and how a title field is brought together with it."""

from __future__ import annotations

import re
from typing import Final

from whimbrel.clean.normalise import normalise
from whimbrel.model import Span

_SEARCHED: Final = 700  # a headline stands near the top
_LONGEST: Final = 300
_SEPARATOR: Final = re.compile(r"\s+(?:[|•»›]|[-–—]{1,2}|::?)\s+|\s?\|\s?|(?<=\w)-\s+(?=[A-Z])")
_GOES_BEFORE: Final = re.compile(r"(?<![\w.])[a-z]+ $")
_GOES_ON: Final = re.compile(r",? ([a-z]+)\b")
_NO_WORD: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"\w+")


def loose_key(text: str) -> str:
    """Letters and digits only, in lower case: equal for copies that differ in quotes, dashes, spaces or case."""
    return _NO_WORD.sub("", text.casefold())


def tidy_title(title: str, outlet: str = "") -> str:
    """A title on one line, without the name of the site after a bar or dash."""
    title = normalise(title).replace("\n", " ")[:_LONGEST].strip()
    name = loose_key(outlet)
    parts = _split(title)
    while len(parts) > 1 and _is_site(parts[-1], parts[:-1], name, bar="|" in title[len(title) - len(parts[-1]) - 4 :]):
        title = title[: title.rindex(parts[-1])].rstrip(" |•»›-–—:")
        parts = _split(title)
    return title


def locate(text: str, title: str) -> Span | None:
    """Where the title stands near the top of a text, allowing for other punctuation; a shortened title counts too."""
    for candidate in _shorter(title):
        top = text[: _SEARCHED + len(candidate)]
        found = _exact(top, candidate) or _loose(top, candidate)
        if found and not _inside_a_sentence(text, *found):
            start, end = found
            while start > 0 and text[start - 1] in "\"'‘“(":
                start -= 1
            closing = len(text[end : end + 4]) - len(text[end : end + 4].lstrip(" \"'’”.!?)…"))
            rest = text[end : end + closing].rstrip()
            return Span(start, end + len(rest) if not rest.rstrip("\"'’”.!?)…") else end)
    return None


def _inside_a_sentence(text: str, start: int, end: int) -> bool:
    """Whether the words are part of a sentence: "Talks in Nairobi" in "held talks in Nairobi on Friday"."""
    goes_on = _GOES_ON.match(text, end)
    return bool(_GOES_BEFORE.search(text[max(0, start - 40) : start])) or bool(goes_on and goes_on[1] != "by")


def _exact(text: str, title: str) -> tuple[int, int] | None:
    start = text.find(title)
    if start < 0 or not title:
        return None
    end = start + len(title)
    inside = text[start - 1 : start].isalnum() or (text[end - 1].isalnum() and text[end : end + 1].isalnum())
    return None if inside else (start, end)


def _loose(text: str, title: str) -> tuple[int, int] | None:
    words = _WORD.findall(title)[:60]
    top = _folded(text)
    if not words or not all(_folded(word) in top for word in words):
        return None
    pattern = r"(?<!\w)" + r"\W{0,4}".join(re.escape(word) for word in words) + r"(?!\w)"
    found = re.search(pattern, text, re.IGNORECASE)
    return (found.start(), found.end()) if found else None


def _folded(text: str) -> str:
    """Text of which two are equal wherever a pattern that ignores case takes one for the other: i with and without its
    dot as well."""
    return text.casefold().replace("i\u0307", "i").replace("\u0131", "i")


def _shorter(title: str) -> list[str]:
    """The title, then the title with trailing or leading parts off (site names), while five words remain."""
    parts = _split(title)
    found = [title]
    for count in range(len(parts) - 1, 0, -1):
        found.append(title[: title.index(parts[count - 1], sum(map(len, parts[: count - 1]))) + len(parts[count - 1])])
    if len(parts) > 1:
        found.append(parts[-1])
    return [found[0], *(part for part in found[1:] if len(part.split()) >= 5)]


def _split(title: str) -> list[str]:
    return [part for part in _SEPARATOR.split(title) if part.strip()]


def _is_site(part: str, front: list[str], outlet: str, bar: bool) -> bool:
    key = loose_key(part)
    if outlet and key and (key in outlet or outlet in key):
        return True
    enough = sum(len(piece.split()) for piece in front) >= 4
    capitals = all(word[:1].isupper() or word in ("of", "the", "and", "&", "in") for word in part.split())
    if "online" in key or "website" in key or key.endswith((".com", ".org")):
        return enough
    return bar and enough and capitals and len(part.split()) <= 4
