"""Explanations are made by the coder's own steps: they end at the claim, and their words are the report's."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from expectations import report_of

from whimbrel.coder import Knowledge, code
from whimbrel.coder.explain import explain
from whimbrel.coder.explanation import Explanation
from whimbrel.coder.lexicon.load import load_lexicon
from whimbrel.coder.sieve import Sieve
from whimbrel.model import Claim, Status

TEXT = (
    "Police in Nairobi arrested at least 12 protesters on Tuesday, a government spokesman said. "
    "Kenya and Uganda held talks in Kampala. They agreed to meet again in June. "
    "The ministry denied that soldiers had attacked the village of Garba Tula. "
    "Rebels killed three farmers near Goma and wounded five others. "
    "The United Nations urged Ethiopia to withdraw its troops. "
    "France will not send weapons to Ukraine."
)


@pytest.fixture(scope="module")
def explained(knowledge: Knowledge) -> list[tuple[Claim, Explanation]]:
    report = report_of(TEXT)
    return [(claim, explain(claim, report, knowledge)) for claim in code(report, knowledge)]


def steps(found: Explanation, what: str) -> list[tuple[str, str]]:
    return [(step.value, step.words) for step in found.steps if step.what == what]


def of_type(explained: list[tuple[Claim, Explanation]], type: str, mode: str = "") -> Explanation:
    return next(found for claim, found in explained if claim.type == type and (not mode or claim.mode == mode))


def test_tracing_changes_no_claim(explained: list[tuple[Claim, Explanation]]) -> None:
    assert len(explained) >= 7
    for claim, found in explained:
        assert found.again == claim
        assert not found.note
        assert not found.differs


def test_every_value_of_the_claim_has_its_step(explained: list[tuple[Claim, Explanation]]) -> None:
    for claim, found in explained:
        assert {value for value, _ in steps(found, "actor")} == ({who.name for who in claim.actors} or {"none"})
        assert {value for value, _ in steps(found, "recipient")} == ({who.name for who in claim.recipients} or {"none"})
        assert {value for value, _ in steps(found, "place")} == ({place.name for place in claim.places} or {"not told"})
        assert [value for value, _ in steps(found, "says")] == ([s.text for s in claim.says] or ["the outlet"])
        assert steps(found, "when")[0][0] == ((claim.when.edtf or claim.when.relative) if claim.when else "not told")
        assert steps(found, "status")[-1][0] == claim.status or any(
            v == claim.status for v, _ in steps(found, "status")
        )
        for name in claim.counts:
            assert steps(found, name)
        assert sum(part.value for part in found.parts) == pytest.approx(claim.confidence.value, abs=0.01)


def test_the_words_of_a_step_stand_where_it_says(explained: list[tuple[Claim, Explanation]]) -> None:
    for _, found in explained:
        for step in found.steps:
            if step.span is not None and step.words:
                assert step.words.split()[-1] in TEXT[step.span.start : step.span.end]


def test_the_entry_is_the_line_it_names(explained: list[tuple[Claim, Explanation]]) -> None:
    base = files("whimbrel.coder.lexicon")
    for _, found in explained:
        for entry in found.fired:
            name, _, line = entry.where.partition(":")
            if name == "demands.py" or not name.endswith(".csv"):
                continue
            written = base.joinpath(name).read_text(encoding="utf-8").splitlines()[int(line) - 1]
            assert written.strip('"').startswith(entry.pattern)
            assert entry.type in written


def test_the_parse_marks_trigger_and_parties(explained: list[tuple[Claim, Explanation]]) -> None:
    arrest = of_type(explained, "COERCE", "arrest")
    assert [(word.text, word.mark) for word in arrest.parse if word.mark] == [
        ("Police", "actor"), ("arrested", "trigger"), ("protesters", "recipient"),
    ]  # fmt: skip
    assert [word.i for word in arrest.parse] == list(range(len(arrest.parse)))


def test_rules_name_the_words_they_were_read_from(explained: list[tuple[Claim, Explanation]]) -> None:
    arrest = of_type(explained, "COERCE", "arrest")
    (said,) = [step for step in arrest.steps if step.what == "says"]
    assert "said" in said.rule
    assert said.source.startswith("speech.csv:")
    (count,) = [step for step in arrest.steps if step.what == "arrested"]
    assert count.source.startswith("casualties.csv:")
    denied = of_type(explained, "ASSAULT")
    marks = [step for step in denied.steps if step.what == "status" and step.value == Status.DENIED]
    assert [mark.words for mark in marks] == ["denied"]
    assert marks[0].source.startswith("embedding.csv:")


def test_what_plover_changes_is_told(explained: list[tuple[Claim, Explanation]]) -> None:
    refused = of_type(explained, "REJECT")
    assert any("refusal" in step.rule for step in refused.steps if step.what == "rule")
    assert refused.fired[0].type == "AID"


def test_a_claim_that_no_longer_comes_out_is_said_so(tmp_path: Path, knowledge: Knowledge) -> None:
    report = report_of("Police arrested a lawmaker in Nairobi on Tuesday.")
    (claim,) = code(report, knowledge)
    head = "pattern,type,mode,actor,recipient,contexts,example\n"
    (tmp_path / "verbs.csv").write_text(head + "arrest <person>,PROTEST,,,obj,,Police arrested a lawmaker.\n")
    lexicon = load_lexicon(tmp_path)
    other = replace(knowledge, lexicon=lexicon, sieve=Sieve(lexicon, knowledge.grammar.lemmas.lemma))
    found = explain(claim, report, other)
    assert found.again is None
    assert "no longer" in found.note
    assert [now.type for now in found.instead] == ["PROTEST"]
    assert found.record()["comes_out"] is False


def test_a_field_that_is_read_otherwise_now_is_said_so(knowledge: Knowledge) -> None:
    report = report_of("Police arrested a lawmaker in Nairobi on Tuesday.")
    (claim,) = code(report, knowledge)
    found = explain(replace(claim, status=Status.DENIED, actors=()), report, knowledge)
    assert found.again == claim
    assert [(d.field, d.stored) for d in found.differs] == [("status", "denied"), ("actors", "")]


def test_a_record_is_plain_json(explained: list[tuple[Claim, Explanation]]) -> None:
    for claim, found in explained:
        record = json.loads(json.dumps(found.record()))
        assert record["claim"] == claim.id
        assert record["sentence"] == claim.text
        assert record["entries"]
        assert {"i", "text", "lemma", "tag", "dep", "head", "mark"} == set(record["parse"][0])
