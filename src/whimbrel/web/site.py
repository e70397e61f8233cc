"""What every request needs: the chronicle, the columns to look through it, the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request

from whimbrel.api import Chronicle
from whimbrel.browsing import Browser, Query
from whimbrel.browsing.remembered import Remembered
from whimbrel.chronicle.outlines import Edge
from whimbrel.model import Report
from whimbrel.reviewing import Questions
from whimbrel.web.guard import Guard, make_guard
from whimbrel.web.known import Known
from whimbrel.web.measures import Measures
from whimbrel.web.repeats import Repeats
from whimbrel.web.rows import EventRow, event_day, event_row

_KEPT_ROWS = 20_000
_KEPT_REPORTS = 5_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How a site is run. `address` is where it is reached from outside, without a slash at its end; `hosts` are other
    names that it is reached by. `tokens` give the reviewer's name for the SHA-256 (in hex) of each token that may
    write; those in `tokens_file` may too, as they stand there at the time. Without tokens nobody writes."""

    title: str = "Chronicle"
    address: str = ""
    hosts: tuple[str, ...] = ()
    tokens: tuple[tuple[str, str], ...] = ()
    tokens_file: Path | None = None
    public: bool = True  # reading needs no token
    requests_a_minute: int = 0  # of one client; 0 for any number


@dataclass(frozen=True, slots=True)
class Site:
    """One chronicle being served."""

    chronicle: Chronicle
    browser: Browser
    known: Known
    settings: Settings = field(default_factory=Settings)
    guard: Guard = field(default_factory=make_guard)
    questions: Questions = field(default_factory=Questions)
    repeats: Repeats = field(default_factory=Repeats)
    measures: Measures = field(default_factory=Measures)
    _reports: Remembered[str, Report] = field(default_factory=lambda: Remembered(_KEPT_REPORTS))
    _rows: Remembered[tuple[Edge, str], tuple[str, EventRow]] = field(default_factory=lambda: Remembered(_KEPT_ROWS))

    def warm(self) -> None:
        """Loads what the first pages need, so that nobody waits for it."""
        self.browser.facets(Query(), ())
        self.rows(self.browser.listing(Query()).ids)
        self.chronicle.almanac()

    def report(self, id: str) -> Report:
        """A report by its exact id, without its text and passages. Reports never change, so the last ones are kept."""
        return self._reports.get(id, lambda: self.chronicle.report(id, text=False))

    def rows(self, ids: Sequence[str]) -> list[tuple[str, EventRow]]:
        """For events of these ids, in this order, their day and their line in a listing; those that are gone are left
        out."""
        edge = self.browser.edge
        known = {id: row for id in ids if (row := self._rows.peek((edge, id)))}
        for event in self.chronicle.events_by_id([id for id in ids if id not in known]):
            known[event.id] = self._rows.put((edge, event.id), (event_day(event), event_row(event)))
        return [known[id] for id in ids if id in known]


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    found: Site = request.app.state.site
    return found


def open_site(chronicle: Chronicle, settings: Settings | None = None) -> Site:
    known = settings or Settings()
    guard = make_guard(known.tokens, known.tokens_file, known.requests_a_minute)
    questions = Questions(chronicle, chronicle.almanac)
    return Site(chronicle, Browser(chronicle), Known(chronicle), settings=known, guard=guard, questions=questions)
