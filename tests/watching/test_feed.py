"""The feed of a view, read by a reader not written by us."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree
from receivers import OTHER, SECOND, write_report

from whimbrel.api import Chronicle, read
from whimbrel.export.title import event_title

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(chronicle: Chronicle, name: str = "all", **options: Any) -> Any:
    out = io.BytesIO()
    chronicle.write_feed(name, out, **options)
    found = feedparser.parse(out.getvalue())
    assert not found.bozo, found.get("bozo_exception")
    check_valid(out.getvalue())
    return found


def check_valid(written: bytes) -> None:
    """What RFC 4287 demands of a feed and its entries."""
    feed = etree.fromstring(written)
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert len(feed.findall(f"{ATOM}author")) == 1
    for part in (feed, *feed.iter(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{tag}")) == 1, tag
            assert part.findtext(f"{ATOM}{tag}"), tag
    for entry in feed.iter(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}content") is not None


def test_entries_tell_of_the_events(chronicle: Chronicle, tmp_path: Path) -> None:
    chronicle.watch("all")
    read([write_report(tmp_path, "second", "The Courier", "2021-03-15", SECOND)], chronicle)
    (event,) = chronicle.events()
    found = parsed(chronicle)
    assert (found.version, found.feed.title, found.feed.id) == ("atom10", "all", "urn:whimbrel:view:all")
    (entry,) = found.entries
    assert entry.id == f"urn:whimbrel:event:{event.id}"
    assert entry.title == event_title(event)
    assert "sources differ on killed: 9 or 6" in entry.summary
    assert "hospital officials said" in entry.content[0].value
    assert 'href="https://news.example/second"' in entry.content[0].value
    assert entry.published <= entry.updated == found.feed.updated


def test_ids_and_times_are_stable_and_the_last_changed_stand_first(chronicle: Chronicle, tmp_path: Path) -> None:
    chronicle.watch("all")
    read([write_report(tmp_path, "other", "The Courier", "2021-03-15", OTHER)], chronicle)
    before, again = parsed(chronicle), parsed(chronicle)
    assert before.entries == again.entries
    last = before.entries[-1]
    chronicle.right(last.id.rpartition(":")[2])
    after = parsed(chronicle)
    assert [entry.id for entry in after.entries] == [last.id, *(entry.id for entry in before.entries[:-1])]
    assert after.entries[0].published == last.published
    assert "checked: right" in after.entries[0].summary
    assert len(parsed(chronicle, limit=1).entries) == 1


def test_a_view_holds_what_it_asks_for(chronicle: Chronicle, tmp_path: Path) -> None:
    read([write_report(tmp_path, "other", "The Courier", "2021-03-15", OTHER)], chronicle)
    chronicle.watch("meetings", type="CONSULT")
    chronicle.watch("nothing", text="zeppelin")
    assert {tag.term for entry in parsed(chronicle, "meetings").entries for tag in entry.tags} == {
        "CONSULT",
        "happened",
    }
    empty = parsed(chronicle, "nothing")
    assert empty.entries == []
    assert empty.feed.updated


def test_entries_lead_to_where_the_chronicle_is_served(chronicle: Chronicle) -> None:
    chronicle.watch("all")
    found = parsed(chronicle, address="https://news.example/whimbrel/")
    (event,) = chronicle.events()
    assert found.entries[0].link == f"https://news.example/whimbrel/events/{event.id}"
    assert found.entries[0].id == f"urn:whimbrel:event:{event.id}"
    links = {link.rel: link.href for link in found.feed.links}
    assert links["self"] == "https://news.example/whimbrel/views/all.atom"


def test_hostile_text_stays_text(chronicle: Chronicle, tmp_path: Path) -> None:
    text = (
        "Gunmen <script>alert(1)</script> attacked a school in Mombasa on Friday and killed four teachers, "
        "\u202eofficials\u202c said ]]> &amp; <b>left</b>."
    )
    path = write_report(tmp_path, "hostile", "<i>Out</i>let", "2021-04-10", text)
    path.write_text(path.read_text().replace("https://news.example/hostile", "javascript:alert(1)"))
    read([path], chronicle)
    chronicle.watch("all")
    out = io.BytesIO()
    chronicle.write_feed("all", out)
    check_valid(out.getvalue())
    for entry in etree.fromstring(out.getvalue()).iter(f"{ATOM}entry"):
        shown = entry.findtext(f"{ATOM}content")
        assert "<script" not in shown
        assert "javascript:" not in shown
        assert "<i>" not in shown
        assert not set(shown) & set("\u202e\u202c")


def test_the_file_is_whole_or_as_it_was(chronicle: Chronicle, tmp_path: Path) -> None:
    chronicle.watch("all")
    target = tmp_path / "feed.xml"
    assert chronicle.write_feed("all", target) == 1
    assert len(feedparser.parse(target.read_bytes()).entries) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".feed")] == []
