"""Worker processes of this machine: pages go out to them, what they come to comes back in the order of the pages.

They go out in bundles of those that are read together. No more are out than the workers will soon need, so that memory
stays the same however many pages there are.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from threading import Thread

from whimbrel.errors import ClusterError
from whimbrel.gather import RawPage
from whimbrel.model import Problem
from whimbrel.pages import ReadPage
from whimbrel.pipeline import enough
from whimbrel.scale.coding import Coding
from whimbrel.scale.known import Known
from whimbrel.scale.recipe import Recipe

AHEAD = 8  # bundles a worker that may be out or wait for their turn: enough to do while events are made in between
FALLS = 3  # so often in a row workers may be lost without a page being finished

_coding: Coding | None = None  # what this process codes with, once it is a worker


class Pool:
    """Workers that are started with the first page and end with `close`, or with the process that started them."""

    def __init__(self, recipe: Recipe, known: Known, workers: int) -> None:
        self._set_up = (recipe, known)
        self._workers = workers
        self._executor = self._start()
        self._falls = 0

    def coded(self, items: Iterable[RawPage | Problem]) -> Iterator[ReadPage | Problem]:
        """What each of some pages comes to, in their order. Problems pass through.

        A worker that is killed is replaced, and its pages are coded again. Raises ClusterError when that goes on
        without end, and whatever coding raises (DataError).
        """
        out: deque[_Out] = deque()
        for bundle in _bundles(items):
            out.append(_Out(bundle))
            self._send(out)
            if len(out) > AHEAD * self._workers:
                yield from self._first(out)
        while out:
            yield from self._first(out)

    def close(self) -> None:
        """Ends the workers; what they have in hand is dropped."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _end_those_left(self) -> None:
        """Ends the workers of a broken pool. One that began while the others were being ended is not ended with them:
        nobody takes what it comes to, so that it waits for ever, and whoever waits for its end does."""
        for worker in list((self._executor._processes or {}).values()):
            worker.kill()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers, mp_context=get_context("spawn"), initializer=_prepare, initargs=self._set_up
        )

    def _first(self, out: deque[_Out]) -> list[ReadPage | Problem]:
        """What the first of those that are out came to."""
        while True:
            try:
                found = out[0].coming.result()
            except BrokenProcessPool:
                self._replace(out)
            else:
                self._falls = 0
                out.popleft()
                return found

    def _send(self, out: Iterable[_Out]) -> None:
        """Sends out what is not yet out, or was lost."""
        try:
            for one in out:
                if one.lost:
                    with _spared():
                        one.coming = self._executor.submit(_code, one.bundle)
        except (BrokenProcessPool, OSError, ValueError):  # the last two where a new one was to begin as all were ended
            self._replace(out)

    def _replace(self, out: Iterable[_Out]) -> None:
        """New workers in the place of those that were killed, and all that these had not finished sent out again."""
        self._falls += 1
        if self._falls == FALLS:
            raise _lost(next(one.bundle[0] for one in out if one.lost))
        self._end_those_left()
        self.close()
        self._executor = self._start()
        self._send(out)


def _never_sent() -> Future[list[ReadPage | Problem]]:
    coming: Future[list[ReadPage | Problem]] = Future()
    coming.cancel()
    return coming


@dataclass(slots=True)
class _Out:
    """What gather gave, and what is to come of it."""

    bundle: Sequence[RawPage | Problem]
    coming: Future[list[ReadPage | Problem]] = field(default_factory=_never_sent)

    @property
    def lost(self) -> bool:
        """Whether nothing will come of it any more, or it was never sent."""
        if self.coming.cancelled():
            return True
        return self.coming.done() and isinstance(self.coming.exception(), BrokenProcessPool)


def _bundles(items: Iterable[RawPage | Problem]) -> Iterator[list[RawPage | Problem]]:
    """Items as they are read together."""
    waiting: list[RawPage | Problem] = []
    for item in items:
        waiting.append(item)
        if enough(waiting):
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _lost(page: RawPage | Problem) -> ClusterError:
    return ClusterError(
        f"the workers were killed {FALLS} times in a row while they had this page or one of those after it in hand",
        where=f"{page.file} {page.position}".strip(),
        remedy="free some memory or take fewer --workers, then run the same command again; what was stored is whole",
    )


@contextmanager
def _spared() -> Iterator[None]:
    """Processes that begin within do not get Ctrl-C, which a terminal sends to all of a program: `_prepare` comes too
    late, for a worker loads modules for seconds before. The one that starts them still gets it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare(recipe: Recipe, known: Known) -> None:
    """Makes this process a worker: Ctrl-C is for the one that started it, and without that one there is no work."""
    global _coding  # noqa: PLW0603 - what a pool's function works with has no other home
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _coding = Coding(recipe, known)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _code(bundle: Sequence[RawPage | Problem]) -> list[ReadPage | Problem]:
    if _coding is None:
        raise ClusterError("this process is no worker", remedy="start it through a Pool")
    return _coding.code(bundle)
