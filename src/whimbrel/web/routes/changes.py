"""What became of events, in order: for those who keep a copy of a chronicle."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from whimbrel.chronicle.change_log import LoggedChange
from whimbrel.export.record import Record
from whimbrel.web import schemas
from whimbrel.web.freshness import fresh
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import MOST, asked_limit, plain_json

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]
HIGHEST = 2**63 - 1
Since = Annotated[int, Query(ge=0, le=HIGHEST, description="The number of the last change that is known already.")]


@router.get(
    "/changes.json",
    tags=["events"],
    summary="Which events were made, changed, merged, split or went, oldest first",
    description="Ask again at `next` from time to time: it leads on from the last change that was sent, and is there "
    "even when nothing is left to send (`more` is false then).",
    openapi_extra=schemas.parameters(schemas.LIMIT),
    responses=schemas.answers(schemas.CHANGES),
)
def changes_json(request: Request, site: SiteNow, since: Since = 0) -> Response:
    limit = asked_limit(request, MOST)
    found = site.chronicle.change_log(after=since, most=limit + 1)
    some = found[:limit]
    last = some[-1].seq if some else since
    now = site.chronicle.homes_now([one.event for one in some])
    told = {
        "changes": [_record(one, now.get(one.event)) for one in some],
        "last": last,
        "more": len(found) > limit,
        "next": f"/changes.json?since={last}" + (f"&limit={limit}" if limit != MOST else ""),
    }
    return plain_json(told)


def _record(one: LoggedChange, now: str | None) -> Record:
    """`other` is the event that it went into, or came from; `now` where its id leads today, null for nowhere."""
    return {
        "seq": one.seq,
        "at": one.at,
        "event": one.event,
        "change": one.change,
        "other": one.other or None,
        "now": now,
    }
