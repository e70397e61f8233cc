"""Connections drop and servers restart: nothing is lost, what may be done again is, and a clear word is said."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
import samples
from fastapi.testclient import TestClient
from postgresql.wire import Cut, Wire
from postgresql_server import Server, binaries
from stores import rows

from whimbrel.api import Chronicle
from whimbrel.chronicle import transactions
from whimbrel.chronicle.identity import Decision, Head
from whimbrel.errors import ChronicleError, LostConnectionError
from whimbrel.model import ActorKind
from whimbrel.web.app import make_app
from whimbrel.web.site import open_site


@pytest.fixture(scope="module")
def durable(postgresql: Server) -> Iterator[Server]:
    """A server that keeps what it said was stored."""
    programs = binaries()
    assert programs is not None
    server = Server(programs, durable=True)
    yield server
    server.close()


@pytest.fixture
def own(durable: Server) -> Iterator[Server]:
    """The same, which may be stopped; the next test finds it running again."""
    yield durable
    if not durable.runs:
        durable.start()


_schemas = count(1)


@pytest.fixture
def address(own: Server) -> str:
    """The address of an empty chronicle there."""
    return own.address(f"faults_{next(_schemas)}")


def merged(number: int) -> Decision:
    head = Head("own:x", "X", ActorKind.GROUP, None, "")
    return Decision("", "merge", "own:x", (f"other:{number}",), head=head, at="2026-01-01T00:00:00Z")


def test_reading_and_writing_go_on_when_connections_drop(own: Server, address: str) -> None:
    with Chronicle.open(address) as chronicle:
        samples.fill(chronicle)
        before = rows(chronicle)
        for step in (
            chronicle.tally,
            lambda: chronicle.add(samples.WIRE),
            lambda: chronicle.add_problem(samples.PROBLEM),
            lambda: list(chronicle.events()),
        ):
            assert own.drop_connections() > 0
            step()
        assert rows(chronicle) == before


def test_health_is_told_at_once(own: Server, address: str) -> None:
    with Chronicle.open(address) as chronicle:
        client = TestClient(make_app(open_site(chronicle)), base_url="http://127.0.0.1")
        assert client.get("/healthz").status_code == 200
        own.stop()
        began = time.monotonic()
        assert client.get("/healthz").status_code == 503
        assert time.monotonic() - began < transactions.PATIENCE / 3
        own.start()
        assert client.get("/healthz").status_code == 200


def test_what_was_not_stored_is_not_there_and_may_be_done_again(own: Server, address: str) -> None:
    with Chronicle.open(address) as chronicle:
        samples.fill(chronicle)
        before = rows(chronicle)
        with pytest.raises(LostConnectionError, match="nothing of this step was stored"), chronicle.ground() as ground:
            ground.note("count", "1")
            own.drop_connections()
            ground.note("count", "2")
        assert rows(chronicle) == before
        tries = []

        def step(ground: object) -> int:
            tries.append(1)
            if len(tries) == 1:
                own.drop_connections()
            ground.note("count", str(len(tries)))  # type: ignore[attr-defined]
            return len(tries)

        assert chronicle.on_ground(step) == 2
        with chronicle.ground(write=False) as ground:
            assert ground.noted("count") == "2"


@pytest.mark.slow
@pytest.mark.parametrize("how", [Cut.before, Cut.after])
def test_a_decision_is_stored_once_whenever_the_wire_is_cut(own: Server, address: str, how: Cut) -> None:
    """Even where it was stored and nobody heard of that."""
    wire = Wire(own.port)
    with (
        Chronicle.open(address) as straight,
        Chronicle.open(re.sub(r":\d+/", f":{wire.port}/", address)) as far,
    ):
        far.add(samples.WIRE, samples.claims_of(samples.WIRE))
        for number in range(3):
            wire.cut = how
            assert len(far.decide(merged(number))) == 1
            assert wire.cuts == number + 1
        assert [one.objects for one in straight.decisions()] == [("other:0",), ("other:1",), ("other:2",)]
        wire.cut = how
        assert far.add(samples.POST, samples.claims_of(samples.POST))
        assert straight.tally().reports == 2
    wire.close()


@pytest.mark.slow
@pytest.mark.parametrize("crash", [False, True])
def test_a_server_that_restarts_is_waited_for(own: Server, address: str, crash: bool) -> None:
    with Chronicle.open(address) as chronicle:
        for number in range(30):
            if number % 10 == 5:
                (own.kill if crash else own.stop)()
                again = threading.Timer(0.5, own.start)
                again.start()
                assert chronicle.tally().reports == number
                again.join()
            report = replace(samples.WIRE, id=f"r{number}")
            claims = [replace(c, id=f"{c.id}-{number}", report=report.id) for c in samples.claims_of(samples.WIRE)]
            assert chronicle.add(report, claims)
        tally = chronicle.tally()
        assert (tally.reports, tally.claims) == (30, 60)


def test_a_server_that_stays_away_is_told_of(own: Server, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "PATIENCE", 0.5)
    with Chronicle.open(address) as chronicle:
        own.stop()
        for step in (chronicle.tally, lambda: chronicle.add(samples.WIRE)):
            with pytest.raises(ChronicleError) as caught:
                step()
            assert "no server answers" in str(caught.value)
            assert "start it" in caught.value.remedy
            assert "secret" not in str(caught.value)
        own.start()
        assert chronicle.add(samples.WIRE)


def test_a_writer_waits_for_its_turn_and_says_so(postgresql: Server) -> None:
    address = postgresql.address("turns")
    with Chronicle.open(address) as first, Chronicle.open(address, timeout=0.3) as second, first.ground() as ground:
        ground.note("count", "1")
        with pytest.raises(ChronicleError, match="another program is writing"):
            second.add(samples.WIRE)
        assert second.tally().reports == 0, "reading goes on"
