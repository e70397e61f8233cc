"""A page over time: its versions with their raw copies, what changed between two, and a page as it was sent."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.followed import Copy, copies_folder
from whimbrel.errors import ChronicleError, UsageError
from whimbrel.following.rounds import page_url
from whimbrel.gather.net.body import BrokenError, TooLargeError
from whimbrel.gather.warc.http import read_message
from whimbrel.gather.warc.read import LARGEST, BrokenWarcError, records


def versions(chronicle: Chronicle, page: str) -> list[Copy]:
    """The raw copies of a page, oldest first; `page` is its address, or a report that was read from it.

    Raises UsageError when nothing was fetched from there.
    """
    with chronicle.followed(write=False) as followed:
        if page.startswith(("http://", "https://")):
            found = followed.copies(url=page_url(page))
        else:
            of_report = followed.copies(report=chronicle.report(page, text=False).id)
            found = followed.copies(url=of_report[-1].url) if of_report else []
    if not found:
        raise UsageError(f"no raw copy of {page[:200]}", remedy="`whimbrel fetch` keeps one")
    return found


def version_records(chronicle: Chronicle, found: list[Copy]) -> Iterator[dict[str, Any]]:
    """Versions as plain records, numbered from 1."""
    for number, copy in enumerate(found, 1):
        title = chronicle.report(copy.report, text=False).title if copy.report else ""
        told = {name: getattr(copy, name) for name in ("at", "report", "file", "offset", "size", "digest")}
        yield {"number": number, **told, "title": title, "url": copy.url, "found": copy.found}


def difference(chronicle: Chronicle, found: list[Copy]) -> str:
    """What changed in the reports from version to version, as a unified diff by paragraph; "" when nothing did."""
    read = [copy for copy in found if copy.report]
    parts: list[str] = []
    for one, other in pairwise(read):
        before, after = (_paragraphs(chronicle, copy) for copy in (one, other))
        named = (f"{one.url} {one.at}", f"{other.url} {other.at}")
        parts += difflib.unified_diff(before, after, *named, lineterm="", n=1)
    return "\n".join(parts)


def raw_page(chronicle: Chronicle, copy: Copy) -> bytes:
    """The page as it was sent, unpacked. Raises ChronicleError when its copy is gone or broken."""
    folder = copies_folder(chronicle.where)
    path = (folder / copy.file) if folder else None
    if path is None or not path.is_file():
        raise ChronicleError("the raw copy is gone", where=str(path or copy.file), remedy="put the file back")
    try:
        with path.open("rb") as stream:
            stream.seek(copy.offset)
            record = next(records(stream), None)
            if record is None or record.block is None:
                raise BrokenWarcError("no record there")
            return read_message(record.block, LARGEST).body
    except (OSError, BrokenWarcError, BrokenError, TooLargeError) as error:
        raise ChronicleError(f"the raw copy cannot be read: {error}", where=str(path), remedy="put it back") from None


def _paragraphs(chronicle: Chronicle, copy: Copy) -> list[str]:
    return [line for line in chronicle.report(copy.report).text.split("\n") if line.strip()]
