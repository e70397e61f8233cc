from __future__ import annotations

import csv
import io
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from reviewers import ANA, BEN, client_of, signed_in

import whimbrel
from whimbrel.api import Chronicle
from whimbrel.chronicle.identity import in_force
from whimbrel.web.app import make_app
from whimbrel.web.site import open_site


def pair_of_one_type(chronicle: Chronicle) -> tuple[str, str]:
    first, *rest = chronicle.events()
    return first.id, next(event.id for event in rest if event.type == first.type)


def test_what_is_decided_holds_and_can_be_taken_back(copied: Chronicle) -> None:
    client = client_of(copied, ANA)
    one, other = pair_of_one_type(copied)
    before = {event.id for event in copied.events()}
    told = client.post("/decisions", json={"verb": "same", "event": one, "other": other, "note": "as I see it"})
    assert told.status_code == 201
    made = told.json()["decisions"][0]
    assert (made["verb"], made["who"], made["note"], made["state"]) == ("same", "ana", "as I see it", "in force")
    assert len(told.json()["events"]) == 1
    assert copied.event(other).id == copied.event(one).id == told.json()["events"][0]
    undone = client.post("/decisions", json={"verb": "undo", "decision": made["id"]})
    assert sorted(undone.json()["events"]) == sorted([one, other])
    assert {event.id for event in copied.events()} == before
    again = client.post("/decisions", json={"verb": "undo", "decision": made["id"]})
    assert again.status_code == 409


def test_every_verb_is_taken_from_json_and_from_forms(copied: Chronicle) -> None:
    client = client_of(copied)
    mark = signed_in(client, BEN)
    two = next(event for event in copied.events() if len(event.reports) > 1)
    one, other = pair_of_one_type(copied)
    local = next(cluster for cluster in copied.unknown_actors() if " " in cluster.name)
    asked = [
        {"verb": "different", "event": one, "other": other},
        {"verb": "split", "event": two.id, "report": two.reports[0]},
        {"verb": "right", "event": one},
        {"verb": "wrong", "event": other},
        {"verb": "edit", "event": one, "field": "killed", "value": "12"},
        {"verb": "promote", "actor": local.id},
        {"verb": "merge", "actor": "GHA", "other": "KEN"},
    ]
    for fields in asked:
        done = client.post("/decisions", data={**fields, "csrf": mark, "next": "/review"})
        assert done.status_code == 303, (fields, done.text)
    assert [one.verb for one in copied.decisions()] == [
        "different", "different", "right", "wrong", "edit", "promote", "merge"
    ]  # fmt: skip
    assert {one.who for one in copied.decisions()} == {"ben"}
    assert copied.event(one).checked == "right" and copied.event(one).counts["killed"].low == 12


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"verb": "bless"},
        {"verb": "same", "event": "e1"},
        {"verb": "same", "event": "nowhere", "other": "nowhere2"},
        {"verb": "right", "event": "nowhere"},
        {"verb": "right", "event": "e", "colour": "red"},
        {"verb": "undo", "decision": "d123"},
        {"verb": "right", "event": "x" * 3000},
        {"verb": ["right", "wrong"], "event": "e"},
        {"verb": {"a": 1}},
        {"verb": "split", "event": "e"},
        [],
        "right",
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_stored(copied: Chronicle, asked: object) -> None:
    told = client_of(copied, ANA).post("/decisions", json=asked)
    assert told.status_code == 400 and told.json()["detail"]
    assert not copied.decisions()


def test_bodies_that_are_neither_json_nor_a_form_are_refused(copied: Chronicle) -> None:
    client = client_of(copied, ANA)
    for content, kind in ((b"{", "application/json"), (b"[" * 100_000, "application/json"), (b"a", "text/plain"),
                          (b"\xff\xfe", "application/json"), (b"x", "multipart/form-data; boundary=q"),
                          (b"a=1&" * 500, "application/x-www-form-urlencoded")):  # fmt: skip
        told = client.post("/decisions", content=content, headers={"Content-Type": kind})
        assert told.status_code == 400, (kind, told.text)
    assert client.post("/decisions", files={"verb": ("a.txt", b"right")}).status_code == 400


def test_a_request_that_is_sent_again_changes_nothing(copied: Chronicle) -> None:
    client, event = client_of(copied, ANA), next(iter(copied.events())).id
    asked, key = {"verb": "right", "event": event}, {"Idempotency-Key": "k1"}
    first, again = (client.post("/decisions", json=asked, headers=key) for _ in range(2))
    assert first.json() == again.json() and again.status_code == 201 and len(copied.decisions()) == 1
    assert client.post("/decisions", json={**asked, "verb": "wrong"}, headers=key).status_code == 400
    with ThreadPoolExecutor(4) as pool:
        some = [pool.submit(client.post, "/decisions", json=asked, headers={"Idempotency-Key": "k2"}) for _ in range(4)]
    assert len({one.result().text for one in some}) == 1 and len(copied.decisions()) == 2


def test_two_who_decide_the_same_pair_at_once_are_both_recorded(copied: Chronicle) -> None:
    app_site = client_of(copied).app
    ana, ben = (
        TestClient(app_site, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {token}"})
        for token in (ANA, BEN)
    )
    one, other = pair_of_one_type(copied)
    for verbs in (("same", "different"), ("same", "same"), ("different", "same"), ("different", "different")):
        for _ in range(9):
            before, held = len(copied.decisions()), len(in_force(copied.decisions()))
            with ThreadPoolExecutor(2) as pool:
                sent = [
                    pool.submit(client.post, "/decisions", json={"verb": verb, "event": one, "other": other})
                    for client, verb in zip((ana, ben), verbs, strict=True)
                ]
            answers = [answer.result() for answer in sent]
            if not any(answer.status_code == 400 and "both are" in answer.text for answer in answers):
                break
            copied.undo()  # one was through before the other began, and so they were not at once
        assert [answer.status_code for answer in answers] == [201, 201], [answer.text for answer in answers]
        made = copied.decisions()[before:]
        assert sorted((one.who, one.verb) for one in made) == sorted(zip(("ana", "ben"), verbs, strict=True))
        assert len(in_force(copied.decisions())) == held + 2
        together = copied.event(one).id == copied.event(other).id
        assert together == (made[-1].verb == "same"), "the later word holds"


def _decide_elsewhere(file: str, verb: str, one: str, other: str, who: str) -> None:
    with whimbrel.open_chronicle(file) as chronicle:
        chronicle.rule(verb, one, other, who=who)


@pytest.mark.slow
def test_two_programs_that_decide_at_once_lose_nothing(copied_file: str) -> None:
    with whimbrel.open_chronicle(copied_file) as chronicle:
        one, other = pair_of_one_type(chronicle)
    context = multiprocessing.get_context("spawn")
    runs = [
        context.Process(target=_decide_elsewhere, args=(copied_file, verb, one, other, who))
        for verb, who in (("same", "ana"), ("different", "ben"))
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join(120)
        assert run.exitcode == 0
    with whimbrel.open_chronicle(copied_file) as chronicle:
        made = chronicle.decisions()
        assert sorted((one.who, one.verb) for one in made) == [("ana", "same"), ("ben", "different")]
        assert (chronicle.event(one).id == chronicle.event(other).id) == (made[-1].verb == "same")


def test_a_claim_stands_for_what_its_report_tells_of_the_event(copied: Chronicle) -> None:
    two = next(event for event in copied.events() if len(event.reports) > 1)
    by_report = {claim.report: claim.id for claim in copied.claims(event=two.id)}
    first, second, *_ = by_report.values()
    told = client_of(copied, ANA).post("/decisions", json={"verb": "different", "event": first, "other": second})
    assert told.status_code == 201
    home = copied.events_of([first, second])
    assert home[first] != home[second]


def test_decisions_are_listed_page_by_page_and_all_twins_agree(copied: Chronicle) -> None:
    client = client_of(copied, ANA)
    for event in [event.id for event in copied.events()][:5]:
        copied.right(event, who="<b>ana</b>", note="\x1b[31m\u202e=1+1", remake=False)
    page, ids = client.get("/decisions.json?limit=2").json(), list[str]()
    while True:
        ids += [one["id"] for one in page["decisions"]]
        if not page["next"]:
            break
        page = client.get(page["next"]).json()
    assert ids == [one.id for one in copied.decisions()][::-1]
    rows = list(csv.DictReader(io.StringIO(client.get("/decisions.csv").text)))
    assert [row["id"] for row in rows] == ids[::-1] and not rows[0]["note"].startswith("=")
    shown = client.get("/decisions").text
    assert "&lt;b&gt;ana" in shown and "<b>ana" not in shown and "\x1b" not in shown and "\u202e" not in shown
    assert client.get("/decisions.json?cursor=nope").status_code == 400


def test_a_chronicle_that_cannot_be_written_says_what_to_do(copied_file: str, tmp_path: Path) -> None:
    with whimbrel.open_chronicle(copied_file) as chronicle:
        event = next(iter(chronicle.events())).id
    if os.geteuid() == 0:  # to whom every file is writable
        from whimbrel.chronicle import opening  # noqa: PLC0415

        read_only = Chronicle(opening.read_only_engine(Path(copied_file), 1.0), copied_file)
    else:
        Path(copied_file).chmod(0o444)
        tmp_path.chmod(0o555)
        read_only = whimbrel.open_chronicle(copied_file)
    with read_only:
        client = client_of(read_only, ANA)
        assert client.get("/events.json").status_code == 200
        told = client.post("/decisions", json={"verb": "right", "event": event})
        assert told.status_code == 503 and "cannot be written" in told.json()["detail"] and told.json()["remedy"]
    tmp_path.chmod(0o755)


def test_a_busy_chronicle_is_told_apart_from_a_fault(copied_file: str) -> None:
    import sqlite3  # noqa: PLC0415

    with Chronicle.open(copied_file, create=False, timeout=0.2) as chronicle:
        client = client_of(chronicle, ANA)
        event = next(iter(chronicle.events())).id
        other = sqlite3.connect(copied_file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        told = client.post("/decisions", json={"verb": "right", "event": event})
        assert told.status_code == 503 and "another program" in told.json()["detail"]
        other.execute("ROLLBACK")
        other.close()
        assert client.post("/decisions", json={"verb": "right", "event": event}).status_code == 201


def test_changes_lead_a_copy_to_the_same_events(copied: Chronicle) -> None:
    client, copy, address = client_of(copied, ANA), set[str](), "/changes.json?limit=50"

    def follow(address: str) -> str:
        while True:
            page = client.get(address).json()
            for one in page["changes"]:
                if one["change"] in ("merged", "gone"):
                    copy.discard(one["event"])
                    assert one["now"] != one["event"] or one["event"] in {event.id for event in copied.events()}
                else:
                    copy.add(one["event"])
            address = page["next"]
            if not page["more"]:
                return str(address)

    address = follow(address)
    assert copy == {event.id for event in copied.events()}
    one, other = pair_of_one_type(copied)
    client.post("/decisions", json={"verb": "same", "event": one, "other": other})
    gone = client.get(address).json()["changes"]
    merged = next(change for change in gone if change["change"] == "merged")
    assert merged["other"] == merged["now"] == copied.event(one).id
    address = follow(address)
    assert copy == {event.id for event in copied.events()}
    assert client.get(address).json()["changes"] == []
    assert client.get("/changes.json?since=-1").status_code == 400
    assert client.get(f"/changes.json?since={2**63}").status_code == 400


def test_a_newer_chronicle_is_refused_when_the_server_starts(
    copied_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3  # noqa: PLC0415

    from whimbrel.cli import run  # noqa: PLC0415

    with sqlite3.connect(copied_file) as raw:
        raw.execute("update alembic_version set version_num = '9999'")
    assert run(["serve", "-c", copied_file, "--port", "0"]) == 2
    assert "newer than this Whimbrel knows" in capsys.readouterr().err


def test_readers_see_no_forms(copied: Chronicle) -> None:
    copied.right(next(iter(copied.events())).id, who="ana")
    client = TestClient(make_app(open_site(copied)), base_url="http://127.0.0.1")
    for address in ("/decisions", "/review"):
        assert 'method="post"' not in client.get(address).text
