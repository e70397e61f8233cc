"""Years of reports put before those of a chronicle, as rows: what it holds is copied, moved back and told of others.

To store and merge reports in their hundred thousands would take an hour. But what merging remembers are rows; so those
of the reports that were merged (some weeks) are copied again and again, each copy so many weeks earlier. What stands
in a copy for ids, parties, places, words and counts is told by `history_change`; marks and sketches follow. Within a
copy the links and events are those of the original. What is lacking are links between one copy and another.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.history_change import Change, Cut, Original
from whimbrel.merge.copies import Sketch
from whimbrel.merge.lineages import index_values
from whimbrel.merge.marks import STEP, WIDE_STEP

TABLES = (
    "reports", "claims", "participants", "claim_places", "claim_speakers", "claim_links", "events", "event_claims",
    "event_numbers", "event_participants", "event_changes", "redirects", "lineages", "tellings", "telling_links",
)  # fmt: skip
WORDS = """
    INSERT INTO event_words (rowid, folded)
    SELECT n.seq, e.folded FROM event_numbers n JOIN events e ON e.id = n.event WHERE n.seq > ? ORDER BY n.seq"""
AS_IT_IS = {"text", "title", "folded", "digest", "was", "read_at"}  # columns that merging does not look at
NAMED = {
    ("participants", "id"): "party",
    ("event_participants", "id"): "party",
    ("claim_speakers", "actor"): "party",
    ("claim_places", "id"): "place",
}
CACHE = 2_000_000  # KiB
SALT = 2**48 - 1  # the bits of a sketch's values that are changed


def put_before(path: Path, size: int) -> None:
    """Fills the chronicle at a path up to so many reports, rounded up to whole copies. No program may be in it."""
    raw = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "foreign_keys = OFF", f"cache_size = -{CACHE}"):
        raw.execute(f"PRAGMA {pragma}")
    raw.execute("BEGIN")
    indices = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in indices:
        raw.execute(f"DROP INDEX {name}")
    last = raw.execute("SELECT max(seq) FROM event_numbers").fetchone()[0] or 0
    _copy(raw, size)
    raw.execute(WORDS, (last,))
    for _, sql in indices:
        raw.execute(sql)
    _index_words(raw)
    raw.execute("COMMIT")
    raw.close()


def _index_words(raw: sqlite3.Connection) -> None:
    raw.execute("INSERT INTO event_numbers (event) SELECT id FROM events EXCEPT SELECT event FROM event_numbers")
    raw.execute(
        "INSERT INTO event_words (rowid, folded) SELECT n.seq, e.folded FROM event_numbers n "
        "JOIN events e ON e.id = n.event WHERE n.seq NOT IN (SELECT rowid FROM event_words)"
    )


def _copy(raw: sqlite3.Connection, size: int) -> None:
    original = Original.of(raw)
    tables = {table: _Table(raw, table, original) for table in TABLES}
    marks = raw.execute("SELECT mark, moment, telling FROM telling_marks").fetchall()
    numbers = raw.execute("SELECT r.seq, l.sketch FROM reports r JOIN lineages l ON l.report = r.id").fetchall()
    for turn in range(1, -(-size // len(numbers))):
        change = Change(original, turn)
        for table in tables.values():
            table.write(raw, change)
        _write_marks(raw, change, marks, tables["tellings"].stride * turn)
        _write_sketch_values(raw, change, numbers, tables["reports"].stride * turn)


class _Table:
    """The rows of a table, cut where copies differ."""

    def __init__(self, raw: sqlite3.Connection, name: str, original: Original) -> None:
        found = raw.execute(f"SELECT * FROM {name}")
        columns = [str(one[0]) for one in found.description]
        rows = found.fetchall()
        self._numbered = columns[0] == "seq"
        self.stride = max((int(row[0]) for row in rows), default=0) if self._numbered else 0
        self._rows = [[_cut(name, column, v, original) for column, v in zip(columns, row, strict=True)] for row in rows]
        self._insert = f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})"

    def write(self, raw: sqlite3.Connection, change: Change) -> None:
        """Adds this copy of the rows."""
        rows: list[list[Any]] = [[v.now(change) if isinstance(v, Cut) else v for v in row] for row in self._rows]
        if self._numbered:
            for row in rows:
                row[0] += self.stride * change.turn
        else:
            rows.sort(key=lambda row: (row[0], row[1]))
        for row in rows:
            if isinstance(row[-1], bytes):  # the sketch of a lineage
                row[-1] = array("q", _salted(row[-1], change)).tobytes()
        raw.executemany(self._insert, rows)


def _cut(table: str, column: str, value: Any, original: Original) -> Any:
    if not isinstance(value, str) or column in AS_IT_IS:
        return value
    if column == "body":
        return original.cut_body(value)
    kind = NAMED.get((table, column))
    return original.cut_name(kind, value) if kind else original.cut(value)


def _write_marks(raw: sqlite3.Connection, change: Change, marks: Sequence[Any], after: int) -> None:
    narrow, wide = change.days * STEP, change.days * WIDE_STEP
    rows = [
        (change.mark(mark), at + narrow if at > 0 else at - wide if at else at, telling + after)
        for mark, at, telling in marks
    ]
    rows.sort()
    raw.executemany("INSERT OR IGNORE INTO telling_marks VALUES (?, ?, ?)", rows)


def _write_sketch_values(raw: sqlite3.Connection, change: Change, numbers: Sequence[Any], after: int) -> None:
    values = [
        (value, number + after)
        for number, sketch in numbers
        for value in dict.fromkeys(index_values(Sketch(tuple(_salted(sketch, change)))))
    ]
    raw.executemany("INSERT INTO sketch_values VALUES (?, ?)", sorted(values))


def _salted(sketch: bytes, change: Change) -> list[int]:
    salt = change.draw("sketch") * 2654435761 & SALT
    return [value ^ salt if value >= 0 else value for value in array("q", sketch)]
