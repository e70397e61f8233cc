"""One run at a time: a lock that is let go when its process ends, however it ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whimbrel.errors import ClusterError


@contextmanager
def held(path: Path, what: str) -> Iterator[None]:
    """Holds the lock that is this file. Raises ClusterError, at once, when another process holds it.

    It is SQLite's own lock of a file, which every system knows and no process outlives. The file stays, empty: were it
    removed, one process could hold the old file and another the new.
    """
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = MEMORY")  # nothing is written, so there is no file beside it
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        message = f"another run is at work on {what}"
        raise ClusterError(message, where=str(path), remedy="wait until it has ended, or stop it") from error
    try:
        yield
    finally:
        connection.close()
