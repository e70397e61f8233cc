from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the web pages need the extra `web`")

from fastapi.testclient import TestClient

import whimbrel
from whimbrel.api import Chronicle
from whimbrel.web.app import make_app
from whimbrel.web.site import open_site


@pytest.fixture(scope="session")
def chronicle_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A chronicle of the example reports, really read."""
    path = tmp_path_factory.mktemp("web") / "chronicle.db"
    with whimbrel.read("examples/reports", path):
        pass
    return str(path)


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
