"""Panels as CSV, Parquet or a file of Stata."""

from __future__ import annotations

import csv
from datetime import datetime
from importlib import import_module
from io import BytesIO
from typing import Any, BinaryIO

from whimbrel.errors import UsageError
from whimbrel.export.formats.parquet import write_table
from whimbrel.export.formats.text import as_text
from whimbrel.export.panels.table import Panel
from whimbrel.export.panels.tally import NUMBERS
from whimbrel.export.safe import cell, encodable

FORMATS = ("csv", "parquet", "dta")
BINARY = frozenset({"parquet", "dta"})
_STAMP = datetime(1960, 1, 1)  # Stata's zero: the time of making would tell equal panels apart


def write_panel(panel: Panel, out: BinaryIO, format: str) -> None:
    """Writes a panel. Raises UsageError for another format, or without pyarrow or pandas where these are needed."""
    if format == "csv":
        _write_csv(panel, out)
    elif format == "parquet":
        write_table(panel.columns, panel.rows, out, types_of(panel))
    elif format == "dta":
        _write_stata(panel, out)
    else:
        raise UsageError(f"a panel cannot be {format!r}", remedy=f"one of {', '.join(FORMATS)}")


def types_of(panel: Panel) -> list[str]:
    """What the columns hold, as names of Arrow's types."""
    return [
        "string"
        if name in panel.kind.unit
        else "date32"
        if name == "start"
        else "float64"
        if name in NUMBERS
        else "int64"
        for name in panel.columns
    ]


def to_frame(panel: Panel) -> Any:
    """A pandas DataFrame; `attrs["left_out"]` tells by reason how many events are in no cell. Raises UsageError."""
    try:
        pandas = import_module("pandas")
    except ImportError as error:
        raise UsageError("pandas is not installed", remedy="pip install 'whimbrel[frames]'") from error
    frame = pandas.DataFrame(panel.rows, columns=list(panel.columns))
    frame["start"] = pandas.to_datetime(frame["start"])
    frame["score_mean"] = frame["score_mean"].astype("float64")
    frame.attrs["left_out"] = dict(panel.left_out)
    return frame


def _write_csv(panel: Panel, out: BinaryIO) -> None:
    with as_text(out) as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(panel.columns)
        writer.writerows([cell(value) for value in row] for row in panel.rows)


def _write_stata(panel: Panel, out: BinaryIO) -> None:
    """Format 118 (Stata 14 and later), with the first day of the period as a Stata date."""
    frame = to_frame(panel)
    for name in panel.kind.unit:
        frame[name] = [encodable(str(value)) for value in frame[name]]
    made = BytesIO()  # pandas closes what it writes to
    frame.to_stata(made, write_index=False, version=118, convert_dates={"start": "td"}, time_stamp=_STAMP)
    out.write(made.getvalue())
