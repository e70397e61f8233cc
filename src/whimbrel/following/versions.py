"""A report over time: its versions with their raw copies, what each tells otherwise, and a page as it was sent."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.followed import Copy, copies_folder
from whimbrel.chronicle.kin import Kin
from whimbrel.errors import ChronicleError, UsageError
from whimbrel.following.rounds import page_url
from whimbrel.following.what_changed import Change, changes, told_in
from whimbrel.gather.net.body import BrokenError, TooLargeError
from whimbrel.gather.warc.http import read_message
from whimbrel.gather.warc.read import LARGEST, BrokenWarcError, records
from whimbrel.web_addresses import page_key


@dataclass(frozen=True, slots=True)
class Seen:
    """A version as it was met: `at` is when (UTC), `report` what was read from it, `copy` where it lies as sent."""

    at: str
    report: str = ""
    copy: Copy | None = None


def versions(chronicle: Chronicle, page: str) -> list[Seen]:
    """The versions of a page or a report, oldest first; `page` is an address, or the id of a report.

    Those of a report are of its page, or of its text by its outlet. Raises UsageError when nothing is known of it.
    """
    if page.startswith(("http://", "https://")):
        url = page_url(page)
        kin, urls = chronicle.reports_at(page_key(url)), {url}
    else:
        report = chronicle.report(page, text=False)
        kin, urls = chronicle.versions_of(report.id)[0], {report.url} - {""}
    with chronicle.followed(write=False) as followed:
        of_reports = [copy for one in kin for copy in followed.copies(report=one.id)]
        urls |= {copy.url for copy in of_reports}
        kept = [copy for url in sorted(urls) for copy in followed.copies(url=url)]
    found = _seen(kin, dict.fromkeys((*kept, *of_reports)))
    if not found:
        raise UsageError(f"nothing was read from {page[:200]}", remedy="`whimbrel fetch` does, and keeps a raw copy")
    return found


def version_records(chronicle: Chronicle, found: Sequence[Seen]) -> Iterator[dict[str, Any]]:
    """Versions as plain records, numbered from 1, each with the events that it is told in and what is otherwise."""
    for number, (seen, changed, events) in enumerate(_compared(chronicle, found), 1):
        report = chronicle.report(seen.report, text=False) if seen.report else None
        copy = seen.copy
        yield {
            "number": number,
            "at": seen.at,
            "report": seen.report,
            "outlet": report.outlet if report else "",
            "title": report.title if report else "",
            "modified": report.modified if report else "",
            "events": events,
            "changes": [{**asdict(one), "words": one.words} for one in changed],
            "url": copy.url if copy else report.url if report else "",
            "found": copy.found if copy else "",
            "file": copy.file if copy else "",
            "offset": copy.offset if copy else None,
            "size": copy.size if copy else None,
            "digest": copy.digest if copy else "",
        }


def difference(chronicle: Chronicle, found: Sequence[Seen]) -> str:
    """What changed in the reports from version to version, as a unified diff by paragraph; "" when nothing did."""
    read = [seen for seen in found if seen.report]
    parts: list[str] = []
    for one, other in pairwise(read):
        before, after = chronicle.report(one.report), chronicle.report(other.report)
        texts = _paragraphs(before.text), _paragraphs(after.text)
        name, later = (f"{report.url or report.file} {at}" for report, at in ((before, one.at), (after, other.at)))
        parts += difflib.unified_diff(texts[0], texts[1], name, later, lineterm="", n=1)
    return "\n".join(parts)


def raw_page(chronicle: Chronicle, seen: Seen) -> bytes:
    """The page as it was sent, unpacked. Raises UsageError where none was kept, ChronicleError when it is gone."""
    copy = seen.copy
    if copy is None:
        raise UsageError("no raw copy was kept of this version", remedy="it was not fetched but read from a file")
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


def _seen(kin: Sequence[Kin], copies: Iterable[Copy]) -> list[Seen]:
    found = [Seen(copy.at, copy.report, copy) for copy in copies]
    had = {seen.report for seen in found}
    found += [Seen(one.version.moment.partition(" ")[0], one.id) for one in kin if one.id not in had]
    read = {one.id: one.seq for one in kin}
    return sorted(found, key=lambda seen: (seen.at, read.get(seen.report, 0), seen.copy.url if seen.copy else ""))


def _compared(chronicle: Chronicle, found: Sequence[Seen]) -> Iterator[tuple[Seen, list[Change], list[str]]]:
    """Each version with what it tells otherwise than the last one before it that was read, and its events."""
    before = None
    for seen in found:
        now = told_in(chronicle, seen.report) if seen.report else {}
        changed: list[Change] = changes(chronicle, before, now) if seen.report and before is not None else []
        yield seen, changed, sorted(now)
        before = now if seen.report else before


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
