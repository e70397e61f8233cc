"""Two coders side by side: which claims are one, where they differ, and that the chronicle stays as it was."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from expectations import ClaimsOf, report_of
from runs import Whimbrel, dump

from whimbrel.api import Chronicle
from whimbrel.coder.compare import compare, differences
from whimbrel.coder.protocol import Coded, Refusal
from whimbrel.export.comparison import comparison_record
from whimbrel.export.flat import header
from whimbrel.model import Claim, Report, Span, Speaker, Status, When

from .server import claims, says, serving, status

TEXT = "Kenyan police arrested forty protesters in Mombasa on Monday. Uganda and Norway condemned the government."
KEY = "sk-hush-0123456789abcdef"
ARREST = {
    "quote": "police arrested forty protesters", "type": "COERCE", "mode": "arrest", "status": "alleged",
    "actors": ["Kenyan police"], "recipients": ["forty protesters"], "place": "", "when": "on Monday", "speaker": "",
}  # fmt: skip
DEPORTED = {**ARREST, "quote": "Kenyan police deported forty protesters\x1b[31m"}
RECORDS = Path(__file__).parents[3] / "docs" / "reference" / "records.md"


@pytest.fixture
def rules(claims_of: ClaimsOf) -> tuple[Claim, ...]:
    return tuple(claims_of(TEXT))


def kinds(rules: tuple[Claim, ...], model: tuple[Claim, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.kind, finding.differs) for finding in compare(Coded(rules), Coded(model))]


def test_equal_claims_are_found_by_both(rules: tuple[Claim, ...]) -> None:
    assert [claim.type for claim in rules] == ["COERCE", "ACCUSE"]
    assert kinds(rules, tuple(reversed(rules))) == [("both", ()), ("both", ())]


def test_what_one_alone_found_is_told_in_order_of_the_text(rules: tuple[Claim, ...]) -> None:
    arrest, blame = rules
    assert kinds((blame,), (arrest,)) == [("model", ()), ("rules", ())]
    assert kinds(rules, ()) == [("rules", ()), ("rules", ())]
    assert kinds((), ()) == []


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("type", lambda claim: replace(claim, type="ASSAULT")),
        ("mode", lambda claim: replace(claim, mode="seize")),
        ("status", lambda claim: replace(claim, status=Status.ALLEGED)),
        ("actors", lambda claim: replace(claim, actors=())),
        ("recipients", lambda claim: replace(claim, recipients=claim.actors)),
        ("when", lambda claim: replace(claim, when=None)),
        ("when", lambda claim: replace(claim, when=When("2022-03", date(2022, 3, 1), date(2022, 3, 31), "stated"))),
        ("place", lambda claim: replace(claim, places=())),
        ("says", lambda claim: replace(claim, says=(Speaker("police", Span(7, 13)),))),
    ],
)
def test_a_field_that_differs_is_named(rules: tuple[Claim, ...], field: str, change: Callable[[Claim], Claim]) -> None:
    assert differences(rules[0], change(rules[0])) == (field,)
    assert kinds(rules[:1], (change(rules[0]),)) == [("both", (field,))]


def test_the_order_of_parties_does_not_count(rules: tuple[Claim, ...]) -> None:
    blame = rules[1]
    assert len(blame.actors) == 2
    assert differences(blame, replace(blame, actors=blame.actors[::-1])) == ()


def test_of_two_that_could_be_meant_the_likest_is_paired(rules: tuple[Claim, ...]) -> None:
    arrest = rules[0]
    wide = replace(arrest, trigger=arrest.span)
    assault = replace(wide, id="a", type="ASSAULT", mode="")
    assert kinds((arrest,), (assault, wide)) == [("model", ()), ("both", ())]
    denied = replace(arrest, id="d", status=Status.DENIED, trigger=Span(0, 6))
    assert kinds((arrest,), (denied, wide)) == [("model", ()), ("both", ())]


def test_claims_of_other_words_and_types_are_not_paired(rules: tuple[Claim, ...]) -> None:
    elsewhere = replace(rules[0], type="ASSAULT", trigger=Span(0, 6))
    assert kinds(rules[:1], (elsewhere,)) == [("model", ()), ("rules", ())]


def test_refusals_come_last(rules: tuple[Claim, ...]) -> None:
    found = list(compare(Coded(rules), Coded((), (Refusal("why", "what", "AID"),))))
    assert [finding.kind for finding in found] == ["rules", "rules", "refused"]


def test_every_key_of_a_comparison_is_documented(rules: tuple[Claim, ...]) -> None:
    section = RECORDS.read_text(encoding="utf-8").split("## Comparison\n")[1].split("\n## ")[0].split("\n# ")[0]
    told = set(re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE))
    refusal = Coded((), (Refusal("why", "what", "AID"),))
    found = [comparison_record(f, report_of(TEXT)) for f in compare(Coded(rules), refusal)]
    keys = (
        set(found[0])
        | {f"refused.{key}" for key in found[-1]["refused"]}
        | {f"rules.{key}" for key in found[0]["rules"]}
    )
    assert told == keys


# the command ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def chronicle(tmp_path: Path) -> Path:
    target = tmp_path / "c.db"
    with Chronicle.open(target) as opened:
        opened.add(report_of(TEXT))
        opened.add(
            Report("r2", "r2.txt", "The market was quiet.", passages=report_of("The market was quiet.").passages)
        )
    return target


def test_every_format_tells_the_same_and_the_chronicle_stays(
    whimbrel: Whimbrel, chronicle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(chronicle)
    monkeypatch.setenv("WHIMBREL_LLM_KEY", KEY)
    out = {}
    with serving(claims(ARREST, DEPORTED)) as server:
        for format in ("table", "json", "ndjson", "csv"):
            code, out[format], err = whimbrel(
                "compare", "r1", "-c", chronicle, "--endpoint", server.url, "--model", "m", "--format", format
            )
            assert (code, err) == (0, "")
    assert dump(chronicle) == before
    records = json.loads(out["json"])
    assert [json.loads(line) for line in out["ndjson"].splitlines()] == records
    assert [(record["found"], record["differs"]) for record in records] == [
        ("both", ["status", "place"]),
        ("rules", []),
        ("refused", []),
    ]
    assert records[0]["model"]["quote"] == ARREST["quote"]
    rows = list(csv.DictReader(io.StringIO(out["csv"])))
    assert list(rows[0]) == header("comparison")
    assert (rows[0]["rules_status"], rows[0]["model_status"]) == ("happened", "alleged")
    assert rows[2]["refused_reason"] == "the quotation is not in the report word for word"
    for words in ("both status,", "rules only", "refused", "deported forty"):
        assert words in " ".join(out["table"].split())
    assert not any("\x1b" in text or KEY in text for text in out.values())


def test_without_ids_the_first_reports_are_compared(whimbrel: Whimbrel, chronicle: Path) -> None:
    with serving(claims()) as server:
        code, out, err = whimbrel(
            "compare", "-c", chronicle, "--endpoint", server.url, "--model", "m", "--limit", "1", "-f", "ndjson"
        )
        assert "only the first 1 reports are compared" in err
        assert len(server.asked) == 1
    assert (code, {json.loads(line)["found"] for line in out.splitlines()}) == (0, {"rules"})


def test_nothing_found_by_either_is_exit_code_1(whimbrel: Whimbrel, chronicle: Path) -> None:
    with serving(claims()) as server:
        code, out, err = whimbrel(
            "compare", "r2", "-c", chronicle, "--endpoint", server.url, "--model", "m", "-f", "csv"
        )
    assert (code, len(out.splitlines())) == (1, 1)
    assert "neither coder found anything" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--model", "m"], "no endpoint is named"),
        (["--endpoint", "http://localhost:1/v1"], "no model is named"),
        (["--endpoint", "nowhere", "--model", "m"], "no http address"),
        (["zzz", "--endpoint", "http://localhost:1/v1", "--model", "m"], "zzz"),
    ],
)
def test_a_wrong_request_is_one_line_and_exit_code_2(
    whimbrel: Whimbrel, chronicle: Path, arguments: list[str], told: str
) -> None:
    code, out, err = whimbrel("compare", *arguments, "-c", chronicle)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1


def test_an_endpoint_that_refuses_is_one_line_without_the_key(
    whimbrel: Whimbrel, chronicle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHIMBREL_LLM_KEY", KEY)
    with serving(status(401)) as server:
        code, out, err = whimbrel(
            "compare", "r1", "-c", chronicle, "--endpoint", server.url, "--model", "m", "-f", "csv"
        )
    assert code == 2
    assert "status 401" in err
    assert "WHIMBREL_LLM_KEY" in err
    assert KEY not in out + err


def test_an_answer_that_is_none_does_not_stop_the_run(whimbrel: Whimbrel, chronicle: Path) -> None:
    with serving(says("no"), claims()) as server:
        code, out, _ = whimbrel("compare", "-c", chronicle, "--endpoint", server.url, "--model", "m", "-f", "ndjson")
        assert len(server.asked) == 2
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [record["refused"]["reason"] for record in found if record["refused"]] == [
        "the answer is no JSON, or broken off"
    ]
