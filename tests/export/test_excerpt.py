from __future__ import annotations

from dataclasses import replace

import samples
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.export.excerpt import excerpt
from whimbrel.model import Span

REPORTS = {report.id: report for report in samples.REPORTS}


def test_the_words_stand_in_their_sentence() -> None:
    pieces = excerpt(samples.TRUCE, samples.SHELLED)
    assert (
        "".join(piece.text for piece in pieces)
        == "Eritrea denied that its troops had shelled towns in Tigray on Tuesday."
    )
    assert [piece.text for piece in pieces if piece.mark == "trigger"] == ["shelled"]
    assert "".join(piece.text for piece in pieces if piece.mark) == samples.SHELLED.text


def test_a_text_that_does_not_hold_the_words_is_not_quoted() -> None:
    other = replace(samples.WIRE, text="something else entirely")
    assert [piece.text for piece in excerpt(other, samples.BOMB[0])] == [samples.BOMB[0].text]


@given(st.text(alphabet=".!? \nab”é𝔸", min_size=1, max_size=60), st.data())
def test_pieces_are_the_reports_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    at = data.draw(st.integers(start, end - 1))
    report = replace(samples.WIRE, text=text, passages=())
    claim = replace(samples.BLAME, text=text[start:end], span=Span(start, end), trigger=Span(at, at + 1))
    pieces = excerpt(report, claim)
    assert "".join(piece.text for piece in pieces if piece.mark) == claim.text
    assert "".join(piece.text for piece in pieces).strip("…") in text


def test_a_huge_line_is_cut() -> None:
    text = "word " * 200_000
    claim = replace(samples.BLAME, text="word", span=Span(500_000, 500_004), trigger=Span(500_000, 500_004))
    shown = "".join(p.text for p in excerpt(replace(samples.WIRE, text=text, passages=()), claim))
    assert len(shown) < 600
    assert shown.startswith("…")
    assert shown.endswith("…")
