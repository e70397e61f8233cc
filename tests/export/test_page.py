from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import samples
from lxml import html

from whimbrel.api import Chronicle, dossiers
from whimbrel.export.dossier import Dossier
from whimbrel.export.page import save_page
from whimbrel.export.page.view import safe_link


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("page") / "chronicle.html"
    with Chronicle.open() as chronicle:
        samples.fill(chronicle)
        assert chronicle.write_page(path, title="<Test> & more") == len(samples.EVENTS)
    yield path


@pytest.fixture(scope="module")
def tree(page: Path) -> html.HtmlElement:
    return html.document_fromstring(page.read_text(encoding="utf-8"))


def squeeze(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_days_come_newest_first_and_the_undated_last(tree: html.HtmlElement) -> None:
    heads = [squeeze(head) for head in tree.xpath("//h2")]
    assert heads == [
        "7 November 2022 Monday",
        "2 November 2022 Wednesday",
        "1 November 2022 Tuesday",
        "On or before 30 October 2022",
        "29 October 2022 Saturday",
        "5 May 2020 Tuesday",
        "Date not known",
    ]
    assert "Saturday before publication" in squeeze(tree.xpath("//section")[-1])


def test_a_row_tells_what_and_opens_to_each_sources_words(tree: html.HtmlElement) -> None:
    (row,) = tree.xpath(f"//li[@id='event-{samples.EVENTS[0].id}']")
    summary = squeeze(row.xpath(".//summary")[0])
    assert "Al-Shabaab killed at least 100 people in a bombing in Mogadishu" in summary
    assert "3 reports, 3 sources" in summary
    assert "sources differ: killed" in summary
    quotes = row.xpath(".//blockquote")
    assert ["".join(q.xpath(".//mark//text()")) for q in quotes] == [claim.text for claim in samples.BOMB]
    assert squeeze(quotes[0]).endswith("people, President Hassan Sheikh Mohamud said.")


def test_the_matrix_sets_outlets_beside_each_other(tree: html.HtmlElement) -> None:
    (row,) = tree.xpath(f"//li[@id='event-{samples.EVENTS[0].id}']")
    assert [squeeze(cell) for cell in row.xpath(".//thead//th")][2:] == [
        "The Harbour Wire",
        "Gulf Morning Post",
        "إذاعة الساحل",
    ]
    cells = {squeeze(line[0]): [squeeze(cell) for cell in line[2:]] for line in row.xpath(".//tbody/tr")}
    assert cells["Killed"] == ["at least 100", "≠ differs: 120", "≠ differs: about 90"]
    assert cells["Who"][-1] == "not stated"
    assert row.xpath(".//tr[@class='differs']/th/text()") == ["Killed"]


def test_a_loaded_word_is_shown_as_the_outlets(tree: html.HtmlElement) -> None:
    (row,) = tree.xpath(f"//li[@id='event-{samples.EVENTS[0].id}']")
    assert "the outlet’s word: terrorists" in squeeze(row)
    assert "terrorist" not in squeeze(row.xpath(".//summary")[0])


def test_hostile_text_stays_text(tree: html.HtmlElement, page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img|//iframe|//object|//link|//@style")
    assert not [name for name in tree.xpath("//@*") if str(name).lower().startswith(("javascript:", "data:"))]
    assert not [e for e in tree.iter() if any(str(a).startswith("on") for a in e.attrib)]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "<script>alert(1)</script>" in tree.text_content()
    assert tree.xpath("//title/text()") == ["<Test> & more"]


def test_it_needs_nothing_from_outside_and_its_policy_fits(tree: html.HtmlElement) -> None:
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        content = tree.xpath(f"//{tag}")[0].text
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not tree.xpath("//@src")
    assert "url(" not in tree.xpath("//style")[0].text


def test_links_are_only_of_the_web(tree: html.HtmlElement) -> None:
    links = {link for link in tree.xpath("//a/@href") if not link.startswith("#")}
    assert links == {r.url for r in samples.REPORTS if r.url.startswith("https")}
    for bad in ("javascript:alert(1)", "data:text/html,x", "//host", "http://", "http://[", "file:///etc/passwd", ""):
        assert safe_link(bad) == ""


def test_ids_are_unique_and_targets_exist(tree: html.HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in tree.xpath("//a[starts-with(@href, '#')]/@href"):
        assert target[1:] in ids


def test_an_empty_chronicle_makes_a_page_that_says_so(tmp_path: Path) -> None:
    with Chronicle.open() as chronicle:
        assert chronicle.write_page(tmp_path / "p.html") == 0
    assert "No event fits." in (tmp_path / "p.html").read_text(encoding="utf-8")


def test_a_page_that_is_cut_short_says_so(tmp_path: Path) -> None:
    with Chronicle.open() as chronicle:
        samples.fill(chronicle)
        assert chronicle.write_page(tmp_path / "cut.html", limit=4) == 4
        assert chronicle.write_page(tmp_path / "whole.html", limit=len(samples.EVENTS)) == len(samples.EVENTS)
    assert "older ones that fit are left out" in (tmp_path / "cut.html").read_text(encoding="utf-8")
    assert "left out" not in (tmp_path / "whole.html").read_text(encoding="utf-8")


def test_a_failed_page_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "p.html"
    path.write_text("old", encoding="utf-8")
    with Chronicle.open() as chronicle:
        samples.fill(chronicle)

        def broken_off() -> Iterator[Dossier]:
            yield from islice(dossiers(chronicle, chronicle.events()), 3)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            save_page(path, broken_off(), title="new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_chronicle_makes_the_same_page(page: Path, tmp_path: Path) -> None:
    with Chronicle.open() as chronicle:
        samples.fill(chronicle)
        chronicle.write_page(tmp_path / "again.html", title="<Test> & more")
    assert (tmp_path / "again.html").read_bytes() == page.read_bytes()


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def rendered(page: Path, fragment: str = "") -> html.HtmlElement:
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    done = subprocess.run(
        [*command, f"--user-data-dir={page.parent / 'profile'}", "--virtual-time-budget=2000", "--dump-dom",
         page.as_uri() + fragment],
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    return html.document_fromstring(done.stdout.decode())


def _until_found(view: Any, words: str) -> None:
    """Waits until the page says how many are found: it filters a moment after the last key."""
    view.wait_for_function("words => document.getElementById('found').innerText === words", arg=words)


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here to look at the page with")
def test_the_filters_narrow_and_the_keyboard_opens(page: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        view = browser.new_page()
        failures: list[str] = []
        view.on("pageerror", lambda error: failures.append(str(error)))
        view.on("dialog", lambda dialog: failures.append(dialog.message))
        view.goto(page.as_uri())
        view.keyboard.press("/")
        view.keyboard.type("mogadishu education")
        _until_found(view, "1 of 9 events")
        assert view.locator(".day:visible h2").all_inner_texts() == ["29 October 2022\nSaturday"]
        view.locator(".event:visible summary").focus()
        view.keyboard.press("Enter")
        assert view.locator(".event:visible blockquote:visible").count() == 3
        view.get_by_text("Show all").click()
        _until_found(view, "9 events")
        view.select_option("select[name=type]", "CONSULT")
        _until_found(view, "3 of 9 events")
        view.select_option("select[name=actor]", "person:abiy-ahmed")
        _until_found(view, "1 of 9 events")
        view.check("input[name=conflict]")
        view.wait_for_selector("#nothing", state="visible")
        phone = browser.new_page(viewport={"width": 360, "height": 800})
        phone.goto(page.as_uri())
        phone.click("#unfold")
        assert phone.locator("blockquote:visible").count() == len(samples.CLAIMS)
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
        assert failures == []
        browser.close()


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here to look at the page with")
def test_a_browser_runs_our_script_and_no_other(page: Path) -> None:
    target = f"event-{samples.EVENTS[0].id}"
    tree = rendered(page, f"#{target}")
    assert squeeze(tree.get_element_by_id("found")) == "9 events"
    assert not tree.xpath("//form[@hidden]")
    assert tree.xpath("//details[@open]/ancestor::li/@id") == [target]
