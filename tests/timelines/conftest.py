from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from whimbrel.coder import Knowledge
from whimbrel.model import Passage, PassageKind, Report, Span, When
from whimbrel.timelines import Text, read_text

DAY = date(2021, 6, 16)  # a Wednesday
Read = Callable[..., Text]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="session")
def read(knowledge: Knowledge) -> Read:
    """A text as a report of Wednesday, 16 June 2021 (`day=None`: undated), its first line the headline if so wanted."""

    def text_of(text: str, day: date | None = DAY, id: str = "r", headline: bool = False) -> Text:
        end = text.index("\n") if headline else 0
        passages = [Passage(PassageKind.BODY, Span(end, len(text)))]
        if headline:
            passages.insert(0, Passage(PassageKind.HEADLINE, Span(0, end)))
        when = When(day.isoformat(), day, day, "metadata") if day else None
        return read_text(Report(id, id, text, published=when, passages=tuple(passages)), knowledge)

    return text_of
