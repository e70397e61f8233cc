"""Which country the last part of a host's name belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from whimbrel.almanac.states import STATE_COLUMNS
from whimbrel.almanac.table import data_folder, read_rows

SOLD_ABROAD = frozenset(
    "ac ag ai am bz cc co cx fm gg im io is la li ly me ms mu nu pw sc sh st tk to tv vc ws".split()
)


def country_of_top_level(host: str) -> str | None:
    """Alpha-3 code of the country whose own top level a host stands in; None for .com and the like, and for country
    codes that are mostly sold abroad."""
    last = host.rpartition(".")[2].lower()
    return None if last in SOLD_ABROAD else _countries().get(last)


@cache
def _countries() -> Mapping[str, str]:
    rows = read_rows(data_folder().joinpath("states.csv"), "almanac/data/states.csv", STATE_COLUMNS)
    return {row["alpha2"].lower(): row["country"] or row["id"] for row in rows if row["alpha2"]} | {"uk": "GBR"}
