"""Webhooks are told what is new: signed, again until they take it, nothing lost."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from receivers import OTHER, SECOND, Receiver, receiving, write_report

from whimbrel.api import Chronicle, open_chronicle, read
from whimbrel.errors import UsageError
from whimbrel.export.record import event_record
from whimbrel.watching import Manner, Sent

NOW = Manner(allow_private=True, sleep=lambda _: None)


def told(chronicle: Chronicle, manner: Manner = NOW) -> list[Sent]:
    return list(chronicle.tell_views(manner))


def watch(chronicle: Chronicle, receiver: Receiver, **asked: Any) -> str:
    return chronicle.watch("kisumu", webhook=receiver.url, allow_private=True, **asked).secret


def test_what_is_there_is_known_and_what_comes_is_told_once(
    chronicle: Chronicle, receiver: Receiver, tmp_path: Path
) -> None:
    watch(chronicle, receiver, type="ASSAULT")
    assert told(chronicle) == [Sent("kisumu")]
    (event,) = chronicle.events()
    read([write_report(tmp_path, "second", "The Courier", "2021-03-15", SECOND)], chronicle)
    read([write_report(tmp_path, "other", "The Courier", "2021-03-15", OTHER)], chronicle)
    assert len(list(chronicle)) > 1
    assert told(chronicle) == [Sent("kisumu", events=1, deliveries=1)]
    assert receiver.told() == [("changed", event.id)]
    (item,) = receiver.bodies()[0]["items"]
    assert item["record"] == json.loads(json.dumps(event_record(chronicle.event(event.id))))
    assert [one["field"] for one in item["record"]["conflicts"]] == ["killed"]
    assert told(chronicle) == [Sent("kisumu")]
    assert len(receiver.taken) == 1


def test_events_come_into_a_view_and_leave_it(chronicle: Chronicle, receiver: Receiver, tmp_path: Path) -> None:
    watch(chronicle, receiver, type="ASSAULT", status="happened")
    (event,) = chronicle.events()
    edited = chronicle.edit(event.id, "status", "alleged")
    told(chronicle)
    chronicle.undo(edited[0].id)
    told(chronicle)
    assert receiver.told() == [("left", event.id), ("new", event.id)]
    assert [body["items"][0]["record"] is None for body in receiver.bodies()] == [True, False]


def test_a_merged_event_names_its_heir(chronicle: Chronicle, receiver: Receiver, tmp_path: Path) -> None:
    far = "Gunmen attacked a market in Kisumu on 2 January 2020 and killed four traders."
    read([write_report(tmp_path, "far", "The Courier", "2020-01-03", far)], chronicle)
    watch(chronicle, receiver)
    first, second = (event.id for event in chronicle)
    made = chronicle.same(first, second)
    told(chronicle)
    heir = chronicle.event(first).id
    gone = second if heir == first else first
    assert sorted(receiver.told()) == sorted([("changed", heir), ("merged", gone)])
    assert next(item for item in receiver.bodies()[0]["items"] if item["event"] == gone)["other"] == heir
    chronicle.undo(made[0].id)
    told(chronicle)
    assert sorted(receiver.told()[2:]) == sorted([("changed", heir), ("new", gone)])


def test_what_is_sent_is_signed_after_standard_webhooks(
    chronicle: Chronicle, receiver: Receiver, tmp_path: Path
) -> None:
    secret = watch(chronicle, receiver)
    read([write_report(tmp_path, "second", "The Courier", "2021-03-15", SECOND)], chronicle)
    told(chronicle)
    (one,) = receiver.taken
    headers = {name.lower(): value for name, value in one["headers"].items()}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + one["body"]
    expected = hmac.new(b64decode(secret.removeprefix("whsec_")), signed, sha256).digest()
    assert headers["webhook-signature"] == "v1," + b64encode(expected).decode()
    assert headers["idempotency-key"] == headers["webhook-id"] == one["json"]["key"]
    assert headers["content-type"] == "application/json"
    assert secret not in str(headers) + one["body"].decode()


def test_a_receiver_that_fails_twice_is_told_again_after_longer_pauses(chronicle: Chronicle, tmp_path: Path) -> None:
    pauses: list[float] = []
    with receiving(500, 503) as receiver:
        watch(chronicle, receiver)
        read([write_report(tmp_path, "second", "The Courier", "2021-03-15", SECOND)], chronicle)
        manner = Manner(allow_private=True, sleep=pauses.append, vary=lambda: 0.5)
        assert told(chronicle, manner) == [Sent("kisumu", events=1, deliveries=1)]
        assert [one["status"] for one in receiver.taken] == [500, 503, 204]
        assert len({one["body"] for one in receiver.taken}) == 1
        assert len({one["headers"]["Idempotency-Key"] for one in receiver.taken}) == 1
        assert pauses == [1.0, 2.0]


def test_pauses_vary_and_heed_what_the_receiver_asks_for(chronicle: Chronicle, tmp_path: Path) -> None:
    pauses: list[float] = []
    with receiving(429, 429) as receiver:
        receiver.wait = "7"
        watch(chronicle, receiver)
        read([write_report(tmp_path, "second", "The Courier", "2021-03-15", SECOND)], chronicle)
        assert not told(chronicle, Manner(allow_private=True, sleep=pauses.append))[0].fault
        assert pauses == [7.0, 7.0]
        receiver.wait, receiver.answers = "9999", [429]
        (event,) = chronicle.events()
        chronicle.right(event.id)
        assert "answers 429" in told(chronicle, Manner(allow_private=True, sleep=pauses.append))[0].fault
        assert len(pauses) == 2


@pytest.mark.parametrize("status", [302, 400, 410])
def test_what_is_refused_stays_due_under_the_same_key(chronicle: Chronicle, tmp_path: Path, status: int) -> None:
    with receiving(status) as receiver:
        watch(chronicle, receiver)
        read([write_report(tmp_path, "second", "The Courier", "2021-03-15", SECOND)], chronicle)
        (sent,) = told(chronicle)
        assert f"answers {status}" in sent.fault
        assert len(receiver.taken) == 1  # neither tried again nor led elsewhere
        assert next(chronicle.view_records())["due"]
        (event,) = chronicle.events()
        chronicle.right(event.id)  # comes after what was begun: the key of that stays as it was
        assert told(chronicle) == [Sent("kisumu", events=2, deliveries=2)]
        keys = [one["headers"]["Idempotency-Key"] for one in receiver.taken]
        assert keys[0] == keys[1] != keys[2]
        assert not next(chronicle.view_records())["due"]


def test_a_program_that_stops_between_sending_and_noting_sends_again(
    chronicle: Chronicle, receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(chronicle, receiver)
    read([write_report(tmp_path, "second", "The Courier", "2021-03-15", SECOND)], chronicle)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("whimbrel.chronicle.views.Views.finish", stop)
        with pytest.raises(KeyboardInterrupt):
            told(chronicle)
    assert told(chronicle) == [Sent("kisumu", events=1, deliveries=1)]
    assert [one["status"] for one in receiver.taken] == [204, 204]
    assert len({one["headers"]["Idempotency-Key"] for one in receiver.taken}) == 1


def test_nothing_is_lost_over_many_changes(
    chronicle: Chronicle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More changes than one delivery holds, a receiver that fails now and then, and runs that give up."""
    monkeypatch.setattr("whimbrel.watching.news.MOST", 3)
    towns = ("Nakuru", "Eldoret", "Thika", "Malindi", "Garissa", "Lamu", "Nyeri", "Kitale", "Mombasa", "Naivasha")
    with receiving(*([500, 204, 400] * 5)) as receiver:
        watch(chronicle, receiver)
        for number, town in enumerate(towns):
            text = f"Gunmen attacked a bus near {town} on {number + 2} June 2021 and killed {number + 3} passengers."
            read([write_report(tmp_path, town, "The Courier", f"2021-06-{number + 3:02}", text)], chronicle)
        for _ in range(30):
            if not told(chronicle, Manner(allow_private=True, tries=1))[0].fault:
                break
        known = {event for change, event in receiver.told() if change == "new"}
        assert known == {event.id for event in chronicle} - {chronicle_first(chronicle)}
        seqs = [item["seq"] for body in receiver.bodies() for item in body["items"]]
        assert seqs == sorted(seqs)


def chronicle_first(chronicle: Chronicle) -> str:
    return next(event.id for event in chronicle if "Kisumu" in str(event.place))


def test_two_chronicles_open_at_once_lose_nothing(path: Path, receiver: Receiver, tmp_path: Path) -> None:
    with open_chronicle(path) as one, open_chronicle(path) as other:
        watch(one, receiver)
        read([write_report(tmp_path, "second", "The Courier", "2021-03-15", SECOND)], one)
        first = other.tell_views(NOW)
        assert told(one) == [Sent("kisumu", events=1, deliveries=1)]
        assert [sent.fault for sent in first] == [""]
        assert not next(other.view_records())["due"]


def test_a_view_removed_meanwhile_is_told_of(chronicle: Chronicle, receiver: Receiver) -> None:
    watch(chronicle, receiver)
    (event,) = chronicle.events()
    chronicle.right(event.id)
    running = chronicle.tell_views(NOW)
    chronicle.unwatch("kisumu")
    assert list(running) == []
    with pytest.raises(UsageError, match="no view 'kisumu'"):
        list(chronicle.tell_views(NOW, name="kisumu"))


def test_what_cannot_be_watched(chronicle: Chronicle) -> None:
    chronicle.watch("there")
    for name, asked in (
        ("there", {}),
        ("../etc", {}),
        ("", {}),
        ("Upper", {}),
        ("x" * 65, {}),
        ("a", {"type": "WAR"}),
        ("a", {"since": "soon"}),
        ("a", {"webhook": "http://127.0.0.1/"}),
        ("a", {"webhook": "nonsense"}),
    ):
        with pytest.raises(UsageError):
            chronicle.watch(name, **asked)
    assert [view["name"] for view in chronicle.view_records()] == ["there"]
    with pytest.raises(UsageError, match="has no webhook"):
        list(chronicle.tell_views(NOW, name="there"))
