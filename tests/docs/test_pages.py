"""Documents lead somewhere, and the examples are what their table says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from whimbrel.api import read
from whimbrel.clean import to_report
from whimbrel.export.safe import bare, cell
from whimbrel.gather import RawPage, gather

from .console import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])
LINK = re.compile(r"\[[^\]\n]*\]\((?!https?://|#|mailto:)([^)#\s]+)")
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    missing = [
        target for target in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / target).exists()
    ]
    assert not missing


def test_every_example_is_in_the_table_and_can_be_read() -> None:
    table = (ROOT / "examples/README.md").read_text(encoding="utf-8")
    folder = ROOT / "examples/reports"
    for file in folder.iterdir():
        assert f"`{file.name}`" in table
    pages = list(gather([folder]))
    assert len(pages) == 29
    for page in pages:
        assert isinstance(page, RawPage)
        report = to_report(page)
        assert report.title
        assert (report.published is None) == ("undated" in report.file)


@pytest.mark.parametrize("text", ["=1", "'=1", "''@a", "'Abd", "  +1", "a=1", "", "'", "＝1"])
def test_the_recipe_for_cells_takes_off_what_was_put_before_them(text: str) -> None:
    scope: dict[str, Any] = {}
    (code,) = PYTHON.findall((ROOT / "docs/how-to/export.md").read_text(encoding="utf-8"))
    exec(code, scope)  # noqa: S102 - our own page
    written = cell(text)
    assert scope["bare"](written) == bare(str(written)) == text


@pytest.mark.slow
@pytest.mark.slow
def test_the_python_how_to_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    scope: dict[str, object] = {}
    for code in PYTHON.findall((ROOT / "docs/how-to/use-from-python.md").read_text(encoding="utf-8")):
        if "to_pandas" in code:
            pytest.importorskip("pandas")
        exec(code, scope)  # noqa: S102 - our own page
    assert scope["event"].conflicts  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.parametrize("page", ["work-with-an-assistant", "watch"])
def test_python_of_pages_about_a_chronicle_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(ROOT / "examples/one-event", tmp_path / "chronicle.db").close()
    monkeypatch.chdir(tmp_path)
    scope: dict[str, object] = {}
    for code in PYTHON.findall((ROOT / f"docs/how-to/{page}.md").read_text(encoding="utf-8")):
        exec(code, scope)  # noqa: S102 - our own page
    if page == "watch":
        assert b"Garissa" in (tmp_path / "kenya.xml").read_bytes()
    else:
        assert any("killed six passengers" in quotation for quotation in scope["quotations"])  # type: ignore[attr-defined]
