from __future__ import annotations

import threading
from typing import BinaryIO

import pytest
import samples

from whimbrel.api import Chronicle
from whimbrel.export.chunks import chunks


def test_chunks_are_what_was_written() -> None:
    def write(out: BinaryIO) -> None:
        for number in range(1000):
            out.write(b"%d\n" % number)

    found = list(chunks(write, size=256))
    assert b"".join(found) == b"".join(b"%d\n" % number for number in range(1000))
    assert len(found) > 5
    assert not list(chunks(lambda out: None))


def test_no_more_is_written_than_is_taken() -> None:
    written = []

    def write(out: BinaryIO) -> None:
        for number in range(1000):
            written.append(number)
            out.write(b"x" * 100)

    taken = chunks(write, size=100)
    next(taken)
    assert len(written) < 100
    taken.close()  # type: ignore[attr-defined]
    assert len(written) < 100


def test_what_goes_wrong_is_raised_where_it_is_taken() -> None:
    def write(out: BinaryIO) -> None:
        out.write(b"before")
        raise ValueError("mishap")

    taken = chunks(write)
    assert next(taken) == b"before"
    with pytest.raises(ValueError, match="mishap"):
        next(taken)


def test_whoever_goes_away_leaves_no_thread_behind() -> None:
    def write(out: BinaryIO) -> None:
        while True:
            out.write(b"x" * 1000)

    before = threading.active_count()
    taken = chunks(write, size=100)
    next(taken)
    taken.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before


@pytest.mark.parametrize("format", ["csv", "parquet", "plover"])
def test_an_export_in_chunks_is_the_export(format: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("chunks")
    with Chronicle.open(folder / "c.db") as chronicle:
        samples.fill(chronicle)
        chronicle.export(format, folder / "out")
        found = b"".join(chunks(lambda out: chronicle.export(format, out, events=chronicle.events())))
        assert found == (folder / "out").read_bytes()
