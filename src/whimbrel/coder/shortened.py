"""How a report shortens a body's name: the acronym that it gives in brackets, the last words of the name alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.body_names import generic_words
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.name_parts import word_class
from whimbrel.model import Participant

IN_BRACKETS = re.compile(r"\s?\((?:the )?([A-Z][A-Za-z-]{0,6}[A-Z])\)")


def acronyms_given(text: str, names: Iterable[tuple[int, int]]) -> dict[str, str]:
    """Acronyms that a report gives in brackets behind a name of several words, with the name."""
    given: dict[str, str] = {}
    for start, end in names:
        found = IN_BRACKETS.match(text, end)
        if found is not None and " " in text[start:end]:
            given.setdefault(found[1], text[start:end])
    return given


def occurrences(text: str, given: Mapping[str, str], taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where those acronyms stand in the text, outside the spans already taken."""
    if not given:
        return []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, given))})(?!\w)")
    filled = bytearray(len(text))
    for start, end in taken:
        filled[start:end] = b"\1" * (end - start)
    return [m.span() for m in pattern.finditer(text) if not any(filled[m.start() : m.end()])]


def is_acronym_of(text: str, full: str) -> bool:
    """Whether capitals are the first letters of a name's capitalised words."""
    letters = "".join(word[0] for word in full.split() if word[:1].isupper())
    return text.isupper() and len(text) > 1 and text.rstrip("s") == letters


def ends_so(text: str, bodies: Iterable[Participant], almanac: Almanac) -> list[Participant]:
    """Bodies whose names end in these words: "the Front" after the National Teachers Front. One word alone must be
    what such bodies are called; any other may be a name of its own."""
    words = _words(text)
    if not words or (len(words) == 1 and not _is_head(words[0])):
        return []
    found = {}
    for body in bodies:
        for name in (body.name, body.text):
            full = _words(name)
            rest = full[: -len(words)]
            if rest and full[-len(words) :] == words and _leads_up(rest, almanac):
                found[body.id] = body
    return list(found.values())


def _leads_up(rest: Sequence[str], almanac: Almanac) -> bool:
    """Whether what is left of a name is more than a state's name or adjective, which are the state bodies' matter, and
    does not end in "of" or "and", which tell that the last words are no name."""
    return rest[-1] not in word_class("stop") and almanac.nation(" ".join(rest)) is None


def _words(name: str) -> list[str]:
    words = name_key(name).split()
    return words[1:] if words[:1] == ["the"] else words


def _is_head(word: str) -> bool:
    return word in word_class("org") or word.rstrip("s") in generic_words() or word in generic_words()
