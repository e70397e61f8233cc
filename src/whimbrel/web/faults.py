"""What a request that cannot be met gets: RFC 9457 for programs, a page for people, always with the remedy."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from whimbrel.errors import ChronicleError, UsageError, WhimbrelError
from whimbrel.export.safe import one_line
from whimbrel.web.headers import ALWAYS
from whimbrel.web.rendering import page

MEDIA_TYPE = "application/problem+json"


class NotFound(UsageError):  # noqa: N818 - says what, as HTTP does
    """What is asked for is not there."""


class NotAllowed(UsageError):  # noqa: N818
    """The request lacks a token, or its token is none of ours."""


class Forbidden(UsageError):  # noqa: N818
    """The request did not come from our own pages."""


class TooLong(UsageError):  # noqa: N818
    """The request's body is longer than any of ours."""


class Overtaken(UsageError):  # noqa: N818
    """What was asked for held when the client last looked, and does not any more."""


class TooMany(UsageError):  # noqa: N818
    """The client asked too much in too short a time; `seconds` until it may ask again."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__("too many requests", remedy=f"wait {seconds} s")


_STATUS: tuple[tuple[type[WhimbrelError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 401),
    (Forbidden, 403),
    (TooLong, 413),
    (Overtaken, 409),
    (TooMany, 429),
    (UsageError, 400),
    (ChronicleError, 503),
)


def add_handlers(app: FastAPI) -> None:
    """From now on every failure of the application is told in one shape."""

    @app.exception_handler(WhimbrelError)
    async def _ours(request: Request, error: WhimbrelError) -> Response:
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
        if isinstance(error, TooMany):
            headers["Retry-After"] = str(error.seconds)
        return problem(request, status, error.message, error.remedy, headers)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 304:
            return Response(status_code=304, headers=error.headers)
        remedy = "begin at the chronology" if error.status_code == 404 else ""
        return problem(request, error.status_code, str(error.detail), remedy, dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        return problem(request, 400, f"{where}: {first['msg']}", "correct it and ask again")

    @app.exception_handler(Exception)
    async def _fault(request: Request, error: Exception) -> Response:
        return problem(request, 500, "this is a fault of Whimbrel", f"report it: {type(error).__name__}", ALWAYS)


def problem(request: Request, status: int, detail: str, remedy: str, headers: dict[str, str] | None = None) -> Response:
    """The answer that tells of a failure, in the form that the client reads."""
    title = HTTPStatus(status).phrase
    detail, remedy = one_line(detail), one_line(remedy)
    if _wants_page(request):
        answer: Response = page(request, "problem.html.j2", status=status, title=title, detail=detail, remedy=remedy)
    else:
        told = {"type": "about:blank", "title": title, "status": status, "detail": detail, "remedy": remedy}
        answer = JSONResponse(told, status_code=status, media_type=MEDIA_TYPE)
    answer.headers.update(headers or {})
    return answer


def _wants_page(request: Request) -> bool:
    if request.method not in ("GET", "HEAD"):
        return "text/html" in request.headers.get("accept", "")
    is_described = getattr(request.scope.get("route"), "include_in_schema", False)  # the API's, not a page
    return not is_described and not request.url.path.endswith((".json", ".csv", ".atom"))
