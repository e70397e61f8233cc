"""Weeks and months. A stretch of days is in a period when it lies wholly within it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta


def week(day: date) -> date:
    """The Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def month(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def weeks(first: date, last: date) -> Iterator[date]:
    """The Mondays of the weeks from that of one day to that of another."""
    day, end = week(first), week(last)
    while day <= end:
        yield day
        day += timedelta(days=7)


def months(first: date, last: date) -> Iterator[date]:
    """The first days of the months from that of one day to that of another."""
    day, end = month(first), month(last)
    while day <= end:
        yield day
        day = month(day + timedelta(days=31))


def week_columns(start: date) -> tuple[int, int]:
    """ISO year and week; the days around the New Year are in the year that has most of the week."""
    year, number, _ = start.isocalendar()
    return year, number


def month_columns(start: date) -> tuple[int, int]:
    """Year and month."""
    return start.year, start.month
