from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.export.lines import as_json
from whimbrel.export.safe import bare, cell, encodable, json_text, lines, one_line

OBEYED = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}


def is_harmful(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in OBEYED


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert not any(is_harmful(c) for c in one_line(text))
    assert not any(is_harmful(c) for c in lines(text).replace("\n", ""))
    assert len(one_line(text)) == len(text)


def test_escape_sequences_are_shown_not_obeyed() -> None:
    assert one_line("\x1b[2Jgone\x07\x9b1m\u202e") == "␛[2Jgone␇\ufffd1m\ufffd"
    assert one_line("مرحبا\u200f") == "مرحبا\u200f"


@given(st.text())
def test_json_keeps_its_value_without_raw_controls(text: str) -> None:
    written = as_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not any(is_harmful(c) for c in written)
    assert json_text("plain é") == "plain é"


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    safe = cell(text)
    assert isinstance(safe, str)
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    out = io.StringIO()
    csv.writer(out).writerow([safe])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline="")))[0] == safe


@pytest.mark.parametrize("value", [-1.2833, 0, None, 12])
def test_numbers_stay_numbers(value: object) -> None:
    assert cell(value) is value


@given(st.one_of(st.text(), st.text(alphabet="'=+-@\t\r\n \x00a＝\u00a0")))
def test_the_apostrophe_of_a_cell_can_be_taken_off(text: str) -> None:
    safe = cell(text)
    assert isinstance(safe, str)
    assert bare(safe) == lines(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("'=1", "''=1"),
        ("'Abd al-Rahman", "'Abd al-Rahman"),
        ("2-1", "2-1"),
        ("\tx", "' x"),
    ],
)
def test_what_cells_look_like(text: str, written: str) -> None:
    assert cell(text) == written


@given(st.text(alphabet=st.characters(codec=None)))
def test_anything_can_be_made_encodable(text: str) -> None:
    written = encodable(text)
    assert written.encode().decode() == written
    assert len(written) == len(text)
