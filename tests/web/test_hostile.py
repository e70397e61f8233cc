"""Reports that attack whoever reads them: every page shows their words, and no browser obeys them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from browsers import browsing, needs_chromium, served
from fastapi.testclient import TestClient
from lxml import html
from reviewers import ANA, client_of

import whimbrel
from whimbrel.api import Chronicle

SCRIPT = "<script>window.ran=1</script>"
HANDLER = "\"'><img src=x onerror=window.ran=1>"
TEMPLATE = "{{7*191}}${7*191}<%=7*191%>{% raw %}"
NASTY = f"{SCRIPT}{HANDLER}{TEMPLATE}</title></style></textarea>\u202egnp\u2066\x1b[31mred\x07"
LINK = "javascript:window.ran=1//"
TEXTS = (
    'Rebels killed 12 soldiers in Mogadishu on 3 March 2020, Gen. {nasty} said. "{nasty}", the mayor said.\n\n'
    "The army attacked {nasty} fighters near Kismayo. President {name} of Kenya met the Somali premier in Nairobi.",
    "Gunmen killed at least 14 soldiers in Mogadishu on 3 March 2020, {nasty} reported.\n\n"
    "Police arrested {name} in Nairobi on Monday.",
)
NAME = "Svg Onload=window.ran=1 <svg/onload=window.ran=1>"
FAR_TOO_MANY = 400


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronicle]:
    """Hostile words in every field that a report has, really read; and in those that people fill in."""
    import json  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "x'><b onmouseover=window.ran=1>.jsonl"
    rows = [
        {
            "title": f"Soldiers killed in Mogadishu {NASTY}",
            "text": text.format(nasty=NASTY, name=NAME),
            "url": f"{LINK}{number}",
            "source": f"The {NASTY} Courier {number}",
            "byline": f"By {NASTY}",
            "date": "2020-03-04",
            "language": "en",
        }
        for number, text in enumerate(TEXTS)
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with whimbrel.read(file, folder / "chronicle.db") as chronicle:
        first = next(iter(chronicle.events()))
        chronicle.edit(first.id, "killed", "13", who=NASTY, note=NASTY)
        chronicle.wrong(first.id, who=NASTY, note=NASTY)
        yield chronicle


def pages_of(client: TestClient) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, from the chronology on, with its HTML."""
    waiting = ["/", "/review", "/decisions", "/sign-in", "/map", "/actors", "/reports", "/claims", "/quotes", "/data"]
    waiting += [f"/?q={quote(NASTY)}", f"/{quote(NASTY)}", f"/?{quote(NASTY)}=1", f"/sign-in?next={quote(LINK)}",
                f"/review?kind={quote(NASTY)}", f"/events/{quote(NASTY, safe='')}"]  # fmt: skip
    seen = set[str]()
    while waiting and len(seen) < FAR_TOO_MANY:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
        assert answer.status_code < 500, (address, answer.text[:300])
        kept = "attachment" in answer.headers.get("content-disposition", "")  # a download, checked by its own tests
        if kept or "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield address, answer.text
        tree = html.document_fromstring(answer.text)
        for link in tree.xpath("//a/@href"):
            target = urljoin(address, str(link))
            parts = urlsplit(target)
            path = parts.path
            if not parts.scheme and path.startswith("/") and not path.startswith("/static/"):
                kept = f"?{parts.query}" if parts.query and len(seen) < 150 else ""
                waiting.insert(0, path + kept)


@pytest.mark.slow
def test_no_page_holds_a_script_of_theirs(hostile: Chronicle) -> None:
    client = client_of(hostile, ANA)
    client.app.state.site.questions.settle()  # type: ignore[attr-defined]
    met = 0
    for address, text in pages_of(client):
        tree = html.document_fromstring(text)
        assert not tree.xpath("//script[not(@src)]"), address
        assert all(str(one).startswith("/static/") for one in tree.xpath("//script/@src | //img/@src | //link/@href"))
        assert not tree.xpath("//@*[starts-with(name(), 'on')] | //@style | //style | //iframe | //object"), address
        links = [re.sub(r"[\x00-\x20]", "", str(one)).casefold() for one in tree.xpath("//@href | //@action | //@src")]
        assert not [one for one in links if one.startswith(("javascript:", "data:", "vbscript:"))], address
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text), address
        assert "1337" not in text, f"{address}: a template was filled in"
        met += "&lt;script&gt;window.ran" in text
    assert met >= 5, "the hostile words were shown"


def test_json_and_csv_hold_the_words_and_obey_none(hostile: Chronicle) -> None:
    client = client_of(hostile, ANA)
    for address in [path for path in client.get("/openapi.json").json()["paths"] if path.endswith((".json", ".csv"))]:
        if "{" in address:
            continue
        answer = client.get(address)
        if answer.status_code == 400:  # needs to be told of what
            assert answer.headers["content-type"] == "application/problem+json", address
            continue
        assert answer.status_code == 200, address
        assert answer.headers["x-content-type-options"] == "nosniff"
        kind = answer.headers["content-type"]
        assert kind.startswith("text/csv" if address.endswith(".csv") else "application/"), (address, kind)
        if address.endswith(".csv"):
            assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", answer.text), address


@pytest.mark.slow
@needs_chromium
def test_a_real_browser_runs_none_of_it_on_any_page(hostile: Chronicle) -> None:
    client = client_of(hostile)
    site: Any = client.app.state.site  # type: ignore[attr-defined]
    site.questions.settle()
    addresses = [address for address, _ in pages_of(client)]
    with served(site) as base, browsing() as page:
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective))"
        )
        page.goto(base + "/sign-in?next=/review")
        page.fill("#token", ANA)
        page.click("main button.main")
        page.wait_for_url("**/review")
        for address in addresses[:60]:
            answer = page.goto(base + address, wait_until="load")
            if answer and answer.status >= 400:
                page.troubles[:] = [
                    one for one in page.troubles if "the server responded with a status of 4" not in one
                ]
            assert page.evaluate("window.ran") is None, address
            assert page.troubles == [], (address, page.troubles)


def test_a_line_of_ten_million_letters_is_read_and_shown_in_part(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Police arrested three men in Nairobi on Monday. " + "x" * 10_000_000)
    with whimbrel.read(tmp_path / "long.txt", tmp_path / "chronicle.db") as chronicle:
        client = client_of(chronicle)
        for address in ("/", "/review", "/decisions"):
            answer = client.get(address)
            assert answer.status_code == 200 and len(answer.content) < 200_000
