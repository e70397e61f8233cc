"""Ctrl-C in the midst of storing: it stays Ctrl-C, the step is stored whole or not at all, and the next one goes on."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from types import FrameType
from typing import Any

import pytest
import samples
from stores import New

from whimbrel.api import Chronicle
from whimbrel.chronicle.interrupts import heed, held_back
from whimbrel.model import Problem

MOST = 300  # of the calls within one step


@pytest.fixture(autouse=True)
def ctrl_c() -> Iterator[None]:
    """It raises KeyboardInterrupt, even where whoever started the tests has it ignored; but none that falls into what
    others call while Python looks for garbage, where it is swallowed."""
    before, looked = signal.signal(signal.SIGINT, signal.default_int_handler), gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()
        signal.signal(signal.SIGINT, before)


@contextmanager
def at_calls(do: Callable[[int], None]) -> Iterator[None]:
    """Calls `do` with its number at each call of a function, which is where Python looks for signals."""
    number = 0

    def called(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal number
        if event == "call" and frame.f_code.co_name != "_collection_gced":  # a destructor, in which nothing is raised
            number += 1
            do(number)

    sys.setprofile(called)
    try:
        yield
    finally:
        sys.setprofile(None)


def test_at_any_call_while_a_step_is_stored(new: New) -> None:
    with Chronicle.open(new(), timeout=0.5) as chronicle:
        samples.fill(chronicle)
        chronicle.add_problem(problem(0))
        seen: list[int] = []
        with at_calls(seen.append):
            chronicle.add_problem(problem(1))
        for at in range(2, len(seen), 1 + len(seen) // MOST):
            held = chronicle.tally().problems

            def press(number: int, at: int = at) -> None:
                if number == at:
                    sys.setprofile(None)
                    signal.raise_signal(signal.SIGINT)

            caught: BaseException | None = None
            try:
                with at_calls(press):
                    chronicle.add_problem(problem(at))
            except BaseException as error:  # which one it is, is what is asked
                caught = error
                assert chronicle.add_problem(problem(-at)), "while the error is still told of"
            assert isinstance(caught, KeyboardInterrupt), f"call {at}: {caught!r}"
            assert chronicle.tally().problems - held in (1, 2)


def problem(number: int) -> Problem:
    return Problem("a.txt", f"line {number}", "odd", "odd", "none")


def test_it_is_held_back_once_and_heeded_where_that_is_well() -> None:
    reached = []
    with pytest.raises(KeyboardInterrupt), held_back():
        heed()
        signal.raise_signal(signal.SIGINT)
        reached.append("after the first")
        with held_back(), suppress(KeyboardInterrupt):
            heed()
            reached.append("not heeded")
        reached.append("after heeding")
        signal.raise_signal(signal.SIGINT)
        reached.append("after the second")
    assert reached == ["after the first", "after heeding"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_other_threads_and_other_handlers_are_left_alone() -> None:
    def work() -> None:
        with held_back():
            assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        heed()

    thread = Thread(target=work)
    thread.start()
    thread.join()
    for own in (signal.SIG_IGN, lambda number, frame: None):
        signal.signal(signal.SIGINT, own)
        with held_back():
            assert signal.getsignal(signal.SIGINT) is own
