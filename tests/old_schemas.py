"""Makes a fixture of `keeping/schemas/`: rows for the tables that a chronicle of some schema has empty, packed.

    python tests/old_schemas.py CHRONICLE tests/keeping/schemas

CHRONICLE was written by the Whimbrel of that schema: `whimbrel read` of the texts in `keeping/conftest.py`.
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

AT = "2024-05-06T07:08:09Z"
MERGE = (
    '{"id":"d1","verb":"merge","subject":"local:one","objects":["local:two"],'
    '"head":{"id":"local:one","name":"One","kind":"person"},"who":"somebody","at":"' + AT + '"}'
)
UNDO = '{"id":"d2","verb":"undo","subject":"d1","who":"somebody","at":"' + AT + '"}'
ROWS = {  # statements for a table that is empty; what a table of that schema lacks is left out
    "candidates": "insert into candidates select id, 'actor', 9, 0, 'person:other', 'Other', 0.5 from claims limit 1",
    "claim_speakers": "insert into claim_speakers select id, 9, '', 'others' from claims limit 1",
    "claim_links": "insert into claim_links select min(id), 'about', max(id) from claims group by report limit 1",
    "redirects": "insert into redirects select 'e000000000000', min(id) from events",
    "decisions": f"insert into decisions (id, verb, who, at, body) values "
    f"('d1', 'merge', 'somebody', '{AT}', '{MERGE}'), ('d2', 'undo', 'somebody', '{AT}', '{UNDO}')",
    "knowledge": "insert into knowledge values ('almanac', '/nowhere/actors.db')",
    "notes": "insert into notes values ('events due')",
    "telling_links": "insert into telling_links (low, high) select min(key), max(key) from tellings",
    "telling_pairs": "insert into telling_pairs select min(key), max(key), -1.0 from tellings",
    "sketch_values": "insert into sketch_values select 1, seq from reports limit 1",
    "saved_views": f"insert into saved_views values ('all', '{{}}', '{AT}', '', '', 0, 0)",
    "view_events": "insert into view_events select 'all', min(id) from events",
    "sources": f"insert into sources values ('https://a.example/f', 'A', 'rss', '{AT}', '{AT}', '{AT}', 0, '', '', '')",
    "source_visits": "insert into source_visits (source, at, listed, fetched, new, unchanged, aside, failed, reasons) "
    f"values ('https://a.example/f', '{AT}', 1, 1, 1, 0, 0, 0, '{{}}')",
    "web_pages": "insert into web_pages (url, source, told, state, tries, tried, changed, etag, modified, report) "
    f"select 'https://a.example/1', 'https://a.example/f', '{{}}', 'read', 0, '{AT}', '', '', '', min(id) from reports",
    "page_copies": "insert into page_copies (url, found, at, file, offset, size, digest, report) select "
    f"'https://a.example/1', '', '{AT}', '20240506-070809-0001.warc.gz', 0, 3, 'sha1:', min(id) from reports",
}


def fill(path: Path) -> str:
    """Fills what is empty; the schema."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("pragma journal_mode = delete")
        for name in own_tables(raw):
            if not raw.execute(f"select count(*) from {name}").fetchone()[0]:
                raw.execute(ROWS[name])
        raw.execute("vacuum")
        return str(raw.execute("select version_num from alembic_version").fetchone()[0])


def own_tables(raw: sqlite3.Connection) -> list[str]:
    """The tables but those of the word index and SQLite's own."""
    rows = raw.execute("select name from sqlite_master where type = 'table' order by name").fetchall()
    return [name for (name,) in rows if not name.startswith(("event_words", "sqlite_"))]


if __name__ == "__main__":
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    schema = fill(source)
    (folder / f"{schema}.db.gz").write_bytes(gzip.compress(source.read_bytes(), 9, mtime=0))
