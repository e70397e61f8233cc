"""The codes of other data sets: CAMEO's actions, countries and sectors, read from `data/cameo.csv`, `countries.csv` and
`sectors.csv`, which name their sources.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whimbrel.errors import DataError
from whimbrel.model import Claim, Event
from whimbrel.ontology import placing


@dataclass(frozen=True, slots=True)
class Action:
    """A CAMEO code of three or four digits, its title and its Goldstein score."""

    code: str
    title: str
    goldstein: float
    basis: str = "scale"

    @property
    def root(self) -> str:
        return self.code[:2]

    @property
    def quad(self) -> int:
        """GDELT's quad class: 1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict."""
        root = int(self.root)
        return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


@dataclass(frozen=True, slots=True)
class Country:
    """A country's codes; "" where a data set has none for it."""

    iso3: str
    numeric: str = ""
    fips: str = ""
    cow: str = ""
    cameo: str = ""


@dataclass(frozen=True, slots=True)
class Sector:
    """What others call one of PLOVER's sectors; "" where they have no word for it."""

    sector: str
    cameo: str = ""
    icews: str = ""
    acled: str = ""
    acled_person: str = ""
    armed: str = ""


def action(told: Event | Claim) -> Action | None:
    """The CAMEO action of an event; None for a type that CAMEO has none for."""
    return actions().get(full_code(placing(told.type, told.mode, told.contexts).cameo))


def full_code(cameo: str) -> str:
    """A CAMEO code with at least three digits: a bare root is "not specified below", which ends in 0."""
    return f"{cameo}0" if len(cameo) == 2 else cameo


def country(iso3: str | None) -> Country:
    """A country by its alpha-3 code; one of which only the code itself is known for another."""
    return countries().get(iso3 or "", Country(iso3 or ""))


def cameo_country(iso3: str | None) -> str:
    """CAMEO's code for a country as an actor."""
    return country(iso3).cameo or iso3 or ""


def sector(name: str) -> Sector:
    """A sector by PLOVER's code; without any other word for an unknown one."""
    return sectors().get(name, Sector(name))


@cache
def actions() -> dict[str, Action]:
    return {
        row["code"]: Action(row["code"], row["title"], float(row["goldstein"]), row["basis"])
        for _, row in rows("cameo.csv")
    }


@cache
def countries() -> dict[str, Country]:
    return {row["iso3"]: Country(**row) for _, row in rows("countries.csv")}


@cache
def sectors() -> dict[str, Sector]:
    return {row["sector"]: Sector(**row) for _, row in rows("sectors.csv")}


def rows(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The lines of a table of `data/` with their place (`cameo.csv:12`); those that begin with # are left out.

    Raises DataError for a line that has not as many cells as the head.
    """
    text = files("whimbrel.export").joinpath("data", name).read_text(encoding="utf-8")
    told = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    head, *cells = csv.reader(line for _, line in told)
    for (number, _), row in zip(told[1:], cells, strict=True):
        where = f"{name}:{number}"
        if len(row) != len(head):
            raise DataError(f"has {len(row)} cells, not {len(head)}", where=where, remedy="mend the line")
        yield where, dict(zip(head, row, strict=True))
