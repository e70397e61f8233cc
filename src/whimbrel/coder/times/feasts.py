"""Days of feasts and commemorations: fixed, by the weekday, by the moon (both Easters, Islamic, Hebrew)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from whimbrel.coder.times.words import feasts

ISLAMIC_EPOCH = 227014  # proleptic ordinal day before 1 Muharram 1 (civil reckoning)
HEBREW_EPOCH = -1373427  # ordinal, in days of date.toordinal, that precedes the first 1 Tishri reckoned
FIRST, LAST = 1600, 2200
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache(maxsize=512)
def feast_days(name: str, year: int) -> tuple[tuple[date, date, bool], ...]:
    """First day, last day and whether they are only about right, for each time the feast begins in `year`.

    Feasts told by the moon's sighting are about right (a day either way). Empty for feasts whose day depends on the
    country, and outside 1600–2200.
    """
    feast = feasts()[name]
    if not FIRST <= year <= LAST:
        return ()
    kind, *args = feast.rule.split()
    if kind == "between":
        return ((day_of(year, args[0]), day_of(year, args[1]), True),)
    starts = begins(kind, args, year)
    near = kind.startswith("islamic")
    return tuple((start, start + timedelta(days=feast.days - 1), near) for start in starts)


def begins(kind: str, args: list[str], year: int) -> list[date]:
    """The days on which a feast of this rule begins in `year`."""
    match kind:
        case "fixed":
            return [day_of(year, args[0])]
        case "nth":
            return [nth_weekday(year, int(args[0]), WEEKDAYS.index(args[1]), int(args[2]))]
        case "easter":
            return [easter(year) + timedelta(days=int(args[0]))]
        case "orthodox":
            return [orthodox_easter(year) + timedelta(days=int(args[0]))]
        case "islamic":
            return islamic(year, int(args[0]), int(args[1]))
        case "islamic-either":
            return sorted(islamic(year, 10, 1) + islamic(year, 12, 10))
        case "islamic-last-friday":
            ends = [start + timedelta(days=29) for start in islamic(year, int(args[0]), 1)]
            return [end - timedelta(days=(end.weekday() - 4) % 7) for end in ends]
        case "hebrew":
            return hebrew(year, int(args[0]), int(args[1]))
        case "hebrew-adar":
            return [day - timedelta(days=29) for day in hebrew(year, 1, int(args[0]))]
        case _:
            return []


def day_of(year: int, month_day: str) -> date:
    month, day = month_day.split("-")
    return date(year, int(month), int(day))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth weekday of a month, -1 for the last."""
    if nth < 0:
        end = date(year, month + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian reckoning)."""
    a, b, c = year % 19, year // 100, year % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    m = (a + 11 * h) // 319
    r = (2 * (b % 4) + 2 * (c // 4) - c % 4 - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Eastern Easter Sunday: the Julian reckoning, told in the Gregorian calendar."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def islamic(year: int, month: int, day: int) -> list[date]:
    """The days in `year` on which an Islamic date falls by the tabular calendar (a sighting may differ by a day)."""
    found = []
    about = int((year - 622) * 33 / 32)
    for hijri in range(about - 1, about + 3):
        months = (11 * hijri + 3) // 30 + 354 * (hijri - 1) + 30 * (month - 1) - (month - 1) // 2
        on = date.fromordinal(ISLAMIC_EPOCH + months + day)
        if on.year == year:
            found.append(on)
    return found


def hebrew_new_year(year: int) -> int:
    """Ordinal of 1 Tishri of a Hebrew year, its postponements taken in."""

    def elapsed(of: int) -> int:
        months = (235 * of - 234) // 19
        parts = 12084 + 13753 * months
        day = 29 * months + parts // 25920
        return day + 1 if (3 * (day + 1)) % 7 < 3 else day

    before, this, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return HEBREW_EPOCH + this + delay


def hebrew(year: int, month: int, day: int) -> list[date]:
    """The day in `year` of a Hebrew date; months counted from Nisan (1), Tishri is 7."""
    found = []
    for of in (year + 3760, year + 3761):
        start, end = hebrew_new_year(of), hebrew_new_year(of + 1)
        size = end - start
        if month >= 7:
            long_heshvan, short_kislev = size % 10 == 5, size % 10 == 3
            sizes = [30, 30 if long_heshvan else 29, 29 if short_kislev else 30, 29, 30]
            ordinal = start + sum(sizes[: month - 7]) + day - 1
        else:  # from Nisan to the new year the months do not vary: 30, 29, 30, 29, 30, 29
            ordinal = end - sum([30, 29, 30, 29, 30, 29][month - 1 :]) + day - 1
        on = date.fromordinal(ordinal)
        if on.year == year:
            found.append(on)
    return found
