"""iCalendar (RFC 5545): all-day events for what has days, journal entries for what has none.

A calendar shows every entry as something that took place or will. So it holds what is told as having happened
(CONFIRMED) and what was planned (TENTATIVE), and says how many others are left out. What is known to within a month
fills those days and says so; what is open, about, or one of several days is a VJOURNAL without a date, with its time in
words.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import BinaryIO

from icalendar import Calendar, Component
from icalendar import Event as VEvent
from icalendar import Journal as VJournal

from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.account import Account, Source, account, may_be_told
from whimbrel.export.formats.calendar_days import within_a_month
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.json_list import harmless
from whimbrel.export.formats.points import is_point
from whimbrel.export.formats.vocabulary import status_words
from whimbrel.export.sentence import type_label
from whimbrel.model import Event

_END = b"END:VCALENDAR\r\n"


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    """The entries go to a temporary file first: the head tells how many there are not."""
    undated = left_out = 0
    with tempfile.TemporaryFile() as body:
        for dossier in filter(may_be_told, dossiers):
            made = entry(dossier, edition)
            if made is None:
                left_out += 1
                continue
            undated += made.name == "VJOURNAL"
            body.write(made.to_ical())
        body.seek(0)
        out.write(_calendar(edition, undated, left_out).to_ical().removesuffix(_END))
        while block := body.read(1 << 16):
            out.write(block)
    out.write(_END)


def entry(dossier: Dossier, edition: Edition) -> Component | None:
    """None for what a calendar cannot hold: denied, threatened, called for, supposed, alleged."""
    event, told = dossier.event, account(dossier)
    words = status_words(event.status)
    days = within_a_month(event.when)
    if not (words.vevent if days else words.vjournal):
        return None
    made = _dated(told, days) if days else VJournal()
    if not days:
        made.add("summary", _text(f"{told.when[:1].upper()}{told.when[1:]}: {told.sentence}"))
    made.add("status", words.vevent if days else words.vjournal)
    made.add("uid", edition.name_of("event", event.id))
    made.add("dtstamp", edition.made.replace(tzinfo=UTC))
    made.add("categories", [_text(type_label(event.type, event.mode))])
    made.add("description", _text(_description(told)))
    made.add("x-whimbrel-status", str(event.status))
    if edition.address:
        made.add("url", edition.name_of("event", event.id))
    if days:
        _place(made, event, told)
    return made


def _dated(told: Account, days: tuple[date, date]) -> VEvent:
    first, last = days
    made = VEvent()
    within = "" if first == last else f" (some time in {told.when})"
    made.add("summary", _text(told.sentence.rstrip(".") + within))
    made.add("dtstart", first)
    made.add("dtend", last + timedelta(days=1))  # the day after the last
    made.add("transp", "TRANSPARENT")
    return made


def _place(made: Component, event: Event, told: Account) -> None:
    if told.place:
        made.add("location", _text(told.place))
    place = event.place
    if place is not None and is_point(place):
        made.add("geo", (place.lat, place.lon))


def _description(told: Account) -> str:
    when = f"When: {told.when}."
    return "\n".join(("\n".join((when, *told.remarks)), "", *(_source(source) for source in told.sources)))


def _source(source: Source) -> str:
    quotes = " … ".join(f"“{_one_line(quote.text)}”" for quote in source.quotes)
    return f"{', '.join(filter(None, (source.name, source.headline, source.published, source.link)))}: {quotes}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _calendar(edition: Edition, undated: int, left_out: int) -> Calendar:
    made = Calendar()
    made.add("prodid", f"-//Whimbrel//Chronicle {edition.version}//EN")
    made.add("version", "2.0")
    told = [f"Made by Whimbrel {edition.version} on {edition.made.date().isoformat()}."]
    if undated:
        told.append(
            f"{undated} without a day or short range of days: journal entries, which many calendars do not show."
        )
    if left_out:
        told.append(f"{left_out} left out: not told as having happened or planned.")
    for name, text in (("name", edition.title), ("x-wr-calname", edition.title), ("description", " ".join(told))):
        made.add(name, _text(text))
    return made


def _text(text: str) -> str:
    clean: str = harmless(text)
    return clean


FORMATS = {
    "icalendar": Format(
        "icalendar",
        ".ics",
        "text/calendar",
        "iCalendar: all-day events with honest dates",
        write,
        linked=False,
        streams=False,
        needs="exports",
    ),
}
