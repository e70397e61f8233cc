"""Where a page contradicts itself about its own day: told with every reading, and never repaired in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from whimbrel.clean.dates import Dateline, dateline_at, read_date
from whimbrel.clean.metadata import own_stamps
from whimbrel.model import Report

TOP = 4  # passages at whose head datelines may stand
ZONES = timedelta(days=1)  # it may be tomorrow already elsewhere


def date_conflicts(report: Report, given: str, today: date) -> list[str]:
    """What is at odds about the day of publication, a line each; `given` is the container's own field.

    A day in the future, datelines of several days, a container's field that is none, several dates of later changes.
    """
    return [
        *_future(report, today), *_datelines(report), *_field(report, given), *_changes(report),
    ]  # fmt: skip


def _future(report: Report, today: date) -> Iterator[str]:
    when = report.published
    if when is not None and when.earliest is not None and when.earliest > today + ZONES:
        yield f"the day of publication, {when.edtf} (“{when.text}”), is in the future: today is {today}"


def _datelines(report: Report) -> Iterator[str]:
    found = list(_lines(report))
    days = {(line.month, line.day) for line in found if line.month}
    if len(days) > 1:
        texts = [report.text[line.span.start : line.span.end].strip() for line in found if line.month]
        words = " and ".join(f"“{text}”" for text in dict.fromkeys(texts))
        yield f"several datelines: {words}; {_taken(report)}"


def _lines(report: Report) -> Iterator[Dateline]:
    """The datelines at the heads of the first passages, also one behind the other."""
    for passage in report.passages[:TOP]:
        at = passage.span.start
        while (line := dateline_at(report.text, at)) is not None:
            yield line
            at = line.span.end
            while report.text[at : at + 1].isspace():
                at += 1


def _field(report: Report, given: str) -> Iterator[str]:
    if given.strip() and not read_date(given):
        yield f"the date given with it, “{given.strip()[:60]}”, is no date; {_taken(report)}"


def _changes(report: Report) -> Iterator[str]:
    """Dates of later changes, where there are several: what "Thursday" is reckoned from is then open."""
    changed = {max(stamp.days): stamp.text for stamp in own_stamps(report.text, report.passages) if stamp.updated}
    if len(changed) > 1:
        words = ", ".join(f"“{text}”" for _, text in sorted(changed.items()))
        yield f"changed more than once ({words}); {_taken(report)}"


def _taken(report: Report) -> str:
    day = report.published.edtf if report.published else None
    return f"{day} is taken for the day of publication" if day else "no day is taken for publication"
