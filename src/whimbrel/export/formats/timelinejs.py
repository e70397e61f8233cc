"""TimelineJS 3: a slide for every event of which at least one bound in time is known.

Its texts are HTML, so everything from reports is escaped. Events stand in rows by status. Where the day is not exact
the slide says so in words, over a place on the axis that only serves to put it in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from typing import Any, BinaryIO

from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.account import Account, Source, account, may_be_told
from whimbrel.export.formats.calendar_days import reduced
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.json_list import harmless, write_list
from whimbrel.export.formats.vocabulary import status_words
from whimbrel.export.lines import as_json
from whimbrel.model import When


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    left_out = 0

    def slides() -> Iterator[dict[str, Any]]:
        nonlocal left_out
        for dossier in filter(may_be_told, dossiers):
            made = slide(dossier)
            if made is None:
                left_out += 1
            else:
                yield harmless(made)

    def closing() -> str:
        title = {"text": {"headline": _html(edition.title), "text": _title_text(left_out, edition)}}
        return f'], "title": {as_json(harmless(title))}}}'

    write_list(out, '{"events": [', slides(), closing)


def slide(dossier: Dossier) -> dict[str, Any] | None:
    """None for an event of which nothing ties it to the calendar."""
    event = dossier.event
    dates = _dates(event.when)
    if not dates:
        return None
    told = account(dossier)
    return {
        **dates,
        "display_date": _html(told.when),
        "text": {"headline": _html(told.sentence.rstrip(".")), "text": _text(told)},
        "group": _html(status_words(event.status).heading),
        "unique_id": f"event-{event.id}",
        "autolink": False,
    }


def _dates(when: When | None) -> dict[str, dict[str, int]]:
    """Month or year as such; else the bounds, or the one of them that is known."""
    if when is None or not (when.earliest or when.latest):
        return {}
    if iso := reduced(when):
        return {"start_date": dict(zip(("year", "month", "day"), map(int, iso.split("-")), strict=False))}
    first, last = when.earliest or when.latest, when.latest or when.earliest
    assert first is not None and last is not None
    start = {"start_date": _date(first)}
    return start if last <= first else {**start, "end_date": _date(last)}


def _date(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _text(told: Account) -> str:
    remarks = " ".join(filter(None, (f"{told.place}." if told.place else "", *told.remarks)))
    listed = "".join(f"<li>{_source(source)}</li>" for source in told.sources)
    return (f"<p>{_html(remarks)}</p>" if remarks else "") + f"<ul>{listed}</ul>"


def _source(source: Source) -> str:
    name = f"{_html(source.name)}, {_html(source.published)}"
    linked = f'<a href="{_html(source.link)}" rel="noopener">{name}</a>' if source.link else name
    return f"{linked}: " + " … ".join(f"<q>{_html(quote.text)}</q>" for quote in source.quotes)


def _title_text(left_out: int, edition: Edition) -> str:
    told = f"Made by Whimbrel {_html(edition.version)} on {edition.made.date().isoformat()}."
    if left_out:
        plural = "event of which no day is known is" if left_out == 1 else "events of which no day is known are"
        told += f" {left_out} {plural} left out."
    return f"<p>{told}</p>"


def _html(text: str) -> str:
    """Text as HTML shows it, on one line."""
    return escape(" ".join(harmless(text).split()))


FORMATS = {
    "timelinejs": Format(
        "timelinejs", ".json", "application/json", "TimelineJS 3: slides along an axis", write, linked=False
    ),
}
