"""Reading the lexicon's CSV files: rows that know where they stand, with the columns and values that each may have."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable

from whimbrel.errors import DataError
from whimbrel.model import Status

ENTRY_COLUMNS = ("pattern", "type", "mode", "actor", "recipient", "contexts", "example")
TABLES = {
    "light_verbs.csv": ("verb", "noun_class", "aspect", "note"),
    "speech.csv": ("verb", "kind", "note"),
    "embedding.csv": ("verb", "complement", "status", "note"),
    "casualties.csv": ("lemma", "count", "who", "note"),
    "patient_nouns.csv": ("lemma", "note"),
    "cause_nouns.csv": ("lemma", "note"),
    "untrue_words.csv": ("lemma", "kind", "note"),
    "fiction_words.csv": ("lemma", "kind", "note"),
    "human_nouns.csv": ("lemma", "kind", "note"),
}
ASPECTS = frozenset(
    {"happen", "begin", "continue", "end", "stop", "suffer", "host", "attend", *Status} - {Status.HISTORICAL}
)
CHOICES = {
    ("light_verbs.csv", "aspect"): ASPECTS,
    ("speech.csv", "kind"): frozenset({"say", "claim", "deny", "confirm", "warn", "write", "quote"}),
    ("embedding.csv", "status"): frozenset({*Status, "presupposed"}),
    ("untrue_words.csv", "kind"): frozenset({"claim", "judged", "rejects", "sure"}),
    ("fiction_words.csv", "kind"): frozenset({"work", "footage", "part", "tells", "shows"}),
    ("human_nouns.csv", "kind"): frozenset({"ending", "thing", "side"}),
    ("casualties.csv", "who"): frozenset({"obj", "subj", "self", "life", "toll", "grows"}),
}


def rows(source: Traversable, label: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Lines of one CSV file as (`file:line`, fields stripped); `label` is how the file is named, else by its name.

    Raises DataError for a file that cannot be read as UTF-8 CSV and for a row of the wrong length.
    """
    name = label or source.name
    try:
        with source.open("r", encoding="utf-8-sig") as handle:
            reader = csv.DictReader(handle, strict=True)
            for row in reader:
                where = f"{name}:{reader.line_num}"
                if None in row or None in row.values():
                    raise DataError("wrong number of fields", where=where, remedy="quote fields that hold a comma")
                if any(value.strip() for value in row.values()):
                    yield where, {key: value.strip() for key, value in row.items()}
    except OSError as error:
        raise DataError("cannot be read", where=name, remedy=error.strerror or "look at the file") from error
    except UnicodeDecodeError as error:
        raise DataError("is not UTF-8", where=name, remedy="save it as UTF-8") from error
    except csv.Error as error:
        raise DataError(f"is no CSV: {error}", where=name, remedy="see docs/handbook.md") from error


def table(source: Traversable, label: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """As `rows`, for one of TABLES. Raises DataError for other columns, and for a value that the column cannot have."""
    for where, row in checked(rows(source, label), TABLES[source.name]):
        for column, value in row.items():
            allowed = CHOICES.get((source.name, column))
            if allowed is not None and value not in allowed:
                raise DataError(f"unknown {column} {value!r}", where=where, remedy=f"one of {_listed(allowed)}")
        yield where, row


def checked(
    found: Iterator[tuple[str, dict[str, str]]], columns: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """The same rows. Raises DataError when their columns are others."""
    for where, row in found:
        if tuple(row) != tuple(columns):
            raise DataError(f"columns are {','.join(row)}", where=where, remedy=f"make them {','.join(columns)}")
        yield where, row


def _listed(values: frozenset[str]) -> str:
    return ", ".join(sorted(str(value) for value in values))
