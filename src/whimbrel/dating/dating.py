"""When an undated report was written: every constraint that its text gives, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.dated_facts import load_dated_facts
from whimbrel.coder.times import TimeExpression, find_times
from whimbrel.dating.after_facts import after_constraints
from whimbrel.dating.anniversaries import anniversary_constraints
from whimbrel.dating.by_length import with_wars_by_length
from whimbrel.dating.captions import caption_constraints
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import Days, bounds, count, edtf, span_of
from whimbrel.dating.elapsed import elapsed_constraints
from whimbrel.dating.facts import fact_constraints
from whimbrel.dating.feast_times import feast_constraints
from whimbrel.dating.fresh import fresh_constraints
from whimbrel.dating.held_towns import held_constraints
from whimbrel.dating.offices import office_constraints
from whimbrel.dating.papers import paper_constraints
from whimbrel.dating.sessions import session_constraints
from whimbrel.dating.sheet import Sheet, sheet
from whimbrel.dating.solve import solve
from whimbrel.dating.the_operation import operation_constraints
from whimbrel.dating.told_dates import told_constraints
from whimbrel.dating.toll_counts import toll_constraints
from whimbrel.dating.weekdays import weekday_constraints
from whimbrel.model import Report, When

ENTRY = re.compile(
    r"\s*(?:[-•*]\s*)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)(?:\s\d{1,2})?(?:,?\s(?:19|20)\d\d)?(?:\s?[-–—:]|$)"
)
FEWEST_ENTRIES = 4
WIDEST_DAYS, WIDEST_SPAN = 300, 550  # days held, and days from the first to the last: a wider answer dates nothing


@dataclass(frozen=True, slots=True)
class Dating:
    """`when` is the answer, or None where the days left are too many or none; `days` are those left in any case.

    `firm` is the answer without the weak constraints: that is what the times of claims may be reckoned from. `used`
    hold throughout `days`; `left_out` were outvoted; `conflict` contradict each other: then nothing is answered.
    """

    when: When | None
    firm: When | None
    days: Days
    used: tuple[Constraint, ...]
    left_out: tuple[Constraint, ...]
    conflict: tuple[Constraint, ...]

    @property
    def earliest(self) -> date | None:
        return bounds(self.days)[0]

    @property
    def latest(self) -> date | None:
        return bounds(self.days)[1]


def date_report(report: Report, almanac: Almanac) -> Dating:
    """Bounds on the day a report was written, from what it mentions and what its page says short of a date."""
    page = sheet(report)
    return combined(tuple(constraints(page, almanac)), answerable=not is_chronology(page))


def combined(found: tuple[Constraint, ...], *, answerable: bool = True) -> Dating:
    """What some constraints come to; nothing is answered where they contradict each other, or where it is not asked."""
    solution = solve(found)
    firm = solve(c for c in found if c.strength not in {Strength.WEAK, Strength.FAINT})
    answered = answerable and not solution.conflict
    return Dating(
        _answer(solution.days) if answered else None,
        _answer(firm.days) if answered else None,
        solution.days,
        solution.used,
        solution.left_out,
        solution.conflict,
    )


def dated(report: Report, almanac: Almanac) -> Report:
    """The report, with an inferred day of publication where it has none and one can be bounded firmly."""
    if report.published is not None and report.published.latest is not None:
        return report
    firm = date_report(report, almanac).firm
    return report if firm is None else replace(report, published=firm)


def constraints(page: Sheet, almanac: Almanac) -> Iterator[Constraint]:
    """All constraints that the finders see."""
    times = tuple(_times(page))
    yield from paper_constraints(page.report)
    yield from office_constraints(page, almanac)
    facts = load_dated_facts()
    named = with_wars_by_length(page, [(line, facts.mentions(line.words, page.text)) for line in page.lines], almanac)
    yield from fact_constraints(page, named, times)
    yield from operation_constraints(page, named, times)
    yield from after_constraints(page, named, times)
    yield from elapsed_constraints(page, facts, almanac)
    yield from session_constraints(page)
    yield from anniversary_constraints(page, facts, times)
    yield from toll_constraints(page, facts, almanac)
    yield from fresh_constraints(page, named)
    yield from told_constraints(page, times)
    yield from weekday_constraints(page, times)
    yield from caption_constraints(page, times)
    yield from feast_constraints(page)
    yield from held_constraints(page)


def is_chronology(page: Sheet) -> bool:
    """Whether the text is a list of dated entries: such a page is carried on for years after it was put up."""
    return sum(bool(ENTRY.match(page.text, line.span.start)) for line in page.lines) >= FEWEST_ENTRIES


def _times(page: Sheet) -> Iterator[TimeExpression]:
    for line in page.lines:
        yield from find_times(page.text, line.span.start, line.span.end)


def _answer(found: Days) -> When | None:
    earliest, latest = bounds(found)
    if earliest is None or latest is None or count(found) > WIDEST_DAYS or span_of(found) > WIDEST_SPAN:
        return None
    return When(edtf(found), earliest, latest, "inferred", "", "from what the report mentions")
