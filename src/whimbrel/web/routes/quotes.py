"""Who says what, in their words: read from the stored reports when asked, the last read first."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from whimbrel.browsing.remembered import Remembered
from whimbrel.chronicle.outlines import Edge
from whimbrel.coder import Knowledge
from whimbrel.errors import UsageError
from whimbrel.export.dates import when_words
from whimbrel.export.quotes import quote_record
from whimbrel.export.record import Record
from whimbrel.knowing import knowledge_of
from whimbrel.quoting import find_quotes, holds
from whimbrel.web.freshness import fresh
from whimbrel.web.rendering import page
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import asked_number, asked_pairs, csv_page, json_page, next_address

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]

_NAMES = ("report", "speaker", "text")
_A_PAGE = 5  # reports whose texts are read for one page
_KEPT = 500


class Reader:
    """Reads quotations and keeps those of the reports it read last. The models are loaded when somebody first asks."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = Lock()
        self._knowledge: Knowledge | None = None
        self._kept: Remembered[tuple[str, Edge], list[Record]] = Remembered(_KEPT)

    def of(self, report: str) -> list[Record]:
        """The quotations of one report, as records. Its id is exact."""
        with self._lock:  # the parser works for one at a time
            return self._kept.get((report, self._site.chronicle.edge()), lambda: self._read(report))

    def _read(self, report: str) -> list[Record]:
        chronicle = self._site.chronicle
        self._knowledge = self._knowledge or knowledge_of(chronicle)
        found = find_quotes([chronicle.report(report)], self._knowledge, known=chronicle.identities().participant)
        return [quote_record(quote, told) for told, quote in found]


def reader_of(request: Request) -> Reader:
    """The reader of the site, one for all requests."""
    state = request.app.state
    if not hasattr(state, "quote_reader"):
        state.quote_reader = Reader(site_of(request))
    found: Reader = state.quote_reader
    return found


ReaderNow = Annotated[Reader, Depends(reader_of)]


@router.get("/quotes", include_in_schema=False)
def quotes(request: Request, site: SiteNow, reader: ReaderNow) -> Response:
    asked = _asked(request)
    lazily = "now" not in request.query_params and "hx-request" not in request.headers
    ids, after = _reports(site, asked, asked_number(request))
    records = [] if lazily else [one for id in ids for one in _fitting(reader.of(id), asked)]
    query = request.url.include_query_params(now="1")
    return page(
        request,
        "quotes.html.j2",
        asked=asked,
        quotes=[(one, _published(site, one["report"]["id"])) for one in records],
        lazily=lazily,
        load=f"{query.path}?{query.query}",
        reports=len(ids),
        next=next_address(request, str(after or "")),
    )


@router.get("/quotes.json", tags=["quotes"], summary="Quotations, read from a few reports at a time")
def quotes_json(request: Request, site: SiteNow, reader: ReaderNow) -> Response:
    asked = _asked(request)
    ids, after = _reports(site, asked, asked_number(request))
    records = [one for id in ids for one in _fitting(reader.of(id), asked)]
    return json_page(request, "quotes", records, next=str(after or ""))


@router.get("/quotes.csv", tags=["quotes"], summary="All quotations that fit, as CSV")
def quotes_csv(request: Request, site: SiteNow, reader: ReaderNow) -> Response:
    asked = _asked(request)
    return csv_page("quote", _all(site, reader, asked))


def _all(site: Site, reader: Reader, asked: dict[str, str]) -> Iterator[Record]:
    before = 0
    while True:
        ids, before = _reports(site, asked, before)
        for id in ids:
            yield from _fitting(reader.of(id), asked)
        if not before:
            return


def _asked(request: Request) -> dict[str, str]:
    given = {key: value.strip() for key, value in asked_pairs(request) if value.strip() and key != "now"}
    for key, value in given.items():
        if key not in _NAMES:
            raise UsageError(f"there is no field {key[:40]!r}", remedy=f"one of {', '.join(_NAMES)}")
        if len(value) > 1000:
            raise UsageError(f"the value of {key} is too long", remedy="shorten it")
    return {name: given.get(name, "") for name in _NAMES}


def _reports(site: Site, asked: dict[str, str], before: int) -> tuple[list[str], int]:
    """Ids of the next few reports that may hold such a quotation, the last read first; where the next few begin."""
    if asked["report"]:
        return [site.chronicle.report(asked["report"], text=False).id], 0
    return site.chronicle.reports_mentioning(
        f"{asked['speaker']} {asked['text']}".split() if not _is_id(site, asked["speaker"]) else asked["text"].split(),
        actor=asked["speaker"] if _is_id(site, asked["speaker"]) else "",
        before=before,
        limit=_A_PAGE,
    )


def _fitting(records: list[Record], asked: dict[str, str]) -> Iterator[Record]:
    for one in records:
        speaker = one["speaker"] or {}
        by = asked["speaker"] in ("", speaker.get("id")) or holds(
            f"{speaker.get('name', '')} {speaker.get('text', '')}", asked["speaker"]
        )
        if by and holds(one["text"], asked["text"]):
            yield one


def _is_id(site: Site, speaker: str) -> bool:
    return bool(speaker) and site.chronicle.party(speaker, exact=True) is not None


def _published(site: Site, report: str) -> str:
    found = site.report(report)
    return when_words(found.published) if found.published else ""
