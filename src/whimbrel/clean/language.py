"""Is it English? A text with enough English function words is; else py3langid is asked."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from whimbrel.clean.patterns import patterns

_LOOKED_AT: Final = 3000
_TOO_SHORT: Final = 60  # letters; below this nothing is certain
_SHORT: Final = 300
_SURE, _VERY_SURE = 0.9, 0.995
# The languages of the news; rare ones are only mistaken for English that is full of names.
_LANGUAGES: Final = (
    "en af am ar az be bg bn bs ca cs cy da de el es et eu fa fi fr ga gl gu ha he hi hr hu hy id is it"
    " ja ka kk km kn ko ku ky lo lt lv mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru si sk sl so sq"
    " sr sv sw ta te tg th tl tr ug uk ur uz vi zh zu"
)
_ENOUGH: Final = 0.16  # share of function words; other languages in Latin letters stay below .08
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language; "en" for short texts in Latin letters, "und" for an unknown script."""
    text = text[:_LOOKED_AT]
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if not letters:
        return "en"
    latin = text.isascii() or len(_LATIN.findall(text)) * 2 > letters
    if latin:
        common = patterns().english
        if letters < _TOO_SHORT or sum(map(common.__contains__, map(str.lower, words))) >= len(words) * _ENOUGH:
            return "en"
    code, certainty = _classify(text)
    if latin:
        return code if certainty >= (_SURE if letters > _SHORT else _VERY_SURE) else "en"
    return code if code != "en" else "und"


def _classify(text: str) -> tuple[str, float]:
    code, certainty = _identifier().classify(text)
    return str(code), float(certainty)


@cache
def _identifier() -> Any:  # py3langid ships no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - slow to load, seldom needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in _LANGUAGES.split() if code in identifier.labels])
    return identifier
