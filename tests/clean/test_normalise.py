"""The stored form of a text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from whimbrel.clean.normalise import normalise
from whimbrel.clean.paragraphs import paragraphs, unwrap


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("a\u202eb\u202c c\u200bd\ufeff", "ab cd"),
        ("no\u00a0break\tand  runs", "no break and runs"),
        ("\n\n a \n\n\n\n b \n", "a\n\nb"),
        ("e\u0301", "é"),
        ("it\x92s \x93so\x94", "it’s “so”"),
        ("itâ€™s â€œsoâ€\x9d â€“ cafÃ©", "it’s “so” – café"),
        ("“smart” quotes — stay", "“smart” quotes — stay"),
        ("«\u00c9» \u00a35", "«É» £5"),
        ("\ud83d lone", "\ufffd lone"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_normalise(given_text: str, stored: str) -> None:
    assert normalise(given_text) == stored


@given(st.text(st.characters(), max_size=300))
@example("Ã¢â‚¬â„¢ and \xc3\u0192\xc2\u00a9")
@example("\xc5\xb8\u0301 \u212b  \r\n \x85 x")
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    once.encode("utf-8")
    assert not any(character in once for character in "\r\0\t\u202e\ufeff")


WRAPPED = """The governor of the province said on Monday that the road to the
coast would be opened to lorries again once the army had cleared the
last of the mines that were laid along it during the fighting in the
spring of last year.

Farmers in the district have asked for months to be allowed to bring
their harvest to the port, and some of them blocked the bridge over the
river on Sunday to press their demand upon the provincial government."""


def test_wrapped_lines_are_joined_without_moving_an_offset() -> None:
    joined = unwrap(WRAPPED)
    assert len(joined) == len(WRAPPED)
    assert len(paragraphs(joined)) == 2
    assert joined.replace(" ", "").replace("\n", "") == WRAPPED.replace(" ", "").replace("\n", "")


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "\n".join(f"This is sentence number {number} and it ends with a full stop." for number in range(12))
    assert unwrap(text) == text
