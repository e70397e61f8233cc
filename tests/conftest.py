"""What tests of the whole way share."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from postgresql_server import Server, binaries
from runs import EXAMPLES, Whimbrel
from stores import New

from examples import USUAL, tried
from whimbrel.api import Chronicle, read
from whimbrel.cli import run

# What was loaded once stays till the end. To look through all of it for garbage, time and again, took longer than the
# tests themselves: two thirds of their time.
gc.set_threshold(100_000, 10, 10)

# Readline tells every program that Python starts, and so the workers of a run of many at a time, of 80 columns.
for name in ("COLUMNS", "LINES"):
    os.environ.pop(name, None)

settings.register_profile("ours", max_examples=tried(USUAL))
settings.load_profile("ours")


@pytest.fixture
def whimbrel(capsys: pytest.CaptureFixture[str]) -> Whimbrel:
    """Runs one command in this process: exit code, standard output, standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return call


@pytest.fixture(scope="session")
def examples_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chronicle of the reports that come with the project. Nobody writes to it: it is to be copied."""
    path = tmp_path_factory.mktemp("examples") / "chronicle.db"
    read(EXAMPLES, path).close()
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server, started once for all tests."""
    programs = binaries()
    if programs is None or find_spec("psycopg") is None:
        pytest.skip("no PostgreSQL: it needs the server's programs, a user `postgres` and the extra `postgres`")
    server = Server(programs)
    yield server
    server.close()


_schemas = count(1)
_used: list[str] = []  # schemas that earlier tests left empty: to make the tables anew each time takes longest


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chronicle of which nothing is known yet, to be copied: to make the tables anew each time takes longest."""
    path = tmp_path_factory.mktemp("empty") / "chronicle.db"
    Chronicle.open(path).close()
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[New]:
    """Gives addresses of empty chronicles: files, and in a second run schemas on a real server."""
    if request.param == "sqlite":
        files, empty = count(1), request.getfixturevalue("empty")
        yield lambda: str(shutil.copyfile(empty, tmp_path / f"chronicle{next(files)}.db"))
        return
    yield request.getfixturevalue("database")


@pytest.fixture
def database(postgresql: Server) -> Iterator[New]:
    """Gives addresses of empty chronicles: schemas on a real server."""
    taken: list[str] = []

    def schema() -> str:
        taken.append(_used.pop() if _used else f"test_{next(_schemas)}")
        return postgresql.address(taken[-1])

    yield schema
    for name in taken:
        postgresql.empty(name)
    _used.extend(taken)
