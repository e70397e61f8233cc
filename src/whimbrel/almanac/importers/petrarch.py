"""Actors from PETRARCH-style dictionaries.

    BARACK_OBAMA_ ; a comment
    +BARACK_H._OBAMA_
        [USAELI <20090120]
        [USAGOV 20090120-20170120]

A name, its synonyms after `+`, and codes in brackets, here or on the name's line, each perhaps for a time. A code is a
country and a role of three letters each. A person's code for a time becomes a role; one without gives country and
sector, and so does the last code of a body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from whimbrel.almanac.importers.checks import Refused, alpha3, sound
from whimbrel.almanac.importers.lines import read_lines
from whimbrel.almanac.roles import load_role_nouns
from whimbrel.model import Actor, ActorKind, Name, Role

_CODE = re.compile(r"\[([^\]]*)\]")
_INNER = re.compile(
    r"(?P<code>[A-Z]{3,15})(?:\s+(?:(?P<sign>[<>])\s*(?P<day>\d{6,8})|(?P<a>\d{6,8})\s*-\s*(?P<b>\d{6,8})))?\Z"
)
# CAMEO's roles: our sector, the kind of a body of it, and the state's body that a person of it serves
ROLES: dict[str, tuple[str, ActorKind, str]] = {
    "GOV": ("GOV", ActorKind.GOVERNMENT, "government"),
    "MIL": ("MIL", ActorKind.FORCES, "forces"),
    "COP": ("COP", ActorKind.POLICE, "police"),
    "JUD": ("JUD", ActorKind.COURT, "court"),
    "LEG": ("LEG", ActorKind.PARLIAMENT, "parliament"),
    "SPY": ("SPY", ActorKind.POLICE, "intelligence"),
    "REB": ("REB", ActorKind.ARMED_GROUP, ""),
    "UAF": ("UAF", ActorKind.ARMED_GROUP, ""),
    "OPP": ("OPP", ActorKind.PARTY, ""),
    "PTY": ("PTY", ActorKind.PARTY, ""),
    "MED": ("MED", ActorKind.MEDIA, ""),
    "BUS": ("BUS", ActorKind.COMPANY, ""),
    "MNC": ("BUS", ActorKind.COMPANY, ""),
    "EDU": ("EDU", ActorKind.NGO, ""),
    "IGO": ("IGO", ActorKind.IGO, ""),
    "NGO": ("NGO", ActorKind.NGO, ""),
    "NGM": ("NGO", ActorKind.NGO, ""),
    "CVL": ("CVL", ActorKind.NGO, ""),
}


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


def written(name: str) -> str:
    """ "BARACK_OBAMA_" -> "Barack Obama", "UNHCR_" -> "UNHCR"."""
    words = name.replace("_", " ").split()
    if len(words) == 1 and len(words[0]) <= 5:
        return words[0]
    return " ".join(word.title() if word.isupper() else word for word in words)


def _actor(entry: _Entry, used: Counter[str]) -> Iterator[Actor | Refused]:
    names = [written(name) for name in entry.names]
    actor_id = "petrarch:" + "-".join(names[0].lower().split())
    used[actor_id] += 1
    if used[actor_id] > 1:  # two of one name, or one in two files: which, is not told
        actor_id += f"-{used[actor_id]}"
    country: str | None = None
    sector, kind, timed = "", ActorKind.NGO, False
    roles: list[Role] = []
    for code in entry.codes:
        match = _INNER.match(code.strip())
        if match is None:
            yield Refused(entry.where, actor_id, f"[{code[:40]}] is no code", part=True)
            continue
        land, role = _taken_apart(match["code"])
        country = country or land
        found = ROLES.get(role)
        try:
            start, end = _days(match)
        except ValueError:
            yield Refused(entry.where, actor_id, f"[{code[:40]}] has a day that is none", part=True)
            continue
        if start or end:
            timed = True
            body = f"{land}.{found[2]}" if land and found and found[2] else land or ""
            roles.append(Role(f"{found[0] if found else role} member".strip(), body, start, end))
        elif found and not sector:
            sector, kind = found[0], found[1]
    if not entry.codes:
        yield Refused(entry.where, actor_id, "has no code", part=True)
    if timed and not _names_a_body(names[0]):
        kind, sector = ActorKind.PERSON, ""
    elif timed:  # a body whose part in its country changed: the last code is kept
        sector, kind = _last_part(entry.codes) or (sector, kind)
        roles = []
    filed = tuple(Name(name, "en", "acronym" if name.isupper() and " " not in name else "full") for name in names)
    yield from sound(
        Actor(actor_id, names[0], kind, country, sector, filed, tuple(roles), (), "PETRARCH"),
        entry.where,
    )


def _names_a_body(name: str) -> bool:
    nouns = load_role_nouns()
    return any((noun := nouns.get(word)) is not None and noun.body for word in name.lower().split())


def _last_part(codes: list[str]) -> tuple[str, ActorKind] | None:
    """Sector and kind of the last code that tells them."""
    told = [ROLES.get(_taken_apart(match["code"])[1]) for code in codes if (match := _INNER.match(code.strip()))]
    return next(((sector, kind) for sector, kind, _ in reversed([one for one in told if one])), None)


def _taken_apart(code: str) -> tuple[str | None, str]:
    """ "USAGOV" -> USA, GOV; "IGOUNO" -> None, IGO."""
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    country = alpha3(parts[0])
    rest = parts[1:] if country else parts
    return country, next((part for part in rest if part in ROLES), rest[0] if rest else "")


def _days(match: re.Match[str]) -> tuple[date | None, date | None]:
    if match["sign"] == "<":
        return None, _day(match["day"])
    if match["sign"] == ">":
        return _day(match["day"]), None
    return (_day(match["a"]), _day(match["b"])) if match["a"] else (None, None)


def _day(digits: str) -> date:
    """yyyymmdd, or yymmdd of the older dictionaries."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > 30 else "20") + digits
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
