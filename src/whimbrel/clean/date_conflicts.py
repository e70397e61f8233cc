"""Where a page contradicts itself about its own day: told with every reading, and never repaired in silence."""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name, monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from whimbrel.clean.dates import Dateline, dateline_at, read_date
from whimbrel.clean.metadata import own_stamps
from whimbrel.model import Report

TOP = 4  # passages at whose head datelines may stand
HEAD = 60  # characters of a passage in which a date of publication stands
FIRST_YEAR = 1900
MONTHS = tuple(name.lower() for name in month_abbr[1:])
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
WRITTEN = re.compile(
    r"(?:\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)\.?,?\s)?"
    rf"\b(?:(?P<d>\d{{1,2}})\s(?P<m>{_MONTH})\.?,?\s(?P<y>\d{{4}})|(?P<n>{_MONTH})\.?\s(?P<e>\d{{1,2}}),?\s(?P<z>\d{{4}}))(?!\d)",
    re.IGNORECASE,
)
ZONES = timedelta(days=1)  # it may be tomorrow already elsewhere


def date_conflicts(report: Report, given: str, today: date) -> list[str]:
    """What is at odds about the day of publication, a line each; `given` is the container's own field.

    A day in the future, datelines of several days, a container's field that is none, several dates of later changes, a
    day that is in no calendar, a weekday that is not the day's.
    """
    return [
        *_future(report, today), *_datelines(report), *_field(report, given), *_changes(report),
        *_written(report, given),
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
    published = report.published
    if len(changed) == 1 and published is not None and published.latest is not None:
        ((day, text),) = changed.items()
        if published.earliest is not None and day < published.earliest:
            yield f"changed (“{text}”) before it came out (“{published.text}”); {_taken(report)}"
    if len(changed) > 1:
        words = ", ".join(f"“{text}”" for _, text in sorted(changed.items()))
        yield f"changed more than once ({words}); {_taken(report)}"


def _written(report: Report, given: str) -> Iterator[str]:
    """Dates at the heads of the first passages, and the container's, that cannot be as they are written."""
    heads = [report.text[p.span.start : min(p.span.end, p.span.start + HEAD)] for p in report.passages[:TOP]]
    found = [match for head in [*heads, given] for match in WRITTEN.finditer(head)]
    for text, fault in dict.fromkeys((match[0], _fault(match)) for match in found):
        if fault:
            yield f"“{text}” {fault}; {_taken(report)}"


def _fault(found: re.Match[str]) -> str:
    """What is wrong with a written date, both readings told; empty when nothing is."""
    year, month = int(found["y"] or found["z"]), MONTHS.index((found["m"] or found["n"]).lower()[:3]) + 1
    number = int(found["d"] or found["e"])
    if year < FIRST_YEAR:
        return f"is of the year {year} as it stands, and of {2000 + year} if the century was left out" * (year < 100)
    try:
        day = date(year, month, number)
    except ValueError:
        return f"is no day: {month_name[month]} {year} has {monthrange(year, month)[1]} days"
    told = (found["weekday"] or "").lower()[:3]
    if told and day_name[day.weekday()].lower()[:3] != told:
        return f"contradicts itself: {day} was a {day_name[day.weekday()]}"
    return ""


def _taken(report: Report) -> str:
    day = report.published.edtf if report.published else None
    return f"{day} is taken for the day of publication" if day else "no day is taken for publication"
