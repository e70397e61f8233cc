"""A reviewer's way through the pages in a real browser: search, event, words in the report, two events, undo, export.

With WHIMBREL_PICTURES set, the pictures of the documentation are taken anew on the way.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from browsers import browsing, faults_of, needs_chromium, served
from reviewers import ANA, client_of

from whimbrel.api import Chronicle
from whimbrel.export.title import event_title

AXE = Path("build/axe.min.js")
IMAGES = Path("docs/images")
PICTURES = bool(os.environ.get("WHIMBREL_PICTURES"))

pytestmark = [pytest.mark.slow, needs_chromium]


def picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=IMAGES / f"{name}.png")


def site_of(chronicle: Chronicle) -> Any:
    site: Any = client_of(chronicle).app.state.site  # type: ignore[attr-defined]
    site.questions.settle()
    return site


def sign_in(page: Any, base: str, after: str) -> None:
    page.goto(f"{base}/sign-in?next={after}")
    page.fill("#token", ANA)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{base}{after}")


def event_with_a_neighbour(chronicle: Chronicle) -> tuple[str, str]:
    """An event told by several reports, and one that came near it."""
    for event in chronicle.events():
        if len(event.reports) > 1:
            near = [one["event"] for one in chronicle.why(event.id)["near"]]
            if near:
                return event.id, near[0]
    raise AssertionError("the examples hold no such event")


def test_from_a_search_to_a_decision_and_back(copied: Chronicle) -> None:
    if client_of(copied).get(f"/events/{next(iter(copied.events())).id}").status_code == 404:
        pytest.skip("the page of an event is not here yet")
    event, near = event_with_a_neighbour(copied)
    title = event_title(copied.event(event))
    size = {"width": 1280, "height": 1000}
    with served(site_of(copied)) as base, browsing(viewport=size, accept_downloads=True) as page:
        sign_in(page, base, "/")
        picture(page, "chronology")
        words = " ".join(re.findall(r"\w{5,}", title)[:3])
        page.keyboard.press("/")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        page.wait_for_url("**/?q=*")
        page.get_by_role("link", name=title, exact=True).first.click()
        page.wait_for_url(f"**/events/{event}")
        picture(page, "event")
        page.locator("button.cell[popovertarget]").first.click()
        box = page.locator("[popover]:popover-open")
        said = box.locator("blockquote mark").first.inner_text()
        picture(page, "event-words")
        box.get_by_role("link", name="See it in the report").click()
        page.wait_for_url("**/reports/*#*")
        assert said in page.locator("main").inner_text()
        picture(page, "report")
        page.goto(f"{base}/events/{event}")
        page.get_by_role("link", name="Show the scores behind it").click()
        block = page.locator(".near", has=page.locator(f"a[href='/events/{near}']"))
        block.get_by_role("button", name="Another event").click()
        page.wait_for_load_state("load")
        assert [(one.verb, one.who) for one in copied.decisions()] == [("different", "ana")]
        page.goto(f"{base}/review")
        assert "ana" in page.locator(".review").inner_text()
        with page.expect_navigation():
            page.keyboard.press("u")
        assert copied.decisions()[-1].verb == "undo"
        page.goto(f"{base}/?q={words.replace(' ', '+')}")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="CSV").first.click()
        exported = Path(waiting.value.path()).read_text(encoding="utf-8")
        assert event in exported and exported.startswith("id,title,")
        assert page.troubles == []


def test_the_keys_of_the_queue(copied: Chronicle) -> None:
    with served(site_of(copied)) as base, browsing(viewport={"width": 1280, "height": 1000}) as page:
        sign_in(page, base, "/review")
        page.goto(f"{base}/review?kind=same")
        picture(page, "review")

        def question() -> str:
            return "".join(page.locator("figure").all_inner_texts())

        def press(key: str) -> None:
            with page.expect_navigation():
                page.keyboard.press(key)

        first = question()
        press("Space")
        second = question()
        assert second != first and not copied.decisions()
        press("a")
        press("x")
        assert [one.verb for one in copied.decisions()] == ["same", "different"]
        press("u")
        assert copied.decisions()[-1].verb == "undo" and page.locator("ol.mine li").count() == 1
        page.locator("#search").focus()
        page.keyboard.type("ax u")
        assert page.locator("#search").input_value() == "ax u" and len(copied.decisions()) == 3
        assert page.troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_reviewers_are_for_everyone(copied: Chronicle, scheme: str, width: int) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not here: python hatch_assets.py --dev fetches it")
    axe = AXE.read_text(encoding="utf-8")
    event = next(iter(copied.events())).id
    copied.right(event, who="ana")
    copied.wrong(event, who="ben", note="read wrongly")
    context = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "bypass_csp": True}
    with served(site_of(copied)) as base, browsing(**context) as page:
        page.goto(f"{base}/sign-in")
        assert faults_of(page, axe) == []
        sign_in(page, base, "/review")
        addresses = ("/review", "/review?kind=same", "/review?kind=right", "/review?kind=who", "/decisions", "/nowhere")
        for address in addresses:
            page.goto(base + address)
            assert faults_of(page, axe) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
