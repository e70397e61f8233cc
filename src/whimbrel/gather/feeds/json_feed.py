"""JSON Feed 1 and 1.1, and lists of articles as GDELT's DOC API and Media Cloud give them: those with an address."""

from __future__ import annotations

import json
from collections.abc import Mapping

from whimbrel.errors import SetAside
from whimbrel.gather.decode import decode
from whimbrel.gather.feeds.entry import Entry, Feed
from whimbrel.gather.fields import fields_of, rows_in
from whimbrel.gather.net.links import absolute


def json_feed(data: bytes, url: str) -> Feed:
    """The feed in a JSON document, or in one object a line. Raises SetAside (malformed)."""
    text = decode(data).text
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        document = _lines(text)
        if document is None:
            raise SetAside(
                "malformed", f"not valid JSON: {str(error)[:100]}", where=url, remedy="check the address"
            ) from None
    rows = rows_in(document)
    if rows is None:
        raise SetAside(
            "malformed", "no list of pages in it", where=url, remedy="name a JSON feed or a list of addresses"
        )
    own = isinstance(document, dict) and "jsonfeed.org" in str(document.get("version", ""))
    title = str(document.get("title", ""))[:500] if isinstance(document, dict) else ""
    return Feed("json" if own else "list", title, tuple(_entry(row, url) for row in rows))


def _entry(row: object, base: str) -> Entry:
    if isinstance(row, str):
        return Entry(absolute(row, base))
    if not isinstance(row, Mapping):
        return Entry("")
    given = fields_of(row)
    outer = row.get("external_url")  # a link blog's entry is about that page
    link = given.get("url", "") or (outer if isinstance(outer, str) else "")
    changed = row.get("date_modified")
    return Entry(
        url=absolute(link, base) if link else "",
        title=given.get("title", ""),
        date=given.get("date", ""),
        updated=changed if isinstance(changed, str) else "",
        byline=given.get("byline", ""),
        language=given.get("language", ""),
    )


def _lines(text: str) -> list[object] | None:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()] or None
    except (ValueError, RecursionError):
        return None
