from __future__ import annotations

import csv
import io
from urllib.parse import urldefrag

from fastapi.testclient import TestClient
from lxml import html
from web.own_reports import HOSTILE

from whimbrel.api import dossiers
from whimbrel.export.dossier import matrix, sources
from whimbrel.web.views.event import SHOWN_REPORTS, event_page

LARGEST = 200_000  # bytes of a page


def tree_of(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text)
    assert len(answer.content) < LARGEST
    return html.document_fromstring(answer.text)


def ids(client: TestClient) -> list[str]:
    return [one["id"] for one in client.get("/events.json?limit=500").json()["events"]]


def with_conflicts(client: TestClient) -> list[str]:
    found = client.get("/events.json?limit=500&conflicts__gte=1").json()["events"]
    assert found
    return [one["id"] for one in found]


def test_every_value_of_the_record_stands_in_the_matrix_with_its_words(client: TestClient) -> None:
    chronicle = client.app.state.site.chronicle  # type: ignore[attr-defined]
    for dossier in dossiers(chronicle, chronicle.events()):
        page = event_page(dossier, (), ())
        rows = {row.name: row for row in page.rows}
        assert list(rows) == sorted(rows, key=lambda name: not rows[name].conflict)
        for row in matrix(dossier):
            shown = rows[row.name]
            for name, cell in zip(sources(dossier), row.cells, strict=True):
                own = next(one for one in shown.cells if one.source == name)
                assert {told.words for told in own.told if not told.denied} == set(cell.values)
                assert {told.words for told in own.told if told.denied} == set(cell.denied)
            assert bool(shown.agreed) == (
                not row.conflict
                and all(cell.agrees or not cell.values for cell in row.cells)
                and not any(cell.denied for cell in row.cells)
                and all(value.shown or not value.claims for value in dossier.event.fields[row.name])
                and all(len(cell.values) in (0, len(row.shown)) for cell in row.cells)
            ), (dossier.event.id, row)
        texts = [report.text for report in dossier.reports.values()]
        for quoted in page.quotes:
            marked = "".join(piece.text for piece in quoted.pieces if piece.mark)
            assert marked and any(marked.rstrip("…") in text for text in texts)


def test_conflict_is_open_and_agreement_is_one_line(client: TestClient) -> None:
    for id in with_conflicts(client):
        tree = tree_of(client, f"/events/{id}")
        record = client.get(f"/events/{id}.json").json()
        rows = tree.xpath("//div[contains(@class,'matrix')]//tbody/tr")
        kinds = [row.get("class") for row in rows]
        assert kinds[: len(record["conflicts"])] == ["differs"] * len(record["conflicts"])
        for row in rows:
            cells = row.xpath("./td")
            if row.get("class") == "agreed":
                assert len(cells) == 2 and any(words in cells[1].text_content() for words in ("say so", "says so"))
            else:
                assert len(cells) == len(tree.xpath("//div[contains(@class,'matrix')]//thead//th")) - 1


def test_what_is_not_stated_is_told_from_what_is_denied(client: TestClient) -> None:
    several = client.get("/events.json?limit=500&sources__gte=2").json()["events"]
    told = [tree_of(client, f"/events/{id}") for id in {*with_conflicts(client), *(one["id"] for one in several)}]
    silent = [cell for tree in told for cell in tree.xpath("//*[@class='silent']")]
    denied = [span for tree in told for span in tree.xpath("//span[@class='told denied']")]
    assert silent and all(cell.text_content().startswith("not stated") for cell in silent)
    assert denied and all(span.text_content().startswith("denied:") for span in denied)


def test_each_span_leads_to_its_place_in_the_report(client: TestClient) -> None:
    for id in with_conflicts(client):
        tree = tree_of(client, f"/events/{id}")
        boxes = tree.xpath("//div[@popover]")
        opened = tree.xpath("//button/@popovertarget")
        assert boxes and set(opened) <= {box.get("id") for box in boxes}
        for box in boxes:
            (link,) = box.xpath(".//a/@href")
            address, anchor = urldefrag(link)
            report = tree_of(client, address)
            (mark,) = report.xpath(f"//*[@id='{anchor}']")
            trigger = "".join(box.xpath(".//mark//text()")).strip("…")
            assert trigger in report.text_content() and mark.text_content().strip()


def test_copies_stand_under_their_origin(own: TestClient) -> None:
    events = own.get("/events.json?limit=100").json()["events"]
    copied = next(one for one in events if any(len(origin["reports"]) == 2 for origin in one["origins"]))
    tree = tree_of(own, f"/events/{copied['id']}")
    origins = tree.xpath("//ol[@class='origins']/li")
    assert len(origins) == len(copied["origins"])
    (copies,) = tree.xpath("//details[@class='copies']")
    assert "1 report repeats its text" in copies.text_content()
    assert "Reuters" in tree.xpath("//ol[@class='origins']")[0].text_content()


def test_an_id_that_was_merged_leads_on_and_one_that_is_gone_says_so(own: TestClient) -> None:
    chronicle = own.app.state.site.chronicle  # type: ignore[attr-defined]
    first, second = [event.id for event in chronicle.events() if event.type == "ASSAULT"][:2]
    (made,) = chronicle.same(first, second, who="Ada")
    kept = chronicle.event(first).id
    gone = second if kept == first else first
    for end in ("", ".json", ".csv", "/why"):
        answer = own.get(f"/events/{gone}{end}?from=1")
        assert answer.status_code == 307 and answer.headers["location"] == f"/events/{kept}{end}?from=1"
    history = " ".join(tree_of(own, f"/events/{kept}").xpath("//ol[@class='history']")[0].text_content().split())
    assert "are one event, decided by Ada" in history and "became one" in history
    chronicle.undo(made.id, who="Ada")
    assert own.get(f"/events/{gone}").status_code == 200
    assert own.get(f"/events/{gone[:-1]}").headers["location"] == f"/events/{gone}"
    for end in ("", ".json", ".csv"):
        answer = own.get(f"/events/e00000{end}")
        assert answer.status_code == 404
        told = answer.text if not end else answer.json()["remedy"]
        assert "look for it in the chronology" in told


def test_the_twins_hold_everything(client: TestClient) -> None:
    for id in ids(client)[:20]:
        record = client.get(f"/events/{id}.json").json()
        assert [one["id"] for one in record["sources"]] == record["claims"] and record["decisions"] == []
        rows = list(csv.DictReader(io.StringIO(client.get(f"/events/{id}.csv").text)))
        assert {row["id"] for row in rows} == set(record["claims"]) and {row["event"] for row in rows} == {id}


def test_why_is_a_page_of_its_own_and_a_part_of_the_event(client: TestClient) -> None:
    id = client.get("/events.json?sources__gte=2&limit=1").json()["events"][0]["id"]
    part = client.get(f"/events/{id}/why?part=1").text
    assert "<html" not in part and "Why these reports are one event" in part
    tree = tree_of(client, f"/events/{id}/why")
    record = client.get(f"/events/{id}/why.json").json()
    values = tree.xpath("//table[@class='parts']//td/text()")
    assert len(values) >= len(record["pairs"][0]["parts"]) > 3
    assert [one["event"] for one in record["near"]] == [
        link.removeprefix("/events/") for link in tree.xpath("//div[@class='near']/p[1]/a/@href")
    ]


def test_an_event_of_very_many_reports_is_shown_part_by_part(own: TestClient) -> None:
    from dataclasses import replace  # noqa: PLC0415

    chronicle = own.app.state.site.chronicle  # type: ignore[attr-defined]
    (dossier,) = list(dossiers(chronicle, [event for event in chronicle.events() if len(event.reports) > 1]))[:1]
    claims, reports = [], {}
    for number in range(120):
        for claim in dossier.claims:
            id = f"{claim.report}{number}"
            reports[id] = replace(dossier.reports[claim.report], id=id, outlet=f"Outlet {number} {HOSTILE * 20}")
            claims.append(replace(claim, id=f"{claim.id}-{number}", report=id))
    event = replace(
        dossier.event, claims=tuple(claim.id for claim in claims), reports=tuple(reports), origins=(), fields={}
    )
    large = replace(dossier, event=event, claims=tuple(claims), reports=reports)
    page = event_page(large, (), (), start=SHOWN_REPORTS)
    assert (page.first, page.last, page.reports) == (SHOWN_REPORTS + 1, 2 * SHOWN_REPORTS, len(reports))
    assert all(len(row.cells) == SHOWN_REPORTS for row in page.rows)
    assert any(
        f"of {len(reports)} say so" in row.agreed or f"all {len(reports)} say so" in row.agreed for row in page.rows
    )


def test_hostile_words_are_shown_and_never_obeyed(own: TestClient) -> None:
    seen = 0
    for one in own.get("/events.json?limit=100").json()["events"]:
        for end in ("", "/why"):
            answer = own.get(f"/events/{one['id']}{end}")
            assert "<script>alert" not in answer.text and "<img src=x" not in answer.text
            assert not set("\x1b\u202e\u202c") & set(answer.text)
            seen += "&lt;script&gt;alert" in answer.text
            tree = html.document_fromstring(answer.text)
            assert not tree.xpath("//script[not(@src)] | //style | //@style | //@onerror")
    assert seen > 1


def test_what_cannot_be_asked_is_told(client: TestClient) -> None:
    id = ids(client)[0]
    assert client.get(f"/events/{id}?from=0").status_code == 400
    assert client.get(f"/events/{id}?from=x").status_code == 400
    assert client.get(f"/events/{id}?from=99").status_code == 200
    assert client.get("/events/e").status_code == 400  # fits many
    assert client.get("/events/%00%F0").status_code == 404
