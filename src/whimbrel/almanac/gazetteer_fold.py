"""How place names are compared: one folded key for the spellings of one name.

Used when the gazetteer is built and when it is asked, so both always agree. Standard library only: the build hook loads
this file by its path, before anything else of the project can be imported.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "þ": "th", "ħ": "h"}
    | {"ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ŋ": "n", "ɛ": "e", "ɔ": "o", "ɣ": "g", "ƴ": "y"}
)
_DROPPED = re.compile(r"['’‘`´ʻʼʽʾʿʹʺˈ′“”\".·]+")
_GAP = re.compile(r"[\W_]+")
_ARTICLES = {"al", "el", "ul", "il"}
# the article's l takes on the sound of a following "sun letter": ash-Shati', an-Nusayrat, ad-Dahiya
_ASSIMILATED = {a + c: c for a in "aeu" for c in ("d", "dh", "n", "r", "s", "sh", "t", "th", "z")}


def fold(name: str) -> str:
    """The name in lower case without marks, apostrophes and hyphens, its words parted by one space.

    Takes any string, gives "" when nothing that can be compared is left. Folding a folded name changes nothing.
    """
    text = unicodedata.normalize("NFKD", _DROPPED.sub("", name).casefold()).casefold().translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _GAP.sub(" ", text).strip()


@lru_cache(maxsize=16_384)
def place_key(name: str) -> str:
    """The folded name with every Arabic article as "al" ("El-Arish", "Ash Shati'") and St, Mt, Ft written out."""
    words = fold(name).split(" ")
    last = len(words) - 1
    out = []
    for i, word in enumerate(words):
        following = words[i + 1] if i < last else ""
        if following and (word in _ARTICLES or following.startswith(_ASSIMILATED.get(word, "\0"))):
            out.append("al")
        else:
            out.append(_SHORT.get(word, word) if following else word)
    return " ".join(out)


_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "sta": "santa"}


def spelling_variants(key: str) -> tuple[str, ...]:
    """Keys to try when `key` itself is unknown, likeliest first.

    The Arabic article put before, taken away or parted from its word, and the feminine ending as -a, -ah or -eh.
    """
    if key.startswith("al "):
        articles = [key[3:]]
    elif key.startswith("al") and len(key) > 5:
        articles = ["al " + key[2:], "al " + key]
    else:
        articles = ["al " + key]
    stem = _FEMININE.sub("", key)
    endings = [stem + end for end in ("a", "ah", "eh")] if stem != key and len(stem) > 3 else []
    both = ["al " + ending for ending in endings if not ending.startswith("al ")]
    return tuple(variant for variant in dict.fromkeys([*articles, *endings, *both]) if variant != key and variant)


_FEMININE = re.compile("(?:a|ah|eh)$")

# what kind of area a name says it is; kept off the name when areas are looked up
_KINDS = (
    "autonomous region|autonomous province|province|governorate|state|region|oblast|krai|department|district|county"
    "|parish|prefecture|division|republic|wilaya|vilayet|territory|raion|rayon|regency|voivodeship|canton|emirate"
    "|woreda|tehsil|upazila"
)
_KIND_AFTER = re.compile(rf" (?:{_KINDS})$")
_KIND_BEFORE = re.compile(rf"^(?:(?:{_KINDS}) of (?:the )?|county |muhafazat |caza (?:de |d )?|qada |nahiyat )")
# "county clare" is the Irish order; the last are Arabic words for areas that GeoNames keeps


def without_kind(key: str) -> str:
    """The key of an area without the word for its kind: "idlib governorate" and "province of idlib" give "idlib"."""
    return _KIND_BEFORE.sub("", _KIND_AFTER.sub("", key)) or key
