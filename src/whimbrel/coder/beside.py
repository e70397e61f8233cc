"""What the words right beside a name tell of whom it names: an office, a country."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.offices import held, in_office
from whimbrel.almanac.records import Title
from whimbrel.coder.actor_code import APPOSED, NO_APPOSITION, TOKEN, home_after, title_before
from whimbrel.coder.choosing import Beside, Context
from whimbrel.model import Actor

REACH = 60  # code points before and after a name that are looked at
LONGEST_TITLE = 6
ADDRESS = 9  # rank of "Mr", "Sheikh": no office
IN_COUNTRY = re.compile(r"\s+in\s+(?:the\s+)?((?:[A-Z][\w.'’-]*\s?){1,4})")


def beside(text: str, start: int, end: int, almanac: Almanac) -> Beside:
    """What stands beside the name at [start, end)."""
    words = title_before(text[max(0, start - REACH) : start])
    title = office_in(words, almanac)
    country = _country_before(words, almanac) or _country_after(text[end : end + REACH], almanac)
    return Beside(country, title.canonical if title else "", address_before(text, start, almanac))


def office_before(text: str, start: int, almanac: Almanac) -> Title | None:
    """The office that the words right before a name give: "Foreign Minister Lavrov"."""
    return office_in(title_before(text[max(0, start - REACH) : start]), almanac)


def address_before(text: str, start: int, almanac: Almanac) -> str:
    """The title or form of address right before a name, in lower case without its stop: "col" for "Col. Brostrom"."""
    words = title_before(text[max(0, start - REACH) : start])[-1:]
    return words[0].rstrip(".").lower() if words and almanac.title(words[0]) is not None else ""


def named_by_office(surname: str, text: str, start: int, context: Context) -> list[Actor]:
    """ "Foreign Minister Diop": those of the name who hold that office on the report's day (or held it, when it is
    called a former one), in a country that the report names."""
    title = office_before(text, start, context.almanac)
    if title is None:
        return []
    return [
        actor for actor in context.almanac.once_in_office(title.canonical, surname)
        if actor.country in context.countries and _in_time(actor, title, context.on)
    ]  # fmt: skip


def _in_time(actor: Actor, title: Title, on: date | None) -> bool:
    if on is None:
        return True
    now = held(replace(actor, roles=tuple(role for role in actor.roles if in_office(role, on))), title.canonical)
    return not now if title.tense == "former" else now


def office_in(words: tuple[str, ...], almanac: Almanac) -> Title | None:
    """The longest office that the last of the words are."""
    for size in range(min(LONGEST_TITLE, len(words)), 0, -1):
        title = almanac.title(" ".join(words[-size:]))
        if title is not None:
            return title if title.rank < ADDRESS else None
    return None


def offices_beside(text: str, start: int, end: int, almanac: Almanac) -> frozenset[str]:
    """Canonical titles of the offices that stand before a name or in an apposition behind it, present ones only."""
    before = text[max(0, start - REACH) : start].rstrip()
    found = [office_in(title_before(before.removesuffix(",")), almanac)]  # "Mali's foreign minister, X,"
    words = _apposed(text[end : end + 2 * REACH])
    for size in range(min(LONGEST_TITLE + 2, len(words)), 0, -1):
        if (title := almanac.title(" ".join(words[:size]))) is not None:
            found.append(title)
            break
    return frozenset(title.canonical for title in found if title is not None and title.tense != "former")


def role_words_beside(text: str, start: int, end: int) -> frozenset[str]:
    """The word right before a name and those of an apposition behind it, in lower case: "the activist Ann Low"."""
    before = title_before(text[max(0, start - REACH) : start])[-1:]
    return frozenset(word.lower() for word in (*before, *_apposed(text[end : end + 2 * REACH])))


def _apposed(text: str) -> tuple[str, ...]:
    found = APPOSED.match(text)
    words = tuple(TOKEN.findall(found[1])) if found else ()
    return () if not words or words[0].lower() in NO_APPOSITION else words[:9]


def _country_before(words: tuple[str, ...], almanac: Almanac) -> str | None:
    for word in reversed(words[-4:]):
        plain = word.removesuffix("'s").removesuffix("’s")
        if plain[:1].isupper() and (country := almanac.demonym(plain) or almanac.country(plain)):
            return country
    return None


def _country_after(text: str, almanac: Almanac) -> str | None:
    if country := home_after(text, almanac).country:
        return country
    found = IN_COUNTRY.match(text)
    words = found[1].split() if found else []
    for size in range(len(words), 0, -1):
        if country := almanac.country(" ".join(words[:size]).rstrip(".,")):
            return country
    return None
