"""All checks, one after the other, as at one instant of the chronicle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select

from whimbrel.checking.copies import check_copies, check_knowledge
from whimbrel.checking.deciding import check_decisions
from whimbrel.checking.events import check_events, check_gone, check_remembered
from whimbrel.checking.finding import Finding
from whimbrel.checking.index import check_index
from whimbrel.checking.reading import check_claims, check_reports
from whimbrel.checking.remaking import check_remaking
from whimbrel.checking.store import check_store
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.followed import copies_folder
from whimbrel.chronicle.opening import MEMORY
from whimbrel.chronicle.postgresql import is_address
from whimbrel.chronicle.schema import decisions

_MOST = 500  # findings of one check; a chronicle with more is restored, not mended


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, faults before notes; and how much was looked at, by noun."""

    findings: tuple[Finding, ...]
    looked_at: dict[str, int]

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.note)


def check(chronicle: Chronicle, *, deep: bool = False) -> Checked:
    """Holds everything in an open chronicle against everything else. Nothing is changed.

    `deep` reads every raw copy, and makes all events again in a copy of the chronicle, which takes as long as merging.
    Raises ChronicleError when it cannot be read to the end.
    """
    tally = chronicle.tally()
    looked_at = {"reports": tally.reports, "claims": tally.claims, "events": tally.events}
    with chronicle.looking() as connection:
        looked_at["decisions"] = connection.scalar(select(func.count()).select_from(decisions)) or 0
        checks = (
            check_reports(connection),
            check_claims(connection),
            check_decisions(connection),
            check_events(connection),
            check_remembered(connection),
            check_gone(connection),
            check_index(connection),
            check_copies(connection, copies_folder(chronicle.where), deep=deep),
            check_knowledge(connection),
        )
        found = [finding for one in checks for finding in islice(one, _MOST)]
    if deep and not any(not finding.note for finding in found):
        found += check_remaking(chronicle)
    found.sort(key=lambda finding: finding.note)
    return Checked(tuple(found), looked_at)


def check_file(path: Path | str, *, deep: bool = False) -> Checked:
    """The same for a chronicle by its path, or the address of its database. A file is looked at first as SQLite sees
    it; what is damaged is not opened.

    Raises ChronicleError for what cannot be opened, OSError for what cannot be read.
    """
    found = list(_of_file(path))
    if any(not finding.note for finding in found):
        return Checked(tuple(found), {})
    with Chronicle.open(path, create=False) as chronicle:
        return check(chronicle, deep=deep)


def _of_file(path: Path | str) -> Iterator[Finding]:
    where = str(path)
    if where != MEMORY and not is_address(where) and Path(where).is_file():
        yield from check_store(Path(where))
