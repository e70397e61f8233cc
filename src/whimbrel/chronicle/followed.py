"""What is followed on the web: sources, their visits, pages that are due, raw copies. Within a caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from whimbrel.chronicle.clock import utc_now
from whimbrel.chronicle.codec import clean_text
from whimbrel.chronicle.opening import MEMORY, beside
from whimbrel.chronicle.postgresql import is_address
from whimbrel.chronicle.schema import page_copies, problems, source_visits, sources, web_pages

MOST_TRIES = 5  # visits in which a page may fail in passing before it is given up
_BATCH = 400


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a source lists. `told` is what it says of it, `changed` when it changed last, as it says."""

    url: str
    source: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    changed: str = ""
    state: str = "due"
    etag: str = ""
    modified: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit to a source came to. `reasons` counts why pages were set aside or failed."""

    source: str
    at: str = ""
    listed: int = 0
    fetched: int = 0
    new: int = 0
    unchanged: int = 0
    aside: int = 0
    failed: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its health: when it was met, how often in a row it could not be, and what its visits add up to."""

    url: str
    name: str
    kind: str
    added: str
    tried: str
    reached: str
    failing: int
    why: str
    etag: str
    modified: str
    visits: tuple[Visit, ...] = ()  # oldest first
    left: int = 0  # pages that are still due


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a page as it was sent lies: a member of a WARC file in the folder beside the chronicle."""

    url: str
    found: str
    at: str
    file: str
    offset: int
    size: int
    digest: str
    report: str = ""


def copies_folder(where: str) -> Path | None:
    """Where raw copies of a chronicle's pages lie: beside its file, or in the current folder under the name of its
    database. None for one in memory."""
    if where == MEMORY:
        return None
    path = beside(where)
    return path.with_name(f"{path.name if is_address(where) else path.stem}.pages")


class Followed:
    """Works on one connection, which is the caller's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- sources

    def source(self, url: str) -> Source | None:
        row = self._connection.execute(select(sources).where(sources.c.url == url)).first()
        return Source(**row._mapping) if row else None

    def all_sources(self, *, visits: int = 50) -> Iterator[Source]:
        """Every source by its address, with at most so many of its last visits."""
        waiting = select(web_pages.c.source, func.count()).where(web_pages.c.state.in_(("due", "failed")))
        left = {row[0]: row[1] for row in self._connection.execute(waiting.group_by(web_pages.c.source))}
        for row in self._connection.execute(select(sources).order_by(sources.c.url)).all():
            url = row.url
            wanted = select(source_visits).where(source_visits.c.source == url).order_by(source_visits.c.seq.desc())
            found = [_visit(one._mapping) for one in self._connection.execute(wanted.limit(visits))]
            yield Source(**row._mapping, visits=tuple(reversed(found)), left=left.get(url, 0))

    def reached(self, url: str, *, name: str, kind: str, etag: str, modified: str, why: str = "") -> None:
        """Notes that a source could be had, with what it tells to ask for changes by; an empty `kind` leaves it.

        `why` is what is to be said of it all the same.
        """
        now = utc_now()
        told = {
            "etag": etag,
            "modified": modified,
            **({"kind": kind} if kind else {}),
            **({"name": name} if name else {}),
        }
        self._put(url, {"tried": now, "reached": now, "failing": 0, "why": why, **told})
        self._no_longer(url)

    def failed(self, url: str, *, name: str, why: str) -> None:
        """Notes that a source could not be had."""
        before = self.source(url)
        failing = (before.failing if before else 0) + 1
        self._put(url, {"tried": utc_now(), "failing": failing, "why": why, **({"name": name} if name else {})})

    def add_visit(self, visit: Visit) -> None:
        reasons = json.dumps(dict(sorted(visit.reasons.items())))
        self._connection.execute(insert(source_visits), {**asdict(visit), "at": utc_now(), "reasons": reasons})

    def _put(self, url: str, values: dict[str, str | int]) -> None:
        values = {key: clean_text(value) if isinstance(value, str) else value for key, value in values.items()}
        if self.source(url):
            self._connection.execute(update(sources).where(sources.c.url == url), values)
            return
        empty = {"name": "", "kind": "", "reached": "", "failing": 0, "why": "", "etag": "", "modified": ""}
        self._connection.execute(insert(sources), {"url": url, "added": utc_now(), **empty, **values})

    # ---- pages

    def list_pages(self, listed: Sequence[Page]) -> tuple[int, int]:
        """Notes pages as due that are new, or changed since as their source says; how many, and how many are not."""
        due = known = 0
        for page in listed:
            before = self.page(page.url)
            if before is None:
                self._connection.execute(insert(web_pages), _page_row(page))
                due += 1
            elif page.changed and page.changed != before.changed:
                values = {"state": "due", "changed": page.changed, "tries": 0}
                self._connection.execute(update(web_pages).where(web_pages.c.url == page.url), values)
                due += 1
            elif before.state in ("read", "aside"):
                known += 1
        return due, known

    def ask_for(self, urls: Iterable[str]) -> None:
        """Notes pages as due whatever is known of them."""
        for url in urls:
            if self.page(url) is None:
                self._connection.execute(insert(web_pages), _page_row(Page(url)))
            else:
                values = {"state": "due", "tries": 0}
                self._connection.execute(update(web_pages).where(web_pages.c.url == url), values)

    def page(self, url: str) -> Page | None:
        row = self._connection.execute(select(web_pages).where(web_pages.c.url == url)).first()
        return _page(row._mapping) if row else None

    def due(self, source: str, *, most: int) -> list[Page]:
        """Pages of a source that are to be fetched, in the order listed: at most so many."""
        wanted = select(web_pages).where(web_pages.c.source == source, web_pages.c.state.in_(("due", "failed")))
        return [_page(row._mapping) for row in self._connection.execute(wanted.order_by(web_pages.c.seq).limit(most))]

    def settle(self, url: str, state: str, *, etag: str = "", modified: str = "", report: str = "") -> None:
        """Notes what became of a page: read or aside. What was told of its not being had is taken back."""
        told = {"etag": clean_text(etag), "modified": clean_text(modified), **({"report": report} if report else {})}
        values = {"state": state, "tries": 0, "tried": utc_now(), **told}
        self._connection.execute(update(web_pages).where(web_pages.c.url == url), values)
        if state == "read":
            self._no_longer(url)

    def unchanged(self, url: str) -> None:
        """Notes that a page is as it was."""
        state = "read" if (page := self.page(url)) and page.report else "aside"
        values = {"state": state, "tries": 0, "tried": utc_now()}
        self._connection.execute(update(web_pages).where(web_pages.c.url == url), values)

    def fail(self, url: str, *, again: bool) -> None:
        """Notes that a page could not be had; after some visits, or unless `again`, it is given up."""
        tries = self._connection.scalar(select(web_pages.c.tries).where(web_pages.c.url == url)) or 0
        state = "failed" if again and tries + 1 < MOST_TRIES else "given-up"
        values = {"state": state, "tries": tries + 1, "tried": utc_now()}
        self._connection.execute(update(web_pages).where(web_pages.c.url == url), values)

    def _no_longer(self, url: str) -> None:
        """What kept an address from being had holds no longer."""
        self._connection.execute(delete(problems).where(problems.c.file == url, problems.c.code.in_(_PASSING)))

    # ---- copies

    def add_copy(self, copy: Copy) -> None:
        self._connection.execute(insert(page_copies), asdict(copy))

    def copies(self, *, url: str = "", report: str = "") -> list[Copy]:
        """Raw copies of a page, or those that a report was read from, oldest first."""
        wanted = select(page_copies).order_by(page_copies.c.seq)
        if url:
            wanted = wanted.where(page_copies.c.url == url)
        if report:
            wanted = wanted.where(page_copies.c.report == report)
        names = tuple(Copy.__dataclass_fields__)
        return [Copy(**{name: row._mapping[name] for name in names}) for row in self._connection.execute(wanted)]


_PASSING = (
    "address", "robots", "redirects", "unreachable", "certificate", "timeout", "cut-short", "http-status", "busy",
)  # fmt: skip


def _visit(row: RowMapping) -> Visit:
    told = {name: row[name] for name in Visit.__dataclass_fields__ if name != "reasons"}
    return Visit(**told, reasons=json.loads(row["reasons"]))


def _page(row: RowMapping) -> Page:
    told = {name: row[name] for name in Page.__dataclass_fields__ if name != "told"}
    return Page(**told, told=json.loads(row["told"]))


def _page_row(page: Page) -> dict[str, object]:
    told = json.dumps({name: clean_text(value) for name, value in page.told.items()}, ensure_ascii=False)
    row = {name: getattr(page, name) for name in ("url", "source", "state", "changed", "etag", "modified", "report")}
    return {**row, "told": told, "tries": 0, "tried": ""}
