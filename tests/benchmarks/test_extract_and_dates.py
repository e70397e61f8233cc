"""The benchmarks of pages on small pages of our own: strings kept and kept out, runs of words, exact days."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest

from benchmarks import dates, extract

KEPT = "The harbour master closed the northern pier on Tuesday after a crane had fallen into the basin."
LEFT = "All about our other papers, and how to order them by telephone from where you are sitting now."
PAGE = f"""<html><head><meta property="article:published_time" content="2021-05-04T10:00:00Z"></head><body>
<article><p>{KEPT} {KEPT}</p><p>{KEPT}</p></article><footer><p>{LEFT}</p></footer></body></html>"""


def rows_in(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_strings_kept_and_kept_out(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    row = {"url": "https://example.org/a", "html": "a.html", "with": [KEPT, "not in it"], "without": [LEFT, "pier on"]}
    found = extract.run(rows_in(tmp_path / "pages.jsonl", row))
    assert (found.metrics["precision"], found.metrics["recall"], found.n) == (0.5, 0.5, 1)
    assert found.errors == {"text missed": 1, "furniture kept": 1}


def test_pages_come_from_the_archive_or_gzipped(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "pages.tar.xz", "w:xz") as archive:
        member = tarfile.TarInfo("./b.html")
        member.size = len(PAGE.encode())
        archive.addfile(member, io.BytesIO(PAGE.encode()))
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    body = f"{KEPT} {KEPT} {KEPT}"
    found = extract.run(
        rows_in(tmp_path / "pages.jsonl", {"html": "b.html", "body": body}, {"html": "c.html.gz", "articleBody": body})
    )
    assert found.metrics["f1"] == 1.0
    with pytest.raises(ValueError, match="no page"):
        extract.run(rows_in(tmp_path / "lost.jsonl", {"html": "d.html", "body": body}))


def test_runs_of_words_weigh_pages_alike() -> None:
    counts = extract._shingled("one two three four five", "one two three four six")
    assert counts == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert extract._mean([extract.Counts(1, 0, 0), extract.Counts(0, 0, 1)]) == (1.0, 0.5)


def test_exact_days(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>Nothing at all.</p>", encoding="utf-8")
    rows = [
        {"html": "a.html", "date": "2021-05-04"},
        {"html": "a.html", "date": "2021-05-05"},
        {"html": "b.html", "date": "2021-05-04"},
    ]
    found = dates.run(rows_in(tmp_path / "dates.jsonl", *rows))
    assert found.metrics["precision"] == 0.5
    assert found.metrics["recall"] == pytest.approx(1 / 3)
    assert found.errors == {"another day of the month": 1, "no day": 1}
