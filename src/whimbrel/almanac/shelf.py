"""The shelf: imported actors in one SQLite file, found by folded name without being loaded.

An imported actor that the almanac ships is kept under the shipped id, with what is new of it (see `shelf_write`).
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

from whimbrel.almanac.store import Alias
from whimbrel.errors import DataError
from whimbrel.model import Actor, ActorKind, Name, Role

TABLES = """
create table actors (id text primary key, record text not null) without rowid;
create table names (key text, actor text, text text, kind text, primary key (key, actor)) without rowid;
create table starts (word text primary key, size int not null) without rowid;
create table meta (name text primary key, value text not null) without rowid;
pragma user_version = 2;
"""
VERSION = 2


class Shelf:
    """A shelf opened for reading. Raises DataError for a file that is none."""

    def __init__(self, path: Path) -> None:
        try:
            self._base = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            (version,) = self._base.execute("pragma user_version").fetchone()
            self._base.execute("select 1 from names, starts, actors limit 1")
        except sqlite3.Error as error:
            raise DataError("is no shelf of actors", where=str(path), remedy="import it anew") from error
        if version != VERSION:
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
        return loaded(row[0]) if row else None

    def close(self) -> None:
        self._base.close()


def dumped(actor: Actor) -> str:
    """An actor as a record of the shelf."""
    names = [[name.text, name.lang, name.kind] for name in actor.names]
    roles = [[r.title, r.of, r.start and r.start.isoformat(), r.end and r.end.isoformat()] for r in actor.roles]
    plain = [actor.id, actor.name, actor.kind, actor.country, actor.sector, names, roles, actor.parents, actor.source]
    return json.dumps(plain, ensure_ascii=False)


def loaded(record: str) -> Actor:
    """The actor of a record."""
    actor_id, name, kind, country, sector, names, roles, parents, source = json.loads(record)
    dated = tuple(
        Role(title, of, date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
        for title, of, start, end in roles
    )
    filed = tuple(Name(*one) for one in names)
    return Actor(actor_id, name, ActorKind(kind), country, sector, filed, dated, tuple(parents), source)
