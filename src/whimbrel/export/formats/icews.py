"""ICEWS: tab-separated rows of who did what to whom in CAMEO, with the columns of the ICEWS coded event data.

A row is a pair of parties of an event (`dyads.py`). Left out: what did not happen or is only alleged, events of nobody,
and those without a day; news told without a time has the day of its report, as in ICEWS. Not known and empty: the
number of the sentence, and the areas around a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from whimbrel.export.codes import action, sector
from whimbrel.export.countries import country_name
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.days import REPORTED
from whimbrel.export.formats.dyads import dyads, partyless
from whimbrel.export.formats.format import FACTS, Edition, Format
from whimbrel.export.formats.places import city_district_province, point
from whimbrel.export.formats.sources import first_report, publisher
from whimbrel.export.formats.text import write_rows
from whimbrel.model import Participant

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:  # noqa: ARG001
    """A head and a row for each pair of parties."""
    write_rows((row for dossier in dossiers for row in _rows(dossier)), out, COLUMNS)


def _rows(dossier: Dossier) -> Iterator[list[object]]:
    event = dossier.event
    told, day, report = action(event), event.when and event.when.latest, first_report(dossier)
    for dyad in dyads(event):
        yield [
            dyad.number,
            day,
            *_party(dyad.source),
            told.title if told else "",
            told.code if told else "",
            told.goldstein if told else None,
            *_party(dyad.target),
            report.id if report else "",
            None,
            publisher(report),
            *city_district_province(event.place),
            country_name(event.place.country) if event.place else "",
            *point(event.place),
        ]


def _party(who: Participant | None) -> tuple[str, str, str]:
    return (who.name, sector(who.sector).icews, country_name(who.country)) if who else ("", "", "")


FORMATS = {
    "icews": Format(
        "icews",
        ".tsv",
        "text/tab-separated-values",
        "tab-separated pairs of parties in CAMEO, with the columns of ICEWS",
        write,
        linked=False,
        statuses=FACTS,
        days=REPORTED,
        unfit=partyless,
    )
}
