"""Text that would break out of its cell, in every format, read back by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas
import pyarrow.parquet
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.acled import COLUMNS as ACLED_COLUMNS
from whimbrel.export.formats.format import Edition
from whimbrel.export.formats.gdelt import EVENT_COLUMNS, MENTION_COLUMNS
from whimbrel.export.formats.icews import COLUMNS as ICEWS_COLUMNS
from whimbrel.export.formats.polecat import COLUMNS as POLECAT_COLUMNS
from whimbrel.export.formats.registry import find_format
from whimbrel.export.safe import bare, encodable, lines, one_line

EDITION = Edition("Chronicle", datetime(2026, 11, 28, tzinfo=UTC), "0.1.0")
WIDTHS = {
    "acled": len(ACLED_COLUMNS),
    "gdelt-events": len(EVENT_COLUMNS),
    "gdelt-mentions": len(MENTION_COLUMNS),
    "icews": len(ICEWS_COLUMNS),
    "polecat": len(POLECAT_COLUMNS),
}
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "'=1", "''=1", "'Abd", "＝1", "a\tb", "a\nb", "a\r\nb", '"', '"a',
    'a"b', '""', "a,b", "a;b", "\x00", "a\x00b", "\x1b[31m", "\u202eabc", "\ud800", "a\udfffb", "\u2028", "\ufeff", "",
    "None", "NA", "\\", "\\N", "a\x85b", "#", "\x1a",
)  # fmt: skip
anything = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet=st.characters(codec=None)),
    st.text(alphabet="=+-@'\"\t\r\n,;\x00\\ a"),
)


def dossier(text: str) -> Dossier:
    """An event whose parties, place and report are called so."""
    who = replace(samples.SHABAAB, name=text, text=text, title=text)
    report = replace(samples.WIRE, outlet=text, title=text, url="")
    claim = replace(samples.BOMB[0], actors=(who,), text=text)
    place = replace(samples.MOGADISHU, name=text, text=text)
    event = replace(samples.event(claim), actors=(who,), recipients=(who,), place=place)
    return Dossier(event, (claim,), {report.id: report})


def written(format: str, texts: Iterable[str], level: str = "event") -> bytes:
    out = io.BytesIO()
    found = find_format(format)
    found.levels.get(level, found.write)((dossier(text) for text in texts), out, EDITION)
    assert not out.closed
    return out.getvalue()


@given(st.lists(anything, min_size=1, max_size=4))
@settings(max_examples=tried(60), deadline=None)
def test_csv_gives_back_what_was_written(texts: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", texts).decode(), newline="")))
    assert [bare(row["actors"]) for row in rows] == [lines(text) for text in texts]
    assert [bare(row["place"]) for row in rows] == [lines(text) for text in texts]
    claims = list(csv.DictReader(io.StringIO(written("csv", texts, "claim").decode(), newline="")))
    assert [bare(row["text"]) for row in claims] == [lines(text) for text in texts]


@given(st.lists(anything, min_size=1, max_size=4))
@settings(max_examples=tried(60), deadline=None)
def test_parquet_gives_back_what_was_written(texts: list[str]) -> None:
    read = pyarrow.parquet.read_table(io.BytesIO(written("parquet", texts)))
    assert read.column("actors").to_pylist() == [encodable(text) for text in texts]


@pytest.mark.parametrize("format", [name for name in WIDTHS if name != "acled"])
@given(texts=st.lists(anything, min_size=1, max_size=4))
@settings(max_examples=tried(40), deadline=None)
def test_rows_parted_by_tabs_keep_their_shape(format: str, texts: list[str]) -> None:
    said = written(format, texts).decode()
    rows = said.split("\n")
    assert rows.pop() == ""
    head = format in ("icews", "polecat")
    assert len(rows) == len(texts) + head
    assert {len(row.split("\t")) for row in rows} == {WIDTHS[format]}
    assert '"' not in said
    assert one_line(said.replace("\n", "").replace("\t", "")) == said.replace("\n", "").replace("\t", "")


@given(st.lists(anything, min_size=1, max_size=4))
@settings(max_examples=tried(40), deadline=None)
def test_plover_is_one_object_a_line(texts: list[str]) -> None:
    rows = written("plover", texts).decode().split("\n")
    assert rows.pop() == ""
    assert [json.loads(row)["source"][0].get("identifier_text", "") for row in rows] == list(texts)


@pytest.mark.parametrize("format", ["csv", *WIDTHS])
def test_pandas_reads_every_row(format: str) -> None:
    tabs = format not in ("csv", "acled")
    head = None if format.startswith("gdelt") else 0
    frame = pandas.read_csv(
        io.BytesIO(written(format, HOSTILE)), sep="\t" if tabs else ",", header=head, dtype=str, keep_default_na=False
    )
    assert len(frame) == len(HOSTILE)
    assert len(frame.columns) == WIDTHS.get(format, len(frame.columns))
    if format == "csv":
        assert [bare(cell) for cell in frame["actors"]] == [lines(text) for text in HOSTILE]


def test_duckdb_reads_every_row(tmp_path: Path) -> None:
    path = tmp_path / "hostile.csv"
    path.write_bytes(written("csv", HOSTILE))
    query = f"SELECT actors FROM read_csv('{path}', header=true, all_varchar=true)"
    read = [bare(row[0] or "") for row in duckdb.sql(query).fetchall()]
    assert read == [lines(text) for text in HOSTILE]
    path = tmp_path / "hostile.parquet"
    path.write_bytes(written("parquet", HOSTILE))
    rows = duckdb.sql(f"SELECT actors FROM read_parquet('{path}')").fetchall()
    assert [row[0] for row in rows] == [encodable(text) for text in HOSTILE]
