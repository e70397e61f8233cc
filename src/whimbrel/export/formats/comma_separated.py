"""CSV: rows of events, claims or reports, for spreadsheets and statistics.

UTF-8, a comma between cells, line feeds between rows, quotes where a cell needs them (RFC 4180). Cells that a
spreadsheet would run get an apostrophe before them and controls become visible signs (`safe.cell`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import partial
from typing import BinaryIO

from whimbrel.export.dossier import Dossier
from whimbrel.export.flat import header
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.levels import LEVELS, rows_of
from whimbrel.export.formats.text import as_text
from whimbrel.export.safe import cell


def write(level: str, dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:  # noqa: ARG001
    """A head and one row an event, claim or report."""
    with as_text(out) as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(header(level))
        for row in rows_of(level, dossiers):
            writer.writerow([cell(value) for value in row])


FORMATS = {
    "csv": Format(
        "csv",
        ".csv",
        "text/csv",
        "rows of events, claims or reports, for spreadsheets and statistics",
        partial(write, "event"),
        linked=False,
        sourced=False,
        levels={level: partial(write, level) for level in LEVELS},
    )
}
