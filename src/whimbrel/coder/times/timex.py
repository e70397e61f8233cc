"""TIMEX3 types and values, as TimeML writes them, for benchmarks against annotated corpora."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from whimbrel.coder.times.anchored import on
from whimbrel.coder.times.expression import (
    Anniversary,
    Clock,
    Form,
    Length,
    Offset,
    Repeat,
    Stamp,
    Step,
    TimeExpression,
    Vague,
)
from whimbrel.coder.times.reading import Reading
from whimbrel.coder.times.resolve import anchor_days
from whimbrel.model import When

LETTERS = {
    "TS": "S",
    "TM": "M",
    "TH": "H",
    "D": "D",
    "NI": "D",
    "W": "W",
    "M": "M",
    "Q": "Q",
    "Y": "Y",
    "DE": "E",
    "CE": "C",
    "WE": "WE",
}
SUB_UNITS = {"Y": ("M", 12), "TH": ("TM", 60), "D": ("TH", 24), "TM": ("TS", 60)}
REPEATED = {
    "TH": "XXXX-XX-XXTXX",
    "D": "XXXX-XX-XX",
    "NI": "XXXX-XX-XXTNI",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
}


def timex(expression: TimeExpression, anchor: When | date | None, told: Reading | None = None) -> tuple[str, str]:
    """TIMEX3 type (DATE, TIME, DURATION, SET) and value; the value is "" for what TimeML does not annotate.

    `told` is the time told of before, for expressions that point back to it.
    """
    form, clock = expression.form, expression.clock
    days = anchor_days(anchor)
    match form:
        case Anniversary():
            return "DATE", ""
        case Repeat():
            return "SET", repeat_value(form, clock)
        case Length(amounts=((1.0, "Y"),), toward=-1) if days:
            return "DATE", f"{days[0].year - 1:04}"
        case Length():
            return "DURATION", length_value(form)
        case Vague(ref=ref, unit=unit):
            short = unit and ref == "PAST" and unit not in ("D", "Y")
            letter = LETTERS.get(unit or "", "W")  # fortnights are told in weeks
            return ("DURATION", f"PX{letter}") if short else ("DATE", f"{ref}_REF")
    found = leaning(expression, days[0], told) if days else None
    value = dated_value(form, found)
    if clock and value[:4].isdigit() and len(value) == 10:
        return "TIME", value + clock_value(clock)
    return "TIME" if clock else "DATE", value


def leaning(expression: TimeExpression, day: date, told: Reading | None) -> Reading | None:
    """The reading with the tense guessed: a date without its year is the nearest, the guess being worth a factor."""
    form, lean = expression.form, expression.lean
    if not (
        isinstance(form, Stamp) and form.month and form.which is None and form.year is None and form.year_which is None
    ):
        past_only = isinstance(form, Stamp) and form.quarter is not None
        return on(form, None, day, "past" if past_only else lean or "past", told)
    past, future = on(form, None, day, "past", told), on(form, None, day, "future", told)
    if not (past and future and past.first and future.last):
        return past or future
    back, ahead = (day - past.first).days, (future.last - day).days
    back_weight = {"past": 0.4, "future": 2.0}.get(lean, 0.8 if form.day is None else 1.0)
    return past if back * back_weight <= ahead else future


def dated_value(form: Form, found: Reading | None) -> str:
    if found and found.timex:
        return found.timex
    if isinstance(form, Stamp):
        if form.month:
            return f"XXXX-{form.month:02}" + (f"-{form.day:02}" if form.day else "")
        return f"XXXX-WXX-{form.weekday + 1}" if form.weekday is not None else "XXXX"
    if isinstance(form, Step):
        return REPEATED.get(form.unit, "XXXX")
    if isinstance(form, Offset):
        return length_value(form.length)
    return "XXXX"


def clock_value(clock: Clock) -> str:
    if clock.hour is not None:
        return f"T{clock.hour:02}:{clock.minute:02}"
    return f"T{ {'ON': 'NI', 'DA': 'MO', 'DU': 'EV'}.get(clock.part, clock.part) }"


def length_value(length: Length) -> str:
    """ "P2W", "PT1M30S", "PXY", "P2Y6M"."""
    date_part, time_part = "", ""
    for number, unit in length.amounts[:1] if length.amounts[0][0] is None else length.amounts:
        for amount, of in split_amount(number, unit):
            text = ("X" if amount is None else f"{amount:g}") + LETTERS.get(of, "D")
            if of == "2W":
                text = f"{2 * (amount or 1):g}W"
            if of[0] == "T":
                time_part += text
            else:
                date_part += text
    return f"P{date_part}" + (f"T{time_part}" if time_part else "")


def split_amount(number: float | None, unit: str) -> list[tuple[float | None, str]]:
    """2.5 years as 2 years and 6 months; 24 hours as a day."""
    if number is None:
        return [(None, unit)]
    if number > 1e12:
        return [(None, unit)]
    if unit == "TH" and number == 24:
        return [(1, "D")]
    if number == int(number) or unit not in SUB_UNITS:
        return [(number, unit)]
    smaller, size = SUB_UNITS[unit]
    whole = [(float(int(number)), unit)] if number >= 1 else []
    return [*whole, (round((number - int(number)) * size), smaller)]


def repeat_value(form: Repeat, clock: Clock | None) -> str:
    if form.stamp is None:
        if form.unit == "2W":
            return f"P{2 * max(form.every, 1)}W"
        return REPEATED.get(form.unit, "XXXX") if form.every == 0 else f"P{form.every}{LETTERS.get(form.unit, 'D')}"
    if form.stamp.weekday is not None:
        return f"XXXX-WXX-{form.stamp.weekday + 1}" + (clock_value(clock) if clock else "")
    return f"XXXX-{form.stamp.month:02}" if form.stamp.month else f"XXXX-{form.stamp.season}"


def timexes(expressions: Sequence[TimeExpression], anchor: When | date | None) -> list[tuple[TimeExpression, str, str]]:
    """Expressions with their TIMEX3 type and value, read in order so that "the following month" knows what went before.

    Ranges are given as their two ends; what TimeML does not annotate is left out.
    """
    found: list[tuple[TimeExpression, str, str]] = []
    days = anchor_days(anchor)
    story = Story(days[0] if days else None)
    for expression in flattened(expressions):
        kind, value = timex(story.settled(expression), anchor, story.told)
        if value:
            kind, value = story.seen(expression, kind, value)
            found.append((expression, kind, value))
    return found


def flattened(expressions: Sequence[TimeExpression]) -> list[TimeExpression]:
    return [member for expression in expressions for member in (expression.members or (expression,))]


class Story:
    """What has been told so far in a text: the last date, and the last quarter or year whose figures were given."""

    def __init__(self, day: date | None) -> None:
        self.day = day
        self.told: Reading | None = None
        self.period = ""

    def settled(self, expression: TimeExpression) -> TimeExpression:
        """An expression whose unnamed base falls back on publication, when nothing was told before."""
        form = expression.form
        if isinstance(form, Offset) and form.base == "then" and self.told is None:
            return replace(expression, form=replace(form, base="now"))
        if isinstance(form, Step) and form.free and (self.told is None or form.bare):
            return replace(expression, form=replace(form, free=False))
        return expression

    def seen(self, expression: TimeExpression, kind: str, value: str) -> tuple[str, str]:
        """The value as the story has it, and the story moved on."""
        form = expression.form
        if isinstance(form, Offset) and form.length.amounts == ((1.0, "Y"),) and form.sign < 0:
            if self.period:
                value = f"{int(self.period[:4]) - 1:04}{self.period[4:]}"
            return kind, value
        if isinstance(form, Step) and form.unit == "Q" and (form.bare or form.offset < 0) and self.day:
            last = on(Step("Q", -1), None, self.day, "past")
            told = "Q" in self.period and form.bare
            value = self.period if told else last.timex if last else value
        self.move(form, value)
        if kind in ("DATE", "TIME") and self.day and value[:4].isdigit():
            reading = leaning(expression, self.day, self.told)
            if reading and reading.first:
                self.told = reading
        return kind, value

    def move(self, form: Form, value: str) -> None:
        """Takes note of the quarter, or the run of months, that figures are given for."""
        if isinstance(form, Stamp) and form.quarter and value[:4] >= self.period[:4]:
            self.period = value
        elif isinstance(form, Length) and form.amounts[0] in ((9.0, "M"), (6.0, "M")) and self.day:
            self.period = f"{self.day.year:04}"
