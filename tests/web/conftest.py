from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the web pages need the extra `web`")

from fastapi.testclient import TestClient
from web.own_reports import write_reports

import whimbrel
from whimbrel.api import Chronicle
from whimbrel.web.app import make_app
from whimbrel.web.site import open_site


@pytest.fixture(scope="session")
def chronicle_file(examples_read: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A chronicle of the example reports, really read."""
    return str(shutil.copyfile(examples_read, tmp_path_factory.mktemp("web") / "chronicle.db"))


@pytest.fixture(scope="session")
def client(chronicle_file: str) -> Iterator[TestClient]:
    with whimbrel.open_chronicle(chronicle_file) as chronicle:
        yield TestClient(make_app(open_site(chronicle)), base_url="http://127.0.0.1")


@pytest.fixture
def copied_file(chronicle_file: str, tmp_path: Path) -> str:
    """A copy of the chronicle, to be written to."""
    path = tmp_path / "copied.db"
    with sqlite3.connect(chronicle_file) as source, sqlite3.connect(path) as target:
        source.backup(target)
    return str(path)


@pytest.fixture
def copied(copied_file: str) -> Iterator[Chronicle]:
    with whimbrel.open_chronicle(copied_file) as chronicle:
        yield chronicle


@pytest.fixture(scope="session")
def own_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chronicle of the reports in `own_reports`, really read."""
    folder = tmp_path_factory.mktemp("own")
    with whimbrel.read(write_reports(folder), folder / "own.db"):
        pass
    return folder / "own.db"


@pytest.fixture
def own(own_file: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A copy of it, to be written to: `own.app.state.site.chronicle`."""
    copy = shutil.copy(own_file, tmp_path / "own.db")
    with whimbrel.open_chronicle(copy) as chronicle:
        yield TestClient(make_app(open_site(chronicle)), base_url="http://127.0.0.1", follow_redirects=False)
