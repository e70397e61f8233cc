"""The coding and status scorers on rows of our own: what counts as right is right, what does not is told by class."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import coding, status
from benchmarks.__main__ import main
from benchmarks.coding_actors import coded, gold_actors, home_met, homes
from benchmarks.coding_marked import marked_spans, pairs
from benchmarks.sentences import Told, content_words, meets, mention
from benchmarks.status import macro_f1
from benchmarks.status_claims import GoldClaim, aligned, days, matched, same_time
from whimbrel.model import ActorKind, Claim, Participant, PassageKind, Score, Span, Status


def party(name: str, country: str | None = None, sector: str = "", span: Span | None = None) -> Participant:
    return Participant(name.lower(), name, ActorKind.GROUP, country, sector, text=name, span=span)


def claim(kind: str, actors: list[Participant], recipients: list[Participant], at: tuple[int, int] = (0, 1)) -> Claim:
    trigger = Span(*at)
    return Claim("c", "r", PassageKind.BODY, kind, "", (), tuple(actors), tuple(recipients), (), None, Status.HAPPENED,
                 (), {}, trigger, "", trigger, Score(1.0))  # fmt: skip


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


GOLD = [
    {
        "text": "Ghana accused Togo of arming smugglers on the border.",
        "types": ["ACCUSE"],
        "source": [{"actorText": "Ghana", "code": "GHA"}],
        "target": [{"actorText": "Togo", "code": "TGO"}],
    },
    {
        "text": "The weather in Lima was mild.",
        "types": ["CONSULT"],
        "source": [{"actorText": "Peru", "code": "PER", "sector": "GOV"}],
        "target": "",
    },
]


def test_gold_rows_are_scored_by_type_and_countries(tmp_path: Path) -> None:
    outcome = coding.run(write(tmp_path / "gold.jsonl", GOLD))
    assert outcome.n == 2
    assert outcome.metrics["any"] == outcome.metrics["type_found"] == 0.5
    assert outcome.metrics["type_and_countries"] == 0.5
    assert outcome.metrics["actor_country"] == pytest.approx(2 / 3)
    assert any(label.startswith("no event, no trigger") for label in outcome.errors)
    assert {label for label, _ in outcome.examples} == set(outcome.errors)


def test_marked_rows_count_claims_between_the_marked_only(tmp_path: Path) -> None:
    text = "Ghana accused Togo of arming smugglers."
    row = {"text": text, "types": ["ACCUSE"], "marked": "<s>Ghana</s> accused <t>Togo</t> of arming smugglers."}
    turned = {**row, "marked": "<t>Ghana</t> accused <s>Togo</s> of arming smugglers."}
    data = [row | {"source": "Ghana", "target": "Togo"}, turned | {"source": "Togo", "target": "Ghana"}]
    outcome = coding.run(write(tmp_path / "marked.jsonl", data))
    assert outcome.metrics["type_found"] == 0.5
    assert outcome.metrics["type_precision"] == 1
    assert outcome.errors["right type, parties the wrong way round"] == 1


def test_rows_of_another_schema_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("coding", "status", "quotes"):
        path = write(tmp_path / "odd.jsonl", [{"words": "x"}])
        assert main([name, "--data", str(path)]) == 1
        assert "odd.jsonl:1" in capsys.readouterr().err


def test_codes_of_the_gold() -> None:
    codes = [("JAP", None), ("IGO", "GOV"), ("SRB", "CVLalb"), ("ISR", "***")]
    side = [{"actorText": "x", "code": code, "sector": sector} for code, sector in codes]
    japan, body, civilians, unknown = gold_actors(side)
    assert (japan.home, body.home) == ("JPN", "IGO")
    assert "CVL" in civilians.sectors
    assert not unknown.sectors
    assert gold_actors("diplomatic") == gold_actors(None) == []
    with pytest.raises(ValueError, match="code"):
        gold_actors([{"actorText": "a"}])


def test_a_class_stands_for_a_country_only_where_there_is_none() -> None:
    fighters = party("fighters", None, "REB")
    assert homes(fighters) >= {"REB"}
    assert homes(party("fighters", "MLI", "REB")) == {"MLI"}
    assert homes(party("its envoy", "GHA", "IGO")) == {"IGO"}
    (armed,) = gold_actors([{"actorText": "x", "code": "IMG"}])
    assert home_met([armed], [fighters])
    assert not home_met([armed], [party("nobody")])


def test_sector_needs_the_country_too() -> None:
    (police,) = gold_actors([{"actorText": "police", "code": "KEN", "sector": "COP"}])
    assert coded(police, [party("a", "KEN", "GOV"), party("b", "UGA", "COP")]) == (True, False)
    assert coded(police, [party("a", "KEN", "COP")]) == (True, True)


def test_participants_of_a_meeting_are_on_both_sides() -> None:
    actors, recipients = (
        gold_actors([{"actorText": "", "code": "GHA"}]),
        gold_actors([{"actorText": "", "code": "TGO"}]),
    )
    both = [party("a", "GHA"), party("b", "TGO")]
    assert coding.countries_met(claim("CONSULT", both, []), actors, recipients)
    assert not coding.countries_met(claim("ACCUSE", both, []), actors, recipients)


def test_marks_are_found_where_they_stand() -> None:
    assert marked_spans("In <s>Accra</s>, <t>Togo</t> and <s>Benin</s>", "s") == (Span(3, 8), Span(19, 24))


def test_pairs_keep_their_order_but_in_meetings() -> None:
    text = "Ghana and Togo"
    first, second = mention("Ghana", text), mention("Togo", text)
    a, b = party("Ghana", span=Span(0, 5)), party("Togo", span=Span(10, 14))
    assert pairs(claim("AID", [a], [b]), [first], [second])
    assert not pairs(claim("AID", [b], [a]), [first], [second])
    assert pairs(claim("CONSULT", [b, a], []), [first], [second])
    assert not pairs(claim("CONSULT", [a], []), [first], [second])
    assert pairs(claim("AID", [a], []), [first], [])  # an open side is anybody's


def test_mentions_meet_by_place_or_by_word() -> None:
    wanted = mention("the Kenyan police", "In May the Kenyan police left")
    assert meets(party("officers", span=Span(18, 24)), wanted)
    assert meets(party("Police of Kenya"), wanted)
    assert not meets(party("the army"), wanted)
    assert content_words("the US told us of U.S. troops") == {"US", "us", "told", "troops"}


def gold_claim(trigger: str, kind: str, text: str, actors: tuple[str, ...] = ()) -> GoldClaim:
    named = tuple(mention(words, text) for words in actors)
    return GoldClaim(mention(trigger, text), (kind,), ("happened",), named, (), "", "", "")


def test_claims_are_aligned_one_to_one() -> None:
    text = "The army shelled a town and the rebels fled"
    gold = [gold_claim("shelled a town", "ASSAULT", text), gold_claim("fled", "RETREAT", text, ("rebels",))]
    ours = [claim("MOBILIZE", [], [], (9, 16)), claim("ASSAULT", [], [], (9, 16)),
            claim("RETREAT", [party("rebels", span=Span(32, 38))], [], (0, 3))]  # fmt: skip
    assert sorted(aligned(gold, Told(text, ours))) == [(0, 1), (1, 2)]


def test_a_pronoun_goes_with_whoever_is_left() -> None:
    text = "They met the mayor"
    wanted = [mention("They", text), mention("the mayor", text)]
    assert sorted(matched(wanted, [party("the mayor"), party("Ghana")])) == [(0, 1), (1, 0)]
    assert matched(wanted, []) == []


@pytest.mark.parametrize(
    ("ours", "wanted", "same"),
    [
        ("2014-08", "2014-08", True),
        ("2014-08-01/2014-08-31", "2014-08", True),
        ("2014-08-02", "2014-08", False),
        ("2014~", "2014", True),
        (None, "2014", False),
        ("XXXX-08", "2014", False),
    ],
)
def test_times_are_the_same_when_they_cover_the_same_days(ours: str | None, wanted: str, same: bool) -> None:
    assert same_time(ours, wanted) is same


def test_february_ends_where_the_year_says() -> None:
    assert days("2024-02") is not None
    assert str(days("2024-02")[1]) == "2024-02-29"  # type: ignore[index]


def test_macro_f1_weighs_statuses_alike() -> None:
    assert macro_f1([("a", "a"), ("a", "a"), ("b", "a")]) == pytest.approx(0.4)


def test_status_rows_are_scored(tmp_path: Path) -> None:
    row = {
        "sentence": "Kenya denied that its police had attacked traders in Garissa.",
        "date": "2014-09-23",
        "claims": [{"trigger": "attacked", "type": "ASSAULT", "status": "denied", "actors": ["police"],
                    "recipients": ["traders"], "place": "Garissa", "when": None, "says": []}],
    }  # fmt: skip
    quiet = {"sentence": "The museum has three floors.", "date": "2014-09-23", "claims": []}
    outcome = status.run(write(tmp_path / "status.jsonl", [row, quiet]))
    assert outcome.metrics["quiet"] == 1
    assert outcome.metrics["claim_recall"] == 1
    assert outcome.metrics["status_accuracy"] == 1


def test_error_rows_are_printed_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "gold.jsonl", GOLD)
    assert main(["coding", "--data", str(path), "--errors", "1"]) == 0
    assert "- gold CONSULT: Peru (PER) → – | ours no claim" in capsys.readouterr().out
