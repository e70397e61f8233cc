from __future__ import annotations

from threading import active_count
from time import monotonic, sleep
from typing import BinaryIO

import pytest

from whimbrel.web.pushed import pushed


def test_what_is_written_is_what_is_read() -> None:
    def write(out: BinaryIO) -> None:
        for number in range(50_000):
            out.write(f"{number}\n".encode())

    assert b"".join(pushed(write)) == b"".join(f"{n}\n".encode() for n in range(50_000))


def test_a_failure_while_writing_reaches_the_reader() -> None:
    def write(out: BinaryIO) -> None:
        out.write(b"x" * 200_000)
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        list(pushed(write))


def test_a_writer_stops_when_nobody_reads_on() -> None:
    def write(out: BinaryIO) -> None:
        while True:
            out.write(b"x" * 100_000)

    before = active_count()
    stream = pushed(write)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    until = monotonic() + 5
    while active_count() > before and monotonic() < until:
        sleep(0.05)
    assert active_count() == before
