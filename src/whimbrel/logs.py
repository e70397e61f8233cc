"""Structured logs of commands that run for long: one JSON object a line on standard error, when asked for.

    {"at": "2024-05-06T07:08:09Z", "level": "info", "event": "visit", "source": "https://…", "new": 3, …}

What is logged are counts, codes, names of files, of routes and of hosts. Never: text of reports, what people searched
for, tokens, secrets, or the part of an address behind its path.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import urlsplit

Value = str | int | float | bool | None
_LOGGER = logging.getLogger("whimbrel.events")
_LONGEST = 300


class JsonLines(logging.Formatter):
    """A record as one line of JSON, in ASCII, so that nothing in it acts on a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told: dict[str, Value] = getattr(record, "told", {})
        plain = {name: value[:_LONGEST] if isinstance(value, str) else value for name, value in told.items()}
        return json.dumps({"at": at, "level": record.levelname.lower(), "event": record.getMessage(), **plain})


def start(out: TextIO | None = None) -> None:
    """From now on what happens is logged."""
    handler = logging.StreamHandler(out or sys.stderr)
    handler.setFormatter(JsonLines())
    _LOGGER.handlers = [handler]
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def log(event: str, *, level: int = logging.INFO, **told: Value) -> None:
    """Logs one happening with what is told of it; nothing where logs were not asked for."""
    if _LOGGER.handlers:
        _LOGGER.log(level, event, extra={"told": told})


def bare(address: str) -> str:
    """A web address without who asks and what is asked: these may hold keys."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}" if parts.scheme else address
