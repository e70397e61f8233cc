"""The shelf: imported actors in one SQLite file, found by folded name without being loaded.

Written beside its place and renamed when whole, so that a broken-off import leaves the old shelf as it was.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from whimbrel.almanac.fold import name_key
from whimbrel.almanac.importers.checks import Refused
from whimbrel.almanac.store import Alias
from whimbrel.errors import DataError
from whimbrel.model import Actor, ActorKind, Name, Role

_TABLES = """
create table actors (id text primary key, record text not null) without rowid;
create table names (key text, actor text, text text, kind text, primary key (key, actor)) without rowid;
create table starts (word text primary key, size int not null) without rowid;
pragma user_version = 1;
"""


class Shelf:
    """A shelf opened for reading. Raises DataError for a file that is none."""

    def __init__(self, path: Path) -> None:
        try:
            self._base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            (version,) = self._base.execute("pragma user_version").fetchone()
            self._base.execute("select 1 from names, starts, actors limit 1")
        except sqlite3.Error as error:
            raise DataError("is no shelf of actors", where=str(path), remedy="import it anew") from error
        if version != 1:
            raise DataError(f"is of version {version}", where=str(path), remedy="import it anew")

    def named(self, key: str) -> list[Alias]:
        """The names filed under a folded name."""
        rows = self._base.execute("select actor, text, kind from names where key = ?", (key,))
        return [Alias(*row) for row in rows]

    def longest(self, word: str) -> int:
        """Words in the longest name that begins with this folded word; 0 for none."""
        row = self._base.execute("select size from starts where word = ?", (word,)).fetchone()
        return row[0] if row else 0

    def actor(self, actor_id: str) -> Actor | None:
        row = self._base.execute("select record from actors where id = ?", (actor_id,)).fetchone()
        return _loaded(row[0]) if row else None

    def close(self) -> None:
        self._base.close()


def write_shelf(path: Path, items: Iterable[Actor | Refused], tell: Callable[[Refused], None]) -> int:
    """Write the actors of `items` to `path`, replacing what is there; returns how many. Refusals go to `tell`."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        base = sqlite3.connect(part)
        try:
            base.executescript(f"pragma journal_mode = off; pragma synchronous = off; {_TABLES}")
            kept = 0
            for item in items:
                if isinstance(item, Refused):
                    tell(item)
                elif _put(base, item):
                    kept += 1
                else:
                    tell(Refused("", item.id, "the id is already used"))
            base.commit()
        finally:
            base.close()
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise DataError("cannot be written", where=str(path), remedy=str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return kept


def _put(base: sqlite3.Connection, actor: Actor) -> bool:
    new = base.execute("insert or ignore into actors values (?, ?)", (actor.id, _dumped(actor))).rowcount
    for name in actor.names if new else ():
        key = name_key(name.text)
        first, size = key.partition(" ")[0], key.count(" ") + 1
        base.execute("insert or ignore into names values (?, ?, ?, ?)", (key, actor.id, name.text, name.kind))
        base.execute(
            "insert into starts values (?, ?) on conflict do update set size = max(size, excluded.size)", (first, size)
        )
    return bool(new)


def _dumped(actor: Actor) -> str:
    names = [[name.text, name.lang, name.kind] for name in actor.names]
    roles = [[r.title, r.of, r.start and r.start.isoformat(), r.end and r.end.isoformat()] for r in actor.roles]
    plain = [actor.id, actor.name, actor.kind, actor.country, actor.sector, names, roles, actor.parents, actor.source]
    return json.dumps(plain, ensure_ascii=False)


def _loaded(record: str) -> Actor:
    actor_id, name, kind, country, sector, names, roles, parents, source = json.loads(record)
    dated = tuple(
        Role(title, of, date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
        for title, of, start, end in roles
    )
    filed = tuple(Name(*one) for one in names)
    return Actor(actor_id, name, ActorKind(kind), country, sector, filed, dated, tuple(parents), source)
