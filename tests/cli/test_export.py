from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas
import pytest
import samples

from whimbrel.api import Chronicle
from whimbrel.cli import run
from whimbrel.export.formats.registry import format_names


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("cli") / "c.db"
    with Chronicle.open(target) as chronicle:
        samples.fill(chronicle)
    return str(target)


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, out, err


def on_a_terminal(path: str, *arguments: str) -> tuple[int, str]:
    """Runs the program with standard output on a pseudo-terminal."""
    import pty  # noqa: PLC0415 - not on every system

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "whimbrel.cli", *arguments, "-c", path]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    return done.returncode, done.stderr


def test_every_format_is_listed_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "export", "--list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(format_names())
    assert all(len(line.split()) > 3 for line in out.splitlines())


@pytest.mark.parametrize("format", format_names())
def test_every_format_is_written_to_a_file(
    format: str, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out"
    code, out, err = call(capsys, "export", format, "-c", path, "-o", str(target))
    assert (code, out) == (0, "")
    assert f"in {target}" in err
    assert target.stat().st_size
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_an_export_goes_to_standard_output(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, "export", "csv", "-c", path)
    assert (code, err) == (0, "")
    assert len(list(csv.DictReader(io.StringIO(out)))) == len(samples.EVENTS)


def test_what_is_left_out_is_told(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = call(capsys, "export", "icews", "-c", path)
    assert code == 0
    assert "1 planned" in err
    assert "without a known day" in err


def test_filters_levels_and_limits(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, "export", "plover", "-c", path, "--type", "ASSAULT", "--status", "happened")
    assert {json.loads(line)["id"] for line in out.splitlines()} == {samples.EVENTS[0].id, samples.EVENTS[6].id}
    _, out, _ = call(capsys, "export", "csv", "-c", path, "--level", "report", "--actor", "TPLF")
    assert {row["id"] for row in csv.DictReader(io.StringIO(out))} == {samples.TRUCE.id, samples.TRUCE_TOO.id}
    _, out, _ = call(capsys, "export", "csv", "-c", path, "--limit", "3")
    assert len(list(csv.DictReader(io.StringIO(out)))) == 3


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["export", "excel"], "one of acled, "),
        (["export"], "--list"),
        (["export", "icews", "--level", "claim"], "it has event"),
        (["export", "icews", "--days", "guessed"], "known, reported"),
        (["export", "csv", "--status", "maybe"], "hypothetical"),
        (["export", "csv", "-o", "/nowhere/at/all/x.csv"], "/nowhere/at/all"),
        (["panel", "dyad-day"], "dyad-week, country-month"),
        (["panel", "dyad-week", "-f", "sav"], "csv, parquet, dta"),
        (["panel", "dyad-week", "--parties", "people"], "country, sector, actor"),
    ],
)
def test_mistakes_are_told_in_a_line(
    arguments: list[str], hint: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = call(capsys, *arguments, "-c", path)
    assert (code, out) == (2, "")
    assert hint in err
    assert len(err.splitlines()) == 1


def test_nothing_found_is_told(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = call(capsys, "export", "csv", "-c", path, "--text", "no such words", "-o", str(tmp_path / "x.csv"))
    assert code == 1
    assert "no event fits" in err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_bytes_are_kept_from_a_terminal(path: str) -> None:
    for arguments in (("export", "parquet"), ("panel", "country-month", "-f", "dta")):
        code, err = on_a_terminal(path, *arguments)
        assert code == 2
        assert "not for a terminal" in err


def test_a_panel_is_written_by_the_name_of_its_file(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readers = {"csv": pandas.read_csv, "parquet": pandas.read_parquet, "dta": pandas.read_stata}
    found = {}
    for ending, read in readers.items():
        target = tmp_path / f"panel.{ending}"
        code, _, err = call(capsys, "panel", "country-month", "-c", path, "-o", str(target), "--days", "reported")
        assert code == 0
        assert "1 in no row: planned" in err
        found[ending] = read(target)
    assert len({tuple(frame["country"]) for frame in found.values()}) == 1
    assert len({tuple(frame["events"]) for frame in found.values()}) == 1


def test_a_panel_goes_to_standard_output(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, "panel", "country-month", "-c", path)
    assert code == 0
    assert [row["country"] for row in csv.DictReader(io.StringIO(out))]
    assert "--days reported" in err
