"""Many hashes in eight bytes each: which reports are there already, which pages are done."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable


class Known:
    """A set of hexadecimal hashes by their first 16 digits; a million take 8 MB, and as much to send to a worker."""

    def __init__(self, hashes: Iterable[str] = ()) -> None:
        self._numbers = array("Q", sorted(int(one[:16], 16) for one in hashes))

    def __contains__(self, one: str) -> bool:
        number = int(one[:16], 16)
        at = bisect_left(self._numbers, number)
        return at < len(self._numbers) and self._numbers[at] == number

    def __len__(self) -> int:
        return len(self._numbers)
