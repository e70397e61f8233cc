"""Events made for pictures: each differs from a sample's in what the picture is about."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("matplotlib", reason="the pictures' extra is not installed")
sys.path.insert(0, str(Path(__file__).parents[1] / "chronicle"))

import samples

from whimbrel.model import ActorKind, Event, Participant, Place, Precision, When

Make = Callable[..., Event]


def party(name: str, kind: ActorKind = ActorKind.ARMED_GROUP) -> Participant:
    return Participant(f"x:{name}", name, kind, "SOM", "REB")


def place(name: str, lat: float, lon: float, precision: Precision = Precision.TOWN) -> Place:
    return Place(f"p:{name}", name, "SOM", lat, lon, precision)


def days(first: str, last: str) -> When:
    start, end = (date.fromisoformat(day) if day else None for day in (first, last))
    return When(f"{first or '..'}/{last or '..'}", start, end, "stated")


@pytest.fixture
def make() -> Make:
    """An event like the bombing of the samples, changed as told."""

    def made(id: str, **changes: Any) -> Event:
        return replace(samples.EVENTS[0], id=id, conflicts=(), about=(), **changes)

    return made
