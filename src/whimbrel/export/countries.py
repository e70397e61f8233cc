"""Country codes in words, from the almanac's table of states."""

from __future__ import annotations

from functools import cache

from whimbrel.almanac.states import States, load_states
from whimbrel.model import Place


def country_name(code: str | None) -> str:
    """The everyday name of an ISO 3166-1 alpha-3 country; the code itself when the almanac lacks it; "" for none."""
    if not code:
        return ""
    state = _states().by_id.get(code)
    return state.name if state else code


def place_words(place: Place | None) -> str:
    """A place with its country, each once: "Kidal, Mali"; "" for none."""
    parts = (place.name, country_name(place.country)) if place else ()
    return ", ".join(dict.fromkeys(part for part in parts if part))


def country_code(name: str) -> str | None:
    """The alpha-3 code of a country given by name or code, None when it is none."""
    wanted = name.strip()
    if wanted.upper() in _states().by_id and len(wanted) == 3:
        return wanted.upper()
    found = _states().countries.get(wanted.casefold())
    return _states().by_id[found].country or found if found else None


@cache
def _states() -> States:
    return load_states()
