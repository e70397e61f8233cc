"""The roles of CAMEO's actor codes, and what they are for the almanac: `data/cameo_roles.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from whimbrel.almanac.table import data_folder, read_rows
from whimbrel.errors import DataError
from whimbrel.model import ActorKind

COLUMNS = ("code", "meaning", "sector", "kind", "body", "title")
ELITE = "ELI"  # of note, and in no office


@dataclass(frozen=True, slots=True)
class CameoRole:
    """A role: our sector, the kind of a body of it, the state's body that its people serve, what they are called."""

    sector: str
    kind: ActorKind
    body: str
    title: str


@cache
def cameo_roles() -> dict[str, CameoRole]:
    """Role code → role. Raises DataError, with file and line, for a row that cannot be."""
    found: dict[str, CameoRole] = {}
    for row in read_rows(data_folder().joinpath("cameo_roles.csv"), "almanac/data/cameo_roles.csv", COLUMNS):
        code = row["code"]
        if len(code) != 3 or not code.isupper() or code in found or not row["title"]:
            raise DataError(f"{code!r} is no new code", where=row.where, remedy="three capitals, once, with a title")
        if row["kind"] not in set(ActorKind):
            raise DataError(f"unknown kind {row['kind']!r}", where=row.where, remedy=f"one of {', '.join(ActorKind)}")
        found[code] = CameoRole(row["sector"], ActorKind(row["kind"]), row["body"], row["title"])
    return found


@cache
def plain_titles() -> frozenset[str]:
    """Titles that tell the sector and no office: whoever bears one may well bear an office of another source."""
    return frozenset(role.title for role in cameo_roles().values())
