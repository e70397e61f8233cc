"""Any form resolved against one day of publication, or against the time told of before where the words point back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import ceil, floor

from whimbrel.coder.times import reading as made
from whimbrel.coder.times.expression import (
    Anniversary,
    Clock,
    Form,
    Length,
    Offset,
    Repeat,
    Stamp,
    Step,
    Stretch,
    Vague,
)
from whimbrel.coder.times.reading import MONTHS_IN, Reading, of_day, of_span, shift, shift_months
from whimbrel.coder.times.stamps import near
from whimbrel.coder.times.steps import step

FEWEST_DAYS = {
    "D": 1,
    "NI": 1,
    "W": 7,
    "M": 28,
    "Q": 90,
    "Y": 365,
    "DE": 3650,
    "CE": 36500,
    "WE": 7,
    "2W": 14,
    "TH": 0,
    "TM": 0,
    "TS": 0,
    "ML": 365000,
}
RECENT_DAYS = {
    "D": 10,
    "NI": 10,
    "W": 56,
    "M": 270,
    "Q": 540,
    "Y": 3650,
    "DE": 14600,
    "TH": 1,
    "TM": 0,
    "TS": 0,
    "WE": 30,
}
DAYS_IN = {"D": 1.0, "NI": 1.0, "W": 7.0, "2W": 14.0, "WE": 7.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}


def on(form: Form, clock: Clock | None, day: date, tense: str, reference: Reading | None = None) -> Reading | None:
    """The reading of a form for a report of `day`, or None when it cannot be tied to the calendar."""
    match form:
        case Stamp():
            return near(form, day, tense)
        case Step():
            return step(form, clock, day, tense, reference)
        case Offset():
            return offset(form, day, tense, reference)
        case Length():
            return stretch_toward(form, day)
        case Vague():
            return vague(form, day)
        case Stretch():
            return stretch(form, day, tense, reference)
        case Repeat() | Anniversary():
            return None


def offset(form: Offset, day: date, tense: str, reference: Reading | None) -> Reading | None:
    """ "two days ago", "three weeks after Easter": as fine as the unit, not finer."""
    if form.base == "then":
        base = reference
    elif form.base == "now":
        base = of_day(day)
    else:
        base = on(form.base, None, day, tense, reference)
    if base is None or base.first is None or base.last is None:
        return None
    if any(number is None for number, _ in form.length.amounts):
        return vaguely(form, base)
    first, last = moved(form, base.first), moved(form, base.last)
    if first is None or last is None or first.first is None or last.last is None:
        return None
    if base.first == base.last:
        return first
    if not isinstance(form.base, str) and isinstance(form.base, Stamp) and form.base.feast:
        return first if form.sign < 0 else last
    if form.length.amounts[0][1] in DAYS_IN or (base.last - base.first).days > 31:
        return aligned(first.first, last.last, base)
    return of_span(first.first, last.last, first.timex)


def aligned(first: date, last: date, base: Reading) -> Reading:
    """A month or year moved is a month or year."""
    if len(base.timex) == 4 and base.timex.isdigit():
        return made.of_year(first.year) or of_span(first, last)
    if len(base.timex) == 7 and base.timex[5] == "Q":
        return made.of_quarter(first.year, (first.month + 2) // 3) or of_span(first, last)
    return of_span(first, last)


def moved(form: Offset, day: date) -> Reading | None:
    """One day moved by a length: exact for days, else the week around, the month or the year."""
    (number, unit), *_ = form.length.amounts
    amount = float(number or 0)
    rough = (
        form.length.approx in ("APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE")
        or form.length.to is not None
    )
    upper = form.length.to or amount
    if unit in DAYS_IN:
        days = amount * DAYS_IN[unit] if amount < 4e6 else 4e6
        most = upper * DAYS_IN[unit] if upper < 4e6 else 4e6
        slack = 0 if unit == "D" and not rough else ceil(max(1, days * 0.15)) if unit[0] != "W" and unit != "2W" else 3
        near_end, far_end = floor(days), ceil(most)
        a, b = (
            shift(day, form.sign * near_end - (slack if form.sign > 0 else 0)),
            shift(day, form.sign * far_end + (slack if form.sign < 0 else 0)),
        )
        if unit[0] == "T":
            a, b = shift(day, form.sign * near_end), shift(day, form.sign * far_end)
        else:
            a, b = shift(day, form.sign * near_end + slack), shift(day, form.sign * far_end - slack)
        if a is None or b is None:
            return None
        centre = shift(day, form.sign * round(days))
        return of_span(min(a, b), max(a, b), centre.isoformat() if centre else "", approx=a != b)
    months = round(amount * MONTHS_IN[unit]) if amount < 1e5 else 10**7
    target = shift_months(day, form.sign * months)
    if target is None:
        return None
    found = months_around(target, unit)
    return replace(found, edtf=f"{found.edtf}~") if found and found.edtf else found


def months_around(target: date, unit: str) -> Reading | None:
    if unit == "M":
        return made.of_month(target.year, target.month)
    if unit == "Q":
        return made.of_quarter(target.year, (target.month + 2) // 3)
    if unit == "Y":
        return made.of_year(target.year)
    if unit == "DE":
        return made.of_decade(target.year // 10 * 10)
    return made.of_century(target.year // 100 * 100)


def vaguely(form: Offset, base: Reading) -> Reading | None:
    """ "several years ago", "days later": from about the fewest to about the most that the word allows."""
    unit = form.length.amounts[0][1]
    if base.first is None:
        return None
    few, many = (
        shift(base.first, form.sign * FEWEST_DAYS[unit]),
        shift(base.first, form.sign * RECENT_DAYS.get(unit, 0)),
    )
    ref = "PAST_REF" if form.sign < 0 else "FUTURE_REF"
    if few is None or many is None or few == many:
        return None
    return of_span(min(few, many), max(few, many), ref, approx=True)


def stretch_toward(form: Length, day: date) -> Reading | None:
    """ "the past two months" end with publication, "the next few days" begin there; other lengths lie nowhere."""
    if not form.toward:
        return None
    number, unit = form.amounts[0]
    if number is None:
        return vague(Vague("PAST" if form.toward < 0 else "FUTURE", unit), day)
    far: Callable[[], date | None] = (
        (lambda: shift(day, form.toward * ceil(min(number * DAYS_IN[unit], 4e6))))
        if unit in DAYS_IN
        else (lambda: shift_months(day, form.toward * round(min(number, 1e5) * MONTHS_IN[unit])))
    )
    end = far()
    if end is None:
        return None
    first, last = min(day, end), max(day, end)
    mark = ("~", "") if form.toward < 0 else ("", "~")
    return Reading(f"{first.isoformat()}{mark[0]}/{last.isoformat()}{mark[1]}", first, last)


def vague(form: Vague, day: date) -> Reading | None:
    """ "now" is about the day itself, "recent days" begin at an uncertain day before it, "recently" has no start."""
    value = f"{form.ref}_REF"
    if form.ref == "PRESENT":
        return Reading(f"{day.isoformat()}~", day, day, value)
    if not form.unit:
        edtf = f"../{day.isoformat()}" if form.ref == "PAST" else f"{day.isoformat()}/.."
        return Reading(edtf, None, day, value) if form.ref == "PAST" else Reading(edtf, day, None, value)
    end = shift(day, RECENT_DAYS.get(form.unit, 0) * (-1 if form.ref == "PAST" else 1))
    if end is None:
        return None
    first, last = min(day, end), max(day, end)
    mark = ("~", "") if form.ref == "PAST" else ("", "~")
    return Reading(f"{first.isoformat()}{mark[0]}/{last.isoformat()}{mark[1]}", first, last, value)


def stretch(form: Stretch, day: date, tense: str, reference: Reading | None) -> Reading | None:
    """From one time to another: the beginning as the tense has it, the end the next such time from there."""
    first = on(form.first, None, day, tense, reference)
    if first is None or first.first is None:
        return None
    last = on(form.last, None, first.first if isinstance(form.last, Stamp) else day, "future", reference)
    if last is None or last.last is None:
        return None
    return joined(first, last)


def joined(first: Reading, last: Reading) -> Reading | None:
    """Two readings as one interval, as fine as each; ends the wrong way round are told."""
    if first.first is None or last.last is None:
        return None
    if last.last < first.first:
        note = f"conflict: begins {first.edtf} but ends {last.edtf}"
        return Reading(None, last.first, first.last, "", note)
    a = first.edtf if first.edtf and not set(first.edtf) & set("/[") else first.first.isoformat()
    b = last.edtf if last.edtf and not set(last.edtf) & set("/[") else last.last.isoformat()
    note = "; ".join(n for n in (first.note, last.note) if n)
    return Reading(f"{a}/{b}", first.first, last.last, "", note)
