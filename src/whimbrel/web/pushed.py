"""What a function writes, as a stream that somebody reads: neither runs ahead of the other by more than some pieces."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import BinaryIO, cast

_PIECE = 64 * 1024
_AHEAD = 8
_WAIT = 0.2  # seconds after which each side looks whether the other is still there


class _Gone(Exception):  # noqa: N818 - not told to anybody
    """The reader went away."""


class _Pushed(io.RawIOBase):
    def __init__(self, pieces: Queue[bytes | BaseException | None], gone: Event) -> None:
        self._pieces, self._gone = pieces, gone

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        plain = bytes(cast(bytes, data))
        self.put(plain)
        return len(plain)

    def put(self, piece: bytes | BaseException | None) -> None:
        while not self._gone.is_set():
            try:
                return self._pieces.put(piece, timeout=_WAIT)
            except Full:
                continue
        raise _Gone


def pushed(write: Callable[[BinaryIO], None]) -> Iterator[bytes]:
    """The bytes that `write` writes, while it writes them, from a thread of its own. Raises what it raises."""
    pieces: Queue[bytes | BaseException | None] = Queue(_AHEAD)
    gone = Event()
    raw = _Pushed(pieces, gone)

    def work() -> None:
        try:
            out = io.BufferedWriter(raw, _PIECE)
            write(cast(BinaryIO, out))
            out.flush()
            out.detach()
            raw.put(None)
        except _Gone:
            pass
        except BaseException as error:
            with suppress(_Gone):
                raw.put(error)

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        while (piece := _next(pieces, thread)) is not None:
            yield piece
    finally:
        gone.set()


def _next(pieces: Queue[bytes | BaseException | None], thread: Thread) -> bytes | None:
    while True:
        try:
            piece = pieces.get(timeout=_WAIT)
        except Empty:
            if thread.is_alive():
                continue
            piece = None if pieces.empty() else pieces.get()
        if isinstance(piece, BaseException):
            raise piece
        return piece
