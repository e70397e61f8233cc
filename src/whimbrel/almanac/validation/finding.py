"""A breach of the rules, a check that finds some, and the rows that checks read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from whimbrel.almanac.states import States
from whimbrel.almanac.store import Store
from whimbrel.almanac.table import Row, data_folder, read_rows


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of the rules: `where` is file:line."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


Check = Callable[[Store, States], Iterator[Finding]]


def rows_of(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of one of the almanac's own files. Raises DataError for other columns."""
    return read_rows(data_folder().joinpath(name), f"almanac/data/{name}", columns)
