"""Requests that are sent again, as after a broken connection, and are to do nothing twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from hashlib import sha256
from threading import Lock

from whimbrel.errors import UsageError

_KEPT_KEYS = 2000


class Repeats:
    """Answers to requests that carried an Idempotency-Key: sent again, such a request changes nothing and gets the
    same answer. Kept in memory, the latest of them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, str], tuple[str, Lock, list[object]]] = OrderedDict()

    def once(self, who: str, key: str, sent: Mapping[str, tuple[str, ...]], make: Callable[[], object]) -> object:
        """What `make` gives, or gave. Raises UsageError where the key came with another request."""
        if not key:
            return make()
        asked = sha256(repr(sorted(sent.items())).encode("utf-8", "surrogatepass")).hexdigest()
        with self._lock:
            before, lock, answers = self._kept.setdefault((who, key[:200]), (asked, Lock(), []))
            self._kept.move_to_end((who, key[:200]))
            while len(self._kept) > _KEPT_KEYS:
                self._kept.popitem(last=False)
        if before != asked:
            raise UsageError("this Idempotency-Key came with another request", remedy="take a new key for each")
        with lock:
            if not answers:
                answers.append(make())
            return answers[0]
