"""Chronicles that were made before pages and outlets had one name each: nothing in them is read twice."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import samples

from whimbrel.api import Chronicle
from whimbrel.chronicle.codec import dumps
from whimbrel.chronicle.schema import EVENTS_DUE
from whimbrel.clean import cleaned
from whimbrel.clean.identity import former_outlet, former_url, identity
from whimbrel.coder import Knowledge
from whimbrel.gather import RawPage
from whimbrel.model import Report
from whimbrel.pipeline import Reading

URL = "http://www.bbc.co.uk/news/world-africa-57034567?utm_source=x&id=a%20b"
TEXT = (
    "Ministers meet in Accra\n\nThe foreign ministers of Ghana and Togo met in Accra on 9 May 2021 and signed a treaty."
)


def page(**fields: str) -> RawPage:
    return RawPage("a.txt", "", "text", TEXT, {"date": "2021-05-10", **fields})


def as_before(raw: RawPage) -> Report:
    """The report as it was stored before."""
    found = cleaned(raw)
    url = former_url(raw.fields.get("url", ""))
    outlet = former_outlet(raw.fields.get("source", ""), url)
    return replace(found.report, id=found.former_id, outlet=outlet, url=url, publisher=None)


def taken(chronicle: Chronicle, *pages: RawPage) -> list[str]:
    reading = Reading(chronicle, Knowledge.load())
    return [reading.take(one).outcome for one in pages]


def test_the_former_id_is_what_it_was() -> None:
    """Worked out by the code of the time."""
    told = "HTTP://WWW.BBC.co.uk:80/a?utm_x=1&b=c d#e"
    known = identity("BBC", "https://www.bbc.co.uk/a", "text", told_url=told, told_outlet="BBC")
    assert former_url(told) == "http://www.bbc.co.uk/a?b=cd"
    assert known.former == "8205e30e905b8600"
    assert identity("The Gazette", "", "text", told_outlet="The  Gazette").former == "40ff106d54a45961"


def test_without_an_address_ids_are_what_they_were() -> None:
    found = cleaned(page(source="BBC"))
    assert found.report.id == found.former_id
    assert found.report.outlet == "BBC News"


def test_a_report_of_an_old_chronicle_is_not_read_again() -> None:
    raw = page(url=URL, source="BBC News - Africa")
    with Chronicle.open() as chronicle:
        assert chronicle.add(as_before(raw))
        assert cleaned(raw).report.id != as_before(raw).id
        twin = page(url="https://m.bbc.com/news/world-africa-57034567?id=a%20b", source="BBC")
        other = page(url="https://www.bbc.co.uk/news/world-africa-57034567?id=c", source="BBC")
        assert taken(chronicle, raw, page(url=URL), twin, other) == ["unchanged", "unchanged", "new", "new"]
        assert taken(chronicle, page(url="https://bbc.co.uk/news/world-africa-57034567/?id=a%20b")) == ["unchanged"]


def test_what_an_outlet_is_called_makes_no_other_report() -> None:
    with Chronicle.open() as chronicle:
        pages = [page(url=URL, source=name) for name in ("", "BBC", "BBC World Service", "Some name that nobody knew")]
        assert taken(chronicle, *pages) == ["new", "unchanged", "unchanged", "unchanged"]


def test_an_old_file_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    raw = page(url=URL, source="bbc.co.uk")
    before = as_before(raw)
    with Chronicle.open(path) as chronicle:
        chronicle.add(before)
        chronicle.add(samples.WIRE)
        with chronicle.ground() as ground:
            ground.note("merged with", "0")
            ground.done()
    with sqlite3.connect(path) as plain:  # as the schema was
        for name in ("reports_by_page", "reports_by_original"):
            plain.execute(f"drop index {name}")
        for name in ("page", "original", "moment", "text_hash"):
            plain.execute(f"alter table reports drop column {name}")
        plain.execute("alter table tellings drop column of_several")
        plain.execute("alter table telling_links drop column weight")
        plain.execute("drop table telling_pairs")
        plain.execute("update alembic_version set version_num = '0015'")
    plain.close()
    with Chronicle.open(path) as chronicle:
        found = chronicle.report(before.id)
        assert found.publisher is not None
        assert (found.outlet, found.publisher.country) == ("BBC News", "GBR")
        assert dumps(replace(found, publisher=None, outlet=before.outlet)) == dumps(before)
        assert [one.id for one in chronicle.reports_at("bbc.co.uk/news/world-africa-57034567?id=a+b")] == [before.id]
        assert chronicle.events_due(), EVENTS_DUE
        assert taken(chronicle, raw) == ["unchanged"]
