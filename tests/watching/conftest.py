"""A chronicle to watch, and somebody who is told."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from whimbrel.api import Chronicle, open_chronicle, read

sys.path.insert(0, str(Path(__file__).parent))

from receivers import FIRST, Receiver, receiving, write_report


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chronicle of one report; nobody writes to it."""
    folder = tmp_path_factory.mktemp("watching")
    path = folder / "chronicle.db"
    read([write_report(folder, "first", "Harbour Observer", "2021-03-14", FIRST)], path).close()
    return path


@pytest.fixture
def path(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(first, tmp_path / "chronicle.db"))


@pytest.fixture
def chronicle(path: Path) -> Iterator[Chronicle]:
    with open_chronicle(path) as opened:
        yield opened


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as one:
        yield one
