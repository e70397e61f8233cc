"""What else a word in Cyrillic or Greek letters may sound like: foreign names are written by rules of their own.

Greek writes d, b and g as nt, mp and nk, and y as g before e and i (Ερντογάν, Ταγίπ). Russian writes h as g (Ибрагим),
the French, Portuguese and Catalan j as zh (Жаир), and Chinese names by the system of Palladius, where н alone is ng and
нь is n (Цзиньпин).
"""

from __future__ import annotations

import re
from functools import lru_cache

from whimbrel.almanac.sounds import sound_of

_GREEK = re.compile("(ντ|μπ|γκ|[αά]γ(?=[ιίηή])|γ(?=[ιίηήυύεέ]))")
_GREEK_STOPS = {"ντ": "d", "μπ": "b", "γκ": "g", "γ": "Y", "αγ": "E", "άγ": "E"}
_BORROWED = (("аи", "ай"), ("еи", "ей"), ("г", "һ"), ("ж", "дж"))
_PALLADIUS = (
    ("цз", "дж"),
    ("чж", "дж"),
    ("с(?=и|ю|я)", "ш"),
    ("ц(?=и|ю|я)", "ч"),
    ("н(?![ьаеёиоуыэюя])", "нг"),
    ("нь", "н"),
)


@lru_cache(maxsize=16_384)
def other_readings(word: str, script: str) -> tuple[str, ...]:
    """Sounds of a folded word of the script besides its first reading, each once."""
    first = sound_of(word, script)
    if script == "greek":
        parts = _GREEK.split(word)
        found = ["".join(_GREEK_STOPS.get(part) or (sound_of(part, script) if part else "") for part in parts)]
    elif script == "cyrillic":
        found = [sound_of(_rewritten(word, rules), script) for rules in (_BORROWED, _PALLADIUS)]
    else:
        found = []
    return tuple(dict.fromkeys(sound for sound in found if sound != first))


def _rewritten(word: str, rules: tuple[tuple[str, str], ...]) -> str:
    for letters, other in rules:
        word = re.sub(letters, other, word)
    return word
