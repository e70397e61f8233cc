"""A fault of ours, or of a library, in one piece of the work: told as any other error, so that the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from whimbrel.errors import WhimbrelError

Result = TypeVar("Result")
MOST_TOLD = 200  # characters of what a library says, which may quote a page
REMEDY = "please report it; WHIMBREL_DEBUG=1 shows its trace"


def sound(work: Callable[[], Result], fault: Callable[[str, str], WhimbrelError]) -> Result:
    """What `work` gives. What nobody raises on purpose becomes the error that `fault` makes of a message and a remedy,
    unless the environment asks for its trace (WHIMBREL_DEBUG)."""
    try:
        return work()
    except WhimbrelError:
        raise
    except Exception as error:
        if os.environ.get("WHIMBREL_DEBUG"):
            raise
        message = f"a fault of Whimbrel: {type(error).__name__}: {str(error)[:MOST_TOLD]}"
        raise fault(message, REMEDY) from error
