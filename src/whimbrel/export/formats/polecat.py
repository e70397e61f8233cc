"""POLECAT: tab-separated PLOVER events, with the columns of POLECAT's weekly files.

A row is an event; several parties and contexts stand in a cell with semicolons between. `None` is written, as there,
for words that are not known. Left out: what did not happen or is only alleged, and events without a day; news told
without a time has the day of its report, as in POLECAT. Never known: Wikipedia's ids, the areas around a place, the
feature type, and who else the story names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from whimbrel.export.codes import country
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.days import REPORTED
from whimbrel.export.formats.format import FACTS, Edition, Format
from whimbrel.export.formats.places import city_district_province, geonames_id, point
from whimbrel.export.formats.sources import first_report, published, publisher
from whimbrel.export.formats.text import write_rows
from whimbrel.model import Participant, Place
from whimbrel.ontology import placing

NONE = "None"
_PARTY = (
    "{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw", "Wikipedia {} ID",
)  # fmt: skip
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(column.format(side) for side in ("Actor", "Recipient") for column in _PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    """A head and a row for each event."""
    write_rows((_row(dossier, edition) for dossier in dossiers), out, COLUMNS)


def _row(dossier: Dossier, edition: Edition) -> list[object]:
    event, report = dossier.event, first_report(dossier)
    placed = placing(event.type, event.mode, event.contexts)
    return [
        event.id,
        event.when and event.when.latest,
        event.type,
        event.mode or NONE,
        placed.score,
        placed.quad.upper() or NONE,
        _joined(event.contexts),
        *_parties(event.actors),
        *_parties(event.recipients),
        *_place(event.place),
        publisher(report) or NONE,
        published(report),
        NONE,
        NONE,
        NONE,
        report.language if report else NONE,
        f"Whimbrel-{edition.version}",
    ]


def _parties(parties: Sequence[Participant]) -> list[str]:
    """A cell lists what is known of each party, in their order; where it is not known of one, its place is empty."""
    sectors = [who.sector for who in parties]
    return [
        _joined([who.name for who in parties]),
        _joined([who.country or "" for who in parties]),
        _joined([country(who.country).cow for who in parties]),
        sectors[0] or NONE if sectors else NONE,
        _joined(sectors),
        _joined([who.title for who in parties]),
        _joined([who.text for who in parties]),
        NONE,
    ]


def _place(place: Place | None) -> list[object]:
    if place is None:
        return [NONE, NONE, NONE, NONE, NONE, None, None, None, NONE, NONE]
    return [
        place.name,
        *(name or NONE for name in city_district_province(place)),
        place.country or NONE,
        *point(place),
        geonames_id(place),
        place.text or NONE,
        NONE,
    ]


def _joined(values: Sequence[str]) -> str:
    """Values with semicolons between; one that holds a semicolon has a comma there."""
    return ";".join(value.replace(";", ",") for value in values) if any(values) else NONE


FORMATS = {
    "polecat": Format(
        "polecat",
        ".tsv",
        "text/tab-separated-values",
        "tab-separated PLOVER events, with the columns of POLECAT's weekly files",
        write,
        linked=False,
        statuses=FACTS,
        days=REPORTED,
    )
}
