from __future__ import annotations

import csv
import io
import json

import pytest
from fastapi.testclient import TestClient

import whimbrel


def statuses(client: TestClient) -> dict[str, str]:
    told = client.get("/export/plover").text.splitlines()
    return {record["id"]: record["status"] for record in map(json.loads, told)}


def polecat(client: TestClient, **asked: str) -> set[str]:
    rows = csv.DictReader(io.StringIO(client.get("/export/polecat", params=asked).text), delimiter="\t")
    return {row["Event ID"] for row in rows}


def test_a_format_without_a_word_for_status_gets_only_what_happened(client: TestClient) -> None:
    known = statuses(client)
    assert set(known.values()) >= {"happened", "planned", "denied"}
    assert {known[id] for id in polecat(client)} == {"happened"}


def test_it_gets_what_is_asked_for(client: TestClient) -> None:
    known = statuses(client)
    found = polecat(client, status="planned")
    assert {known[id] for id in found} == {"planned"}


@pytest.mark.parametrize("format", ["gdelt-events", "gdelt-mentions", "icews", "acled"])
def test_rows_are_the_same_as_from_the_command_line(format: str, client: TestClient, chronicle_file: str) -> None:
    out = io.BytesIO()
    with whimbrel.open_chronicle(chronicle_file) as chronicle:
        chronicle.export(format, out)
    assert firsts(client.get(f"/export/{format}").text) == firsts(out.getvalue().decode())


def firsts(text: str) -> list[str]:
    """The first cell of each row; others tell when the file was made."""
    return [line.replace(",", "\t").split("\t")[0] for line in text.splitlines()]
