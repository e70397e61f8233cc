"""Decisions and claims replayed: all events are made again in a copy, and none may change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from whimbrel.checking.finding import Finding
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.opening import driver_errors
from whimbrel.knowing import almanac_of
from whimbrel.remaking import bring_up_to_date

_TOLD = 20


def check_remaking(chronicle: Chronicle) -> Iterator[Finding]:
    """Events that are otherwise when made anew. Where events are due they are first made up to date, in the copy."""
    almanac = almanac_of(chronicle)
    with TemporaryDirectory(prefix="whimbrel-check-") as folder:
        path = Path(folder) / "copy.db"
        _copy(chronicle, path)
        with Chronicle.open(path, create=False) as copy:
            bring_up_to_date(copy, almanac)
            before = copy.last_change()
            bring_up_to_date(copy, almanac, anew=True)
            changed = copy.change_log(after=before, most=_TOLD)
            for one in changed:
                remedy = "please report it; `whimbrel check --mend` takes what is made anew"
                yield Finding("remade", f"event {one.event}", f"made anew it is otherwise ({one.change})", remedy)


def _copy(chronicle: Chronicle, path: Path) -> None:
    """Copies a chronicle into a file while others work with it: page for page, or row for row from another store."""
    with chronicle.looking() as connection:
        raw = connection.connection.driver_connection
        if isinstance(raw, sqlite3.Connection):
            with driver_errors(str(path.parent)), closing(sqlite3.connect(path)) as copy:
                raw.backup(copy)
            return
    with Chronicle.open(path) as there:
        chronicle.copy_to(there)
