"""Nothing unseen gets through, nothing can leave its marks, and offsets stay true."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.errors import UsageError
from whimbrel.mcp_server.cursor import cursor, place
from whimbrel.mcp_server.quoted import marked, one_line, shown


@given(st.text())
def test_what_is_shown_is_as_long_and_hides_nothing(text: str) -> None:
    found = shown(text)
    assert len(found) == len(text)
    assert shown(found) == found
    for char in found:
        assert char in "\n\u200c\u200d" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@given(st.text(), st.integers(1, 50))
def test_a_line_is_one_line_of_a_bounded_length(text: str, most: int) -> None:
    found = one_line(text, most)
    assert len(found) <= most
    assert "\n" not in found
    assert one_line(found, most) == found


@given(st.text(alphabet="</quoted> \n\u202e"), st.integers(0, 40))
def test_quoted_words_cannot_leave_their_marks(text: str, most: int) -> None:
    inner = marked(text, most).removeprefix("<quoted>").removesuffix("</quoted>")
    assert "<" not in inner
    assert ">" not in inner


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("plain words", 0),
        ("a\u202eb", 1),  # right-to-left override
        ("\x1b[31mred", 1),
        ("A\U000e0049\U000e0047N", 2),  # tags, which some models read
        ("a\ufe00\ufe01", 2),  # selectors on a letter that has no variants
        ("\U0001f5de\ufe0f", 0),  # an emoji
        ("می\u200cخواهم", 0),  # Persian is written with joiners
        ("pass\u200dword", 1),
        ("\u3164", 1),  # a filler that looks like nothing
        ("line\nline", 0),
    ],
)
def test_what_is_hidden(text: str, hidden: int) -> None:
    assert shown(text).count("\ufffd") == hidden


def test_a_cursor_leads_back_and_no_other_word_does() -> None:
    word = cursor("events", "2020-01-08", "e5af")
    assert place("events", word, str, str) == ["2020-01-08", "e5af"]
    for wrong in ("", "x", "!!", word[:-3], cursor("sources", 3), cursor("events", 3, 3), word * 20, "\ud800"):
        with pytest.raises(UsageError):
            place("events", wrong, str, str)
