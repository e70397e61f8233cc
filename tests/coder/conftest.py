from __future__ import annotations

from datetime import date

import pytest
from expectations import DAY, ClaimsOf, report_of

from whimbrel.coder import Knowledge, code
from whimbrel.model import Claim, PassageKind


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="session")
def claims_of(knowledge: Knowledge) -> ClaimsOf:
    """The claims of a text as a one-passage report of 17 March 2022 (`day=None`: undated)."""

    def read(
        text: str, day: date | None = DAY, kind: PassageKind = PassageKind.BODY, parse_all: bool = False
    ) -> list[Claim]:
        return code(report_of(text, day, kind), knowledge, parse_all=parse_all)

    return read
