"""Shards and manifests: whole or not there, this run's or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.errors import ClusterError
from whimbrel.model import Passage, PassageKind, Problem, Report, Span, When
from whimbrel.pages import ReadPage
from whimbrel.scale.lock import held
from whimbrel.scale.manifest import NAME, Manifest, Run, read_manifest
from whimbrel.scale.place import Place
from whimbrel.scale.settling import committed
from whimbrel.scale.shard import UNFINISHED, Row, found_in, read_row, write_shard

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
problems = st.builds(Problem, words, words, st.sampled_from(["empty", "date", "fault"]), words, words)
published = st.none() | st.dates().map(lambda day: When(day.isoformat(), day, day, "metadata"))
reports = st.builds(
    Report, st.uuids().map(lambda id: id.hex[:16]), words, words, published=published,
    passages=st.just((Passage(PassageKind.BODY, Span(0, 3)),)),
)  # fmt: skip
read = problems | st.builds(ReadPage, reports, words, words, notes=st.lists(problems, max_size=2).map(tuple))
rows = st.lists(
    st.builds(Row, st.builds(Place, words, st.integers(0, 3), st.integers(0, 9)), st.uuids().map(lambda u: u.hex), read)
)
RUN = Run(("/reports",), "/c.db", "2026-01-02", {"whimbrel": "1", "the model": "a"})


def row(number: int, text: str = "text") -> Row:
    return Row(Place("f", 0, number), f"{number:032x}", ReadPage(Report("0" * 16, "f", text), "", ""))


@settings(max_examples=tried(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=rows)
def test_what_is_written_is_read_again(wanted: list[Row], tmp_path: Path) -> None:
    name = write_shard(tmp_path, wanted)
    found = found_in(tmp_path, name)
    assert [(one.place, one.key, read_row(tmp_path, one)) for one in found] == [
        (r.place, r.key, r.read) for r in wanted
    ]


def test_equal_pages_make_one_shard_whoever_writes_it(tmp_path: Path) -> None:
    assert write_shard(tmp_path, [row(1), row(2)]) == write_shard(tmp_path, [row(1), row(2)])
    assert write_shard(tmp_path, [row(1), row(3)]) != write_shard(tmp_path, [row(1), row(2)])
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied"])
def test_a_shard_that_is_not_what_was_written_is_refused(damage: str, tmp_path: Path) -> None:
    name = write_shard(tmp_path, [row(1), row(2)])
    data = (tmp_path / name).read_bytes()
    damaged = {"cut": data[:-9], "changed": data.replace(b"text", b"txet"), "emptied": b""}[damage]
    (tmp_path / name).write_bytes(damaged)
    with pytest.raises(ClusterError, match=r"not what its worker wrote.*remove it"):
        found_in(tmp_path, name)


def test_a_shard_that_was_removed_holds_no_pages(tmp_path: Path) -> None:
    manifest = Manifest.open(tmp_path, RUN)
    names = [write_shard(tmp_path, [row(number)]) for number in (1, 2)]
    for name in names:
        manifest.commit(name)
    (tmp_path / names[0]).unlink()
    assert [page.place.number for page in committed(manifest)] == [2]


def test_a_page_in_two_shards_counts_once(tmp_path: Path) -> None:
    manifest = Manifest.open(tmp_path, RUN)
    manifest.commit(write_shard(tmp_path, [row(1), row(2)]))
    manifest.commit(write_shard(tmp_path, [row(2), row(3)]))
    assert [page.place.number for page in committed(manifest)] == [1, 2, 3]


def test_only_what_is_committed_stays(tmp_path: Path) -> None:
    manifest = Manifest.open(tmp_path, RUN)
    kept, left = (write_shard(tmp_path, [row(number)]) for number in (1, 2))
    manifest.commit(kept)
    (tmp_path / f"half{UNFINISHED}").write_text("half a sha")
    manifest.sweep()
    assert {path.name for path in tmp_path.iterdir()} == {kept, NAME}
    assert left not in manifest.shards


def test_a_run_that_was_broken_off_goes_on_with_its_day_and_its_shards(tmp_path: Path) -> None:
    begun = Manifest.open(tmp_path, RUN)
    begun.commit("a.shard")
    again = Manifest.open(tmp_path, RUN)
    assert (again.run, again.shards) == (begun.run, ["a.shard"])


def test_a_line_that_was_cut_short_is_no_line(tmp_path: Path) -> None:
    begun = Manifest.open(tmp_path, RUN)
    begun.commit("a.shard")
    with (tmp_path / NAME).open("ab") as stream:
        stream.write(b'{"shard":"b.sh')
    again = Manifest.open(tmp_path, RUN)
    assert again.shards == ["a.shard"]
    again.commit("c.shard")
    found = read_manifest(tmp_path)
    assert found is not None
    assert found.shards == ["a.shard", "c.shard"]


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (Run(("/others",), "/c.db", "2026-01-02", RUN.knowledge), "paths"),
        (Run(RUN.paths, "/d.db", "2026-01-02", RUN.knowledge), "chronicle"),
        (Run(RUN.paths, "/c.db", "2026-01-02", {"whimbrel": "2", "the model": "a"}), "whimbrel"),
        (Run(RUN.paths, "/c.db", "2026-01-02", {"whimbrel": "1", "the model": "b"}), "the model"),
    ],
)
def test_another_run_is_refused_with_what_differs(other: Run, what: str, tmp_path: Path) -> None:
    Manifest.open(tmp_path, RUN)
    with pytest.raises(ClusterError, match=f"another run; not the same: {what} .*--shards"):
        Manifest.open(tmp_path, other)


def test_another_day_is_the_same_run(tmp_path: Path) -> None:
    Manifest.open(tmp_path, RUN)
    later = Run(RUN.paths, RUN.chronicle, "2026-01-03", RUN.knowledge)
    assert Manifest.open(tmp_path, later).run.today == "2026-01-02"


@pytest.mark.parametrize("said", ["no JSON\n", '{"a": 1}\n', "[]\n", '{"paths": [], "format": 9}\n'])
def test_what_is_no_manifest_is_refused(said: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(said)
    with pytest.raises(ClusterError, match="no manifest of a run"):
        Manifest.open(tmp_path, RUN)


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ClusterError, match="holds something else"):
        Manifest.open(tmp_path, RUN)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_manifest_of_another_format_is_refused(tmp_path: Path) -> None:
    Manifest.open(tmp_path, Run(RUN.paths, RUN.chronicle, RUN.today, RUN.knowledge, format=2))
    with pytest.raises(ClusterError, match=r"another format \(2\)"):
        Manifest.open(tmp_path, RUN)


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    with (
        held(tmp_path / "lock", "this chronicle"),
        pytest.raises(ClusterError, match=r"another run is at work on this chronicle.*wait"),
        held(tmp_path / "lock", "this chronicle"),
    ):
        pass
    with held(tmp_path / "lock", "this chronicle"):  # free again
        assert [path.name for path in tmp_path.iterdir()] == ["lock"]
