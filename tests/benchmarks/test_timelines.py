"""The `timelines` benchmark: its two kinds of rows, timelines made of annotation, and a run on a set of our own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks.timeline_gold import annotated_task
from benchmarks.timeline_rows import Document, raw, read_task
from benchmarks.timeline_score import Entry
from benchmarks.timelines import as_timex, run

TITLE = "Kestrel opens plant".split()
DAY = "March 5 , 2012".split()
FIRST = "Kestrel opened a plant in Turin on Monday .".split()
SECOND = "In 2009 Kestrel had bought a rival , which then closed .".split()
TOKENS = [*TITLE, *DAY, *FIRST, *SECOND]
SENTENCES = [0] * len(TITLE) + [1] * len(DAY) + [2] * len(FIRST) + [3] * len(SECOND)
TIMELINE = [
    {"order": 1, "date": "2009", "events": ["7-3-bought"]},
    {"order": 2, "date": "2012-03-05", "events": ["7-2-opened"]},
]
ROW = {"entity": "Kestrel", "timeline": TIMELINE}
DOC = {"doc_id": "7", "tokens": TOKENS, "sent_of": SENTENCES}


def written(folder: Path, rows: Sequence[Any], docs: Sequence[Any] | None, name: str = "docs.jsonl") -> Path:
    data = folder / "timelines_test.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if docs is not None:
        (folder / name).write_text("".join(json.dumps(doc) + "\n" for doc in docs), encoding="utf-8")
    return data


@pytest.mark.parametrize(
    "name", ["timelines_test_docs.jsonl", "timelines_docs_test.jsonl", "docs.jsonl", "all_docs.jsonl"]
)
def test_the_documents_are_found_beside_the_timelines(tmp_path: Path, name: str) -> None:
    task = read_task(written(tmp_path, [ROW], [DOC], name))
    assert [document.id for document in task.documents] == ["7"]


def test_rows_of_the_task(tmp_path: Path) -> None:
    task = read_task(written(tmp_path, [ROW], [DOC]))
    (target,) = task.targets
    assert target.name == "Kestrel"
    assert target.timeline == (Entry(1, "2009", ("7-3-bought",)), Entry(2, "2012-03-05", ("7-2-opened",)))
    assert task.first_sentence == 2
    assert [[TOKENS[i] for i in at] for at in task.documents[0].given] == [["opened"], ["bought"]]


OWN_LINES = "Kestrel\n1\t2009\t7-3-bought\n2\t2012-03-05\t7-2-opened\n"
LISTS = [[1, "2009", "7-3-bought"], [2, "2012-03-05", "7-2-opened"]]
FIELDS = [
    {"order": "1", "anchor": "2009", "mentions": [{"doc_id": 7, "sentence": 3, "token": "bought"}]},
    {"order": "2", "date": "2012-03-05", "events": [["7", 2, "opened"]]},
]
IDS = [{"order": 1, "date": "2009", "events": [{"id": "7-3-bought"}]}, LISTS[1]]
NUMBERS = [[1, "2009", ["7-3-20"]], [2, "2012-03-05", ["7-2-8"]]]


@pytest.mark.parametrize("lines", [OWN_LINES, OWN_LINES.splitlines(), LISTS, FIELDS, NUMBERS, IDS])
def test_a_timeline_may_be_written_otherwise(tmp_path: Path, lines: Any) -> None:
    task = read_task(written(tmp_path, [{"target": "Kestrel", "gold": lines}], [DOC]))
    assert task.targets[0].timeline == read_task(written(tmp_path, [ROW], [DOC])).targets[0].timeline


@pytest.mark.parametrize(
    "doc",
    [
        {"id": "7", "sentences": [TITLE, DAY, FIRST, SECOND]},
        {"docid": "7", "text": "\n".join(" ".join(words) for words in (TITLE, DAY, FIRST, SECOND))},
        {"doc_id": "7_Kestrel_opens_plant", "tokens": TOKENS, "sent_of": SENTENCES},
        {"doc_id": "7", "tokens": [{"word": w, "sentence": s} for w, s in zip(TOKENS, SENTENCES, strict=True)]},
        {"doc_id": "7", "sentences": [DAY, FIRST, SECOND]},  # counted without the title
    ],
)
def test_documents_may_be_written_otherwise(tmp_path: Path, doc: dict[str, Any]) -> None:
    task = read_task(written(tmp_path, [ROW], [doc]))
    (document,) = task.documents
    events = {document.event(at) for at in document.given}
    assert events == {event for entry in task.targets[0].timeline for event in entry.events}


def test_one_name_over_two_sets_of_documents(tmp_path: Path) -> None:
    rows = [
        {**ROW, "corpus": "cars"},
        {"entity": "Kestrel", "corpus": "birds", "timeline": [[1, "2012", "8-2-opened"]]},
    ]
    docs = [{**DOC, "corpus": "cars"}, {**DOC, "doc_id": "8", "corpus": "birds"}]
    assert [target.group for target in read_task(written(tmp_path, rows, docs)).targets] == ["cars", "birds"]
    plain = [{key: doc[key] for key in ("doc_id", "tokens", "sent_of")} for doc in docs]
    assert [target.group for target in read_task(written(tmp_path, rows, plain)).targets] == ["cars", "birds"]


@pytest.mark.parametrize(
    ("rows", "docs", "said"),
    [
        ([], [DOC], "no rows"),
        ([{"entity": "Kestrel"}], [DOC], "timelines_test.jsonl:1: a row needs `entity` and `timeline`"),
        ([ROW], None, "its documents are wanted beside it"),
        ([ROW], [{"doc_id": "7"}], "docs.jsonl:1: a document needs `tokens` with `sent_of`"),
        ([ROW], [{"tokens": TOKENS}], "docs.jsonl:1: a document needs `doc_id`"),
        ([{"entity": "K", "timeline": [{"order": 1}]}], [DOC], "needs `order`, `date` and `events`"),
        ([{"entity": "K", "timeline": [[1, "2009", [{"doc": "7"}]]]}], [DOC], "an event is document-sentence-words"),
        ([{"doc_id": "7", "mentions": []}], None, "an annotated document needs"),
    ],
)
def test_what_is_wanted_is_said(tmp_path: Path, rows: list[Any], docs: list[Any] | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_task(written(tmp_path, rows, docs))


def test_raw_text_keeps_the_place_of_every_token() -> None:
    words = ("``", "Wal", "-", "Mart", "'s", "shares", "fell", ",", "''", "she", "said", ".")
    text, places = raw(Document("d", "", words, (0,) * len(words)))
    assert text == '"Wal-Mart\'s shares fell," she said.'
    assert [text[a:b] for a, b in places] == [{"``": '"', "''": '"'}.get(w, w) for w in words]


def test_dates_are_written_as_the_annotation_writes_them() -> None:
    assert [as_timex(day) for day in ("2009-33", "2009-24", "2009-05", "2009", "")] == [
        "2009-Q1", "2009-WI", "2009-05", "2009", "XXXX-XX-XX",
    ]  # fmt: skip


def test_months_are_written_as_the_file_writes_them(tmp_path: Path) -> None:
    assert [as_timex(day, padded=True) for day in ("2009", "2009-05", "2009-05-01", "2009-33", "")] == [
        "2009-XX-XX", "2009-05-XX", "2009-05-01", "2009-Q1", "XXXX-XX-XX",
    ]  # fmt: skip
    assert not read_task(written(tmp_path, [ROW], [DOC])).padded
    padded = [[1, "2009-XX-XX", "7-3-bought"]]
    assert read_task(written(tmp_path, [{"entity": "Kestrel", "timeline": padded}], [DOC])).padded


def test_a_document_that_no_timeline_names_is_of_the_group_before_it(tmp_path: Path) -> None:
    rows = [
        {**ROW, "corpus": "cars"},
        {"entity": "Kestrel", "corpus": "birds", "timeline": [[1, "2012", "8-2-opened"]]},
    ]
    docs = [DOC, {**DOC, "doc_id": "9"}, {**DOC, "doc_id": "8"}]
    task = read_task(written(tmp_path, rows, docs))
    assert {document.id: document.group for document in task.documents} == {"7": "cars", "9": "cars", "8": "birds"}


def mention(id: str, kind: str, at: int, **more: Any) -> dict[str, Any]:
    attrs = more.pop("attrs", {})
    return {"id": id, "kind": kind, "tokens": [at], "sent": SENTENCES[at], "text": TOKENS[at],
            "cluster": more.pop("cluster", id), "attrs": attrs, **more}  # fmt: skip


def annotated(**changes: dict[str, Any]) -> dict[str, Any]:
    """A document whose one firm takes part in five events; `changes` are attributes of the event so called."""
    at = TOKENS.index
    firm = {"cluster": "F", "cluster_class": "ORG", "cluster_ref": "Kestrel", "attrs": {"syntactic_type": "NAM"}}
    events = {"opens": 1, "opened": at("opened"), "plant": at("plant", 7), "bought": at("bought"), "rival": at("rival")}
    mentions = [mention(name, "event", place, attrs=changes.get(name, {})) for name, place in events.items()]
    mentions += [
        mention("firm", "entity", 0, **firm),
        mention("day", "time", 3, attrs={"value": "2012-03-05", "functionInDocument": "CREATION_TIME"}),
        mention("year", "time", at("2009"), attrs={"value": "2009"}),
    ]
    relations = [
        {"type": "HAS_PARTICIPANT", "sem_role": "Arg0", "source": [name], "target": ["firm"]} for name in events
    ]
    relations += [
        {"type": "TLINK", "reltype": "IS_INCLUDED", "source": ["bought"], "target": ["year"]},
        {"type": "TLINK", "reltype": "BEFORE", "source": ["bought"], "target": ["day"]},
        {"type": "TLINK", "reltype": "IS_INCLUDED", "source": ["opened"], "target": ["day"]},
        {"type": "TLINK", "reltype": "SIMULTANEOUS", "source": ["plant"], "target": ["opened"]},
    ]
    return {**DOC, "topic": "firms", "mentions": mentions, "relations": relations}


def test_timelines_are_made_of_annotation() -> None:
    task = annotated_task([annotated()])
    (target,) = task.targets
    assert target.name == "Kestrel"
    assert target.timeline == (
        Entry(1, "2009", ("7-3-bought",)),
        Entry(2, "2012-03-05", ("7-2-opened",)),
        Entry(2, "2012-03-05", ("7-2-plant",)),
    )
    assert target.aside == {"7-0-opens", "7-3-rival"}  # no date can be had for them
    assert task.last_sentence == 3


@pytest.mark.parametrize(
    "told", [{"certainty": "POSSIBLE"}, {"polarity": "NEG"}, {"modality": "can"}, {"special_cases": "COND_IF_CLAUSE"}]
)
def test_what_is_no_fact_is_in_no_timeline(told: dict[str, str]) -> None:
    (without,) = [annotated_task([annotated(rival=told)])]
    assert not without.targets  # four facts are too few


def test_a_run_on_a_set_of_our_own(tmp_path: Path) -> None:
    outcome = run(written(tmp_path, [ROW], [DOC]))
    assert outcome.n == 1
    assert outcome.metrics["f1"] == 1.0
    assert outcome.metrics["f1_given_events"] == 1.0
    assert not outcome.errors
