from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpcore
import pytest
from following.web import Web, serving

from whimbrel.addresses import network
from whimbrel.gather.net.fetcher import Fetcher
from whimbrel.gather.net.manner import Manner

Asker = Callable[..., Fetcher]


class OnlyHere(httpcore.NetworkBackend):
    """The world outside the test: whatever is connected to but our own server fails the test."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    def connect_tcp(self, host: str, port: int, *given: Any, **more: Any) -> httpcore.NetworkStream:
        self.tried.append(host)
        assert host == "127.0.0.1", f"a connection to {host} was tried"
        return httpcore.SyncBackend().connect_tcp(host, port, *given, **more)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as found:
        yield found


@pytest.fixture
def world() -> OnlyHere:
    return OnlyHere()


@pytest.fixture
def asker(world: OnlyHere) -> Asker:
    """Makes fetchers that may call our own server and wait for nobody; what they sleep stands in `slept`."""

    def make(**given: Any) -> Fetcher:
        slept: list[float] = given.pop("slept", [])
        told = {
            "pause": 0.0,
            "patience": 1.0,
            "allowed": (network("127.0.0.1"),),
            "backend": world,
            "sleep": slept.append,
        }
        return Fetcher(Manner(**{**told, **given}))

    return make
