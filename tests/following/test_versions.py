"""One article over time: what its versions tell is one source's word, the newest of it first, and nothing is lost."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from following.web import Web, article
from runs import Whimbrel, check_whole

from whimbrel.api import Chronicle
from whimbrel.coder import Knowledge
from whimbrel.following.other_versions import versions_record, versions_view
from whimbrel.following.versions import difference, version_records, versions
from whimbrel.gather import RawPage
from whimbrel.model import Event
from whimbrel.pipeline import Reading
from whimbrel.web_addresses import page_key

PAGE = "https://www.harbour-ledger.example/world/bomb-at-the-market-in-kismayo-4711"
LEAD = "A bomb killed {n} people at a market in Kismayo, Somalia, on Monday, police said."
HOURS = (
    ("06:10", "4", "The blast was heard across the port. Traders fled towards the harbour gate with their wares."),
    ("08:40", "6", "The blast was heard across the port. Two of the wounded died in hospital, a doctor said."),
    ("12:00", "21", "Rescuers pulled more bodies from under the roof of the fish hall, a doctor at the clinic said."),
)
OTHER = (
    "Traders killed in southern port\n\nAt least 5 people were killed on Monday when a bomb went off at a market in "
    "Kismayo, Somalia, residents told this newspaper. The mayor promised an inquiry into how it got past the guards."
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def version(number: int, url: str = PAGE, **more: str) -> RawPage:
    at, dead, rest = HOURS[number]
    text = f"Bomb at market in Kismayo\n\n{LEAD.format(n=dead)} {rest}"
    fields = {"url": url, "source": "Harbour Ledger", "date": "2021-05-10", "modified": f"2021-05-10T{at}:00+03:00"}
    return RawPage(f"v{number}.txt", "", "text", text, fields | more)


def other() -> RawPage:
    fields = {"url": "https://plain.example/world/traders-killed-in-southern-port-88", "source": "Plain Gazette"}
    return RawPage("other.txt", "", "text", OTHER, {**fields, "date": "2021-05-10"})


def read(chronicle: Chronicle, knowledge: Knowledge, *pages: RawPage) -> None:
    reading = Reading(chronicle, knowledge)
    for page in pages:
        reading.take(page)
    reading.finish()


def bombing(chronicle: Chronicle) -> Event:
    found = [event for event in chronicle.events() if event.type == "ASSAULT" and "killed" in event.counts]
    assert len(found) == 1, [(event.counts, event.claims) for event in found]
    return found[0]


def test_the_newest_version_tells_the_toll_and_the_older_stay(knowledge: Knowledge) -> None:
    with Chronicle.open() as chronicle:
        read(chronicle, knowledge, version(0), version(1), version(2))
        event = bombing(chronicle)
        assert len(event.origins) == 1
        assert len(event.reports) == 3
        assert event.counts["killed"].low == 21  # five times the first hour's: one page, one happening
        told = {value.value: value for value in event.fields["killed"]}
        assert set(told) == {"4", "6", "21"}
        assert not told["21"].former
        assert all(told[old].former == told[old].claims for old in ("4", "6"))
        assert not any(conflict.field == "killed" for conflict in event.conflicts)


def test_a_toll_that_is_corrected_downwards_is_the_newer_one(knowledge: Knowledge) -> None:
    late = version(0, modified="2021-05-11T09:00:00+03:00")
    with Chronicle.open() as chronicle:
        read(chronicle, knowledge, version(1), late)
        event = bombing(chronicle)
        assert event.counts["killed"].low == 4
        assert not event.conflicts


def test_what_others_tell_is_weighed_against_the_newest_alone(knowledge: Knowledge) -> None:
    with Chronicle.open() as chronicle:
        read(chronicle, knowledge, version(0), version(2), other())
        event = bombing(chronicle)
        assert len(event.origins) == 2
        (conflict,) = [one for one in event.conflicts if one.field == "killed"]
        assert {value.value for value in conflict.values} == {"21", "5.."}


@pytest.mark.slow
def test_versions_in_any_order_and_batches_give_the_same_events(knowledge: Knowledge) -> None:
    pages = (version(0), version(1), version(2), other())
    found = []
    for order in itertools.permutations(pages):
        with Chronicle.open() as chronicle:
            for page in order:
                read(chronicle, knowledge, page)
            found.append(sorted(chronicle.events(), key=lambda event: event.id))
    assert all(events == found[0] for events in found[1:])
    with Chronicle.open() as chronicle:
        read(chronicle, knowledge, *pages)
        assert sorted(chronicle.events(), key=lambda event: event.id) == found[0]


def test_versions_of_which_no_time_is_known_replace_nothing(knowledge: Knowledge) -> None:
    with Chronicle.open() as chronicle:
        read(chronicle, knowledge, version(0, modified=""), version(1, modified=""))
        event = bombing(chronicle)
        assert len(event.origins) == 1
        assert not any(value.former for value in event.fields["killed"])
        assert any(conflict.field == "killed" for conflict in event.conflicts)


def test_an_outlets_rewritten_text_without_an_address_is_its_newer_version(knowledge: Knowledge) -> None:
    body = " ".join(f"The {word} stood by the old harbour wall that morning, as it had for years." for word in
                    ("fishmonger", "baker", "tailor", "smith", "porter", "carter", "clerk", "mason"))  # fmt: skip
    pages = [
        RawPage(f"{n}.txt", "", "text", f"Bomb at market\n\n{LEAD.format(n=dead)} {body}",
                {"source": "Harbour Ledger", "date": day})
        for n, dead, day in ((1, "4", "2021-05-10"), (2, "6", "2021-05-11"))
    ]  # fmt: skip
    with Chronicle.open() as chronicle:
        read(chronicle, knowledge, *reversed(pages))
        event = bombing(chronicle)
        assert (len(event.origins), event.counts["killed"].low) == (1, 6)
        assert [value.value for value in event.fields["killed"] if value.former] == ["4"]


def test_twins_of_one_text_are_one_report(knowledge: Knowledge) -> None:
    twins = (PAGE, PAGE.replace("www.", "m.") + "?utm_source=feed", PAGE.replace("https://www.", "http://amp."))
    ids = set()
    for order in itertools.permutations(twins):
        with Chronicle.open() as chronicle:
            read(chronicle, knowledge, *(version(0, url) for url in order))
            (report,) = chronicle.reports()
            ids.add(report.id)
    assert len(ids) == 1


def test_a_declared_copy_is_of_its_originals_lineage(knowledge: Knowledge) -> None:
    head = f"<link rel=canonical href='{PAGE}'>"
    text = f"{LEAD.format(n='4')} Our own men were near and saw the smoke over the roofs for most of the morning."
    page = RawPage(
        "copy.html", "", "html", article("Deadly blast in Kismayo", text, meta=head),
        {"url": "https://plain.example/news/deadly-blast-in-kismayo-17", "date": "2021-05-10"},
    )  # fmt: skip
    with Chronicle.open() as chronicle:
        read(chronicle, knowledge, version(0), page)
        first, copy = chronicle.reports()
        assert (copy.url, copy.copy_of) == ("https://plain.example/news/deadly-blast-in-kismayo-17", PAGE)
        assert len(bombing(chronicle).origins) == 1
        (line,) = versions_record(versions_view(chronicle, first))["copies"]
        assert (line["id"], line["how"]) == (copy.id, "names this page as its original")
        assert versions_view(chronicle, first).lines == ()


def test_what_changed_is_told_by_version(knowledge: Knowledge) -> None:
    with Chronicle.open() as chronicle:
        read(chronicle, knowledge, version(1), version(0))
        event = bombing(chronicle)
        rows = list(version_records(chronicle, versions(chronicle, PAGE)))
        assert [row["report"] for row in rows] == [
            one.id for one in chronicle.reports_at(PAGE.removeprefix("https://www."))
        ]
        assert [event.id in row["events"] for row in rows] == [True, True]
        assert rows[0]["changes"] == []
        (change,) = [one for one in rows[1]["changes"] if one["event"] == event.id]
        assert (change["field"], change["before"], change["after"]) == ("killed", "4", "6")
        assert change["words"] == "killed 4 → 6"
        diff = difference(chronicle, versions(chronicle, rows[1]["report"]))
        assert f"-{LEAD.format(n='4')}" in diff
        assert f"+{LEAD.format(n='6')}" in diff
        view = versions_view(chronicle, chronicle.report(rows[1]["report"]))
        assert [(line.number, line.shown) for line in view.lines] == [(1, False), (2, True)]
        assert view.before == rows[0]["report"]
        assert {line.sign for line in view.diff} == {" ", "-", "+"}


def test_a_followed_page_that_changes(web: Web, whimbrel: Whimbrel, tmp_path: Path) -> None:
    target = tmp_path / "c.db"
    told = ("-c", target, "--allow-private", "127.0.0.1", "--pause", "0", "-f", "ndjson")
    for number in (0, 1):
        text = f"{LEAD.format(n=HOURS[number][1])} {HOURS[number][2]}"
        url = web.page("/world/bomb-at-the-market-4711", article("Bomb at market in Kismayo", text))
        code, _, err = whimbrel("fetch", url, *told)
        assert code == 0, err
    code, out, _ = whimbrel("versions", url, "-c", target, "--diff")
    assert code == 0
    assert "killed 6 people" in out
    with Chronicle.open(target, create=False) as chronicle:
        rows = list(version_records(chronicle, versions(chronicle, url)))
        assert [row["size"] is not None for row in rows] == [True, True]
        assert "killed 4 → 6" in [one["words"] for one in rows[1]["changes"]]
        assert all(report.fetched.endswith("Z") for report in chronicle.reports(text=False))
        assert bombing(chronicle).counts["killed"].low == 6 or rows[0]["at"] == rows[1]["at"]
    check_whole(target)


def test_the_versions_stand_on_the_reports_page_and_in_its_listing(
    knowledge: Knowledge, whimbrel: Whimbrel, tmp_path: Path
) -> None:
    testclient = pytest.importorskip("fastapi.testclient", reason="the web pages need the extra `web`")
    from whimbrel.web.app import make_app  # noqa: PLC0415 - an extra
    from whimbrel.web.site import open_site  # noqa: PLC0415

    with Chronicle.open(tmp_path / "c.db") as chronicle:
        read(chronicle, knowledge, version(0), version(1))
        first, second = (one.id for one in chronicle.reports_at(page_key(PAGE)))
        client = testclient.TestClient(make_app(open_site(chronicle)), base_url="http://127.0.0.1")
        shown = client.get(f"/reports/{second}")
        assert shown.status_code == 200
        assert "killed 4 → 6" in shown.text
        assert f'href="/reports/{first}"' in shown.text
        assert "<ins>" in shown.text
        assert "changed 2021-05-10 08:40:00+03:00" in shown.text
        told = client.get(f"/reports/{second}.json").json()
        assert [one["report"] for one in told["versions"]] == [first, second]
        assert told["versions"][1]["changes"][0]["words"] == "killed 4 → 6"
        assert told["modified"] == "2021-05-10T08:40:00+03:00"
        assert told["copies"] == []
        event = client.get(f"/events/{bombing(chronicle).id}")
        assert "4 (earlier version)" in event.text
    code, out, _ = whimbrel("report", second, "-c", tmp_path / "c.db")
    assert code == 0
    assert "versions of this report" in out
    assert "killed 4 → 6" in " ".join(out.split())
    code, _, _ = whimbrel("versions", second, "-c", tmp_path / "c.db")
    assert code == 0
    _, out, _ = whimbrel("versions", second, "-c", tmp_path / "c.db", "-f", "csv")
    assert "killed 4 → 6" in out
    _, out, _ = whimbrel("reports", "-c", tmp_path / "c.db", "-f", "csv")
    assert "outlet_country" in out.splitlines()[0]
    assert "2021-05-10T08:40:00+03:00" in out
