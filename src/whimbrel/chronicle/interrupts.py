"""Ctrl-C while something is stored: held back until the step is stored or given up.

Python raises KeyboardInterrupt wherever it is, also between two lines of what ends a transaction. Then the transaction
stays open as long as the error is told of, and whoever writes next waits in vain; or the driver finds itself in a state
that cannot be, and the interrupt becomes another error.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class HeldBack:
    """What SIGINT does meanwhile: the first is noted, a second one is meant."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def held_back() -> Iterator[None]:
    """Raises KeyboardInterrupt at its end where Ctrl-C was pressed within, and in `heed`.

    Does nothing in other threads and where SIGINT does not raise KeyboardInterrupt anyway, such as in another such
    block.
    """
    if not _in_main_thread() or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    held = HeldBack()
    signal.signal(signal.SIGINT, held)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if held.asked:
            raise KeyboardInterrupt


def heed() -> None:
    """Raises KeyboardInterrupt where one is held back: for places in long steps from which it can be taken well."""
    if _in_main_thread():
        held = signal.getsignal(signal.SIGINT)
        if isinstance(held, HeldBack) and held.asked:
            raise KeyboardInterrupt


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
