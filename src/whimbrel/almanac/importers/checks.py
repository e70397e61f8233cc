"""What a name or role from outside must be like to be kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from whimbrel.almanac.fold import name_key
from whimbrel.almanac.states import load_states
from whimbrel.model import Actor, Name, Role

LONGEST_NAME = 200
_KEPT_FORMATS = "\u200c\u200d"  # joiners, which Persian and Indic spelling needs
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")  # whose letters pass for one another


@dataclass(frozen=True, slots=True)
class Refused:
    """What was left out: where it stands, what it is (an id or a name) and why.

    `part`: its actor is kept. `cut`: the file breaks off there.
    """

    where: str
    what: str
    reason: str
    part: bool = False
    cut: bool = False


def clean_name(text: str) -> str:
    """`text` in NFC without control and direction marks, its spaces made single."""
    kept = "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or c in _KEPT_FORMATS or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def name_fault(name: str) -> str:
    """Why a cleaned name cannot be kept; empty when it can."""
    key = name_key(name)
    if not key:
        return "the name has no letters"
    if len(name) > LONGEST_NAME:
        return f"the name has {len(name)} letters"
    if len(key) == 1 and "a" <= key <= "z":
        return "the name is one letter"
    if not name.isascii():
        for word in name.split():
            mixed = {script for c in word if c.isalpha() for script in _SCRIPTS if script in unicodedata.name(c, "")}
            if len(mixed) > 1:
                return f"{word!r} mixes letters of two scripts that look alike"
    return ""


def sound(actor: Actor, where: str) -> Iterator[Actor | Refused]:
    """The actor with the names and roles that can be kept, after a Refused for each that cannot.

    An actor left without a name is refused whole.
    """
    names: dict[tuple[str, str], Name] = {}
    for name in (Name(actor.name), *actor.names):
        text = clean_name(name.text)
        fault = name_fault(text)
        if fault:
            yield Refused(where, actor.id, fault, part=True)
        else:
            names.setdefault((text, name.kind), Name(text, name.lang, name.kind))
    roles = []
    for role in actor.roles:
        if role.start and role.end and role.end < role.start:
            yield Refused(where, actor.id, f"the role {role.title!r} ends before it starts", part=True)
        else:
            roles.append(Role(clean_name(role.title), role.of, role.start, role.end))
    if not names or not actor.id or actor.id != "".join(actor.id.split()):
        yield Refused(where, actor.id, "no name is left" if actor.id and not names else "the id is empty or has spaces")
        return
    kept = tuple({name.text: name for name in names.values()}.values())
    main = next((name.text for name in kept if name.text == clean_name(actor.name)), kept[0].text)
    country = actor.country if actor.country in load_states().by_id else None
    parents = tuple(dict.fromkeys((*actor.parents, *(role.of for role in roles if role.of))))
    yield Actor(actor.id, main, actor.kind, country, actor.sector, kept, tuple(roles), parents, actor.source)


@cache
def _by_alpha2() -> dict[str, str]:
    return {state.alpha2: state.id for state in load_states().by_id.values() if state.alpha2}


def alpha3(code: str) -> str | None:
    """ "lb", "LBN" -> "LBN"; None for what is no state's code."""
    code = code.upper()
    if len(code) == 2:
        return _by_alpha2().get(code)
    return code if len(code) == 3 and code in load_states().by_id else None


def first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def day_of(text: str, last: bool) -> date | None:
    """A year, month or day in ISO form, as its first or last day; None for what is no date."""
    from whimbrel.almanac.table import parse_day  # noqa: PLC0415
    from whimbrel.errors import DataError  # noqa: PLC0415

    try:
        return parse_day(text[:10], "", last)
    except DataError:
        return None
