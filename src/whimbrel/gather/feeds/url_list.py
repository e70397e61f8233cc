"""Lists of addresses: one a line, or a table with a column of them, as Media Cloud and others export."""

from __future__ import annotations

import csv
import io
from typing import Final

from whimbrel.errors import SetAside
from whimbrel.gather.feeds.entry import Entry, Feed
from whimbrel.gather.feeds.xml import MOST
from whimbrel.gather.fields import fields_of
from whimbrel.gather.net.links import absolute

_COLUMNS: Final = frozenset({"url", "link", "canonical_url", "permalink", "source_url"})


def url_list(text: str, base: str) -> Feed:
    """The addresses in a text; `#` begins a remark. Raises SetAside (malformed) when there are none."""
    lines = text.lstrip("\ufeff").splitlines()
    head = next((line for line in lines if line.strip()), "")
    mark = "\t" if "\t" in head else ","
    columns = {name.strip().strip('"').lower() for name in head.split(mark)}
    entries = _table(text, mark) if columns & _COLUMNS and len(columns) > 1 else _plain(lines)
    if not any(entry.url for entry in entries):
        raise SetAside("malformed", "no feed and no list of addresses", where=base, remedy="write an address a line")
    return Feed("list", "", tuple(entries))


def _plain(lines: list[str]) -> list[Entry]:
    """The first address of each line: GDELT's tables have no heads, and a page's address stands before all others."""
    found: list[Entry] = []
    for line in lines[: 10 * MOST]:
        words = line.partition(" #")[0].split() if not line.lstrip().startswith("#") else []
        if word := next((word for word in words if word.startswith(("http://", "https://"))), ""):
            found.append(Entry(absolute(word, word)))
    return found


def _table(text: str, mark: str) -> list[Entry]:
    found: list[Entry] = []
    try:
        for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=mark):
            given = fields_of({str(key).strip().lower(): value for key, value in row.items() if isinstance(value, str)})
            link = given.get("url", "")
            found.append(Entry(absolute(link, link), given.get("title", ""), given.get("date", "")))
    except csv.Error:
        pass
    return found
