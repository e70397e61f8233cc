from __future__ import annotations

import pytest
from said import Said, SaidIn, as_said

from whimbrel.coder import Knowledge
from whimbrel.coder.quotes import attributions


@pytest.fixture(scope="session")
def said_in(knowledge: Knowledge) -> SaidIn:
    """The outermost attributions of a text, as words."""

    def read(text: str) -> list[Said]:
        return [as_said(text, quote) for quote in attributions(text, knowledge)]

    return read
