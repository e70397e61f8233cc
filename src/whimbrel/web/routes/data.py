"""What the words mean, what made the records, and all of a view to take along."""

from __future__ import annotations

from typing import Annotated, BinaryIO

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response, StreamingResponse

from whimbrel.browsing import parse_query
from whimbrel.chronicle import EventFilter
from whimbrel.chronicle.schema import REVISIONS
from whimbrel.errors import UsageError
from whimbrel.export.codebook import Entry, codebook
from whimbrel.export.flat import COLUMNS
from whimbrel.export.formats.format import Format
from whimbrel.export.formats.registry import find_format, format_names
from whimbrel.export.sentence import type_label
from whimbrel.export.wording import modes
from whimbrel.model import Status
from whimbrel.ontology import placing
from whimbrel.web import schemas
from whimbrel.web.faults import NotFound
from whimbrel.web.freshness import fresh
from whimbrel.web.pushed import pushed
from whimbrel.web.rendering import VERSION, page
from whimbrel.web.routes.chronology import all_events, said_conditions
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import asked_pairs, csv_page, plain_json

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]

_FIELDS = {
    "type": "Type of event (PLOVER)",
    "status": "Status",
    "how": "How a time was found",
    "precision": "How finely a place is known",
    "passage": "Kinds of passage",
    "checked": "Checked",
}


@router.get("/data", include_in_schema=False)
def data(request: Request, site: SiteNow) -> Response:
    query = parse_query(asked_pairs(request))
    tally = site.chronicle.tally()
    return page(
        request,
        "data.html.j2",
        total=site.browser.listing(query, limit=1).total,
        said=said_conditions(site, query),
        twin=f"?{query.address}" if query.address else "",
        formats=_formats(),
        codebook=[(heading, codebook(field)) for field, heading in _FIELDS.items()],
        modes=[(name, type_label(name), [(mode, type_label(name, mode)) for mode in some], placing(name))
               for name, some in modes().items()],
        schema=REVISIONS[-1],
        tally=tally,
        edge=site.chronicle.edge(),
    )  # fmt: skip


@router.get("/data.json", tags=["data"], summary="Codebook, columns, versions")
def data_json(site: SiteNow) -> Response:
    tally = site.chronicle.tally()
    return plain_json(
        {
            "whimbrel": VERSION,
            "schema": REVISIONS[-1],
            "changes": site.chronicle.edge().change,
            "tally": {name: getattr(tally, name) for name in tally.__slots__},
            "codebook": [_entry(entry) for entry in codebook()],
            "columns": {noun: [name for name, _ in columns] for noun, columns in COLUMNS.items()},
            "formats": [{"name": one.name, "says": one.says, "media_type": one.media_type} for one in _formats()],
        }
    )


@router.get("/data.csv", tags=["data"], summary="The codebook, as CSV")
def data_csv() -> Response:
    return csv_page("word", map(_entry, codebook()), name="codebook")


@router.get(
    "/export/{name}",
    tags=["data"],
    summary="All events that a query finds, in a format of the exports",
    description="The names of the formats and their media types stand in /data.json.",
    openapi_extra=schemas.parameters(*schemas.FILTERS),
    responses=schemas.files_answer("*/*"),
)
def export(request: Request, site: SiteNow, name: str) -> Response:
    if name not in format_names():
        raise NotFound(f"there is no format {name[:40]!r}", remedy=f"one of {', '.join(format_names())}")
    found, query = find_format(name), parse_query(asked_pairs(request))
    said = EventFilter(status=",".join(status for status in query.chosen("status") if status in set(Status)))

    def write(out: BinaryIO) -> None:  # what the format cannot say is left out, unless asked for by its status
        own = site.settings
        site.chronicle.export(name, out, said, events=all_events(site, query), title=own.title, address=own.address)

    stream = pushed(write)
    headers = {"Content-Disposition": f'attachment; filename="chronicle{found.suffix}"'}
    return StreamingResponse(stream, media_type=found.media_type, headers=headers)


def _formats() -> list[Format]:
    """Those whose libraries are installed."""
    found = []
    for name in format_names():
        try:
            found.append(find_format(name))
        except UsageError:
            continue
    return found


def _entry(entry: Entry) -> dict[str, str]:
    return {"field": entry.field, "value": entry.value, "meaning": entry.meaning}
