"""Manners towards hosts: not too many requests at once, a pause between two, and none while a host wants rest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Semaphore

from whimbrel.gather.net.manner import Manner


class _Host:
    def __init__(self, abreast: int) -> None:
        self.turns = Semaphore(max(1, abreast))
        self.next = float("-inf")  # when the next request may begin
        self.rests = float("-inf")  # until when it wants none at all
        self.pause = 0.0


class Hosts:
    """The hosts of one run, used by many threads."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._known: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Waits until a request to this host may begin; others wait while it lasts."""
        one = self._of(host)
        with one.turns:
            with self._lock:
                now = self._manner.clock()
                begin = max(now, one.next)
                one.next = begin + max(self._manner.pause, one.pause)
            if begin > now:
                self._manner.sleep(begin - now)
            yield

    def slower(self, host: str, pause: float) -> None:
        """The host asks for a pause of so many seconds; more than our longest is not heeded."""
        self._of(host).pause = min(max(0.0, pause), self._manner.longest_pause)

    def rest(self, host: str, seconds: float) -> None:
        """The host wants to be left alone for so long."""
        one = self._of(host)
        one.rests = max(one.rests, self._manner.clock() + seconds)

    def resting(self, host: str) -> float:
        """For how many seconds more a host wants no request; 0 for none."""
        return max(0.0, self._of(host).rests - self._manner.clock())

    def _of(self, host: str) -> _Host:
        with self._lock:
            return self._known.setdefault(host, _Host(self._manner.per_host))
