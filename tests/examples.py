"""How many examples hypothesis tries: all of them, or a part where the quick run of the suite asks for few."""

from __future__ import annotations

import os

USUAL = 100  # hypothesis' own number
FEW = os.environ.get("WHIMBREL_EXAMPLES") == "few"  # as `make test-fast` sets it


def tried(number: int) -> int:
    """What a test gives as its `max_examples`."""
    return max(20, number // 5) if FEW else number
