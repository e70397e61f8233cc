"""Those whom no almanac knows, as the chronicle has them: how written, of what office, in whose company."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from math import log
from typing import Any

from sqlalchemy import Select, select

from whimbrel.chronicle.actors import counted_strangers
from whimbrel.chronicle.schema import claims, participants
from whimbrel.chronicle.unknown import Company, Stranger
from whimbrel.model import ActorKind

Fetch = Callable[[Select[Any]], list[Any]]

_COLUMNS = ("name", "text", "title", "country", "sector", "kind")


def all_strangers(fetch: Fetch) -> list[Stranger]:
    """Everyone without an entry in an almanac who may be listed (see `actors`), with those told of beside them."""
    ids = {row.id for row in fetch(counted_strangers())}
    told: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    number: Counter[str] = Counter()
    who = participants.c
    query = select(who.claim, who.id, *(who[name] for name in _COLUMNS)).where(who.id.startswith("local:"))
    for row in fetch(query.order_by(who.claim, who.side, who.position)):
        if row.id in ids:
            number[row.id] += 1
            for column in _COLUMNS:
                if value := getattr(row, column):
                    told[row.id][column][value] += 1
    reports, company = _company(fetch, ids)
    return [
        Stranger(
            id=id,
            name=_commonest(told[id]["name"])[0],
            kind=ActorKind(_commonest(told[id]["kind"])[0]),
            countries=frozenset(told[id]["country"]),
            sectors=frozenset(told[id]["sector"]),
            spellings=tuple(told[id]["text"].items()),
            titles=tuple(told[id]["title"].items()),
            claims=number[id],
            reports=frozenset(reports[id]),
            company=company[id],
        )
        for id in sorted(ids)
    ]


def _commonest(found: Counter[str]) -> list[str]:
    return sorted(found, key=lambda value: (-found[value], value))


def _company(fetch: Fetch, ids: set[str]) -> tuple[dict[str, set[str]], dict[str, tuple[Company, ...]]]:
    """For each of these actors its reports, and who else is told of in them: rare company first.

    Described parties keep no company that tells anything; private persons are nobody's.
    """
    members: dict[str, dict[str, str]] = defaultdict(dict)
    query = select(participants.c.id, claims.c.report, participants.c.name).select_from(
        participants.join(claims, claims.c.id == participants.c.claim)
    )
    named = query.where(participants.c.kind != str(ActorKind.GROUP)).distinct()
    for id, report, name in sorted(map(tuple, fetch(named))):
        if id in ids or not id.startswith("local:"):
            members[report][id] = name
    seen = Counter(id for found in members.values() for id in found)
    names = {id: name for found in members.values() for id, name in found.items()}
    ceiling = log(len(members) + 2)
    reports: dict[str, set[str]] = defaultdict(set)
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for report, found in members.items():
        for id in ids & found.keys():
            reports[id].add(report)
            shared[id].update(other for other in found if other != id)
    company = {
        id: tuple(
            sorted(
                (Company(k, names[k], n, 1 - log(seen[k]) / ceiling) for k, n in shared[id].items()),
                key=lambda one: (-one.reports * one.rarity, one.id),
            )
        )
        for id in ids
    }
    return reports, company
