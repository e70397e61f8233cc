"""Talking to the server as an assistant does: with the SDK's own client, in this process, over stdio, over HTTP."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

Talk = Callable[[Client], Awaitable[Any]]
WAIT = 60  # seconds


@dataclass(frozen=True)
class Told:
    """What came back of a tool."""

    error: bool
    text: str
    record: dict[str, Any]


async def ask(client: Client, tool: str, **arguments: Any) -> Told:
    found = await client.call_tool(tool, arguments)
    text = "\n".join(part.text for part in found.content if part.type == "text")
    return Told(bool(found.is_error), text, found.structured_content or {})


def with_server(server: Any, talk: Talk, **options: Any) -> Any:
    """Talks to a server in this process."""

    async def run() -> Any:
        async with Client(server, **options) as client:
            return await talk(client)

    return asyncio.run(asyncio.wait_for(run(), WAIT))


def over_stdio(chronicle: Path, talk: Talk, *options: str, mode: str = "auto") -> Any:
    """Starts `whimbrel mcp` and talks to it over its standard input and output."""
    command = ["-m", "whimbrel.cli", "mcp", "-c", str(chronicle), *options]
    started = StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))

    async def run() -> Any:
        async with Client(started, mode=mode) as client:
            return await talk(client)

    return asyncio.run(asyncio.wait_for(run(), WAIT))


def over_http(url: str, talk: Talk, token: str = "") -> Any:
    """Talks to a server at an address."""

    async def run() -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=WAIT) as http,
            Client(streamable_http_client(url, http_client=http)) as client,
        ):
            return await talk(client)

    return asyncio.run(asyncio.wait_for(run(), WAIT))


@contextmanager
def serving(chronicle: Path, *options: str, **environment: str) -> Iterator[str]:
    """`whimbrel mcp --http` on a free port of this machine, with its address."""
    command = [sys.executable, "-m", "whimbrel.cli", "mcp", "-c", str(chronicle), "--http", "127.0.0.1:0"]
    started = subprocess.Popen(
        [*command, *options], stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )  # fmt: skip
    try:
        assert started.stderr is not None
        said = started.stderr.readline()
        url = re.search(r"http://127\.0\.0\.1:\d+/mcp", said)
        assert url, said
        yield url.group()
    finally:
        started.terminate()
        started.wait(timeout=20)
        assert started.stderr is not None
        assert "Traceback" not in started.stderr.read()
        started.stderr.close()
