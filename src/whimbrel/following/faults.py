"""A fault of ours, or of a library, in one page or feed: a line of its own, so that the others are read."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from whimbrel.errors import WhimbrelError
from whimbrel.gather.net.answer import NotFetched

Result = TypeVar("Result")


def sound(work: Callable[[], Result], where: str) -> Result:
    """What `work` gives. Raises NotFetched (fault) for what nobody raises on purpose."""
    try:
        return work()
    except WhimbrelError:
        raise
    except Exception as error:
        if os.environ.get("WHIMBREL_DEBUG"):
            raise
        message = f"a fault of Whimbrel: {type(error).__name__}: {str(error)[:200]}"
        remedy = "please report it; WHIMBREL_DEBUG=1 shows its trace"
        raise NotFetched("fault", message, where=where, remedy=remedy) from error
