"""The wheel holds all that runs need, and works outside the source tree."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from runs import EXAMPLES

ROOT = Path(__file__).parents[1]
pytest.importorskip("hatchling")

GONE = {"__pycache__", ".DS_Store"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.mark.slow
def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if name.startswith("whimbrel/")}
    source = ROOT / "src"
    there = {
        path.relative_to(source).as_posix()
        for path in (source / "whimbrel").rglob("*")
        if path.is_file() and not GONE & set(path.parts) and not path.name.endswith((".tmp", ".pyc", ".swp"))
    }
    assert there - inside == set()
    assert "whimbrel/almanac/data/gazetteer.sqlite" in inside
    assert wheel.stat().st_size < 25_000_000


@pytest.mark.slow
def test_the_wheel_names_its_licences_and_its_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (entry,) = [name for name in names if name.endswith("entry_points.txt")]
        assert "whimbrel = whimbrel.cli:main" in archive.read(entry).decode()
    assert len([name for name in names if "/licenses/" in name and name.endswith("LICENSE")]) == 2


@pytest.mark.slow
def test_it_reads_outside_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(home)  # a wheel of pure Python is installed by unpacking
    script = (
        "import sys, whimbrel, whimbrel.cli; assert whimbrel.__file__.startswith(sys.argv.pop(1)); whimbrel.cli.main()"
    )

    def whimbrel(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", script, str(home), *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )

    report = sorted(EXAMPLES.glob("*.html"))[0]
    done = whimbrel("read", str(report), "-c", "c.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 report ")
    done = whimbrel("page", "-c", "c.db", "-o", "c.html")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "c.html").stat().st_size > 10_000


def test_the_locks_cover_what_the_project_asks_for() -> None:
    import tomllib  # noqa: PLC0415

    from packaging.requirements import Requirement  # noqa: PLC0415
    from packaging.utils import canonicalize_name  # noqa: PLC0415

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked: dict[str, dict[str, list[str]]] = {}
    for name in ("core", "dev"):
        lines = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8").splitlines()
        pins = [Requirement(line) for line in lines if line and not line.lstrip().startswith("#")]
        locked[name] = {}
        for pin in pins:
            locked[name].setdefault(canonicalize_name(pin.name), []).append(str(pin.specifier).removeprefix("=="))
    core = [Requirement(text) for text in project["project"]["dependencies"]]
    extra = [
        Requirement(text)
        for group in ("html", "frames", "llm")
        for text in project["project"]["optional-dependencies"][group]
    ]
    dev = [Requirement(text) for text in project["dependency-groups"]["dev"]]
    for lock, wanted in (("core", core), ("dev", core + extra + dev)):
        for one in wanted:
            versions = locked[lock].get(canonicalize_name(one.name), [])
            assert versions, f"{one.name} is not in requirements/{lock}.lock: run `make lock`"
            assert all(one.specifier.contains(version) for version in versions)
