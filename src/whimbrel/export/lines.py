"""Records written as JSON, NDJSON or CSV, one at a time, so that a listing of any length streams."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from whimbrel.export.flat import header, row
from whimbrel.export.record import Record
from whimbrel.export.safe import cell, json_text


def write_ndjson(records: Iterable[Record], out: TextIO) -> int:
    """One JSON object a line; returns how many."""
    number = 0
    for record in records:
        out.write(as_json(record) + "\n")
        number += 1
    return number


def write_json(records: Iterable[Record], out: TextIO) -> int:
    """One JSON array; returns how many."""
    number = 0
    for record in records:
        out.write(("[\n" if not number else ",\n") + as_json(record))
        number += 1
    out.write("\n]\n" if number else "[]\n")
    return number


def write_csv(noun: str, records: Iterable[Record], out: TextIO) -> int:
    """A header and one row a record; cells that a spreadsheet would run are disarmed. Returns how many."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header(noun))
    number = 0
    for record in records:
        writer.writerow([cell(value) for value in row(noun, record)])
        number += 1
    return number


def as_json(value: object, *, indent: int | None = None) -> str:
    """A value as JSON in readable Unicode, without raw controls."""
    return json_text(json.dumps(value, ensure_ascii=False, indent=indent))
