"""Country and sector of a report's persons and bodies: from the almanac, from their names, from the words beside them.

PLOVER codes an actor by country (ISO 3166-1 alpha-3) and sector (GOV, MIL, REB, …). What the almanac holds is coded
there, a person by the office held on the report's day. Whoever it does not hold is told by the report itself:
"Kenyan Foreign Minister X", "Niger's ambassador, X", "X, leader of the PFLP", "President X of Ghana". Once told, it
holds for every mention in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.roles import is_title_word, tense_of
from whimbrel.coder.links import Link
from whimbrel.model import Actor, ActorKind, Participant

REACH = 110  # code points before and after a name that may hold its title
LONGEST_TITLE = 6
MOST_BETWEEN = 5  # words between whose somebody is and the title
TOKEN = re.compile(r"[\w&]+(?:[.'’/-]\w+)*(?:[’']|\.(?=\w|\s*$)|\b)")
OF_STATE = re.compile(r"\s+of\s+(?:the\s+)?((?:[A-Z][\w.'’-]*\s?){1,4})")
APPOSED = re.compile(r"\s*,\s+(?:(?:the|a|an|its|one of)\s+)*([^,;:.()\n\"“”]{3,90})")
OFFICES = frozenset({"GOV", "LEG", "JUD", "IGO"})
NO_APPOSITION = frozenset("who whom whose which where when while and but or as with".split())
BROKEN = re.compile(r"[,;:!?()\n\"“”–—]|(?<![A-Z.])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Code:
    """What PLOVER's actor code says of a party."""

    country: str | None = None
    sector: str = ""

    def __or__(self, other: Code) -> Code:
        """This code, with what it leaves open taken from another."""
        return Code(self.country or other.country, self.sector or other.sector)


NOTHING = Code()


def code_links(links: Iterable[Link], text: str, almanac: Almanac, on: date | None) -> list[Link]:
    """The links with country and sector of their parties filled in as far as almanac and report tell them."""
    known = list(links)
    told: dict[str, Code] = {}
    for link in known:
        if link.party is not None and not (link.party.country and link.party.sector):
            found = told.get(link.party.id, NOTHING)
            if not (found.country and found.sector):
                told[link.party.id] = found | _code(link, link.party, text, almanac, on)
    return [_coded(link, told) for link in known]


def _coded(link: Link, told: dict[str, Code]) -> Link:
    party = _with(link.party, told) if link.party is not None else None
    return link if party is link.party else replace(link, party=party)


def _with(party: Participant, told: dict[str, Code]) -> Participant:
    code = told.get(party.id)
    if code is None or code == NOTHING:
        return party
    return replace(party, country=party.country or code.country, sector=party.sector or code.sector)


def _code(link: Link, party: Participant, text: str, almanac: Almanac, on: date | None) -> Code:
    if party.kind is not ActorKind.PERSON:
        return body_code(party.name, almanac) if party.id.startswith("local:") else NOTHING
    before = title_before(text[max(0, link.start - REACH) : link.start])
    after = text[link.end : link.end + REACH]
    code = office_before(before, almanac) | office_after(after, almanac)
    if not party.id.startswith("local:"):  # what the report calls somebody today goes before what the almanac knew
        told = code.sector in OFFICES and code.country in {None, party.country}
        return Code(party.country, code.sector if told else almanac.sector_on(party.id, on))
    code |= home_after(after, almanac)
    return code if code.country or code.sector == "IGO" else code | _remembered(before, party.name, almanac)


def _remembered(before: tuple[str, ...], name: str, almanac: Almanac) -> Code:
    """ "President Carter": the country of those of the name who ever held the office, if it is one country."""
    size = _title_size(before, almanac)
    title = almanac.title(" ".join(before[-size:])) if size else None
    if title is None or not title.canonical:
        return NOTHING
    countries = {actor.country for actor in almanac.once_in_office(title.canonical, name.rpartition(" ")[2])}
    return Code(countries.pop()) if len(countries) == 1 else NOTHING


def title_before(text: str) -> tuple[str, ...]:
    """The words right before a name, back to the nearest mark that ends a phrase."""
    cut = max((found.end() for found in BROKEN.finditer(text)), default=0)
    return tuple(TOKEN.findall(text[cut:]))


@lru_cache(maxsize=4_096)
def office_before(words: tuple[str, ...], almanac: Almanac) -> Code:
    """What a title before a name tells: its sector, and the country or body it is of, where nothing but titles,
    qualifiers and names stands between."""
    size = _title_size(words, almanac)
    if not size:
        return NOTHING
    code = _composed(words[-size:], almanac)
    for n in range(size + 1, min(len(words), size + MOST_BETWEEN) + 1):
        if code.country or code.sector == "IGO":
            break
        found = _composed(words[-n:], almanac)
        code = found if found.country or found.sector == "IGO" else code | found
        if not code.country:
            code = Code(_state_in(words[-n:-size], almanac)) | code  # "Kyiv mayor"
        if not _joins(words[-n]):
            break
    return code


def _title_size(words: tuple[str, ...], almanac: Almanac) -> int:
    """How many of the last words are a title or a role noun in the singular."""
    for size in range(min(LONGEST_TITLE, len(words)), 0, -1):
        phrase = " ".join(words[-size:])
        role = almanac.role_noun(phrase)
        if almanac.title(phrase) is not None or (role is not None and name_key(phrase) == name_key(role.lemma)):
            return size
    return 0


def _joins(word: str) -> bool:
    """Whether a word may stand between an owner and a title: a name, a qualifier, a word of titles."""
    return word[:1].isupper() or word.endswith("ing") or tense_of(word) is not None or is_title_word(word)


def _composed(words: tuple[str, ...], almanac: Almanac) -> Code:
    party = almanac.compose(" ".join(words[:-1]), words[-1])
    if party is not None:
        ruler = not party.sector and party.country and _is_state(words[:-1], almanac)
        return Code(party.country, "GOV" if ruler else party.sector)
    title = almanac.title(" ".join(words))
    owner = almanac.actor(title.of) if title is not None and title.of else None
    return _office(title.sector, owner) if title is not None else NOTHING


def _is_state(words: tuple[str, ...], almanac: Almanac) -> bool:
    """Whether the words name a state and nothing else: a "Palestinian leader" governs, a "Kurdish religious leader"
    does not."""
    state = almanac.nation(" ".join(words))
    return state is not None and state.kind == "state"


def _office(sector: str, owner: Actor | None) -> Code:
    """An office of a state has its own sector, one of a body the body's."""
    if owner is None:
        return Code(None, sector)
    return Code(owner.country, sector if owner.kind is ActorKind.STATE and sector else owner.sector)


@lru_cache(maxsize=4_096)
def office_after(text: str, almanac: Almanac) -> Code:
    """What an apposition behind a name tells: "X, the Israeli president," "X, a leader of the PFLP,"."""
    found = APPOSED.match(text)
    words = tuple(TOKEN.findall(found[1]))[:9] if found else ()
    if not words or words[0].lower() in NO_APPOSITION:
        return NOTHING
    for size in range(len(words), 0, -1):
        part = words[:size]
        title = almanac.title(" ".join(part))
        if title is not None and title.of:
            return _office(title.sector, almanac.actor(title.of))
        if _title_size(part[-1:], almanac):
            return _composed(part, almanac)
    return NOTHING


def home_after(text: str, almanac: Almanac) -> Code:
    """ "of Ghana", right behind a name."""
    found = OF_STATE.match(text)
    words = found[1].split() if found else []
    for size in range(len(words), 0, -1):
        country = almanac.country(" ".join(words[:size]).rstrip(".,").removesuffix("'s").removesuffix("’s"))
        if country:
            return Code(country)
    return NOTHING


@lru_cache(maxsize=4_096)
def body_code(name: str, almanac: Almanac) -> Code:
    """What a body's own name tells: "Ghana Medical Association", "Latvian Constitutional Court"."""
    words = tuple(TOKEN.findall(name))
    if len(words) < 2:  # "the Coalition" may be anything
        return NOTHING
    party = almanac.compose(" ".join(words[:-1]), words[-1])
    code = Code(party.country, party.sector) if party is not None else NOTHING
    if code.country or code.sector == "IGO":
        return code
    return Code(_state_in(words, almanac)) | code


def _state_in(words: tuple[str, ...], almanac: Almanac) -> str | None:
    """The first state that a name's words name: outright, as an adjective, by its capital."""
    for start in range(len(words)):
        for size in (3, 2, 1):
            phrase = " ".join(words[start : start + size]).removesuffix("'s").removesuffix("’s")
            adjective = almanac.demonym(phrase) if phrase[:1].isupper() else None
            government = almanac.actor(almanac.metonym(phrase) or "")
            country = almanac.country(phrase) or adjective or (government.country if government else None)
            if country:
                return country
    return None
