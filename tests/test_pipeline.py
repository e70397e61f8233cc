"""The whole way, from files to records."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from articles import write_articles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from runs import EXAMPLES, Whimbrel, check_whole, contents, dump

import whimbrel as package
from examples import tried
from whimbrel import pipeline
from whimbrel.clean import to_report
from whimbrel.coder import Knowledge, code, code_all
from whimbrel.dating import dated
from whimbrel.errors import SetAside
from whimbrel.gather import RawPage, gather
from whimbrel.merge.founding import DOUBTFUL, UNREAL
from whimbrel.pages import read_report

EVENT = (
    "id", "type", "mode", "contexts", "actors", "recipients", "place", "when", "status", "says", "counts", "reports",
    "claims", "conflicts",
)  # fmt: skip
CLAIM = (
    "id", "type", "mode", "contexts", "actors", "recipients", "place", "when", "status", "says", "counts", "report",
    "passage", "span", "text", "confidence",
)  # fmt: skip


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    """A chronicle of the reports that come with the project."""
    target = tmp_path_factory.mktemp("examples") / "c.db"
    with package.Chronicle.open(target) as chronicle:
        summary = pipeline.read([EXAMPLES], chronicle, knowledge=knowledge)
    assert summary.reports == summary.new > 20
    assert summary.events > 50
    return target


def read_into(target: Path, *batches: list[Path], knowledge: Knowledge) -> None:
    with package.Chronicle.open(target) as chronicle:
        for paths in batches:
            pipeline.read(paths, chronicle, knowledge=knowledge)


def test_the_examples_are_read_whole(examples: Path) -> None:
    check_whole(examples)


def test_reading_the_same_folder_again_changes_nothing(examples: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    target = tmp_path / "c.db"
    shutil.copy(examples, target)
    before = dump(target)
    with package.Chronicle.open(target) as chronicle:
        summary = pipeline.read([EXAMPLES], chronicle, knowledge=knowledge)
    assert (summary.new, summary.unchanged) == (0, summary.reports)
    assert dump(target) == before


def test_the_order_of_reading_does_not_matter(examples: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    files = sorted(EXAMPLES.iterdir())
    random.Random(7).shuffle(files)
    read_into(tmp_path / "c.db", files, knowledge=knowledge)
    assert contents(tmp_path / "c.db") == contents(examples)


@pytest.mark.slow
def test_reading_bit_by_bit_comes_to_the_same(examples: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    files = sorted(EXAMPLES.iterdir(), reverse=True)
    read_into(tmp_path / "c.db", files[:3], files[3:15], files[10:], knowledge=knowledge)
    check_whole(tmp_path / "c.db")
    assert contents(tmp_path / "c.db") == contents(examples)


def ndjson(whimbrel: Whimbrel, *arguments: str | Path) -> list[dict[str, Any]]:
    code, out, err = whimbrel(*arguments, "--format", "ndjson")
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_records_keep_the_contract(examples: Path, whimbrel: Whimbrel) -> None:
    events = {event["id"]: event for event in ndjson(whimbrel, "events", "-c", examples)}
    claims = {claim["id"]: claim for claim in ndjson(whimbrel, "claims", "-c", examples)}
    reports = {report["id"]: report for report in ndjson(whimbrel, "reports", "-c", examples)}
    actors = {actor["id"] for actor in ndjson(whimbrel, "actors", "-c", examples)}
    for event in events.values():
        assert set(EVENT) <= event.keys()
        assert event["reports"]
        assert set(event["reports"]) <= reports.keys()
        assert {claims[id]["report"]["id"] for id in event["claims"]} == set(event["reports"])
        assert {claims[id]["event"] for id in event["claims"]} == {event["id"]}
        for who in event["actors"] + event["recipients"]:
            assert {"id", "name", "kind"} <= who.keys()
            assert who["id"]
            assert who["name"]
        assert {"edtf", "earliest", "latest"} <= event["when"].keys()
        if event["place"] is not None:
            assert {"name", "country", "lat", "lon", "precision"} <= event["place"].keys()
    texts: dict[str, str] = {}
    for id in reports:
        code, out, _ = whimbrel("report", id, "-c", examples, "--format", "json")
        assert code == 0
        texts[id] = json.loads(out)["text"]
    for claim in claims.values():
        assert set(CLAIM) <= claim.keys()
        bare = not (claim["actors"] or claim["recipients"] or claim["place"] or claim["counts"])
        doubtful = claim["confidence"]["score"] < DOUBTFUL
        assert claim["event"] in events or (claim["event"] is None and (claim["status"] in UNREAL or doubtful or bare))
        assert {"id", "file", "outlet", "title", "url", "published"} <= claim["report"].keys()
        start, end = claim["span"]
        assert texts[claim["report"]["id"]][start:end] == claim["text"] != ""
        assert 0 <= claim["confidence"]["score"] <= 1
        for part in claim["actors"] + claim["recipients"] + claim["says"]:
            if part["span"]:
                start, end = part["span"]
                assert texts[claim["report"]["id"]][start:end]
    assert {who["id"] for event in events.values() for who in event["actors"]} <= actors


def test_every_record_leads_to_its_page_and_back(examples: Path, whimbrel: Whimbrel, tmp_path: Path) -> None:
    events = ndjson(whimbrel, "events", "-c", examples)
    for event in events[:5]:
        code, out, _ = whimbrel("event", event["id"], "-c", examples, "--format", "json")
        assert code == 0
        assert [source["id"] for source in json.loads(out)["sources"]] == event["claims"]
    code, _, _ = whimbrel("page", "-c", examples, "-o", tmp_path / "p.html")
    assert code == 0
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert all(event["id"] in page for event in events)


@settings(max_examples=tried(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=400), media=st.sampled_from(["text", "html"]))
def test_any_text_is_read_or_set_aside(text: str, media: Any, knowledge: Knowledge) -> None:
    try:
        report, claims = read_report(RawPage("a", "", media, text), knowledge)
    except SetAside:
        return
    assert all(report.text[claim.span.start : claim.span.end] == claim.text for claim in claims)


WORDS = """
soldiers protesters Lagos Iran's president killed arrested said met signed denied on 3 May 2021 Tuesday at least twelve
of the and to with , . “ ” ( ) — U.S. Mr. Photo: Reuters that who would not have been
"""


@settings(max_examples=tried(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from([*WORDS.split(), "\n\n"]), max_size=80))
def test_any_order_of_words_is_read_or_set_aside(words: list[str], knowledge: Knowledge) -> None:
    try:
        report, claims = read_report(RawPage("a", "", "text", " ".join(words)), knowledge)
    except SetAside:
        return
    assert all(report.text[claim.span.start : claim.span.end] == claim.text for claim in claims)


GROWTH = """
import gc, sys
from whimbrel import pipeline
from whimbrel.chronicle import Chronicle

def resident():
    gc.collect()
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * 4096 / 1e6

sizes = []
def look(progress):
    if progress.done % 200 == 0:
        sizes.append(resident())

with Chronicle.open(sys.argv[2]) as chronicle:
    pipeline.read([sys.argv[1]], chronicle, on_progress=look)
print(*sizes, resident())
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the size of a process is read from /proc")
def test_memory_does_not_grow_with_the_number_of_reports(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 2001)
    done = subprocess.run(
        [sys.executable, "-c", GROWTH, str(tmp_path / "in"), str(tmp_path / "c.db")],
        capture_output=True,
        text=True,
        check=True,
    )
    *sizes, end = map(float, done.stdout.split())
    assert len(sizes) == 11
    assert sizes[-1] - sizes[5] < 10, (
        sizes
    )  # megabytes of the second thousand, when what is kept of sentences is full; its parses alone are twenty-five
    assert end < 600


def test_pages_read_together_give_what_each_gives_alone(knowledge: Knowledge) -> None:
    pages = [item for item in gather([EXAMPLES]) if isinstance(item, RawPage)][:8]
    reports = [dated(to_report(page), knowledge.almanac) for page in pages]
    assert len(reports) == 8
    together = [claims for claims, _ in code_all(reports, knowledge)]
    assert together == [code(report, knowledge) for report in reports]
    assert any(together)
