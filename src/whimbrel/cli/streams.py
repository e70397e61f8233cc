"""Standard output and standard error when nobody reads them any more.

SIGPIPE stays ignored, as Python has it: by default it ends the whole program, and it comes of any socket or pipe whose
other end went, a browser's or a worker's. So each stream sees for itself that its reader went.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

UNREAD = 141  # what a shell tells of a program that ended by SIGPIPE: 128 + 13


class Output(io.FileIO):
    """Standard output: `whimbrel events | head` ends as quietly as other programs do."""

    _unread = False

    def write(self, data: ReadableBuffer, /) -> int:
        if self._unread:  # what is still waiting when the program ends
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except BrokenPipeError:
            self._unread = True
            raise SystemExit(UNREAD) from None


class Notes(io.FileIO):
    """Standard error: what nobody hears stops no work."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes


def settle() -> None:
    """Puts these in the place of the process's own streams."""
    sys.stdout = _over(Output, sys.stdout)
    sys.stderr = _over(Notes, sys.stderr)


def _over(kind: type[io.FileIO], was: TextIO) -> TextIO:
    if not isinstance(was, io.TextIOWrapper):  # there is none, or a program of its own that calls us set another
        return was
    raw = kind(was.fileno(), "wb", closefd=False)
    below = raw if was.write_through else io.BufferedWriter(raw)
    return io.TextIOWrapper(
        below, encoding=was.encoding, errors=was.errors, line_buffering=was.line_buffering,
        write_through=was.write_through,
    )  # fmt: skip
