"""What statuses, kinds of actor and fields are called in other formats: tables in `export/data`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whimbrel.errors import DataError
from whimbrel.model import ActorKind, Status

STATUS_COLUMNS = ("status", "took_place", "heading", "remark", "vevent", "vjournal", "schema_org")
KIND_COLUMNS = ("kind", "stix_class", "stix_sectors", "ftm_schema", "ftm_topics", "schema_org")
QUESTION_COLUMNS = ("field", "question")


@dataclass(frozen=True, slots=True)
class StatusWords:
    """How a status is told elsewhere. `took_place` is "yes", "to come" or "no"; what is "" cannot be said there."""

    took_place: str
    heading: str  # a word or two
    remark: str  # a sentence; "" where there is nothing to add
    vevent: str  # STATUS of an iCalendar VEVENT
    vjournal: str  # STATUS of an iCalendar VJOURNAL
    schema_org: str  # eventStatus

    @property
    def happened(self) -> bool:
        """Whether reports tell it as something that took place."""
        return self.took_place == "yes"


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a kind of actor is called elsewhere. `ftm_schema` is "" for those who are no entities there."""

    stix_class: str
    stix_sectors: tuple[str, ...]
    ftm_schema: str
    ftm_topics: tuple[str, ...]
    schema_org: str


def status_words(status: Status) -> StatusWords:
    return _statuses()[status]


def kind_words(kind: ActorKind) -> KindWords:
    return _kinds()[kind]


def question(field: str) -> str:
    """What a field asks, as in "sources differ on …"."""
    return _questions().get(field) or field.replace("_", " ").replace("-", " ")


def read_table(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a table. Raises DataError where its columns or a row's cells are others."""
    lines = files("whimbrel.export").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    rows = list(csv.reader(lines))
    if tuple(rows[0]) != columns:
        raise DataError(f"columns are {','.join(rows[0])}", where=f"{name}:1", remedy=f"make them {','.join(columns)}")
    for number, cells in enumerate(rows[1:], 2):
        if len(cells) != len(columns):
            raise DataError(f"has {len(cells)} cells", where=f"{name}:{number}", remedy=f"make them {len(columns)}")
    return [dict(zip(columns, cells, strict=True)) for cells in rows[1:]]


@cache
def _statuses() -> dict[Status, StatusWords]:
    rows = read_table("statuses.csv", STATUS_COLUMNS)
    return {Status(row.pop("status")): StatusWords(**row) for row in rows}


@cache
def _kinds() -> dict[ActorKind, KindWords]:
    return {
        ActorKind(row["kind"]): KindWords(
            row["stix_class"],
            _several(row["stix_sectors"]),
            row["ftm_schema"],
            _several(row["ftm_topics"]),
            row["schema_org"],
        )
        for row in read_table("kinds.csv", KIND_COLUMNS)
    }


@cache
def _questions() -> dict[str, str]:
    return {row["field"]: row["question"] for row in read_table("questions.csv", QUESTION_COLUMNS)}


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))
