"""Is it English? A text with enough English function words is; else py3langid is asked."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

_LOOKED_AT: Final = 3000
_SHORT: Final = 200
_SURE: Final = 0.9
_ENGLISH: Final = frozenset(
    ["the", "of", "and", "to", "that", "was", "were", "with", "by", "from", "is", "are", "has", "have", "had", "been", "said", "for", "after", "their", "who", "which", "would", "this", "they", "he", "she", "it", "on", "at", "as", "be", "not", "but", "his", "her", "its", "an", "will", "more", "than", "when", "also"]
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language; "en" for short texts in Latin letters."""
    text = text[:_LOOKED_AT]
    words = _WORD.findall(text)
    if not words:
        return "en"
    letters = sum(map(len, words))
    latin = sum(1 for word in words for character in word if character < "\u0250")
    if latin * 2 > letters:
        common = sum(1 for word in words if word.lower() in _ENGLISH)
        if common * 100 >= len(words) * 22 or letters < _SHORT:
            return "en"
    code, certainty = _classify(text)
    if latin * 2 > letters and certainty < _SURE:
        return "en"
    return code if code != "en" or latin * 2 > letters else "und"


def _classify(text: str) -> tuple[str, float]:
    code, certainty = _identifier().classify(text)
    return str(code), float(certainty)


@cache
def _identifier() -> Any:  # py3langid ships no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - slow to load, seldom needed

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
