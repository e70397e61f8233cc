"""A chronicle kept up to date from a web of our own, from the command line to the raw copies."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from articles import article as sample
from following.test_feeds import BOMB
from following.web import (
    Web,
    article,
    cut_short,
    dripping,
    endless,
    failing,
    item,
    packed,
    redirect,
    rss,
    serving,
)
from runs import Whimbrel, check_whole, start
from warcio.archiveiterator import ArchiveIterator

from whimbrel.api import Chronicle
from whimbrel.cli import FOUND_NOTHING
from whimbrel.following import follow
from whimbrel.following.health import source_records
from whimbrel.following.watch_list import watched
from whimbrel.pipeline import Reading

GERMAN = "Das Dorf am Fluss wartet seit Wochen auf den Regen. " * 9
TEXT = "The foreign ministers of Ghana and Togo met in Accra on 9 May 2021 and signed an agreement on fishing."
LATER = (
    "The foreign ministers of Ghana and Togo met in Accra on 9 May 2021 and signed two agreements on fishing rights."
)


def told(web: Web) -> tuple[str, ...]:
    return "--allow-private", "127.0.0.1", "--pause", "0", "-f", "ndjson"


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def start_of(*arguments: str | Path) -> str:
    """What a program of its own prints: bytes need a real standard output."""
    program = start(*arguments)
    out, err = program.communicate(timeout=60)
    assert program.returncode == 0, err
    return out


def problems(whimbrel: Whimbrel, target: Path) -> dict[str, dict[str, Any]]:
    _, out, _ = whimbrel("problems", "-c", target, "-f", "ndjson")
    return {row["file"]: row for row in rows(out)}


def copies(folder: Path) -> dict[str, tuple[str, bytes]]:
    """What the raw copies hold, read by a reader that is not ours: address → status and body."""
    found = {}
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                if record.rec_type == "response":
                    url = record.rec_headers.get_header("WARC-Target-URI")
                    found[url] = (record.http_headers.get_statuscode(), record.content_stream().read())
    return found


def test_a_feed_is_followed_and_nothing_is_read_twice(web: Web, whimbrel: Whimbrel, tmp_path: Path) -> None:
    target = tmp_path / "c.db"
    one = web.page("/1", article("Ministers meet in Accra", TEXT))
    feed = web.page("/feed", rss([item(one + "?utm_source=rss")]), "application/rss+xml")
    code, out, _ = whimbrel("follow", feed, "-c", target, *told(web))
    assert code == 0
    (row,) = rows(out)
    assert row | {"reasons": {}} == {
        "source": feed, "listed": 1, "fetched": 1, "new": 1, "unchanged": 0, "aside": 0, "failed": 0, "reasons": {},
    }  # fmt: skip
    web.page("/2", article("Rebels free hostages", "Rebels in Mali released twelve hostages on 10 May 2021."))
    web.page("/feed", rss([item(web.base + "/2"), item(one)]), "application/rss+xml")
    _, out, _ = whimbrel("follow", feed, "-c", target, *told(web))
    (row,) = rows(out)
    assert (row["listed"], row["fetched"], row["new"], row["unchanged"]) == (2, 1, 1, 1)
    assert web.asked["/1"] == 1
    with Chronicle.open(target, create=False) as chronicle:
        first, _ = chronicle.reports()
        assert (first.url, first.file) == (one, one)
        assert first.published is not None
        assert first.published.edtf == "2021-05-11"  # as its feed says; what happened, happened before
    assert copies(tmp_path / "c.pages")[one] == ("200", web.pages["/1"])
    check_whole(target)


@pytest.mark.slow
def test_what_changed_is_another_version_and_both_are_kept(web: Web, whimbrel: Whimbrel, tmp_path: Path) -> None:
    target = tmp_path / "c.db"
    url = web.page("/1", article("Ministers meet in Accra", TEXT))
    whimbrel("fetch", url, "-c", target, *told(web))
    _, out, _ = whimbrel("fetch", url, "-c", target, *told(web))
    assert rows(out)[0]["unchanged"] == 1
    web.page("/1", article("Ministers meet in Accra", LATER))
    _, out, _ = whimbrel("fetch", url, "-c", target, *told(web))
    assert rows(out)[0]["new"] == 1
    with Chronicle.open(target, create=False) as chronicle, chronicle.followed(write=False) as followed:
        assert [LATER in report.text for report in chronicle.reports()] == [False, True]
        kept = followed.copies(url=url)
    assert len({copy.report for copy in kept}) == len(kept) == 2
    _, out, _ = whimbrel("versions", url, "-c", target, "-f", "ndjson")
    assert [row["number"] for row in rows(out)] == [1, 2]
    code, out, _ = whimbrel("versions", url, "-c", target, "--diff")
    assert code == 0
    assert "-" + TEXT in out
    assert "+" + LATER in out
    report = kept[0].report
    assert start_of("versions", report[:10], "-c", target, "--raw", "1") == article("Ministers meet in Accra", TEXT)


HARD: dict[str, tuple[Callable[[Web], Any], str, str]] = {  # what stands there, the code, words of the line
    "/gone": (lambda web: failing(404, 99, b""), "http-status", "404 Not Found"),
    "/slow": (lambda web: dripping(b"<p>word</p>", 0.02), "timeout", "no whole answer"),
    "/cut": (lambda web: cut_short(article("Cut", TEXT).encode()), "cut-short", "cut short"),
    "/bomb": (lambda web: packed(b" " * (80 << 20)), "too-large", "once unpacked"),
    "/large": (lambda web: endless(200 << 20, say=False), "too-large", "larger than 20 MB"),
    "/large-and-told": (lambda web: endless(200 << 20, say=True), "too-large", "larger than 20 MB"),
    "/link-local": (lambda web: redirect("http://169.254.169.254/latest/"), "address", "169.254.169.254"),
    "/private": (lambda web: redirect("http://10.1.2.3/"), "address", "10.1.2.3"),
    "/loopback": (lambda web: redirect("http://127.0.0.2:8000/"), "address", "127.0.0.2"),
    "/other-scheme": (lambda web: redirect("file:///etc/passwd"), "address", "not http or https"),
    "/round": (lambda web: redirect("/round"), "redirects", "more than 5 redirects"),
    "/picture": (lambda web: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "binary", "PNG picture"),
    "/empty": (lambda web: b" \n", "empty", "empty"),
    "/feed-as-page": (lambda web: rss([]).encode(), "unsupported", "a feed, not a page"),
    "/in/private": (lambda web: article("No", TEXT).encode(), "robots", "robots.txt"),
    "/german": (lambda web: article("Dorf", GERMAN).encode(), "not-english", "another language"),
}  # fmt: skip


ASIDE = {"binary", "empty", "unsupported", "not-english"}  # fetched, and of no use


MEASURED = """
import os
from whimbrel.cli import main
try:
    main()
finally:
    with open("/proc/self/status") as status, open(os.environ["MOST"], "w") as kept:
        kept.write(next(line.split()[1] for line in status if line.startswith("VmHWM:")))
"""


def most_memory(folder: Path, *arguments: str | Path) -> float:
    """The most megabytes that one command ever held, run as a program of its own."""
    kept = folder / "most"
    command = [sys.executable, "-c", MEASURED, *map(str, arguments)]
    told = {**os.environ, "MOST": str(kept)}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=told)
    assert done.returncode in (0, FOUND_NOTHING), done.stderr
    return int(kept.read_text()) / 1024


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory that a program held")
@pytest.mark.parametrize("say", [True, False])
def test_a_page_of_200_mb_is_cut_off_while_it_comes(say: bool, web: Web, whimbrel: Whimbrel, tmp_path: Path) -> None:
    sent: list[int] = []
    good = web.page("/good", article("Ministers meet in Accra", TEXT))
    large = web.page("/large", endless(200 << 20, say=say, sent=sent))
    plain = most_memory(tmp_path, "fetch", good, "-c", tmp_path / "a.db", *told(web))
    both = most_memory(tmp_path, "fetch", large, good, "-c", tmp_path / "b.db", *told(web))
    assert both < plain + 60, "the bound is 20 MB; 200 would show"
    assert sum(sent) < 40 << 20
    lines = problems(whimbrel, tmp_path / "b.db")
    assert [(file, row["code"]) for file, row in lines.items()] == [(large, "too-large")]
    assert "larger than 20 MB; what came after was not read" in lines[large]["message"]
    assert lines[large]["remedy"]
    with Chronicle.open(tmp_path / "b.db", create=False) as chronicle:
        assert [report.url for report in chronicle.reports()] == [good]
    check_whole(tmp_path / "b.db")


@pytest.fixture
def hard(web: Web) -> str:
    """A feed of 200 pages: everything that goes wrong, and good pages between."""
    web.page("/robots.txt", "User-agent: *\nDisallow: /in/", "text/plain")
    links = []
    for path, (make, _, _) in HARD.items():
        links.append(web.page(path, make(web)))
    lying = article("Café talks", f"The ministers met in the Café Royal in Accra. {TEXT}").encode("cp1252")
    links.append(web.page("/lying", lying, "text/html; charset=utf-8"))
    links.append(web.page("/again", failing(503, 1, article("Second try", TEXT + " All agreed.").encode())))
    number = 0
    while len(links) < 200:
        text = sample(number).split("\n\n")
        links.append(web.page(f"/good/{number}", article(text[0], text[2])))
        number += 1
    return web.page("/feed", rss([item(link) for link in links]), "application/rss+xml")


def test_a_round_that_is_broken_off_goes_on(web: Web, asker: Any, tmp_path: Path) -> None:
    links = [web.page(f"/{number}", article(*sample(number).split("\n\n")[:3:2])) for number in range(4)]
    feed = web.page("/feed", rss([item(link) for link in links]), "application/rss+xml")

    def stop(progress: Any) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    with Chronicle.open(tmp_path / "c.db") as chronicle:
        with pytest.raises(KeyboardInterrupt):
            follow([watched(feed)], chronicle, asker(abreast=1), on_progress=stop)
        assert chronicle.tally().reports == 2
        assert not chronicle.events_due()
        found = follow([watched(feed)], chronicle, asker())
        assert (found.visits[0].fetched, chronicle.tally().reports) == (2, 4)
    check_whole(tmp_path / "c.db")


def test_a_page_that_fails_in_passing_is_tried_again_and_its_line_goes(web: Web, asker: Any, tmp_path: Path) -> None:
    good = article("Ministers meet in Accra", TEXT).encode()
    feed = web.page("/feed", rss([item(web.page("/1", failing(500, 2, good)))]), "application/rss+xml")
    with Chronicle.open(tmp_path / "c.db") as chronicle:
        first = follow([watched(feed)], chronicle, asker(tries=1))
        assert first.visits[0].reasons == {"http-status": 1}
        assert [problem.file for problem in chronicle.problems()] == [f"{web.base}/1"]
        follow([watched(feed)], chronicle, asker(tries=1))
        third = follow([watched(feed)], chronicle, asker(tries=1))
        assert third.visits[0].new == 1
        assert not list(chronicle.problems())


def test_a_page_that_never_comes_is_given_up(web: Web, asker: Any, tmp_path: Path) -> None:
    feed = web.page("/feed", rss([item(web.page("/1", failing(500, 99, b"")))]), "application/rss+xml")
    with Chronicle.open(tmp_path / "c.db") as chronicle:
        for _ in range(7):
            follow([watched(feed)], chronicle, asker(tries=1))
    assert web.asked["/1"] == 5


def test_a_feed_that_moved_for_good_says_so(web: Web, asker: Any, tmp_path: Path) -> None:
    web.page("/new", rss([]), "application/rss+xml")
    with Chronicle.open(tmp_path / "c.db") as chronicle:
        follow([watched(web.page("/old", redirect("/new", 301)))], chronicle, asker())
        (record,) = source_records(chronicle)
    assert (record["health"], f"{web.base}/new" in record["why"]) == ("well", True)


def test_a_fault_of_ours_is_a_line_and_the_rest_is_read(
    web: Web, asker: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = (web.page(path, article("Ministers meet in Accra", TEXT)) for path in ("/good", "/bad"))
    feed = web.page("/feed", rss([item(bad), item(good)]), "application/rss+xml")

    def broken(url: str, *_: Any, **__: Any) -> str:
        if url.endswith("/bad"):
            raise RuntimeError("a slip")
        return url

    fetcher = asker()
    get = fetcher.get
    monkeypatch.setattr(fetcher, "get", lambda url, *given: get(broken(url), *given))
    with Chronicle.open(tmp_path / "c.db") as chronicle:
        found = follow([watched(feed)], chronicle, fetcher)
        assert (found.visits[0].new, found.visits[0].reasons) == (1, {"fault": 1})


def test_an_index_of_sitemaps(web: Web, asker: Any, tmp_path: Path) -> None:
    page = web.page("/1", article("Ministers meet in Accra", TEXT))
    news = f"<urlset><url><loc>{page}</loc></url></urlset>"
    sitemap = web.page("/news.xml.gz", gzip.compress(news.encode()), "application/gzip")
    listed = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in (sitemap, f"{web.base}/no"))
    index = f"<sitemapindex>{listed}</sitemapindex>"
    with Chronicle.open(tmp_path / "c.db") as chronicle:
        found = follow([watched(web.page("/index.xml", index, "text/xml"))], chronicle, asker())
        assert (found.visits[0].new, found.visits[0].reasons) == (1, {"http-status": 1})


def test_the_health_of_sources(web: Web, whimbrel: Whimbrel, tmp_path: Path) -> None:
    target = tmp_path / "c.db"
    page = web.page("/1", article("Ministers meet in Accra", TEXT))
    good = web.page("/good", rss([item(page)]), "application/rss+xml")
    bad = web.page("/bad", failing(404, 99, b""))
    fickle = web.page("/fickle", rss([]), "application/rss+xml")
    whimbrel("follow", good, bad, fickle, "-c", target, *told(web))
    web.page("/fickle", failing(404, 99, b""))
    whimbrel("follow", good, bad, fickle, "-c", target, *told(web))
    code, out, _ = whimbrel("sources", "-c", target, "-f", "ndjson")
    assert code == 0
    found = {row["url"]: row for row in rows(out)}
    assert {url: row["health"] for url, row in found.items()} == {good: "well", bad: "never reached", fickle: "failing"}
    assert (found[good]["name"], found[good]["kind"], found[good]["new"]) == ("The Harbour Ledger", "rss", 1)
    assert [visit["new"] for visit in found[good]["visits"]] == [1, 0]
    assert (found[bad]["failing"], found[bad]["why"]) == (2, "the server answers 404 Not Found")
    for form in ("table", "csv", "json"):
        assert whimbrel("sources", "-c", target, "-f", form)[0] == 0


def test_a_watch_list(web: Web, whimbrel: Whimbrel, tmp_path: Path) -> None:
    page = web.page("/1", article("Ministers meet in Accra", TEXT))
    feed = web.page("/feed", rss([item(page)]), "application/rss+xml")
    path = tmp_path / "watch.toml"
    path.write_text(
        'every = "15m"\ncontact = "desk@ledger.example"\npause = 0\nallow-private = ["127.0.0.1"]\n'
        f'[[source]]\nurl = "{feed}"\nname = "Ledger, world"\noutlet = "The Harbour Ledger"\n',
        encoding="utf-8",
    )
    code, _, err = whimbrel("follow", "--watch-list", path, "--once", "-c", tmp_path / "c.db")
    assert code == 0, err
    assert "(+desk@ledger.example)" in web.headers["/1"]["user-agent"]
    with Chronicle.open(tmp_path / "c.db", create=False) as chronicle:
        assert [report.outlet for report in chronicle.reports()] == ["The Harbour Ledger"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("every = 15", "no text"),
        ('every = "5s"', "too often"),
        ('every = "soon"', "no length of time"),
        ("[[source]]\nurl = 'ftp://a.example/'", "source 1: 'ftp://a.example/' is no web address"),
        ("[[source]]\naddress = 'x'", "unknown: address"),
        ("sources = []", "unknown: sources"),
        ("[[source]]\nurl='http://a.example/f'\n[[source]]\nurl='http://a.example/f'", "stands there twice"),
        ("pause = true", "no number of seconds"),
        ("x", "not valid TOML"),
        ('allow-private = ["all"]\n[[source]]\nurl="http://a.example/f"', "no address or network"),
        ("", "nothing to follow"),
    ],
)
def test_a_watch_list_that_cannot_be(text: str, said: str, whimbrel: Whimbrel, tmp_path: Path) -> None:
    path = tmp_path / "watch.toml"
    path.write_text(text, encoding="utf-8")
    code, _, err = whimbrel("follow", "--watch-list", path, "-c", tmp_path / "c.db")
    assert (code, said in err) == (2, True), err


@pytest.mark.slow
def test_every_so_often_until_it_is_stopped(web: Web, tmp_path: Path) -> None:
    feed = web.page("/feed", rss([]), "application/rss+xml")
    program = start("follow", feed, "-c", tmp_path / "c.db", *told(web), "--every", "1m")
    assert program.stdout is not None
    assert json.loads(program.stdout.readline())["source"] == feed
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=30)
    assert program.returncode == 130
    assert "goes on from there" in err


def test_fetching_a_list(web: Web, whimbrel: Whimbrel, tmp_path: Path) -> None:
    one = web.page("/1", article("Ministers meet in Accra", TEXT))
    listed = tmp_path / "list.csv"
    listed.write_text(f"url,title\n{one},x\n{web.base}/none,y\n", encoding="utf-8")
    code, out, err = whimbrel("fetch", "--list", listed, "-c", tmp_path / "c.db", *told(web))
    assert code == 0
    assert (rows(out)[0]["new"], rows(out)[0]["reasons"]) == (1, {"http-status": 1})
    assert "404 Not Found" in err
    code, _, err = whimbrel("fetch", f"{web.base}/none", "-c", tmp_path / "c.db", *told(web))
    assert code == FOUND_NOTHING
    assert whimbrel("fetch", "-c", tmp_path / "c.db")[0] == 2
    assert whimbrel("fetch", "nowhere", "-c", tmp_path / "c.db")[0] == 2


@pytest.mark.slow
def test_whatever_goes_wrong_is_a_line_and_the_round_finishes(
    web: Web, hard: str, asker: Any, world: Any, whimbrel: Whimbrel, tmp_path: Path
) -> None:
    target = tmp_path / "c.db"
    bomb = web.page("/bomb.xml", BOMB, "application/rss+xml")
    with Chronicle.open(target) as chronicle, serving() as other:
        tired = other.page("/feed", failing(429, 99, b"", Retry_After="9999"))
        fetcher = asker(tries=2, patience=1.5)
        found = follow([watched(url) for url in (hard, bomb, tired)], chronicle, fetcher, reading=Reading(chronicle))
        texts = {report.file: report.text for report in chronicle.reports()}
    first, second, third = found.visits
    aside = sum(code in ASIDE for _, code, _ in HARD.values())
    good = 200 - len(HARD)
    assert (first.listed, first.new, first.aside, first.failed) == (200, good, aside, len(HARD) - aside)
    assert set(world.tried) == {"127.0.0.1"}
    assert "Café Royal" in texts[f"{web.base}/lying"]
    assert "All agreed" in texts[f"{web.base}/again"]
    lines = problems(whimbrel, target)
    for path, (_, code, words) in HARD.items():
        row = lines[web.base + path]
        assert (row["code"], words in row["message"]) == (code, True), row
        assert row["remedy"]
    assert third.reasons == {"busy": 1}
    assert "asks to wait 9,999 s" in lines[tired]["message"]
    assert lines[bomb]["code"] == "malformed"
    assert "entities of its own" in lines[bomb]["message"]
    assert second.reasons == {"malformed": 1}
    check_whole(target)
