"""A fault of ours, or of a library, in one page or feed: a line of its own, so that the others are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from whimbrel import faults
from whimbrel.gather.net.answer import NotFetched

Result = TypeVar("Result")


def sound(work: Callable[[], Result], where: str) -> Result:
    """What `work` gives. Raises NotFetched (fault) for what nobody raises on purpose."""
    return faults.sound(work, lambda message, remedy: NotFetched("fault", message, where=where, remedy=remedy))
