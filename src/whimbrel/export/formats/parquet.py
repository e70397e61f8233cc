"""Parquet: the same rows as CSV with their types, for pandas, polars, DuckDB, R and Spark.

Days are dates, counts whole numbers, places' coordinates numbers; text is as it was read, without any guard against
spreadsheets, since none opens such a file. Rows are written in groups, so that a file of any length takes little
memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from whimbrel.errors import UsageError
from whimbrel.export.dossier import Dossier
from whimbrel.export.flat import COUNTED, header
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.levels import LEVELS, rows_of
from whimbrel.export.safe import encodable

GROUP = 5000  # rows that are written at once
_DAYS = frozenset({"earliest", "latest"})
_WHOLE = frozenset({"origins", "start", "end", *(f"{name}_{bound}" for name in COUNTED for bound in ("low", "high"))})
_NUMBERS = frozenset({"lat", "lon", "confidence", "score"})


def write(level: str, dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    """One row an event, claim or report. Raises UsageError where pyarrow is not installed."""
    write_table(header(level), rows_of(level, dossiers), out, types_of(header(level)), f"Whimbrel {edition.version}")


def types_of(names: Sequence[str]) -> list[str]:
    """What the columns of a listing hold, as names of Arrow's types."""
    return [
        "date32" if name in _DAYS else "int64" if name in _WHOLE else "float64" if name in _NUMBERS else "string"
        for name in names
    ]


def write_table(
    names: Sequence[str], rows: Iterable[Sequence[Any]], out: BinaryIO, types: Sequence[str], maker: str = "Whimbrel"
) -> None:
    """Rows as Parquet; `types` are those of the columns, as Arrow names them. Raises UsageError without pyarrow."""
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")
    schema = arrow.schema(
        [(name, arrow.type_for_alias(type)) for name, type in zip(names, types, strict=True)], {"made by": maker}
    )
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            columns = [[_typed(value, type) for value in column] for column, type in zip(group, types, strict=True)]
            writer.write_table(arrow.table(columns, schema=schema))


def _groups(rows: Iterable[Sequence[Any]]) -> Iterator[list[tuple[Any, ...]]]:
    """The columns of each group of rows."""
    rest = iter(rows)
    while group := list(islice(rest, GROUP)):
        yield list(zip(*group, strict=True))


def _typed(value: Any, type: str) -> Any:
    if value is None:
        return None
    if type == "date32":
        return value if isinstance(value, date) else date.fromisoformat(value)
    return encodable(str(value)) if type == "string" else value


def _library(name: str) -> Any:
    from importlib import import_module  # noqa: PLC0415

    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError("parquet needs pyarrow", remedy="pip install 'whimbrel[exports]'") from error


FORMATS = {
    "parquet": Format(
        "parquet",
        ".parquet",
        "application/vnd.apache.parquet",
        "the same rows with their types, for pandas, polars, DuckDB, R and Spark",
        partial(write, "event"),
        needs="exports",
        binary=True,
        linked=False,
        sourced=False,
        levels={level: partial(write, level) for level in LEVELS},
    )
}
