"""The twins of a page: the same records as JSON, and as CSV with the columns of the exports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from whimbrel.errors import UsageError
from whimbrel.export.flat import header, row
from whimbrel.export.record import Record
from whimbrel.export.safe import cell

MOST = 500  # records of one page
USUAL = 50
PAGING = ("cursor", "limit")  # what an address asks beside its conditions


def plain_json(told: Any) -> Response:
    return Response(json_text(told), media_type="application/json")


def json_text(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def json_page(
    request: Request, name: str, records: Iterable[Record], *, next: str, total: int | None = None
) -> Response:
    """`next` is the cursor of the next page, "" for none: it is sent as a whole address."""
    told: dict[str, Any] = {name: list(records), "next": next_address(request, next)}
    if total is not None:
        told["total"] = total
    return plain_json(told)


def next_address(request: Request, cursor: str) -> str | None:
    """Where the next page of this listing is, relative to the site; None when there is none."""
    if not cursor:
        return None
    found = request.url.include_query_params(cursor=cursor)
    return f"{found.path}?{found.query}"


def csv_page(noun: str, records: Iterable[Record], *, name: str = "") -> Response:
    """All of the records, streamed."""
    headers = {"Content-Disposition": f'attachment; filename="{name or noun + "s"}.csv"'}
    return StreamingResponse(_csv_lines(noun, records), media_type="text/csv; charset=utf-8", headers=headers)


def asked_limit(request: Request, usual: int = USUAL) -> int:
    """How many records a page may hold. Raises UsageError."""
    given = request.query_params.get("limit", "")
    if not given:
        return usual
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= MOST):
        raise UsageError(f"limit {given[:40]!r}", remedy=f"a number from 1 to {MOST}")
    return int(given)


def asked_number(request: Request) -> int:
    """The number that a cursor is, of a listing that goes by numbers; 0 for none. Raises UsageError."""
    given = request.query_params.get("cursor", "")
    if given and not (given.isascii() and given.isdigit() and len(given) < 18):
        raise UsageError("the cursor is none of this chronicle's", remedy="begin again without it")
    return int(given or 0)


def asked_pairs(request: Request) -> list[tuple[str, str]]:
    """The conditions of an address, without what is about its paging."""
    return [(key, value) for key, value in request.query_params.multi_items() if key not in PAGING]


def _csv_lines(noun: str, records: Iterable[Record]) -> Iterator[bytes]:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header(noun))
    for number, record in enumerate(records):
        writer.writerow([cell(value) for value in row(noun, record)])
        if number % 100 == 99:
            yield _emptied(out)
    yield _emptied(out)


def _emptied(out: io.StringIO) -> bytes:
    told = out.getvalue().encode("utf-8", "replace")
    out.seek(0)
    out.truncate()
    return told
