from __future__ import annotations

import pytest

from whimbrel.grammar import Grammar


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return Grammar.load()
