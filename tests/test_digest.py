"""A digest: what changed, in whose words, as Markdown and as a page; nothing from a report becomes markup."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from runs import EXAMPLES, Whimbrel

sys.path.insert(0, str(Path(__file__).parent / "chronicle"))

import samples

from whimbrel.api import Chronicle, read
from whimbrel.chronicle.clock import stamp
from whimbrel.errors import UsageError
from whimbrel.export.digest.parts import Digest, Entry, Part, Telling
from whimbrel.export.digest.write import write_digest
from whimbrel.model import Conflict, Count, Status

MONDAY, TUESDAY, WEDNESDAY = (datetime(2022, 10, day, tzinfo=UTC) for day in (24, 25, 26))
BOMB, DEAL, GAS = samples.EVENTS[0], samples.EVENTS[2], samples.EVENTS[6]


@pytest.fixture
def chronicle(monkeypatch: pytest.MonkeyPatch) -> Iterator[Chronicle]:
    """Monday: the wire tells of the bombing. Tuesday: everything else, and the toll has risen."""
    wire = samples.claims_of(samples.WIRE)
    first = replace(
        BOMB, claims=(samples.BOMB[0].id,), reports=(samples.WIRE.id,), origins=BOMB.origins[:1], conflicts=(),
        counts={"killed": Count(100, None, "at least 100")},
    )  # fmt: skip
    later = replace(BOMB, counts={"killed": Count(120, 120, "120")})
    with Chronicle.open() as opened:
        monkeypatch.setenv("WHIMBREL_NOW", stamp(MONDAY))
        opened.add(samples.WIRE, wire)
        opened.replace_events((first,))
        monkeypatch.setenv("WHIMBREL_NOW", stamp(TUESDAY))
        for source in samples.REPORTS:
            opened.add(source, samples.claims_of(source))
        opened.replace_events((later, *samples.EVENTS[1:]))
        monkeypatch.setenv("WHIMBREL_NOW", "2022-10-25T18:00Z")
        yield opened


def part(digest: Digest, heading: str) -> Part:
    return next(one for one in digest.parts if one.heading == heading)


def test_a_toll_is_told_with_the_words_for_it_now_and_before(chronicle: Chronicle) -> None:
    (entry,) = part(chronicle.digest(TUESDAY), "Changed tolls").entries
    assert entry.changes == ("killed: 120, before: at least 100",)
    assert [(one.outlet, one.said, one.fresh) for one in entry.tellings] == [
        ("Gulf Morning Post", "120 killed", True),
        ("The Harbour Wire", "at least 100 killed", False),
        ("إذاعة الساحل", "85 to 95 killed", True),
    ]
    assert entry.tellings[0].words == samples.BOMB[1].text
    assert entry.tellings[1].words in samples.WIRE.text


def test_a_conflict_is_told_with_each_rival_value(chronicle: Chronicle) -> None:
    (entry,) = part(chronicle.digest(TUESDAY), "New conflicts between sources").entries
    assert entry.changes[0].startswith("killed: at least 100, 120")
    assert {telling.outlet for telling in entry.tellings} == {"The Harbour Wire", "Gulf Morning Post", "إذاعة الساحل"}
    assert all(telling.said.startswith("killed ") for telling in entry.tellings)


def test_new_events_come_with_most_origins_first_and_are_counted_when_cut(chronicle: Chronicle) -> None:
    new = part(chronicle.digest(TUESDAY, limit=2), "New events")
    assert (new.total, len(new.entries)) == (len(samples.EVENTS) - 1, 2)
    assert "2 independent origins" in new.entries[0].about
    assert [telling.outlet for telling in new.entries[0].tellings] == ["The Harbour Wire", "Addis Ledger"]
    assert len(part(chronicle.digest(TUESDAY, limit=0), "New events").entries) == new.total


def test_new_actors_are_those_whom_no_report_named_before(chronicle: Chronicle) -> None:
    names = {entry.title for entry in part(chronicle.digest(TUESDAY), "New actors").entries}
    assert "United Nations" in names
    assert "al-Shabaab" not in names
    (entry,) = [one for one in part(chronicle.digest(TUESDAY), "New actors").entries if one.title == "United Nations"]
    assert entry.tellings[0].words == samples.RIGHTS.text


def test_a_digest_of_the_past_knows_nothing_of_what_came_later(chronicle: Chronicle) -> None:
    digest = chronicle.digest(MONDAY, TUESDAY)
    assert [one.heading for one in digest.parts] == ["New events", "New actors"]
    (entry,) = part(digest, "New events").entries
    assert [telling.outlet for telling in entry.tellings] == ["The Harbour Wire"]
    assert entry.more == 0
    assert "origins" not in " ".join(entry.about)
    assert digest.reports == 1


def test_what_else_changed_and_what_went(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHIMBREL_NOW", stamp(WEDNESDAY))
    denied = replace(BOMB, status=Status.DENIED, place=samples.NAIROBI)
    merged = replace(DEAL, claims=(*DEAL.claims, *GAS.claims))
    chronicle.replace_events((denied, merged))
    digest = chronicle.digest(WEDNESDAY, datetime(2022, 10, 27, tzinfo=UTC))
    changed = {entry.id: entry.changes for entry in part(digest, "Also changed").entries}
    assert "status: denied, before: happened" in changed[BOMB.id]
    assert "where: Nairobi, Kenya, before: Mogadishu, Somalia" in changed[BOMB.id]
    gone = {entry.id: entry for entry in part(digest, "Merged or gone").entries}
    assert gone[GAS.id].changes[0].startswith("now one with: The Government of Ethiopia and the Tigray")
    assert gone[GAS.id].tellings[0].words == samples.GAS.text
    assert gone[samples.EVENTS[5].id].changes == ("no event of its own any more",)


def test_a_value_more_in_an_old_conflict_is_a_new_conflict(
    chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = chronicle.event(BOMB.id)
    two, three = event.fields["killed"][:2], event.fields["killed"]
    for at, values in ((TUESDAY.replace(hour=19), two), (TUESDAY.replace(hour=20), three)):
        monkeypatch.setenv("WHIMBREL_NOW", stamp(at))
        chronicle.replace_events((replace(event, conflicts=(Conflict("killed", values),)),))
    digest = chronicle.digest(TUESDAY.replace(hour=20), WEDNESDAY)
    assert "New conflicts between sources" in {one.heading for one in digest.parts}
    fewer = chronicle.digest(TUESDAY.replace(hour=19), TUESDAY.replace(hour=20))
    assert "New conflicts between sources" not in {one.heading for one in fewer.parts}


def test_an_empty_time_is_refused_and_a_quiet_one_said(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError, match="is not before"):
        chronicle.digest(WEDNESDAY, TUESDAY)
    quiet = chronicle.digest(WEDNESDAY, datetime(2022, 10, 27, tzinfo=UTC))
    assert not quiet.changed
    assert "Nothing changed." in write_digest(quiet, "markdown")
    assert "Nothing changed." in write_digest(quiet, "html")


def test_real_reports_in_two_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHIMBREL_NOW", "2019-03-15T20:00Z")
    with read(EXAMPLES / "christchurch-gazette-first.html") as chronicle:
        monkeypatch.setenv("WHIMBREL_NOW", "2019-03-17T20:00Z")
        read(EXAMPLES / "christchurch-gazette-updated.html", chronicle)
        digest = chronicle.digest("yesterday")
        (entry,) = part(digest, "Changed tolls").entries
        assert "killed: 50, before: 49" in entry.changes
        assert "“A gunman killed 50 people and wounded 50 more" in write_digest(digest, "markdown")


# ---- written


HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(2)) *b* _i_ `c` # h\n- l\x1b[31m\u202e ![i](http://e.example/i.png)"
)


def hostile() -> Digest:
    telling = Telling(HOSTILE, HOSTILE, "https://e.example/a b)c>d<e", HOSTILE, HOSTILE, True)
    entry = Entry(HOSTILE, (HOSTILE,), (HOSTILE,), (telling, replace(telling, link="")), 3, "e" * 16)
    return Digest(HOSTILE, MONDAY, TUESDAY, 1, (Part("New events", 2, (entry,)),), (HOSTILE,))


def test_markdown_holds_no_markup_from_a_report() -> None:
    written = write_digest(hostile(), "markdown")
    bare = re.sub(r"\\.", "", written)
    assert not re.search(r"[`_]|!\[|<script|\x1b|\u202e", bare)
    assert re.findall(r"\]\(([^)]*)\)", bare) == ["https://e.example/a%20b%29c%3Ed%3Ce"]
    assert not re.search(r"^- l", written, re.MULTILINE), "a line of a report begins no line of ours"
    assert r"\<script\>alert(1)\</script\>" in written


def test_a_page_holds_no_markup_from_a_report() -> None:
    written = write_digest(hostile(), "html")
    root = html.fromstring(written)
    assert not list(root.iter("script", "img"))
    assert {link.get("href") for link in root.iter("a")} == {"https://e.example/a b)c>d<e"}
    assert "<script>alert(1)</script>" in root.text_content()
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "default-src 'none'" in written


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="'pdf'"):
        write_digest(hostile(), "pdf")


# ---- the command


def test_the_command(whimbrel: Whimbrel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.db"
    monkeypatch.setenv("WHIMBREL_NOW", "2022-10-25T12:00Z")
    with Chronicle.open(path) as chronicle:
        samples.fill(chronicle)
    monkeypatch.setenv("WHIMBREL_NOW", "2022-10-26T12:00Z")
    code, out, _ = whimbrel("digest", "-c", path)
    assert code == 0
    assert out.startswith("# What changed\n")
    assert f"## New events ({len(samples.EVENTS)})" in out
    assert out.endswith("\n")
    code, _, err = whimbrel("digest", "-c", path, "--since", "today")
    assert (code, "nothing changed" in err) == (1, True)
    code, out, err = whimbrel("digest", "-c", path, "--since", "7d", "-f", "html", "-o", tmp_path / "d.html")
    assert (code, out) == (0, "")
    assert (tmp_path / "d.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    code, _, err = whimbrel("digest", "-c", path, "--since", "lunch")
    assert code == 2
    assert "'lunch' is no time" in err


def test_what_was_there_before_the_log_is_said_to_be_unknown(chronicle: Chronicle) -> None:
    with chronicle._writing() as connection:
        connection.exec_driver_sql("update event_changes set was = null")
    digest = chronicle.digest(TUESDAY)
    assert digest.remarks == ("What 1 event showed before is not known: a Whimbrel that did not keep it changed them.",)
    assert "Changed tolls" not in {one.heading for one in digest.parts}
