"""Both stores for a test: addresses of empty chronicles, and what lies in one as plain rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from whimbrel.api import Chronicle
from whimbrel.chronicle import opening, postgresql
from whimbrel.chronicle.schema import metadata

New = Callable[[], str]
"""Gives the address of another chronicle that is empty."""


def rows(chronicle: Chronicle) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in order of their keys."""
    found = {}
    with chronicle.looking() as connection:
        for table in metadata.sorted_tables:
            own = connection.execute(select(table).order_by(*table.primary_key.columns))
            found[table.name] = [tuple(row) for row in own]
    return found


def read_only(address: str) -> Chronicle:
    """The chronicle, opened so that nothing can be written to it."""
    if postgresql.is_address(address):
        sign = "&" if "?" in address else "?"
        return Chronicle.open(f"{address}{sign}options=-c%20default_transaction_read_only%3Don")
    return Chronicle(opening.read_only_engine(Path(address), 1), address)
