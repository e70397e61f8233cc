"""What each feature is worth, in log-odds: read from `data/same_event.toml`, which `training/same_event.py` makes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whimbrel.errors import DataError


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by name of feature, for tellings of one report and of two; "base" is what speaks before any feature."""

    within: Mapping[str, float]
    across: Mapping[str, float]


@cache
def shipped_weights() -> Weights:
    """The weights that come with the package. Raises DataError where one is no number."""
    text = (files("whimbrel.merge") / "data" / "same_event.toml").read_text(encoding="utf-8")
    try:
        found = tomllib.loads(text)
        return Weights(_numbers(found["within"]), _numbers(found["across"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"same_event.toml: {error}") from None


def _numbers(table: Mapping[str, object]) -> Mapping[str, float]:
    return {name: float(str(value)) for name, value in table.items()}
