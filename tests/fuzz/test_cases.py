"""Some hundreds of broken pages and feeds of the fuzzer (`python tests/fuzz --minutes 30` tries far more)."""

from __future__ import annotations

from itertools import islice

import pytest
from fuzz.cases import cases
from fuzz.targets import TARGETS, hold


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_nothing_breaks_an_entry_point(name: str) -> None:
    for case in islice(cases(name, 7), 150):
        hold(name, case)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TARGETS))
def test_nothing_of_thousands_breaks_an_entry_point(name: str) -> None:
    for case in islice(cases(name, 8), 3000):
        hold(name, case)
