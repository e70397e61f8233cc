"""What each feature is worth: read from `data/same_event.toml` and `data/same_story.toml`.

`training/same_event.py` and `training/stories.py` make these.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from whimbrel.errors import DataError


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by name of feature, for tellings of one report and of two; "base" is what speaks before any feature.

    Tellings are joined above nought. How likely two with a score are one event is another matter: its log-odds are
    `slope` times the score and `shift` (Platt 1999).
    """

    within: Mapping[str, float]
    across: Mapping[str, float]
    slope: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class StoryWeights:
    """What makes two reports alike as stories (`story`), from where on undated ones are one (`stories`), and what tells
    that dated ones are of the same main event (`main_event`)."""

    ordinary: float
    headline: float
    other_day: float
    same_day: float
    number: float
    neighbours: int
    quiet: float
    few: float
    one_story: float
    base: float
    events: float
    words: float
    numbers: float
    days: float


@cache
def shipped_weights() -> Weights:
    """The weights that come with the package. Raises DataError where one is no number."""
    found = _read("same_event.toml")
    try:
        likely = _numbers(found["calibration"])
        return Weights(_numbers(found["within"]), _numbers(found["across"]), likely["slope"], likely["shift"])
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"same_event.toml: {error}") from None


@cache
def shipped_story_weights() -> StoryWeights:
    """The weights of stories that come with the package. Raises DataError where one lacks or is no number."""
    found = _read("same_story.toml")
    try:
        flat = {**found["likeness"], **found["undated"], **found["dated"]}
        values = {field.name: float(flat[field.name]) for field in fields(StoryWeights)}
        return StoryWeights(**values | {"neighbours": int(flat["neighbours"])})  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"same_story.toml: {error}") from None


def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((files("whimbrel.merge") / "data" / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}") from None


def _numbers(table: Mapping[str, object]) -> Mapping[str, float]:
    return {name: float(str(value)) for name, value in table.items()}
