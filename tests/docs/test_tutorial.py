"""The tutorial is run, command by command, and must show what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from .console import ROOT, WIDE, Session, blocks, faults, found_in

PAGES = (
    "docs/tutorial.md",
    "docs/handbook.md",
    "docs/how-to/decide-what-is-one-event.md",
    "docs/how-to/export.md",
    "docs/how-to/watch.md",
    "docs/how-to/pictures-and-digests.md",
    "README.md",
)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_block_shows_what_the_page_says(page: str, tmp_path: Path) -> None:
    session = Session(tmp_path)
    found = blocks((ROOT / page).read_text(encoding="utf-8"))
    assert any(block.shows for block in found), "a page without promises tests nothing"
    wrong = [
        fault
        for block in found
        for fault in faults(block, [session.run(command, WIDE) for command, _ in block.commands])
    ]
    assert not wrong, "\n".join(wrong)


def test_a_promise_that_is_not_kept_is_found() -> None:
    shows = "<!-- shows:\n27 April … Moon\nnot 28 April\n-->\n"
    page = f"```console\n$ whimbrel events\n27 April 2018  Kim met Moon\n```\n\n{shows}"
    (block,) = blocks(page)
    assert not list(faults(block, ["27 April 2018  Kim met   Moon"]))
    assert len(list(faults(block, ["28 April 2018  Kim met Moon"]))) == 2


def test_words_must_stand_in_one_row() -> None:
    assert found_in("a … d", "x a  b c d")
    assert found_in("a … d", "x a  b\n  c d")
    assert not found_in("a … d", "a\nb\nc\nd")
    assert not found_in("a … d", "d a")
