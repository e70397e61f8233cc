"""What a server measures of itself, in the text form that Prometheus reads (exposition format 0.0.4).

Counted by the route's pattern, never by what was asked: an address may hold a name or a word that somebody looks for.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from whimbrel.logs import log

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass
class Measures:
    """Requests answered since the server began. May be asked and added to by several threads."""

    answered: Counter[tuple[str, str, int]] = field(default_factory=Counter)  # method, route, status
    within: Counter[tuple[str, float]] = field(
        default_factory=Counter
    )  # route, the smallest bound it took no longer than
    seconds: dict[str, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        with self._lock:
            self.answered[method, route, status] += 1
            self.within[route, next((bound for bound in BOUNDS if seconds <= bound), float("inf"))] += 1
            self.seconds[route] = self.seconds.get(route, 0.0) + seconds

    def lines(self) -> Iterator[str]:
        """Both metrics, in an order that is always the same."""
        with self._lock:
            answered, within, seconds = dict(self.answered), dict(self.within), dict(self.seconds)
        rows = [({"method": m, "route": r, "status": str(s)}, n) for (m, r, s), n in sorted(answered.items())]
        yield from metric("whimbrel_requests_total", "counter", "Requests answered.", rows)
        yield "# HELP whimbrel_request_seconds How long answers took, without those that go on."
        yield "# TYPE whimbrel_request_seconds histogram"
        for route in sorted(seconds):
            so_far = 0
            for bound in (*BOUNDS, float("inf")):
                so_far += within.get((route, bound), 0)
                named = "+Inf" if bound == float("inf") else str(bound)
                yield sample("whimbrel_request_seconds_bucket", {"route": route, "le": named}, so_far)
            yield sample("whimbrel_request_seconds_sum", {"route": route}, round(seconds[route], 6))
            yield sample("whimbrel_request_seconds_count", {"route": route}, so_far)


def metric(name: str, kind: str, told: str, rows: Iterable[tuple[Mapping[str, str], float]]) -> Iterator[str]:
    """One metric with its samples."""
    yield f"# HELP {name} {told}"
    yield f"# TYPE {name} {kind}"
    for labels, value in rows:
        yield sample(name, labels, value)


def sample(name: str, labels: Mapping[str, str], value: float) -> str:
    told = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    return f"{name}{{{told}}} {value}" if told else f"{name} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


class Measured:
    """ASGI middleware, the outermost: what everything inside answers is measured and logged."""

    def __init__(self, app: ASGIApp, measures: Measures) -> None:
        self.app = app
        self.measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            seconds, route = time.perf_counter() - began, _route(scope)
            method = scope["method"] if scope["method"] in METHODS else "other"
            self.measures.add(method, route, status, seconds)
            log("request", method=method, route=route, status=status, ms=round(1000 * seconds, 1))


def _route(scope: Scope) -> str:
    """The pattern of the route that answered: "/events/{id}"; "static" for files, "none" where no route did."""
    found = getattr(scope.get("route"), "path", "")
    if found:
        return str(found)
    return "static" if str(scope.get("path", "")).startswith("/static/") else "none"
