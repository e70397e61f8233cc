"""Where pages stand in a run, and which reports and pages are known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import EXAMPLES

from whimbrel.chronicle import Chronicle
from whimbrel.errors import DataError, UsageError
from whimbrel.gather import RawPage, gather
from whimbrel.model import Problem
from whimbrel.scale.fingerprint import differing, fingerprint
from whimbrel.scale.known import Known
from whimbrel.scale.place import Entry, Place, entries, key_of
from whimbrel.scale.recipe import Recipe

hashes = st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}")
PAGE = RawPage("a.txt", "line 1", "text", "They met.", {"date": "2020-01-01"})


@given(st.lists(hashes), st.lists(hashes))
def test_known_is_a_set(some: list[str], others: list[str]) -> None:
    known = Known(some)
    assert all(one in known for one in some)
    assert all((one in known) == (one in set(some)) for one in others)


def test_files_give_what_gather_gives_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.docx").write_text("a kind that is not read")
    (tmp_path / "empty.txt").write_text("")
    monkeypatch.chdir(EXAMPLES.parent)  # named from here, as people do
    paths = ["reports", tmp_path, tmp_path / "missing", "reports/meridian.jsonl"]
    found: list[RawPage | Problem] = []
    places: list[Place] = []
    for one in entries(paths):
        if isinstance(one, Entry):
            assert one.found.path.is_absolute()
            for place, item in one.items():
                places.append(place)
                found.append(item)
        else:
            found.append(one)
    assert found == list(gather(paths))
    assert len(set(places)) == len(places)  # though one file is listed twice


def test_standard_input_is_refused() -> None:
    with pytest.raises(UsageError, match="standard input"):
        entries(["-"])


def test_a_key_is_of_the_page_and_its_place() -> None:
    place = Place("a.txt", 0, 0)
    others = [
        (place, replace(PAGE, text="They met again.")),
        (place, replace(PAGE, fields={"date": "2020-01-02"})),
        (place, replace(PAGE, fields={})),
        (place, Problem("a.txt", "line 1", "empty", "no text", "")),
        (Place("a.txt", 1, 0), PAGE),
        (Place("a.txt", 0, 1), PAGE),
        (Place("b.txt", 0, 0), PAGE),
    ]
    keys = [key_of(place, PAGE), *(key_of(*other) for other in others)]
    assert len(set(keys)) == len(keys)
    assert key_of(place, replace(PAGE)) == keys[0]


def test_a_lone_surrogate_has_a_key() -> None:
    assert key_of(Place("a\udcff", 0, 0), replace(PAGE, text="\ud800"))


def test_knowledge_that_differs_is_named(tmp_path: Path) -> None:
    lexicon = tmp_path / "lexicon"
    lexicon.mkdir()
    with Chronicle.open(":memory:") as chronicle:
        plain, own = Recipe.of(chronicle), Recipe.of(chronicle, lexicon)
    first = fingerprint(own)
    assert differing(fingerprint(plain), first) == []
    (lexicon / "verbs.csv").write_text("pattern,type\n")
    assert differing(fingerprint(own), first) == ["the lexicon of your own"]
    shelf = tmp_path / "shelf.sqlite"
    shelf.write_bytes(b"some actors")
    assert differing(fingerprint(replace(plain, shelf=shelf)), first) == ["the imports"]


def test_a_recipe_of_imports_that_are_gone_is_refused(tmp_path: Path) -> None:
    with Chronicle.open(":memory:") as chronicle:
        chronicle.use_knowledge("almanac", str(tmp_path / "gone"))
        with pytest.raises(DataError, match="it is gone"):
            Recipe.of(chronicle)
