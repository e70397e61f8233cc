"""The database file itself: is it whole, before anything is asked of it that could write to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from whimbrel.checking.finding import RESTORE, Finding
from whimbrel.chronicle.schema import APPLICATION_ID, REVISIONS

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_MOST = 20  # faults of the file; more say nothing new


def check_store(path: Path) -> Iterator[Finding]:
    """Faults of a chronicle's file, as SQLite's own checks see them. Nothing is changed. Raises OSError."""
    with path.open("rb") as file:
        header = file.read(_HEADER)
    where = str(path)
    if not header:
        yield Finding("file", where, "the file is empty", RESTORE)
        return
    if not header.startswith(_MAGIC) or len(header) < _HEADER:
        yield Finding("file", where, "the file was overwritten: it does not begin as a database does", RESTORE)
        return
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        yield Finding("file", where, "the file is no chronicle, or its head was overwritten", RESTORE)
        return
    log = path.with_name(f"{path.name}-wal")
    if not (log.exists() and log.stat().st_size) and (short := _cut_short(path, header)):
        yield short
    try:
        with closing(_open(path)) as raw:
            yield from _sound(raw, where)
    except sqlite3.DatabaseError as error:
        yield Finding("file", where, f"the file is damaged: {error}", RESTORE)


def _cut_short(path: Path, header: bytes) -> Finding | None:
    """Whether the file is smaller than its header says. With a log beside it the header may be of yesterday."""
    page = int.from_bytes(header[16:18], "big")
    page = 65_536 if page == 1 else page
    pages, size = int.from_bytes(header[28:32], "big"), path.stat().st_size
    if size >= pages * page:
        return None
    return Finding("file", str(path), f"the file was cut short: {size:,} bytes of {pages * page:,}", RESTORE)


def _open(path: Path) -> sqlite3.Connection:
    """Read only, and with its log where that may be opened."""
    address = path.absolute().as_uri()
    try:
        raw = sqlite3.connect(f"{address}?mode=ro", uri=True)
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        return sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True)
    return raw


def _sound(raw: sqlite3.Connection, where: str) -> Iterator[Finding]:
    for (message,) in raw.execute(f"PRAGMA integrity_check({_MOST})"):
        if message != "ok":
            yield Finding("file", where, f"the file is damaged: {' '.join(str(message).split())}", RESTORE)
    for table, row, parent, _ in raw.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield Finding("reference", f"{table} row {row}", f"leads to nothing in {parent}", RESTORE)
    if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        yield Finding("schema", where, "there are no tables in it", "any command that reads makes them")
        return
    (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    if revision not in REVISIONS:
        known = f"this Whimbrel knows {REVISIONS[-1]} and what was before"
        yield Finding("schema", where, f"its schema is {revision!r}; {known}", "upgrade Whimbrel")
