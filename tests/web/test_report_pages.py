from __future__ import annotations

import csv
import io
from dataclasses import replace
from time import process_time

from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from web.own_reports import HOSTILE

from whimbrel.model import Claim, PassageKind, Report, Score, Span, Status
from whimbrel.web.views.marked import CLOSE, OPEN, TEXT, Mark, runs, sections
from whimbrel.web.views.quoted import WINDOW

LARGEST = 200_000  # bytes of a page


def tree_of(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text)
    assert len(answer.content) < LARGEST
    return html.document_fromstring(answer.text)


def claim(report: str, number: int, start: int, end: int, text: str) -> Claim:
    return Claim(
        f"c{number:05}", report, PassageKind.BODY, "ASSAULT", "", (), (), (), (), None, Status.HAPPENED, (), {},
        Span(start, end), text[start:end], Span(start, min(end, start + 4)), Score(0.5, {}),
    )  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.booleans()), max_size=12))
def test_marks_are_closed_in_order_however_they_overlap_and_no_letter_is_lost(
    spans: list[tuple[int, int, bool]],
) -> None:
    text = "".join(chr(0x4E00 + n) for n in range(60))
    marks = [Mark(start, start + size, n, str(n), trigger) for n, (start, size, trigger) in enumerate(spans)]
    opened: list[Mark] = []
    covered: dict[Mark, str] = dict.fromkeys(marks, "")
    said, first = "", list[Mark]()
    for run in runs(text, 0, len(text), marks):
        if run.kind == TEXT:
            said += run.text
            for mark in opened:
                covered[mark] += run.text
        elif run.kind == OPEN:
            assert run.mark is not None
            opened.append(run.mark)
            first += [run.mark] if run.first else []
        elif run.kind == CLOSE:
            assert opened.pop() == run.mark
    assert said == text and not opened
    assert sorted(first, key=repr) == sorted(marks, key=repr)
    assert all(covered[mark] == text[mark.start : mark.end] for mark in marks)


def test_all_of_a_report_is_shown(client: TestClient) -> None:
    chronicle = client.app.state.site.chronicle  # type: ignore[attr-defined]
    for report in chronicle.reports():
        claims = list(enumerate(chronicle.claims(report=report.id), 1))
        found = sections(report, claims, Span(0, len(report.text)))
        told = "".join(run.text for section in found for run in section.runs)
        assert "".join(told.split()) == "".join(report.text.split())
        tree = tree_of(client, f"/reports/{report.id}")
        for _, one in claims:
            (mark,) = tree.xpath(f"//mark[@id='claim-{one.id}']")
            assert tree.xpath(f"//aside//a[@href='#claim-{one.id}']")
            for sign in mark.xpath(".//a[@class='sign']"):
                sign.drop_tree()
            assert one.text.startswith(mark.text_content()[:20])
        kinds = {str(passage.kind) for passage in report.passages}
        assert kinds <= set(tree.xpath("//p[@class='passage-kind']/text()"))


def test_every_report_is_reached_page_by_page_and_the_twins_agree(client: TestClient) -> None:
    listed, address = list[str](), "/reports?limit=7"
    while address:
        tree = tree_of(client, address)
        listed += [one.removeprefix("/reports/") for one in tree.xpath("//a[@class='title']/@href")]
        address = next(iter(tree.xpath("//a[@rel='next']/@href")), "")
    page = client.get("/reports.json?limit=9").json()
    told = [one["id"] for one in page["reports"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        told += [one["id"] for one in page["reports"]]
    rows = list(csv.DictReader(io.StringIO(client.get("/reports.csv").text)))
    chronicle = client.app.state.site.chronicle  # type: ignore[attr-defined]
    stored = [report.id for report in chronicle.reports(text=False)]
    assert listed == told == [row["id"] for row in rows] == stored[::-1]


def test_reports_of_one_outlet(client: TestClient) -> None:
    found = client.get("/reports.json", params={"outlet": "The Northern Clarion"}).json()["reports"]
    assert found and {one["outlet"] for one in found} == {"The Northern Clarion"}
    record = client.get(f"/reports/{found[0]['id']}.json").json()
    assert len(record["claims"]) == found[0]["claims"] and record["text"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/reports/{record['id']}.csv").text)))
    assert [row["id"] for row in rows] == [one["id"] for one in record["claims"]]


def test_the_grounds_of_a_date_stand_by_an_undated_report(client: TestClient) -> None:
    chronicle = client.app.state.site.chronicle  # type: ignore[attr-defined]
    undated = [report for report in chronicle.reports() if report.published is None]
    assert undated
    tree = tree_of(client, f"/reports/{undated[0].id}")
    (link,) = tree.xpath("//section[@id='dating']//a/@href")
    told = tree_of(client, link).xpath("//ul[@class='grounds']/li")
    record = client.get(f"{link}.json").json()["dating"]
    assert told and len(told) <= len(record["used"]) + len(record["left_out"]) + len(record["conflict"])
    assert "<html" not in client.get(f"{link}?part=1").text
    dated = next(report for report in chronicle.reports() if report.published and report.published.how == "metadata")
    assert not tree_of(client, f"/reports/{dated.id}").xpath("//section[@id='dating']")
    assert client.get(f"/reports/{dated.id}/dating.json").json()["dating"] is None


def test_a_line_of_ten_million_letters_is_shown_in_parts(own: TestClient) -> None:
    chronicle = own.app.state.site.chronicle  # type: ignore[attr-defined]
    text = ("&<b>kill\u202e" * 1_200_000)[:10_000_000]
    report = Report("r" * 16, "long.txt", text, title="t" * 100_000)
    told = [claim(report.id, n, n * 50_000, n * 50_000 + 40, text) for n in range(200)]
    told += [claim(report.id, 1000 + n, n, n + 30_000, text) for n in range(0, 3000, 10)]
    chronicle.add(report, told)
    started = process_time()
    tree = tree_of(own, f"/reports/{report.id}")
    assert process_time() - started < 2
    assert "10\u202f000\u202f000 are shown" in tree.xpath("//p[@role='note']")[0].text_content()
    last = told[199]
    assert tree_of(own, f"/reports/{report.id}?at={last.span.start}").xpath(f"//mark[@id='claim-{last.id}']")
    shown, at = 0, "0"
    for _ in range(3):
        tree = tree_of(own, f"/reports/{report.id}?at={at}")
        behind = tree.xpath("//p[@role='note']/a[contains(text(), 'behind')]/@href")[0].partition("=")[2]
        assert int(at) < int(behind) <= int(at) + WINDOW
        shown, at = shown + 1, behind
    assert own.get(f"/reports/{report.id}/dating").status_code == 400
    assert own.get(f"/reports/{report.id}?at=x").status_code == 400
    assert tree_of(own, f"/reports/{report.id}?at=999999999") is not None
    assert own.get("/reports").status_code == 200 and len(own.get("/reports").content) < LARGEST


def test_hostile_text_is_shown_and_never_obeyed(own: TestClient) -> None:
    found = own.get("/reports.json").json()["reports"]
    hostile = next(one for one in found if HOSTILE in one["title"])
    for address in ("/reports", f"/reports/{hostile['id']}", f"/reports/{hostile['id']}?at=5"):
        answer = own.get(address)
        assert "<script>alert" not in answer.text and "<img src=x" not in answer.text
        assert "&lt;script&gt;alert" in answer.text and not set("\x1b\u202e\u202c") & set(answer.text)
    tree = tree_of(own, f"/reports/{hostile['id']}")
    assert tree.xpath("//h1/@dir") == ["auto"]
    assert tree.xpath("//div[@class='words']/@dir") == ["auto"] * len(tree.xpath("//div[@class='words']"))
    told = own.get(f"/reports/{hostile['id']}.json").json()
    assert HOSTILE in told["title"]


def test_a_link_that_runs_a_script_is_no_link(own: TestClient) -> None:
    chronicle = own.app.state.site.chronicle  # type: ignore[attr-defined]
    chronicle.add(replace(Report("u" * 16, "u.txt", "Some words."), url="javascript:alert(1)"))
    assert "javascript:" not in own.get(f"/reports/{'u' * 16}").text


def test_what_is_not_there_is_told(client: TestClient) -> None:
    for end in ("", ".json", ".csv", "/dating.json"):
        answer = client.get(f"/reports/nothing{end}")
        assert answer.status_code == 404
    assert client.get("/reports.json?cursor=x").status_code == 400
    known = client.get("/reports.json?limit=1").json()["reports"][0]["id"]
    moved = client.get(f"/reports/{known[:-1]}.json", follow_redirects=False)
    assert moved.status_code == 307 and moved.headers["location"] == f"/reports/{known}.json"
