"""Actors from PETRARCH-style dictionaries.

    BARACK_OBAMA_ ; a comment
    +BARACK_H._OBAMA_
        [USAELI <20090120]
        [USAGOV 20090120-20170120]

A name, its synonyms after `+`, and codes in brackets, here or on the name's line, each perhaps for a time. A code is a
country and a role of three letters each. A person's code becomes a role; a body's last code tells its sector. The
format does not say who is a person: those are, whose name begins with a given name, or whose code is for a time and
whose name has no word of bodies' names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from whimbrel.almanac.importers.cameo import ELITE, CameoRole, cameo_roles
from whimbrel.almanac.importers.checks import Refused, alpha3, first, sound
from whimbrel.almanac.importers.lines import read_lines
from whimbrel.almanac.importers.petrarch_names import names_a_body, names_a_person, without_title, written
from whimbrel.model import Actor, ActorKind, Name, Role

_SOURCE = "PETRARCH"
_CODE = re.compile(r"\[([^\]]*)\]")
_INNER = re.compile(
    r"(?P<code>[A-Z]{3,15})(?:\s+(?:(?P<sign>[<>])\s*(?P<day>\d{6,8})|(?P<a>\d{6,8})\s*-\s*(?P<b>\d{6,8})))?\Z"
)


@dataclass
class _Entry:
    where: str
    names: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def read(path: Path) -> Iterator[Actor | Refused]:
    """The actors of a dictionary, in order; their ids are made of their first names."""
    entry: _Entry | None = None
    used: Counter[str] = Counter()
    for item in read_lines(path):
        if isinstance(item, Refused):
            yield item
            continue
        where, raw = item
        text = re.split(r"[#;]", raw, maxsplit=1)[0].strip()
        if not text or text.startswith("<!"):
            continue
        name, codes = _CODE.sub("", text).strip(), _CODE.findall(text)
        if "[" in name or "]" in name:
            yield Refused(where, name[:80], "a bracket is not closed")
            continue
        if name and not name.startswith("+"):
            if entry is not None:
                yield from _actor(entry, used)
            entry = _Entry(where, [name])
        elif entry is None:
            yield Refused(where, text[:80], "stands before the first name")
            continue
        elif name:
            entry.names.append(name[1:])
        entry.codes += codes
    if entry is not None:
        yield from _actor(entry, used)


def _actor(entry: _Entry, used: Counter[str]) -> Iterator[Actor | Refused]:
    names = [name for text in entry.names for name in written(text)]
    reason = _fault(entry, names)
    if reason:
        yield Refused(entry.where, entry.names[0][:80], reason)
        return
    codes: list[_Code] = []
    for text in entry.codes:
        try:
            codes.append(_read_code(text))
        except ValueError as error:
            yield Refused(entry.where, names[0].text, f"[{text[:40]}] {error}", part=True)
    country = first(code.country for code in codes)
    told = [code for code in codes if code.role is not None]
    last = told[-1].role if told else None
    kind, sector = (last.kind, last.sector) if last else (ActorKind.NGO, "")
    actor = Actor("", names[0].text, kind, country, sector, tuple(names), source=_SOURCE)
    of_people = any(code.elite or code.start or code.end for code in codes)
    if names_a_person(names[0]) or (of_people and not names_a_body(names[0])):
        actor = _as_person(actor, told)
    actor_id = "petrarch:" + "-".join(actor.name.lower().split())
    used[actor_id] += 1
    if used[actor_id] > 1:  # two of one name, or one in two files: which, is not told
        actor_id += f"-{used[actor_id]}"
    yield from sound(replace(actor, id=actor_id), entry.where)


def _as_person(actor: Actor, told: list[_Code]) -> Actor:
    """With the codes as roles. The sector is the one that no state's body tells: of rebels, journalists, …"""
    names = tuple(without_title(name) for name in actor.names)
    roles = tuple(role for code in told if (role := code.as_role()))
    sector = first(code.role.sector for code in told if code.role and not code.role.body) or ""
    return replace(actor, name=names[0].text, kind=ActorKind.PERSON, names=names, roles=roles, sector=sector)


def _fault(entry: _Entry, names: list[Name]) -> str:
    if not names:
        return "no name is left"
    if not entry.codes:
        return "has no code"
    if all(alpha3(code.strip()) for code in entry.codes):
        return "is coded as a whole country; the almanac has its names"
    return ""


@dataclass(frozen=True, slots=True)
class _Code:
    country: str | None
    role: CameoRole | None
    start: date | None
    end: date | None
    elite: bool

    def as_role(self) -> Role | None:
        if self.role is None:
            return None
        of = f"{self.country}.{self.role.body}" if self.country and self.role.body else ""
        return Role(self.role.title, of, self.start, self.end)


def _read_code(text: str) -> _Code:
    """ "USAGOV 20090120-20170120"; "IGOUNO". Raises ValueError with what is wrong."""
    match = _INNER.match(text.strip())
    if match is None:
        raise ValueError("is no code")
    try:
        start, end = _days(match)
    except ValueError:
        raise ValueError("has a day that is none") from None
    parts = [match["code"][at : at + 3] for at in range(0, len(match["code"]), 3)]
    role = next((found for part in parts if (found := cameo_roles().get(part))), None)
    elite = ELITE in parts
    return _Code(alpha3(parts[0]), None if elite else role, start, end, elite)


def _days(match: re.Match[str]) -> tuple[date | None, date | None]:
    if match["sign"] == "<":
        return None, _day(match["day"])
    if match["sign"] == ">":
        return _day(match["day"]), None
    return (_day(match["a"]), _day(match["b"])) if match["a"] else (None, None)


def _day(digits: str) -> date:
    """yyyymmdd, or yymmdd of the older dictionaries. Raises ValueError for what is neither."""
    if len(digits) == 7:
        raise ValueError("seven digits")
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > 30 else "20") + digits
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
