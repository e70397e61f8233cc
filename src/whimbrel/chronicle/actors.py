"""Who occurs in the chronicle: participants counted over claims, reports and events, with spellings, titles and words.

A private person who only ever suffered something gets no entry: see `_victims`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Select, and_, distinct, func, not_, select

from whimbrel.chronicle.identity import Head
from whimbrel.chronicle.schema import claims, event_claims, event_participants, participants
from whimbrel.chronicle.words import OutletWord, outlet_words
from whimbrel.errors import UsageError
from whimbrel.model import ActorKind
from whimbrel.ontology import SUFFERED

_PAGE = 500

Fetch = Callable[[Select[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One who takes part: how often, under which spellings and titles, each with the number of claims.

    `words` are those by which outlets tell where they stand ("terrorist", "fighter"), for each outlet.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str
    claims: int
    reports: int
    events: int
    spellings: tuple[tuple[str, int], ...]
    titles: tuple[tuple[str, int], ...]
    words: tuple[OutletWord, ...] = ()


def all_actors(fetch: Fetch, *, words: bool = True) -> Iterator[ActorEntry]:
    """Everyone who takes part, by number of events, then claims, then id; `words` of outlets only where asked for."""
    rows = fetch(_counted())
    for at in range(0, len(rows), _PAGE):
        yield from _entries(fetch, rows[at : at + _PAGE], words)


def some_actors(fetch: Fetch, ids: Container[str], most: int = 0) -> tuple[int, list[ActorEntry]]:
    """How many of these are listed, and the entries of the first so many, in the order of `all_actors`; 0 for all."""
    rows = [row for row in fetch(_counted()) if row.id in ids]
    return len(rows), _entries(fetch, rows[: most or None])


def one_actor(fetch: Fetch, id: str) -> ActorEntry:
    """The entry of this id or unique beginning of one. Raises UsageError."""
    found = fetch(_counted(participants.c.id >= id, participants.c.id < id + "\U0010ffff"))
    exact = [row for row in found if row.id == id]
    if not found:
        raise no_actor(id, nearest(id, (row[0] for row in fetch(_counted()))))
    if not exact and len(found) > 1:
        few = ", ".join(sorted(row.id for row in found)[:3])
        raise UsageError(f"{id!r} fits more than one actor: {few} …", remedy="give more of the id")
    return _entries(fetch, (exact or found)[:1])[0]


def one_party(fetch: Fetch, id: str, *, exact: bool) -> Head | None:
    """What the actor of this id, or unique beginning of one, is called most often. Raises UsageError."""
    who = participants.c
    if not id:
        return None
    same = who.id == id if exact else and_(who.id >= id, who.id < id + "\U0010ffff")
    ids = [row[0] for row in fetch(select(who.id).where(same).distinct().order_by(who.id).limit(4))]
    if id not in ids and len(ids) > 1:
        raise UsageError(f"{id!r} fits more than one actor: {', '.join(ids[:3])} …", remedy="give more of the id")
    if not ids:
        return None
    id = id if id in ids else ids[0]
    first = {name: _first(_tallies(fetch, [id], name)[id]) for name in ("name", "kind", "country", "sector")}
    kind = ActorKind(first["kind"] or ActorKind.GROUP)
    return Head(id, first["name"] or id, kind, first["country"], first["sector"] or "")


def no_actor(id: str, near: Sequence[str]) -> UsageError:
    """The complaint that nobody has this id, with those like it."""
    remedy = f"nearest: {', '.join(near)}" if near else "`whimbrel actors` lists them"
    return UsageError(f"there is no actor {id[:100]!r}", remedy=remedy)


def nearest(id: str, ids: Iterable[str], most: int = 3) -> list[str]:
    """The ids most like one that nobody has; a name in place of an id finds its bearer's."""
    wanted = id[:100].casefold().replace(" ", "-")
    bare = {other.rpartition(":")[2].casefold(): other for other in sorted(ids, reverse=True)}
    close = get_close_matches(wanted.rpartition(":")[2], list(bare), n=most, cutoff=0.6)
    within = [key for key in bare if len(wanted) > 3 and wanted in key]
    return [bare[key] for key in dict.fromkeys((*close, *sorted(within, key=len)))][:most]


def counted_strangers() -> Select[Any]:
    """Ids and numbers of those that no almanac knows, without private persons."""
    return _counted(participants.c.id.startswith("local:"))


def _counted(*wanted: Any) -> Select[Any]:
    joined = participants.join(claims, claims.c.id == participants.c.claim).outerjoin(
        event_claims, event_claims.c.claim == participants.c.claim
    )
    number = {
        "claims": func.count(distinct(participants.c.claim)),
        "reports": func.count(distinct(claims.c.report)),
        "events": func.count(distinct(event_claims.c.event)),
    }
    return (
        select(participants.c.id, *(column.label(name) for name, column in number.items()))
        .select_from(joined)
        .where(*wanted)
        .group_by(participants.c.id)
        .having(not_(_victims()))
        .order_by(number["events"].desc(), number["claims"].desc(), participants.c.id)
    )


def _victims() -> Any:
    """Persons the almanac does not know, who never acted and to whom only harm, arrest or help was done."""
    public = and_(participants.c.side == "recipient", claims.c.type.in_(SUFFERED))
    return and_(
        participants.c.id.startswith("local:"),
        func.min(participants.c.kind) == str(ActorKind.PERSON),
        func.count() == func.count().filter(public),
    )


def _entries(fetch: Fetch, rows: list[Any], with_words: bool = True) -> list[ActorEntry]:
    ids = [row.id for row in rows]
    names = _tallies(fetch, ids, "name")
    spellings = _tallies(fetch, ids, "text")
    titles = _tallies(fetch, ids, "title")
    kinds = _tallies(fetch, ids, "kind")
    countries = _tallies(fetch, ids, "country")
    sectors = _tallies(fetch, ids, "sector")
    shown = _shown_names(fetch, ids)
    words = outlet_words(fetch, ids) if with_words else {}
    return [
        ActorEntry(
            id=row.id,
            name=shown.get(row.id) or _first(names[row.id]) or row.id,
            kind=ActorKind(_first(kinds[row.id]) or ActorKind.GROUP),
            country=_first(countries[row.id]) or None,
            sector=_first(sectors[row.id]) or "",
            claims=row.claims,
            reports=row.reports,
            events=row.events,
            spellings=spellings[row.id],
            titles=titles[row.id],
            words=words.get(row.id, ()),
        )
        for row in rows
    ]


def _first(tally: tuple[tuple[str, int], ...]) -> str | None:
    return tally[0][0] if tally else None


def _tallies(fetch: Fetch, ids: list[str], column: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """For each actor the values of a column with their numbers of claims, commonest first."""
    value = participants.c[column]
    counted = func.count(distinct(participants.c.claim))
    query = (
        select(participants.c.id, value, counted)
        .where(participants.c.id.in_(ids), value.is_not(None), value != "")
        .group_by(participants.c.id, value)
        .order_by(participants.c.id, counted.desc(), value)
    )
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for id, text, number in fetch(query):
        found[id].append((text, number))
    return defaultdict(tuple, {id: tuple(values) for id, values in found.items()})


def _shown_names(fetch: Fetch, ids: list[str]) -> dict[str, str]:
    """The names that the events' records show, the commonest of each."""
    who, name = event_participants.c.id, event_participants.c.name
    query = select(who, name).where(who.in_(ids)).group_by(who, name).order_by(who, func.count(), name.desc())
    return {row[0]: row[1] for row in fetch(query)}  # the last one of each id stays
