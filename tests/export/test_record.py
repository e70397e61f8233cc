from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

import samples

from whimbrel.chronicle import ActorEntry, OutletWord
from whimbrel.export.actors import actor_record
from whimbrel.export.flat import COLUMNS, header, row
from whimbrel.export.lines import write_csv, write_json, write_ndjson
from whimbrel.export.moments import moment_record
from whimbrel.export.quotes import quote_record
from whimbrel.export.record import (
    Record,
    claim_record,
    event_record,
    problem_record,
    report_record,
)
from whimbrel.model import ActorKind, Candidate, Claim, Event, Span, Speaker, Status

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "records.md"
WORDS = (OutletWord("Wire", "regime", 1),)
ENTRY = ActorEntry("a", "A", ActorKind.STATE, "SOM", "GOV", 2, 1, 1, (("A", 2),), (("king", 1),), WORDS)
QUOTE = SimpleNamespace(
    id="q1", passage="body", kind="mixed", stance="speech", verb="tell", cue=Span(9, 13), content=(Span(20, 30),),
    source=Span(0, 8), addressee=Span(14, 19), speaker=None, chain=(Speaker("Wire"),), within="",
)  # fmt: skip
TOLD = SimpleNamespace(report=samples.WIRE, span=Span(0, 20), words=Span(4, 9), text=samples.WIRE.text[0:20])
MOMENT = SimpleNamespace(
    when=None, part="actor", status=Status.HAPPENED, verb="", event=samples.EVENTS[0], tellings=(TOLD,)
)  # fmt: skip
REPORTS = {report.id: report for report in samples.REPORTS}


Told = TypeVar("Told", Claim, Event)
OTHERS = (Candidate("a", "A", 0.8, {"name": 1.0}), Candidate("b", "B", 0.8, {"name": 1.0}))


def _doubted(told: Told) -> Told:
    """The same with parties that may be others."""
    actors, recipients = (
        tuple(replace(who, candidates=OTHERS) for who in side) for side in (told.actors, told.recipients)
    )
    return replace(told, actors=actors, recipients=recipients)


def every_record() -> dict[str, Record]:
    claim = _doubted(samples.BOMB[1])
    return {
        "event": event_record(_doubted(samples.EVENTS[0])),
        "claim": claim_record(claim, REPORTS[claim.report], "e1"),
        "report": report_record(samples.WIRE, text=True),
        "actor": actor_record(ENTRY),
        "quote": quote_record(QUOTE, samples.WIRE),
        "moment": moment_record(MOMENT),
        "problem": problem_record(samples.PROBLEM),
    }


def test_the_event_contract() -> None:
    record = event_record(samples.EVENTS[0])
    names = "id type mode contexts actors recipients place when status says counts reports claims conflicts"
    assert set(names.split()) <= set(record)
    assert all({"id", "name", "kind"} <= set(who) for who in (*record["actors"], *record["recipients"]))
    assert [who["name"] for who in record["actors"]] == ["al-Shabaab"]
    assert {"name", "country", "lat", "lon", "precision"} <= set(record["place"])
    assert record["when"] | {"edtf": "2022-10-29", "earliest": "2022-10-29", "latest": "2022-10-29"} == record["when"]
    assert record["status"] == "happened"
    assert record["counts"] == {"killed": {"low": 100, "high": None, "text": "at least 100"}}
    assert record["conflicts"][0]["field"] == "killed"
    assert [v["label"] for v in record["conflicts"][0]["values"]] == ["at least 100", "120", "about 90"]


def test_the_claim_contract() -> None:
    claim = samples.BOMB[1]
    record = claim_record(claim, REPORTS[claim.report])
    assert {"id", "file", "outlet", "title", "url", "published"} == set(record["report"])
    assert record["report"]["published"] == "2022-11-01"
    assert record["passage"] == "lead"
    start, end = record["span"]
    assert REPORTS[claim.report].text[start:end] == record["text"]
    assert record["confidence"] == {"score": 0.8, "parts": {"actors": 0.7, "pattern": 0.9}}
    assert record["actors"][0]["word"] == "terrorists"
    assert [place["name"] for place in record["places"]] == ["Mogadishu", "Somalia"]


def test_an_unknown_time_is_still_an_object() -> None:
    record = event_record(samples.EVENTS[5])
    assert record["when"]["edtf"] is None
    assert record["when"]["how"] == "unresolved"


def test_the_keys_never_vary() -> None:
    assert len({tuple(event_record(event)) for event in samples.EVENTS}) == 1
    assert len({tuple(claim_record(c, REPORTS[c.report])) for c in samples.CLAIMS}) == 1


def paths(value: object, prefix: str = "") -> set[str]:
    """Every key of a record as documented: `actors[].name`; a map's keys as `*`."""
    if isinstance(value, list):
        return set().union(*(paths(item, f"{prefix}[]") for item in value)) or {prefix}
    if not isinstance(value, dict):
        return {prefix}
    found: set[str] = set() if not prefix else {prefix}
    for key, inner in value.items():
        mapped = prefix in ("counts", "fields", "confidence.parts") or prefix.endswith("candidates[].parts")
        name = "*" if mapped else key
        found |= paths(inner, f"{prefix}.{name}" if prefix else name)
    return found


def documented() -> dict[str, set[str]]:
    sections = re.split(r"^## ", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found: dict[str, set[str]] = {}
    for section in sections:
        noun = section.split("\n", 1)[0].strip().lower()
        found[noun] = set(re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE))
    return found


def test_every_key_is_documented_and_every_documented_key_exists() -> None:
    described = documented()
    for noun, record in every_record().items():
        keys = {path.replace("[]", "") for path in paths(record)} - {""}
        for twin, first in (("recipients.", "actors."), ("places.", "place.")):  # described once, "as …"
            same = {path for path in keys if path.startswith(twin)}
            assert not same or {path.removeprefix(twin) for path in same} == {
                path.removeprefix(first) for path in keys if path.startswith(first)
            }
            keys -= same
        assert keys == {path.replace("[]", "") for path in described[noun]}, noun


def test_csv_has_a_column_for_each_value() -> None:
    for noun, record in every_record().items():
        assert len(row(noun, record)) == len(header(noun)) == len(COLUMNS[noun])
        assert len(set(header(noun))) == len(header(noun))


def test_the_three_formats_tell_the_same(tmp_path: Path) -> None:
    records = [event_record(event) for event in samples.EVENTS]
    as_ndjson, as_json, as_csv = io.StringIO(), io.StringIO(), io.StringIO()
    assert write_ndjson(records, as_ndjson) == write_json(records, as_json) == write_csv("event", records, as_csv) == 9
    assert [json.loads(line) for line in as_ndjson.getvalue().splitlines()] == json.loads(as_json.getvalue()) == records
    rows = list(csv.DictReader(io.StringIO(as_csv.getvalue())))
    assert [r["id"] for r in rows] == [r["id"] for r in records]
    assert rows[0]["killed_low"] == "100"
    assert rows[0]["killed_high"] == ""
    assert float(rows[3]["lat"]) == samples.NAIROBI.lat
    assert rows[8]["actors"].startswith("'=cmd")


def test_no_records_make_valid_output() -> None:
    for write, expected in ((write_json, "[]\n"), (write_ndjson, "")):
        out = io.StringIO()
        assert write([], out) == 0
        assert out.getvalue() == expected
