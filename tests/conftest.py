"""What tests of the whole way share."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest
from postgresql_server import Server, binaries
from runs import Whimbrel
from stores import New

from whimbrel.cli import run


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


@pytest.fixture(params=["sqlite", "postgresql"])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[New]:
    """Gives addresses of empty chronicles: files, and in a second run schemas on a real server."""
    if request.param == "sqlite":
        files = count(1)
        yield lambda: str(tmp_path / f"chronicle{next(files)}.db")
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
