"""GDELT 2.0: the event table (61 columns) and the table of mentions (16), parted by tabs and without a head, as there.

A row of events is a pair of parties (`dyads.py`); a mention is a claim of the event, once for each of its rows. Left
out: what did not happen or is only alleged, events of nobody, and those without a day; news told without a time has the
day of its report, as in GDELT. Empty, since nothing of ours is like it: the codes of groups, peoples and religions,
where the parties are (geo type 0), tone, first-level areas, GNS feature ids, and the number of the sentence. Confidence
is the claim's own score as a percentage. Palestine, of which FIPS has two parts, has no FIPS code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from whimbrel.export.codes import action, cameo_country, country, sector
from whimbrel.export.countries import country_name
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.days import REPORTED
from whimbrel.export.formats.dyads import dyads, partyless
from whimbrel.export.formats.format import FACTS, Edition, Format, Write
from whimbrel.export.formats.places import point
from whimbrel.export.formats.sources import first_report, published, publisher
from whimbrel.export.formats.text import write_rows
from whimbrel.model import Claim, Participant, PassageKind, Place, Precision, Report

EVENT_COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor{side}{what}" for side in (1, 2) for what in (
        "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
        "Type2Code", "Type3Code",
    )),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{whose}Geo_{what}" for whose in ("Actor1", "Actor2", "Action") for what in (
        "Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
    )),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
WEB, CITATION = 1, 2  # kinds of mentions: with an address, or only cited
NOWHERE: tuple[object, ...] = (0, "", "", "", "", None, None, "")
ABSENT = -1  # the offset of a party that the report does not name
_FIRST = frozenset({PassageKind.HEADLINE, PassageKind.LEAD})
_TOWNLIKE = frozenset({Precision.SITE, Precision.TOWN, Precision.DISTRICT})


def write_events(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    """A row for each pair of parties."""
    write_rows((row for dossier in dossiers for row in _event_rows(dossier, edition)), out)


def write_mentions(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:  # noqa: ARG001
    """A row for each claim of each row of events."""
    write_rows((row for dossier in dossiers for row in _mention_rows(dossier)), out)


def _event_rows(dossier: Dossier, edition: Edition) -> Iterator[list[object]]:
    event = dossier.event
    told, report = action(event), first_report(dossier)
    day = event.when.latest if event.when else None
    for dyad in dyads(event):
        yield [
            dyad.number,
            *_day_cells(day),
            *_party(dyad.source),
            *_party(dyad.target),
            int(any(claim.passage in _FIRST for claim in dossier.claims)),
            *((told.code, told.code[:3], told.root, told.quad, told.goldstein) if told else ("", "", "", "", None)),
            len(dossier.claims),
            len({publisher(report) for report in dossier.reports.values()}),
            len(dossier.reports),
            None,
            *NOWHERE,
            *NOWHERE,
            *_where(event.place),
            f"{edition.made:%Y%m%d%H%M%S}",
            _identifier(report) if report else "",
        ]


def _day_cells(day: date | None) -> list[object]:
    """The day as GDELT writes it four times; the fraction has months of thirty days, as GDELT's."""
    if day is None:
        return ["", "", "", None]
    fraction = day.year + ((day.month - 1) * 30 + day.day) / 365
    return [f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, f"{fraction:.4f}"]


def _party(who: Participant | None) -> list[str]:
    if who is None:
        return [""] * 10
    code, type = cameo_country(who.country), sector(who.sector).cameo
    return [code + type, who.name, code, "", "", "", "", type, "", ""]


def _where(place: Place | None) -> tuple[object, ...]:
    """The place of the action; its type is 1 for a country, 2 and 3 for a state and a town of the USA, else 5 and 4."""
    if place is None:
        return NOWHERE
    fips, home = country(place.country).fips, place.country == "USA"
    if place.precision is Precision.COUNTRY:
        return (1, place.name, fips, fips, "", None, None, fips)
    kind = (3 if home else 4) if place.precision in _TOWNLIKE else (2 if home else 5)
    name = ", ".join(filter(None, (place.name, country_name(place.country))))
    return (kind, name, fips, "", "", *point(place), "")


def _mention_rows(dossier: Dossier) -> Iterator[list[object]]:
    event = dossier.event
    day = event.when.latest if event.when else None
    for dyad in dyads(event):
        for claim in dossier.claims:
            report = dossier.reports[claim.report]
            out = published(report)
            yield [
                dyad.number,
                f"{day:%Y%m%d}000000" if day else "",
                f"{out:%Y%m%d}000000" if out else "",
                WEB if _address(report) else CITATION,
                publisher(report),
                _identifier(report),
                None,
                _offset(dyad.source, claim),
                _offset(dyad.target, claim),
                claim.trigger.start,
                1,
                round(100 * claim.confidence.value),
                len(report.text),
                None,
                "",
                "",
            ]


def _offset(who: Participant | None, claim: Claim) -> int:
    """Where the claim names a party of the record."""
    named = (one for one in (*claim.actors, *claim.recipients) if who is not None and one.id == who.id and one.span)
    return next((one.span.start for one in named if one.span), ABSENT)


def _address(report: Report) -> str:
    return report.url if report.url.startswith(("http://", "https://")) else ""


def _identifier(report: Report) -> str:
    """The address, or words that name the report where it has none."""
    return _address(report) or ", ".join(filter(None, (publisher(report), report.title))) or report.id


def _format(name: str, says: str, write: Write) -> Format:
    return Format(
        name,
        ".tsv",
        "text/tab-separated-values",
        says,
        write,
        linked=False,
        statuses=FACTS,
        days=REPORTED,
        unfit=partyless,
    )


FORMATS = {
    "gdelt-events": _format("gdelt-events", "the event table of GDELT 2.0 (61 columns, no head)", write_events),
    "gdelt-mentions": _format(
        "gdelt-mentions", "the table of mentions that goes with gdelt-events (16 columns, no head)", write_mentions
    ),
}
