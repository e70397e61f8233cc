"""Who held which office when, and what that makes of a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from whimbrel.almanac.records import Title
from whimbrel.almanac.roles import load_titles
from whimbrel.almanac.store import Store
from whimbrel.almanac.table import parse_roles
from whimbrel.model import Actor, ActorKind, Role

_KIND_SECTORS = {
    ActorKind.GOVERNMENT: "GOV",
    ActorKind.STATE: "GOV",
    ActorKind.PARLIAMENT: "LEG",
    ActorKind.COURT: "JUD",
    ActorKind.FORCES: "MIL",
    ActorKind.POLICE: "COP",
    ActorKind.ARMED_GROUP: "REB",
    ActorKind.PARTY: "PTY",
    ActorKind.IGO: "IGO",
    ActorKind.NGO: "NGO",
    ActorKind.MEDIA: "MED",
    ActorKind.COMPANY: "BUS",
}

_HEADS = frozenset(
    {
        "leader",
        "chairman",
        "secretary-general",
        "president",
        "head of the political bureau",
        "supreme leader",
        "emir",
        "head of the political council",
        "commander-in-chief",
        "director-general",
        "co-chair",
    }
)


def in_office(role: Role, on: date | None) -> bool:
    return on is None or ((role.start is None or role.start <= on) and (role.end is None or on <= role.end))


def _canonical(title: str) -> str:
    found = load_titles().find(title)
    return found.canonical if found else title.lower()


def held(actor: Actor, title: str) -> bool:
    """Whether a person ever held an office of that title, in any of its forms."""
    wanted = _canonical(title)
    return any(_canonical(role.title) == wanted for role in actor.roles)


def sector_on(actor: Actor, on: date | None, lookup: Callable[[str], Actor | None]) -> str:
    """A body's own sector; a person's from the highest office held that day or the one left last, else as told."""
    if actor.kind is not ActorKind.PERSON:
        return actor.sector or _KIND_SECTORS.get(actor.kind, "")
    held = [role for role in actor.roles if in_office(role, on)]
    if not held:
        left = [role for role in actor.roles if role.end and on and role.end < on]
        held = sorted(left, key=lambda role: role.end or date.max)[-1:] or list(actor.roles[:1])
    ranked = sorted(held, key=lambda role: _rank(role.title))
    for role in ranked:
        body = lookup(role.of)
        title = load_titles().find(role.title)
        of_state = body is None or body.kind is ActorKind.STATE
        if title is not None and title.sector and title.body != "group" and of_state:
            return title.sector
        if body is not None:
            return body.sector or _KIND_SECTORS.get(body.kind, "")
        if title is not None and title.sector:
            return title.sector
    return actor.sector


def _rank(title: str) -> int:
    found: Title | None = load_titles().find(title)
    return found.rank if found else 6


class Offices:
    """Offices by organisation, built from all persons' roles."""

    def __init__(self, store: Store, lookup: Callable[[str], Actor | None]) -> None:
        self._lookup = lookup
        self._by_body: dict[str, list[tuple[str, Role]]] = {}
        for actor_id, row in store.people.items():
            for role in parse_roles(row["roles"], row.where):
                self._by_body.setdefault(role.of, []).append((actor_id, role))
                state = role.of.partition(".")[0]
                if state != role.of:
                    self._by_body.setdefault(state, []).append((actor_id, role))

    def holders(self, title: str, of: str, on: date | None) -> list[str]:
        """Ids of those who held `title` at `of`; a government's office may be filed at the state itself."""
        wanted = _canonical(title)
        filed = list(self._by_body.get(of, ()))
        if "." in of:
            filed += self._by_body.get(of.partition(".")[0], ())
        held = [(a, role) for a, role in filed if _canonical(role.title) == wanted and in_office(role, on)]
        return list(dict.fromkeys(actor_id for actor_id, _ in held)) or self._heads(title, filed, on)

    @staticmethod
    def _heads(title: str, filed: list[tuple[str, Role]], on: date | None) -> list[str]:
        """ "The Hamas chief" when its head bears another title: chairman, secretary-general, …"""
        found = load_titles().find(title)
        if found is None or found.canonical != "leader":
            return []
        heads = [a for a, role in filed if in_office(role, on) and is_head(role.title)]
        return list(dict.fromkeys(heads))

    def role_on(self, actor: Actor | None, on: date | None) -> str:
        held = sorted((r for r in (actor.roles if actor else ()) if in_office(r, on)), key=lambda r: _rank(r.title))
        if not held:
            return ""
        body = self._lookup(held[0].of)
        return f"{held[0].title} of {body.name}" if body else held[0].title


def is_head(title: str) -> bool:
    """Whether whoever bears the title leads its body: chairman, secretary-general, …"""
    return _canonical(title) in _HEADS
