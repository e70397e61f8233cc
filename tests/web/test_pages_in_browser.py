"""The pages of events, reports, actors and framing in a real browser: axe, the keyboard, without scripts, narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fastapi", reason="the web pages need the extra `web`")

from web.browser import chromium, faults, serving

import whimbrel
from whimbrel.web.app import make_app
from whimbrel.web.site import open_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(chronicle_file: str) -> Iterator[str]:
    with whimbrel.open_chronicle(chronicle_file) as chronicle, serving(make_app(open_site(chronicle))) as found:
        yield found


@pytest.fixture(scope="module")
def own_address(own_file: Path) -> Iterator[str]:
    with whimbrel.open_chronicle(own_file) as chronicle, serving(make_app(open_site(chronicle))) as found:
        yield found


def conflicted(page: Page, address: str) -> str:
    """The address of an event on which several outlets differ."""
    page.goto(f"{address}/?conflicts__gte=1&sources__gte=2")
    return address + str(page.locator("a.title").first.get_attribute("href"))


def addresses(page: Page, address: str) -> list[str]:
    event = conflicted(page, address)
    page.goto(event)
    report = address + str(page.locator(".headline a").first.get_attribute("href"))
    id = event.rpartition("/")[2]
    paths = ("/reports", "/actors", "/actors?kind=person", f"/framing?event={id}", "/framing", "/events/nothing")
    people = [f"{address}{link.get_attribute('href')}" for link in page.locator(".people a").all()[:2]]
    return [event, f"{event}/why", report, *people, *(address + path for path in paths)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave(browser: Browser, address: str, own_address: str, scheme: str) -> None:
    for at in (address, own_address):
        with browser.new_context(color_scheme=scheme, bypass_csp=True) as context:  # type: ignore[arg-type]
            page = context.new_page()
            if at == own_address:
                page.goto(f"{at}/?sources__gte=2")
                wanted = [at + str(page.locator("a.title").first.get_attribute("href")), f"{at}/reports"]
                wanted += [f"{at}/actors/boko-haram"]
            else:
                wanted = [*addresses(page, at), f"{at}/actors/vladimir-putin", f"{at}/actors/vladimir-putin/similar"]
            for one in wanted:
                page.goto(one)
                page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
                assert faults(page) == [], one


def test_the_browser_finds_nothing_to_complain_of_and_no_page_scrolls_sideways(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 420, "height": 800}) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for one in addresses(page, address):
            page.goto(one)
            assert page.evaluate("document.documentElement.scrollWidth") <= 420, one
        assert [line for line in said if "404" not in line] == []


def test_a_value_opens_its_sentence_by_key_mouse_and_press(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(conflicted(page, address))
        button = page.locator("tr.differs button.cell").first
        box = page.locator(f"#{button.get_attribute('popovertarget')}")
        button.hover()
        box.wait_for(state="visible")
        page.mouse.move(2, 2)
        box.wait_for(state="hidden")
        page.locator(".matrix").focus()
        while not button.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Tab")
        box.wait_for(state="visible")
        page.keyboard.press("Escape")
        box.wait_for(state="hidden")
        page.keyboard.press("Enter")
        box.wait_for(state="visible")
        page.mouse.move(2, 2)
        page.wait_for_timeout(500)
        assert box.is_visible()  # a press keeps it open
        trigger = box.locator("mark.trigger").first.inner_text()
        box.locator("a").click()
        page.wait_for_url(re.compile(r"/reports/\w+#claim-"))
        marked = page.locator("mark:target, mark.target").first
        assert trigger in marked.inner_text() and marked.is_visible()


def test_without_scripts_everything_is_read(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(conflicted(page, address))
        button = page.locator("tr.differs button.cell").first
        box = page.locator(f"#{button.get_attribute('popovertarget')}")
        assert not box.is_visible()
        button.click()
        assert box.is_visible()
        page.keyboard.press("Escape")
        page.locator("#why a").click()
        page.wait_for_url(re.compile(r"/why$"))
        assert page.locator(".pair").count() > 0


def test_reasons_and_dating_come_into_the_page(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        event = conflicted(page, address)
        page.goto(event)
        page.locator("#why a").click()
        page.locator("#why .pair").first.wait_for()
        assert page.url == event
        page.goto(f"{address}/actors/vladimir-putin")
        page.locator("#similar a").click()
        page.locator("#similar ul, #similar .nothing").first.wait_for()


def test_a_line_of_the_chronology_opens_its_event(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/?sources__gte=2")
        title = page.locator("a.title").first.inner_text()
        page.locator("a.title").first.click()
        page.wait_for_url(re.compile(r"/events/"))
        assert page.locator("h1").inner_text() == title
