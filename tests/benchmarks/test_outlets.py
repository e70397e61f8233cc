"""The stream of news with an agency's text in it twice."""

from __future__ import annotations

from benchmarks.outlets import EVERY, LATER, other_version, with_copies

ROW = {
    "title": "Port seized",
    "text": "Rebels seized the port. Police fled. Nine died. A ship sank. Talks failed. The mayor wept. It rained.",
    "date": "2014-02-28",
    "source": "alpha",
    "url": "https://alpha.example/1",
}


def test_another_outlet_prints_the_text_but_for_a_part_a_day_later() -> None:
    other = other_version(ROW, 7)
    assert other["text"] == ROW["text"].replace("A ship sank. ", "")
    assert other["date"] == "2014-03-01"
    assert all(other[name] != ROW[name] for name in ("title", "source", "url"))


def test_paragraphs_are_cut_as_a_whole() -> None:
    text = "\n\n".join(f"Number {number} spoke. It was late." for number in range(6))
    cut = other_version({"text": text}, 0)
    assert cut["text"] == text.replace("Number 3 spoke. It was late.\n\n", "")
    assert "date" not in cut


def test_a_third_of_the_stream_are_copies_that_come_later() -> None:
    rows = [{**ROW, "url": str(number)} for number in range(40)]
    stream = with_copies(rows)
    assert len(stream) == len(rows) * (EVERY + 1) // EVERY
    assert [row for row in stream if row["source"] == "alpha"] == rows
    first, copy = stream.index(rows[0]), stream.index(other_version(rows[0], 0))
    assert copy - first > LATER
