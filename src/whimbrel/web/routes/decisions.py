"""Decisions: made by whoever has a token, listed for everyone who may read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import RedirectResponse, Response

from whimbrel.errors import UsageError
from whimbrel.export.decisions import decided_words
from whimbrel.export.record import Record
from whimbrel.web import schemas
from whimbrel.web.deciding import decide, events_now
from whimbrel.web.freshness import fresh
from whimbrel.web.rendering import page
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import asked_limit, csv_page, json_page, json_text, next_address
from whimbrel.web.writing import Posted, local_path, posted, writer

router = APIRouter()
SiteNow = Annotated[Site, Depends(site_of)]
Sent = Annotated[Posted, Depends(posted)]
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=200)]


@router.post(
    "/decisions",
    tags=["decisions"],
    summary="Decide: what is one event, what is right, who is who; or take a decision back",
    description="Needs a token. A form is answered with a redirection to `next`, JSON with what was decided.",
    status_code=201,
    openapi_extra=schemas.DECIDING,
    responses=schemas.answers(schemas.DECIDED, 201) | schemas.problems(401, 403, 409, 413),
)
def post_decision(request: Request, site: SiteNow, sent: Sent, idempotency_key: Key = "") -> Response:
    who = writer(request, sent)

    def make() -> object:
        made = decide(site.chronicle, sent, who)
        ids = {one.id for one in made}
        records = [record for record in site.chronicle.decision_records() if record["id"] in ids]
        return {"decisions": records, "events": events_now(site.chronicle, made)}

    told = site.repeats.once(who, idempotency_key, {k: v for k, v in sent.values.items() if k != "csrf"}, make)
    site.questions.skipped.passed(who)
    if sent.is_json or "application/json" in request.headers.get("accept", ""):
        return Response(json_text(told), status_code=201, media_type="application/json")
    events = told["events"] if isinstance(told, dict) else []
    return RedirectResponse(
        local_path(sent.one("next"), f"/events/{events[0]}" if len(events) == 1 else "/decisions"), status_code=303
    )


@router.get("/decisions", include_in_schema=False, dependencies=[Depends(fresh)])
def decisions(request: Request, site: SiteNow) -> Response:
    records, after = _page(request, site)
    rows = [{**one, "words": decided_words(one)} for one in records]
    return page(request, "decisions.html.j2", decisions=rows, next=next_address(request, after))


@router.get(
    "/decisions.json",
    tags=["decisions"],
    summary="Decisions, the last first",
    dependencies=[Depends(fresh)],
    openapi_extra=schemas.parameters(schemas.CURSOR, schemas.LIMIT),
    responses=schemas.answers(schemas.listing("decisions", schemas.DECISION)),
)
def decisions_json(request: Request, site: SiteNow) -> Response:
    records, after = _page(request, site)
    return json_page(request, "decisions", records, next=after)


@router.get(
    "/decisions.csv",
    tags=["decisions"],
    summary="All decisions as CSV, in their order",
    dependencies=[Depends(fresh)],
    responses=schemas.csv_answer(),
)
def decisions_csv(site: SiteNow) -> Response:
    return csv_page("decision", site.chronicle.decision_records())


def _page(request: Request, site: Site) -> tuple[list[Record], str]:
    """Decisions that come after the one which the cursor names, the last first, and the next cursor."""
    limit, after = asked_limit(request), request.query_params.get("cursor", "")
    records = list(site.chronicle.decision_records())[::-1]
    start = 0
    if after:
        start = next((at for at, one in enumerate(records, 1) if one["id"] == after), 0)
        if not start:
            raise UsageError("the cursor is none of this chronicle's", remedy="begin again without it")
    some = records[start : start + limit]
    return some, some[-1]["id"] if some and start + limit < len(records) else ""
