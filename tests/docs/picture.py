"""Makes docs/images/chronicle.png anew: the page of the examples, with the event that the README tells of open.

python tests/docs/picture.py [BROWSER]    # BROWSER: a Chromium's path, else the one that Playwright installed
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import whimbrel

ROOT = Path(__file__).resolve().parents[2]


def main(browser: str | None) -> None:
    """Read the examples, write the page, open it and take its picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        page_file = Path(folder) / "chronicle.html"
        os.chdir(ROOT)  # so that the files are named as a reader would name them
        whimbrel.read("examples/reports").write_page(page_file, title="Examples")
        chromium = player.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 1180})
        page.goto(page_file.as_uri())
        page.get_by_label("Find").fill("Christchurch")
        page.get_by_label("sources differ").check()
        page.locator("li.event:visible details summary").first.click()
        page.wait_for_timeout(800)
        page.screenshot(path=ROOT / "docs/images/chronicle.png")
        chromium.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
