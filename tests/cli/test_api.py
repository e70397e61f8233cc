from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import samples

import whimbrel
from whimbrel.errors import UsageError


def test_the_public_surface_is_exactly_what_is_named() -> None:
    assert whimbrel.__all__ == sorted(whimbrel.__all__, key=lambda name: (name[0].islower(), name))
    assert set(whimbrel.__all__) == set(whimbrel._HOME_OF)
    for name in whimbrel.__all__:
        assert getattr(whimbrel, name).__name__ == name
    assert dir(whimbrel) == sorted(whimbrel.__all__)
    with pytest.raises(AttributeError):
        whimbrel.nonsense  # noqa: B018


@pytest.fixture
def chronicle() -> whimbrel.Chronicle:
    opened = whimbrel.Chronicle.open()
    samples.fill(opened)
    return opened


def test_iterating_gives_events(chronicle: whimbrel.Chronicle) -> None:
    assert {event.id for event in chronicle} == {event.id for event in samples.EVENTS}


def test_frames(chronicle: whimbrel.Chronicle) -> None:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    for noun in ("event", "claims", "report", "actors", "problem"):
        one, other = chronicle.to_pandas(noun), chronicle.to_polars(noun)
        assert isinstance(one, pandas.DataFrame)
        assert isinstance(other, polars.DataFrame)
        assert list(one.columns) == other.columns
        assert len(one) == len(other) > 0
    events = chronicle.to_pandas()
    assert events.set_index("id").loc[samples.EVENTS[0].id, "killed_low"] == 100
    assert str(events["latest"].dtype).startswith("datetime64")
    assert chronicle.to_polars()["latest"].dtype == polars.Date


def test_an_empty_chronicle_makes_empty_frames() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    empty = whimbrel.Chronicle.open()
    assert len(empty.to_pandas()) == 0
    assert "latest" in empty.to_polars().columns


def test_a_missing_library_is_named(chronicle: whimbrel.Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"whimbrel\[frames\]"):
        chronicle.to_polars()


def test_unknown_nouns_are_refused(chronicle: whimbrel.Chronicle) -> None:
    with pytest.raises(UsageError, match="event, claim"):
        chronicle.records("novel")
    with pytest.raises(UsageError):
        chronicle.to_pandas("novel")


def test_reading_in_three_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The foreign ministers of Egypt and Jordan met in Cairo on 12 March 2021.", encoding="utf-8"
    )
    chronicle = whimbrel.read(tmp_path)
    events = list(chronicle)
    assert "CONSULT" in {event.type for event in events}
    again = whimbrel.read([tmp_path / "a.txt"], chronicle)
    assert again is chronicle
    assert list(again) == events
    kept = whimbrel.read(str(tmp_path), tmp_path / "kept.db")
    kept.close()
    with whimbrel.open_chronicle(tmp_path / "kept.db") as opened:
        assert list(opened) == events


def test_the_examples_of_the_reference_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    assert len(blocks) == 3
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("Rebels attacked Goma on 5 May 2019.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)  # noqa: S102 - our own page
    for method in re.findall(r"`(?:chronicle)?\.(\w+)\(", page):
        assert hasattr(whimbrel.Chronicle, method), method
