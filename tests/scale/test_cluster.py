"""A Ray cluster on this machine: the chronicle of one process, whatever is killed, and nothing of another run."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from runs import EXAMPLES, Whimbrel, check_whole, in_order, start, until

from benchmarks.many_reports import rows_of, write_corpus
from whimbrel.api import Chronicle
from whimbrel.errors import ClusterError, UsageError
from whimbrel.scale import stages
from whimbrel.scale.cluster import address_of, connected, shards_of
from whimbrel.scale.fingerprint import fingerprint
from whimbrel.scale.known import Known
from whimbrel.scale.manifest import Manifest, Run, read_manifest
from whimbrel.scale.place import Entry, entries
from whimbrel.scale.recipe import Recipe
from whimbrel.scale.remote import read_on_cluster
from whimbrel.scale.stages import Coder, Made, packed, unpacked

needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install 'whimbrel[cluster]'")
NUMBER = 48
PLAIN = Recipe(None, None, None, (), date(2026, 1, 1))


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """All is read at noon, so that chronicles can be equal to the letter."""
    monkeypatch.setenv("WHIMBREL_NOW", "2026-01-01T12:00:00Z")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus") / "in", rows_of(EXAMPLES / "meridian.jsonl"), NUMBER)


@pytest.fixture
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory, whimbrel: Whimbrel) -> Path:
    """The chronicle that one process makes of them."""
    target = tmp_path_factory.getbasetemp() / "by-one.db"
    if not target.exists():
        code, out, _ = whimbrel("read", folder, "-c", target)
        assert (code, f"{NUMBER + 1} new" in out) == (0, True)
    return target


@needs_ray
@pytest.mark.slow
def test_two_workers_of_which_one_is_killed(folder: Path, alone: Path, tmp_path: Path) -> None:
    shards: list[Made] = []

    def seen(made: Made) -> None:
        shards.append(made)
        if len(shards) == 1:
            os.kill(made.worker, signal.SIGKILL)

    with Chronicle.open(tmp_path / "c.db") as chronicle:
        summary = read_on_cluster([folder], chronicle, "ray", workers=2, on_shard=seen)
        told = [problem.code for problem in chronicle.problems()]
    assert summary.new == NUMBER + 1
    assert sum(made.pages for made in shards) == NUMBER + 7
    assert len({made.worker for made in shards}) > 1
    check_whole(tmp_path / "c.db")
    assert in_order(tmp_path / "c.db") == in_order(alone)
    assert {"duplicate", "empty", "malformed", "not-english", "binary"} <= set(told)
    assert [path.name for path in (tmp_path / "c.db.shards").iterdir()] == ["lock"]


@needs_ray
@pytest.mark.slow
def test_a_driver_that_is_killed_goes_on_from_what_is_committed(
    folder: Path, alone: Path, whimbrel: Whimbrel, tmp_path: Path
) -> None:
    target, shards = tmp_path / "c.db", tmp_path / "shards"
    asked = ("read", folder, "-c", target, "--on", "ray", "--workers", "2", "--shards", shards)
    process = start(*asked)
    assert until(lambda: _committed(shards), seconds=300)
    process.kill()
    process.communicate()
    kept = _committed(shards)
    code, _, err = whimbrel(*asked[:1], EXAMPLES, *asked[2:])  # another run
    assert (code, "shards of another run; not the same: paths" in err) == (2, True)
    (shards / "half.part").write_text("half a shard")
    made: list[Made] = []
    with Chronicle.open(target) as chronicle:
        read_on_cluster([folder], chronicle, "ray", workers=2, shards=shards, on_shard=made.append)
    assert kept
    assert kept.isdisjoint(one.shard for one in made)
    assert sum(one.pages for one in made) < NUMBER
    assert in_order(target) == in_order(alone)


def _committed(shards: Path) -> set[str]:
    found = read_manifest(shards) if shards.exists() else None
    return set(found.shards) if found else set()


@needs_ray
@pytest.mark.slow
def test_a_worker_of_another_version_is_refused(folder: Path, tmp_path: Path) -> None:
    known = {**fingerprint(PLAIN), "the model": "that of last year"}
    manifest = Manifest.open(tmp_path, Run(("/in",), "/c.db", "2026-01-01", known))
    files = [one for one in entries([folder]) if isinstance(one, Entry)]
    with connected("ray", 2) as ray, pytest.raises(ClusterError, match=r"another version .*: the model \(install"):
        list(shards_of(ray, files, manifest, PLAIN, Known(), Known(), 2))
    assert manifest.shards == []


@needs_ray
@pytest.mark.slow
@pytest.mark.parametrize("ends", ["by itself", "refused", "early"])
def test_nothing_of_ray_is_at_work_when_it_is_shut_down(
    ends: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread of Ray's that asks for anything afterwards ends the process without a word."""
    other = {"the model": "that of last year"} if ends == "refused" else {}
    manifest = Manifest.open(tmp_path, Run(("/in",), "/c.db", "2026-01-01", {**fingerprint(PLAIN), **other}))
    files = [one for one in entries([folder]) if isinstance(one, Entry)]
    before, at_work = set(threading.enumerate()), list[str]()
    refused: list[ClusterError] = []
    with connected("ray", 2) as ray:
        real = ray.shutdown

        def shutdown() -> None:
            at_work.extend(one.name for one in set(threading.enumerate()) - before if _is_of_ray_data(one))
            real()

        monkeypatch.setattr(ray, "shutdown", shutdown)
        try:
            for made in shards_of(ray, files, manifest, PLAIN, Known(), Known(), 2):
                assert made.pages
                if ends == "early":
                    break
        except ClusterError as error:
            refused.append(error)  # with its traceback, and what that holds
    assert (bool(refused), at_work) == (ends == "refused", [])


def _is_of_ray_data(thread: threading.Thread) -> bool:
    kinds = (type(thread), getattr(thread, "_target", None))
    return any(str(getattr(kind, "__module__", "")).startswith("ray.data") for kind in kinds)


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    return Manifest.open(tmp_path / "shards", Run(("/in",), "/c.db", "2026-01-01", fingerprint(PLAIN)))


def refused(made: Iterator[Made]) -> str:
    return " ".join(str(one.refused) for one in made if one.refused)


def test_a_worker_that_does_not_see_the_shards_is_refused(manifest: Manifest, tmp_path: Path) -> None:
    for folder, run in ((tmp_path / "elsewhere", manifest.run), (manifest.folder, replace(manifest.run, id="another"))):
        coder = Coder(str(folder), run, PLAIN, Known())
        (pages,) = stages.gathered(packed(entries([EXAMPLES / "meridian.jsonl"])), Known())
        assert "does not see the shards of this run" in refused(iter(unpacked(coder(pages))))
        assert unpacked(coder({})) == []  # a block of which all was done


def test_a_worker_that_does_not_see_the_reports_is_refused(manifest: Manifest, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met.")
    listed = entries([tmp_path / "a.txt"])
    (tmp_path / "a.txt").unlink()  # as on a machine that has another disk
    (pages,) = stages.gathered(packed(listed), Known())
    coder = Coder(str(manifest.folder), manifest.run, PLAIN, Known())
    assert "does not see this file" in refused(iter(unpacked(coder(stages.cleaned(pages)))))


def test_pages_that_are_done_are_not_gathered_again() -> None:
    listed = packed(entries([EXAMPLES / "meridian.jsonl"]))
    ((pages,),) = map(unpacked, stages.gathered(listed, Known()))
    done = Known(page.key for page in pages[:3])
    ((rest,),) = map(unpacked, stages.gathered(listed, done))
    assert rest == pages[3:]
    assert list(stages.gathered(listed, Known(page.key for page in pages))) == []


@pytest.mark.parametrize("on", ["rya", "ray:", "ray://", "http://ray", "RAY"])
def test_what_is_no_cluster_is_refused(on: str, whimbrel: Whimbrel, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ray://HOST:PORT"):
        address_of(on)
    code, _, err = whimbrel("read", EXAMPLES, "-c", tmp_path / "c.db", "--on", on)
    assert (code, "ray://HOST:PORT" in err) == (2, True)
    assert not (tmp_path / "c.db.shards").exists()


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"whimbrel\[cluster\]"), connected("ray"):
        pass


def test_addresses_are_those_of_ray() -> None:
    assert [address_of(on) for on in ("ray", "ray://auto", "ray://head:6379")] == ["", "auto", "head:6379"]


def test_shards_without_a_cluster_are_refused(whimbrel: Whimbrel, tmp_path: Path) -> None:
    code, _, err = whimbrel("read", EXAMPLES, "-c", tmp_path / "c.db", "--shards", tmp_path / "s")
    assert (code, "--on" in err) == (2, True)


def test_a_chronicle_in_memory_asks_for_a_folder() -> None:
    with Chronicle.open(":memory:") as chronicle, pytest.raises(UsageError, match="--shards"):
        read_on_cluster([EXAMPLES], chronicle, "ray")


def test_standard_input_is_refused(whimbrel: Whimbrel, tmp_path: Path) -> None:
    code, _, err = whimbrel("read", "-", "-c", tmp_path / "c.db", "--on", "ray")
    assert (code, "standard input" in err) == (2, True)
