"""Writing the shelf: which imported actors stand by themselves, which add to a shipped one, which names are looked for.

Written beside its place and renamed when whole, so that a broken-off import leaves the old shelf as it was.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.english_words import dictionary_words
from whimbrel.almanac.fold import name_key, plain_letters
from whimbrel.almanac.importers.checks import Refused
from whimbrel.almanac.same_actor import news_of, shipped_as
from whimbrel.almanac.shelf import TABLES, dumped, loaded
from whimbrel.almanac.shelved import with_added
from whimbrel.errors import DataError
from whimbrel.model import Actor, ActorKind, Name


@dataclass(frozen=True, slots=True)
class Shelved:
    """What an import put on the shelf: new actors, and those that were added to actors of the almanac."""

    kept: int
    folded: int


def write_shelf(
    path: Path, items: Iterable[Actor | Refused], tell: Callable[[Refused], None], shipped: Almanac | None = None
) -> Shelved:
    """Write the actors of `items` to `path`, replacing what is there when any is kept. Refusals go to `tell`.

    Those that `shipped` holds too (see `same_actor`) are added to its actors. Raises DataError when it cannot be
    written.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        base = sqlite3.connect(part)
        try:
            base.executescript(f"pragma journal_mode = off; pragma synchronous = off; {TABLES}")
            done = Counter(_take(base, item, tell, shipped) for item in items)
            base.commit()
        finally:
            base.close()
        if done["kept"] or done["folded"]:
            part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise DataError("cannot be written", where=str(path), remedy=str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return Shelved(done["kept"], done["folded"])


def _take(
    base: sqlite3.Connection, item: Actor | Refused, tell: Callable[[Refused], None], shipped: Almanac | None
) -> str:
    """Puts an item on the shelf, or tells why not; returns what became of it."""
    if isinstance(item, Refused):
        tell(item)
        return "refused"
    if shipped is not None:
        known = shipped_as(item, shipped)
        if known is not None:
            _add(base, known, item, shipped, tell)
            return "folded"
        other = shipped.actor(item.id)
        if other is not None:
            tell(Refused("", item.id, f"the id is that of {other.name} in the almanac"))
            return "refused"
    if not base.execute("insert or ignore into actors values (?, ?)", (item.id, dumped(item))).rowcount:
        tell(Refused("", item.id, "the id is already used"))
        return "refused"
    _file_all(base, item.id, item.names, item, tell)
    return "kept"


def _add(
    base: sqlite3.Connection, known: Actor, actor: Actor, shipped: Almanac, tell: Callable[[Refused], None]
) -> None:
    """Files what is new of an actor under the shipped id; what several entries add is kept together."""
    row = base.execute("select record from actors where id = ?", (known.id,)).fetchone()
    had = loaded(row[0]) if row else None
    new = news_of(with_added(known, had), actor, shipped)
    added = with_added(had, new) if had else new
    base.execute("insert or replace into actors values (?, ?)", (known.id, dumped(added)))
    _file_all(base, known.id, new.names, actor, tell)
    for name in actor.names:
        others = [one for one in shipped.named(name.text) if one != known.id]
        if others and known.id not in shipped.named(name.text):
            tell(Refused("", actor.id, f"{name.text!r} is {others[0]} in the almanac, and not {known.id}", part=True))


def _file_all(
    base: sqlite3.Connection, actor_id: str, names: Iterable[Name], actor: Actor, tell: Callable[[Refused], None]
) -> None:
    for name in names:
        reason = unfileable(name, actor)
        if reason:
            tell(Refused("", actor.id, f"{name.text!r} {reason}", part=True))
        else:
            _file(base, actor_id, name)


def _file(base: sqlite3.Connection, actor_id: str, name: Name) -> None:
    key = name_key(name.text)
    first, size = key.partition(" ")[0], key.count(" ") + 1
    base.execute("insert or ignore into names values (?, ?, ?, ?)", (key, actor_id, name.text, name.kind))
    base.execute(
        "insert into starts values (?, ?) on conflict do update set size = max(size, excluded.size)", (first, size)
    )


def unfileable(name: Name, actor: Actor) -> str:
    """Why a name is kept with its actor and yet not looked for in texts; empty when it is looked for."""
    if name.text.islower() and plain_letters(name.text).isascii():
        return "has no capital, and is not looked for in texts"
    if " " in name.text or not name.text.isascii():
        return ""
    word = name.text.lower()
    if (word in ordinary_words() or word in dictionary_words()) and not (
        name.kind == "acronym" and name.text.isupper()
    ):
        return "is an ordinary word, and is not looked for in texts"
    if actor.kind is ActorKind.PERSON and name.text != actor.name:
        return "is one word of a person's name, and is not looked for in texts"
    return ""


@cache
def ordinary_words() -> frozenset[str]:
    """Words that are seldom meant as a name when they stand alone."""
    text = (files("whimbrel.almanac") / "data" / "ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
