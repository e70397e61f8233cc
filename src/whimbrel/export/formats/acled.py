"""ACLED-like CSV: political violence, demonstrations and what bears on them, with ACLED's columns and types.

The types come from ours by the rules of `data/acled.csv`; what no rule fits (meetings, aid, accusations, strikes at
work) is left out, as is what did not happen or is only alleged, what has no known country, and what may have been on
more than 31 days. `event_date` is the middle of the days in question and `time_precision` 1 for a day, 2 for a week, 3
for a month. `fatalities` is the record's number, with the lowest and highest that a source gives behind ACLED's
columns; it is empty, not 0, where no number is told. Empty: the region, the areas around a place, and the scale of the
source. Parties have our names.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO

from whimbrel.export.codes import country
from whimbrel.export.countries import country_name
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.acled_types import CIVILIANS, SubEvent, is_armed, kind_of, sub_event
from whimbrel.export.formats.days import KNOWN
from whimbrel.export.formats.format import FACTS, Edition, Format
from whimbrel.export.formats.places import city_district_province, point
from whimbrel.export.formats.sources import publisher
from whimbrel.export.formats.text import as_text
from whimbrel.export.safe import cell
from whimbrel.export.title import event_title
from whimbrel.export.toll import toll
from whimbrel.model import ActorKind, Event, Participant, Precision

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
    "fatalities_low", "fatalities_high", "plover_type", "plover_mode", "origins",
)  # fmt: skip
MONTH = 31
_PRECISE = {Precision.SITE: 1, Precision.TOWN: 1, Precision.DISTRICT: 2, Precision.PROVINCE: 3, Precision.REGION: 3}


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    """A head and a row for each event that is one of ACLED's."""
    with as_text(out) as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        for dossier in dossiers:
            told = sub_event(dossier.event)
            if told is not None:
                writer.writerow([cell(value) for value in _row(dossier, told, edition)])


def _row(dossier: Dossier, told: SubEvent, edition: Edition) -> list[object]:
    event = dossier.event
    actors, recipients = _sides(event)
    inter1, inter2 = (_kind(actors, event, acts=bool(event.actors)), _kind(recipients, event))
    dead = toll(event, "killed")
    _, district, province = city_district_province(event.place)
    return [
        event.id,
        *_time(event),
        told.disorder_type,
        told.event_type,
        told.sub_event_type,
        *_names(actors),
        inter1,
        *_names(recipients),
        inter2,
        "-".join((inter1, inter2)) if inter1 and inter2 else f"{inter1 or inter2} only" if inter1 or inter2 else "",
        "Civilian targeting" if "Political violence" in told.disorder_type and inter2 == CIVILIANS else "",
        country(event.place.country).numeric if event.place else "",
        "",
        country_name(event.place.country) if event.place else "",
        province,
        district,
        "",
        event.place.name if event.place else "",
        *point(event.place),
        _PRECISE.get(event.place.precision) if event.place else None,
        "; ".join(dict.fromkeys(publisher(report) for report in dossier.reports.values())),
        "",
        event_title(event),
        dead.best if dead else None,
        f"crowd size={event.counts['present'].text}" if "present" in event.counts else "",
        int(edition.made.timestamp()),
        dead.low if dead else None,
        dead.high if dead else None,
        event.type,
        event.mode,
        len(event.origins),
    ]


def _time(event: Event) -> tuple[date | None, int | None, int | None]:
    """The middle day of those in question, its year, and ACLED's precision."""
    when = event.when
    if when is None or when.earliest is None or when.latest is None:
        return None, None, None
    span = when.latest - when.earliest
    middle = when.earliest + span // 2
    return middle, middle.year, 1 if not span.days else 2 if span.days < 7 else 3


def _sides(event: Event) -> tuple[Sequence[Participant], Sequence[Participant]]:
    """Who stands against whom. Whom a demonstration is against does not take part in it; armed parties that clash are
    recipients of ours, and the first stands against the rest."""
    if event.type == "PROTEST":
        return event.actors, ()
    clash = event.type == "ASSAULT" and not event.actors and len(event.recipients) > 1
    if clash and all(map(is_armed, event.recipients)):
        return event.recipients[:1], event.recipients[1:]
    return event.actors, sorted(event.recipients, key=lambda who: who.kind is ActorKind.STATE)


def _kind(parties: Sequence[Participant], event: Event, *, acts: bool = False) -> str:
    return kind_of(parties[0], event, acts=acts) if parties else ""


def _names(parties: Sequence[Participant]) -> tuple[str, str]:
    """The first party, and those with it."""
    names = [who.name for who in parties]
    return (names[0], "; ".join(names[1:])) if names else ("", "")


def _unfit(event: Event) -> str:
    if sub_event(event) is None:
        return "of no type that ACLED has"
    return "" if event.place and event.place.country else "without a known country"


FORMATS = {
    "acled": Format(
        "acled",
        ".csv",
        "text/csv",
        "violence and demonstrations in CSV, with ACLED's columns and types",
        write,
        linked=False,
        statuses=FACTS,
        days=KNOWN,
        within=MONTH,
        unfit=_unfit,
    )
}
