"""What was made of sentences read a moment ago, for those that come again word for word: outlets print the same
agency's text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

ROOM = 800_000
"""Characters of text in each store, some 5,000 sentences of news."""
APIECE = 32
"""What an entry counts beside its text, so that many short ones are bounded as well."""
LONGEST = 2_000
"""Characters; what is longer is a table or a list, seldom comes again and would drive many others out."""


class Kept(Generic[Key, Value]):
    """Values by what they follow from, those asked for last. Safe to share between threads.

    Whoever asks is given the value itself: only what cannot be changed may be kept. With no room nothing is.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._taken = 0
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """The value, unless it was never kept or had to go."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Key, value: Value, length: int) -> None:
        """Keeps what was made of so many characters; those asked for longest ago make room."""
        size = length + APIECE
        if length > LONGEST or size > self._room:
            return
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = (value, size)
            self._taken += size
            while self._taken > self._room:
                _, (_, gone) = self._kept.popitem(last=False)
                self._taken -= gone

    def __len__(self) -> int:
        return len(self._kept)
