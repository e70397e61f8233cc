from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("fastapi", reason="the web pages need the extra `web`")

from fastapi.testclient import TestClient

import whimbrel
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
