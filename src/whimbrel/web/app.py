"""The application: routes, and what stands before and behind all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from whimbrel.web import faults
from whimbrel.web.headers import SafeHeaders
from whimbrel.web.rendering import VERSION
from whimbrel.web.routes import actors, chronology, claims, data, event, framing, map, quotes, reports
from whimbrel.web.site import Site

ROUTERS = (
    actors.router,
    chronology.router,
    claims.router,
    data.router,
    event.router,
    framing.router,
    map.router,
    quotes.router,
    reports.router,
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
        app.include_router(router)
    faults.add_handlers(app)

    @app.middleware("http")
    async def _caching(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        answer = await call_next(request)
        if request.url.path.startswith("/static/") and "v" in request.query_params:
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        for name, value in getattr(request.state, "freshness", {}).items():
            answer.headers.setdefault(name, value)
        return answer

    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(SafeHeaders)
    return app
