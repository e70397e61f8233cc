from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import html
from web.own_reports import HOSTILE

from whimbrel.errors import UsageError
from whimbrel.export.voice import voice
from whimbrel.model import ActorKind, Claim, Participant, PassageKind, Score, Span, Status
from whimbrel.web.views.framing import parse_sets


@pytest.fixture
def bombing(own: TestClient) -> str:
    """The event that several outlets tell."""
    events = own.get("/events.json?limit=100").json()["events"]
    return str(max(events, key=lambda one: (len(one["reports"]), one["type"] == "ASSAULT"))["id"])


def groups(own: TestClient, event: str, sets: str = "") -> dict[str, dict[str, object]]:
    told = own.get("/framing.json", params={"event": event, "sets": sets}).json()
    return {one["name"]: one for one in told["groups"]}


def test_without_sets_each_outlet_stands_alone(own: TestClient, bombing: str) -> None:
    told = groups(own, bombing)
    assert len(told) >= 3 and all(one["outlets"] == [name] for name, one in told.items())


def test_sets_gather_outlets_and_the_rest_stands_apart(own: TestClient, bombing: str) -> None:
    told = groups(own, bombing, "wire: delta courier, The Harbour Ledger ;far:Nobody Daily")
    assert list(told) == ["wire", "far", "others"]
    assert told["wire"]["outlets"] == ["Delta Courier", "The Harbour Ledger"]
    assert told["far"]["missing"] == ["Nobody Daily"] and not told["far"]["headlines"]
    rows = list(csv.DictReader(io.StringIO(own.get(f"/framing.csv?event={bombing}").text)))
    assert len(rows) == len(own.get(f"/events/{bombing}.json").json()["reports"])


def test_what_a_group_leaves_out_is_what_only_others_tell(own: TestClient, bombing: str) -> None:
    record = own.get(f"/events/{bombing}.json").json()
    told = groups(own, bombing)
    by_report = {one["id"]: one["report"]["id"] for one in record["sources"]}
    for one in told.values():
        reports = {headline["report"] for headline in one["headlines"]}  # type: ignore[attr-defined]
        named = {
            value["label"]
            for side in ("actors", "recipients")
            for value in record["fields"].get(side, [])
            if reports & {by_report[id] for id in value["claims"]}
        }
        assert not named & set(one["unnamed"])  # type: ignore[call-overload]
    assert any(one["unnamed"] for one in told.values())


def test_loaded_words_are_marked_in_headlines_and_hostile_ones_harmless(own: TestClient, bombing: str) -> None:
    answer = own.get(f"/framing?event={bombing}&sets={quote(HOSTILE)}:x")
    assert answer.status_code == 200 and "<script>alert" not in answer.text
    tree = html.document_fromstring(answer.text)
    assert "Terrorists" in tree.xpath("//ul[@class='headlines']//mark/text()")
    assert not tree.xpath("//script[not(@src)] | //@style")
    assert not set("\x1b\u202e") & set(answer.text)


def test_what_is_no_set_or_event_is_told(own: TestClient, bombing: str) -> None:
    assert own.get(f"/framing?event={bombing}&sets=west").status_code == 400
    assert own.get("/framing?event=nothing").status_code == 404
    assert own.get("/framing.json").status_code == 400
    assert own.get("/framing").status_code == 200
    assert own.get(f"/framing?event={bombing[:-1]}").headers["location"] == f"/framing?event={bombing}"
    with pytest.raises(UsageError, match="more than"):
        parse_sets(";".join(f"s{n}:a" for n in range(9)))
    with pytest.raises(UsageError, match="characters"):
        parse_sets("a:" + "b" * 3000)
    assert parse_sets("a:x,y;a:z") == {"a": ("x", "y", "z")}


@pytest.mark.parametrize(
    ("sentence", "trigger", "doer", "sufferer", "told"),
    [
        ("Police detained the editor on Monday.", "detained", "Police", "editor", "active"),
        ("The editor was detained by police on Monday.", "detained", "police", "editor", "passive"),
        ("The editor has been quietly detained.", "detained", "", "editor", "passive"),
        ("Twelve miners killed in blast", "killed", "", "Twelve miners", "passive"),
        ("Miners beaten by guards", "beaten", "guards", "Miners", "passive"),
        ("The attack on the mine shocked the town.", "attack", "", "", ""),
        ("Kenya's arrest of the editor went on.", "arrest", "Kenya", "editor", ""),
        ("Soldiers were shelling the ridge.", "shelling", "Soldiers", "", "active"),
        ("Shots fell for an hour.", "fell", "", "", ""),
    ],
)
def test_the_voice_of_a_claim(sentence: str, trigger: str, doer: str, sufferer: str, told: str) -> None:
    def at(words: str) -> Span:
        return Span(sentence.index(words), sentence.index(words) + len(words))

    def who(words: str) -> tuple[Participant, ...]:
        return (Participant("x", words, ActorKind.GROUP, span=at(words)),) if words else ()

    claim = Claim(
        "c", "r", PassageKind.BODY, "COERCE", "", (), who(doer), who(sufferer), (), None, Status.HAPPENED, (), {},
        Span(0, len(sentence)), sentence, at(trigger), Score(1.0, {}),
    )  # fmt: skip
    assert voice(sentence, claim) == told
