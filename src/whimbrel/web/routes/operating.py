"""For those who run the server: is it well, and what does it measure."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from whimbrel.errors import ChronicleError
from whimbrel.web.measures import metric
from whimbrel.web.rendering import VERSION
from whimbrel.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
KIND = "text/plain; version=0.0.4; charset=utf-8"
OUTCOMES = ("listed", "fetched", "new", "unchanged", "aside", "failed")


@router.get("/healthz")
def health(request: Request) -> Response:
    """200 while the chronicle can be read, 503 when it cannot. Says nothing else, since whoever asks may have it."""
    try:
        site_of(request).chronicle.check_answers()
    except ChronicleError:
        return PlainTextResponse("the chronicle cannot be read\n", status_code=503)
    return PlainTextResponse("ok\n")


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Counts of requests and of what the chronicle holds, for whoever may read it."""
    site = site_of(request)
    lines = [*_of_chronicle(site), *site.measures.lines()]
    return PlainTextResponse("\n".join(lines) + "\n", media_type=KIND)


def _of_chronicle(site: Site) -> Iterator[str]:
    held = site.chronicle.tally()
    yield from metric("whimbrel_build_info", "gauge", "The version that runs.", [({"version": VERSION}, 1)])
    for noun in ("reports", "claims", "events", "problems"):
        yield from _gauge(f"whimbrel_{noun}", f"How many {noun} the chronicle holds.", getattr(held, noun))
    yield from _gauge("whimbrel_last_change", "The number of the last change.", site.chronicle.last_change())
    yield from _gauge("whimbrel_events_due", "1 while something waits to be taken in.", site.chronicle.events_due())
    with site.chronicle.followed(write=False) as followed:
        sources = list(followed.all_sources())
    yield from _gauge("whimbrel_sources", "Sources that are followed.", len(sources))
    failing = sum(1 for one in sources if one.failing)
    yield from _gauge("whimbrel_sources_failing", "Those that could not be had the last time.", failing)
    yield from _gauge("whimbrel_pages_due", "Pages that wait to be fetched.", sum(one.left for one in sources))
    visits = [visit for one in sources for visit in one.visits]
    rows = [({"outcome": name}, sum(getattr(visit, name) for visit in visits)) for name in OUTCOMES]
    told = "What the last visits (at most 50 of each source) came to."
    yield from metric("whimbrel_followed_pages", "gauge", told, rows)


def _gauge(name: str, told: str, value: int) -> Iterator[str]:
    yield from metric(name, "gauge", told, [({}, int(value))])
