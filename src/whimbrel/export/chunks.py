"""What a function writes into a stream, as an iterator of bytes: for whoever must give rather than be given to.

The function runs in a thread of its own and waits while nobody takes; at most a few chunks are held.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import Any, BinaryIO

SIZE = 1 << 16
_HELD = 4
_PATIENCE = 0.2  # seconds between looks whether anybody still takes


def chunks(write: Callable[[BinaryIO], object], size: int = SIZE) -> Iterator[bytes]:
    """The bytes that `write` writes, in chunks of about `size`; what it raises is raised here, after what it wrote.

    When the iterator is closed early, `write` gets a BrokenPipeError at its next chunk.
    """
    pipe = _Pipe()
    thread = Thread(target=pipe.run, args=(write, size), daemon=True)
    thread.start()
    try:
        while (found := pipe.queue.get()) is not None:
            yield found
    finally:
        pipe.left.set()
        thread.join()
    if pipe.raised is not None:
        raise pipe.raised


class _Pipe(io.RawIOBase):
    """A stream whose writer waits until its bytes are taken from the queue; None is the end."""

    def __init__(self) -> None:
        self.queue: Queue[bytes | None] = Queue(_HELD)
        self.left = Event()
        self.raised: BaseException | None = None

    def run(self, write: Callable[[BinaryIO], object], size: int) -> None:
        try:
            with io.BufferedWriter(self, size) as out:
                write(out)
        except BaseException as error:  # given to whoever takes
            self.raised = error
        finally:
            self._put(None)

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        taken = bytes(data)
        if not self._put(taken):
            raise BrokenPipeError("nobody takes what is written")
        return len(taken)

    def _put(self, data: bytes | None) -> bool:
        while not self.left.is_set():
            try:
                self.queue.put(data, timeout=_PATIENCE)
            except Full:
                continue
            return True
        return False
