"""The application: routes, and what stands before and behind all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from whimbrel.web import faults, schemas
from whimbrel.web.doors import Doors
from whimbrel.web.headers import SafeHeaders
from whimbrel.web.measures import Measured
from whimbrel.web.rendering import VERSION
from whimbrel.web.routes import (
    actors,
    changes,
    chronology,
    claims,
    data,
    decisions,
    event,
    framing,
    map,
    operating,
    quotes,
    reports,
    review,
    signing,
    views,
)
from whimbrel.web.site import Site

ROUTERS = (
    actors.router,
    changes.router,
    chronology.router,
    claims.router,
    data.router,
    decisions.router,
    event.router,
    framing.router,
    map.router,
    operating.router,
    quotes.router,
    reports.router,
    review.router,
    signing.router,
    views.router,
)


def make_app(site: Site) -> FastAPI:
    """An application that serves one chronicle."""
    app = FastAPI(
        title="Whimbrel",
        version=VERSION,
        summary="One event, one record, every source behind it.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.site = site
    app.mount("/static", StaticFiles(directory=str(files("whimbrel.web").joinpath("static"))), name="static")
    for router in ROUTERS:
        app.include_router(router, responses=schemas.ANYWHERE)
    faults.add_handlers(app)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]

    @app.middleware("http")
    async def _caching(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        answer = await call_next(request)
        if request.url.path.startswith("/static/") and "v" in request.query_params:
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        for name, value in getattr(request.state, "freshness", {}).items():
            answer.headers.setdefault(name, value)
        return answer

    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(Doors)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Measured, measures=site.measures)
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """What `/openapi.json` says: FastAPI's description, of what requests are really answered with."""
    if app.openapi_schema is None:
        told = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
        told.setdefault("components", {})["securitySchemes"] = schemas.SECURITY
        for path, operations in told["paths"].items():
            for operation in operations.values():
                schemas.complete(path, operation["responses"])
        app.openapi_schema = told
    return app.openapi_schema
