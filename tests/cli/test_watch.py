"""`whimbrel watch` on the command line."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

import feedparser
import pytest
from runs import EXAMPLES, Whimbrel, start

from whimbrel.api import read


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("watch") / "chronicle.db"
    read([EXAMPLES / "mogadishu-coast.html"], path).close()
    return path


@pytest.fixture
def chronicle(made: Path, tmp_path: Path) -> Path:
    return shutil.copyfile(made, tmp_path / "chronicle.db")


def test_views_are_added_listed_and_removed(whimbrel: Whimbrel, chronicle: Path) -> None:
    code, out, _ = whimbrel("watch", "add", "somalia", "--place", "Somalia", "-c", chronicle)
    assert (code, out.split(":")[0]) == (0, "view somalia")
    hook = "https://hooks.example/secret-path"
    code, out, err = whimbrel("watch", "add", "all", "--webhook", hook, "-c", chronicle, "-f", "json")
    assert code == 0
    assert json.loads(out)["secret"].startswith("whsec_")
    code, out, _ = whimbrel("watch", "list", "-c", chronicle, "-f", "json")
    assert [(view["name"], view["webhook"], view["wanted"]) for view in json.loads(out)] == [
        ("all", "https://hooks.example/…", {}),
        ("somalia", None, {"place": "Somalia"}),
    ]
    for form in ("table", "csv", "ndjson"):
        code, out, _ = whimbrel("watch", "list", "-c", chronicle, "-f", form)
        assert "somalia" in out
        assert "secret" not in out
    assert whimbrel("watch", "remove", "all", "-c", chronicle)[0] == 0
    assert whimbrel("watch", "remove", "all", "-c", chronicle)[0] == 2
    assert whimbrel("watch", "remove", "somalia", "-c", chronicle)[0] == 0
    code, _, err = whimbrel("watch", "list", "-c", chronicle)
    assert (code, err) == (1, "no view is saved\n")


def test_the_feed_is_printed_or_written(whimbrel: Whimbrel, chronicle: Path, tmp_path: Path) -> None:
    whimbrel("watch", "add", "all", "-c", chronicle)
    code, out, _ = whimbrel("watch", "feed", "all", "-c", chronicle)
    assert code == 0
    target = tmp_path / "feed.xml"
    code, nothing, err = whimbrel("watch", "feed", "all", "-o", target, "-c", chronicle)
    assert (code, nothing) == (0, "")
    assert "events in" in err
    assert feedparser.parse(out).entries == feedparser.parse(target.read_bytes()).entries != []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "Big Name"], "small letters"),
        (["add", "a", "--webhook", "http://10.0.0.1/x"], "--allow-private"),
        (["add", "a", "--webhook", "ftp://hooks.example/x"], "https://host/path"),
        (["add", "a", "--since", "soon"], "--since 'soon' is not a date"),
        (["feed", "none"], "there is no view 'none'"),
        (["feed", "none", "--address", "javascript:alert(1)"], "no http address"),
        (["run", "none"], "there is no view 'none'"),
        (["run", "--every", "soon"], "write 15m"),
        (["run", "--every", "1s"], "the shortest"),
        (["run", "--once", "--every", "1h"], "do not go together"),
    ],
)
def test_what_cannot_be(whimbrel: Whimbrel, chronicle: Path, arguments: list[str], words: str) -> None:
    code, out, err = whimbrel("watch", *arguments, "-c", chronicle)
    assert (code, out) == (2, "")
    assert words in err


def test_a_run_tells_what_it_did(whimbrel: Whimbrel, chronicle: Path) -> None:
    code, out, err = whimbrel("watch", "run", "-c", chronicle)
    assert (code, out, err) == (0, "", "no view has a webhook\n")
    whimbrel("watch", "add", "inner", "--webhook", "http://localhost:9/x", "-c", chronicle)
    assert whimbrel("watch", "run", "-c", chronicle)[1] == "view inner: 0 events told\n"
    id = json.loads(whimbrel("events", "-c", chronicle, "-f", "json")[1])[0]["id"]
    whimbrel("right", id, "-c", chronicle)
    code, out, err = whimbrel("watch", "run", "-c", chronicle, "-f", "json")
    assert code == 2
    assert "no address of the public net" in err
    assert json.loads(out)["views"][0]["events"] == 0


@pytest.mark.slow
def test_going_on_until_it_is_stopped(chronicle: Path) -> None:
    running = start("watch", "run", "--every", "5s", "-c", chronicle)
    assert running.stderr is not None
    assert running.stderr.readline() == "no view has a webhook\n"
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=20) == 130
