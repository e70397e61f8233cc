"""A real browser and a real server: Chromium through Playwright, uvicorn in a thread on a free port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from fastapi import FastAPI

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path("build/axe.min.js")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
GRAVE = ("serious", "critical")


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serves an application while the block runs; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    deadline = monotonic() + 20
    while not server.started:
        assert thread.is_alive() and monotonic() < deadline, "the server does not start"
        sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser while the block runs. Skips the test, with the reason, where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"there is no browser at {CHROMIUM}: install the package chromium")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def faults(page: Page) -> list[str]:
    """What axe finds on an open page that is serious or critical. Skips the test where axe-core was not fetched."""
    if not AXE.exists():
        pytest.skip(f"there is no {AXE}: `python hatch_assets.py --dev` fetches it")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"][:4]
    ]
