"""What an expression says, in plain words, when the report's own day is not known."""

from __future__ import annotations

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
from whimbrel.coder.times.stamps import MONTHS, NAMES

UNITS = {
    "TS": "second",
    "TM": "minute",
    "TH": "hour",
    "D": "day",
    "NI": "night",
    "W": "week",
    "2W": "fortnight",
    "WE": "weekend",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
    "ML": "millennium",
}
PLURALS = {"century": "centuries", "millennium": "millennia"}
PARTS = {
    "MO": "morning",
    "AF": "afternoon",
    "EV": "evening",
    "NI": "night",
    "MI": "midday",
    "DA": "dawn",
    "DU": "dusk",
    "DT": "daytime",
}
SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
EDGES = {
    "START": "early in ",
    "MID": "in the middle of ",
    "END": "late in ",
    "START-COMPARED": "earlier in ",
    "END-COMPARED": "later in ",
    "MID-COMPARED": "",
}
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


def in_words(form: Form, clock: Clock | None, tense: str) -> str:
    """Plain words for where a form lies: "Saturday before publication", "two days before publication"."""
    side = "after" if tense == "future" else "before"
    match form:
        case Stamp():
            return stamp_words(form, clock, side)
        case Step():
            return step_words(form, clock, side)
        case Offset(length=length, sign=sign, base=base):
            way = "before" if sign < 0 else "after"
            if base == "now":
                return f"{length_words(length)} {way} publication"
            told = "the time told of before" if isinstance(base, str) else in_words(base, None, tense)
            return f"{length_words(length)} {way} {told}"
        case Length(toward=toward):
            return (
                f"the {length_words(form)} {'before' if toward < 0 else 'after'} publication"
                if toward
                else f"lasting {length_words(form)}"
            )
        case Vague(ref=ref, unit=unit):
            if ref == "PRESENT":
                return "about the time of publication"
            return f"{plural(unit) if unit else 'some time'} {'before' if ref == 'PAST' else 'after'} publication"
        case Stretch(first=first, last=last):
            return f"from {in_words(first, None, tense)} to {in_words(last, None, tense)}"
        case Repeat(stamp=stamp, unit=unit, every=every):
            return f"every {named(stamp) if stamp else UNITS[unit] if every <= 1 else f'{every} {plural(unit)}'}"
        case Anniversary(ordinal=number):
            return f"an anniversary{f' (number {number})' if number else ''}"


def plural(unit: str) -> str:
    return PLURALS.get(UNITS[unit], UNITS[unit] + "s")


def length_words(length: Length) -> str:
    """ "two days", "several weeks", "two to three weeks"."""
    words = []
    for number, unit in length.amounts:
        if number is None:
            words.append(f"some {plural(unit)}")
        elif number == 1:
            words.append(f"one {UNITS[unit]}")
        else:
            upper = f" to {figure_words(length.to)}" if length.to else ""
            words.append(f"{figure_words(number)}{upper} {plural(unit)}")
    return ("about " if length.approx == "APPROX" else "") + " and ".join(words)


def figure_words(number: float) -> str:
    return SMALL[int(number)] if number == int(number) and 0 <= number <= 10 else f"{number:g}"


def named(stamp: Stamp) -> str:
    """The parts a stamp states, in a fixed order."""
    words = []
    if stamp.weekday is not None:
        words.append(NAMES[stamp.weekday])
    if stamp.day:
        words.append(str(stamp.day) if stamp.month else f"the {stamp.day} of a month")
    if stamp.month:
        words.append(MONTHS[stamp.month - 1])
    if stamp.quarter:
        words.append(f"quarter {stamp.quarter}")
    if stamp.half:
        words.append(f"half-year {stamp.half}")
    if stamp.season:
        words.append(SEASONS[stamp.season])
    if stamp.feast:
        words.append(" ".join(w[0].upper() + w[1:] for w in stamp.feast.split()))
    if stamp.year:
        words.append(str(stamp.year))
    if stamp.decade is not None:
        words.append(f"the {stamp.decade}s")
    return " ".join(words)


def stamp_words(stamp: Stamp, clock: Clock | None, side: str) -> str:
    part = f" {PARTS[clock.part]}" if clock and clock.part in PARTS else ""
    edge = EDGES.get(stamp.edge, "")
    if stamp.year_which is not None:
        year = {
            -1: "the year before the year of publication",
            0: "the year of publication",
            1: "the year after the year of publication",
        }
        return f"{edge}{named(stamp)} of {year[stamp.year_which]}"
    if stamp.year is not None or stamp.decade is not None or stamp.century is not None:
        return edge + named(stamp)
    way = {-1: "before", 1: "after"}.get(stamp.which or 0, side)
    return f"{edge}{named(stamp)}{part} {way} publication"


def step_words(step: Step, clock: Clock | None, side: str) -> str:
    edge = EDGES.get(step.edge, "")
    unit = UNITS[step.unit]
    base = "the time told of before" if step.free and not step.edge else "publication"
    if clock and clock.part == "ON":
        return "the night before publication"
    part = f" {PARTS[clock.part]}" if clock and clock.part in PARTS else ""
    if step.unit == "WE" and step.offset == 0:
        return f"{edge}the weekend {side} publication"
    if step.unit == "D":
        day = {-1: f"the day before {base}", 0: f"the day of {base}", 1: f"the day after {base}"}[step.offset]
        return f"the{part} of {day}" if part else day
    if step.offset == 0:
        return f"{edge}the {unit} of {base}"
    return f"{edge}the {unit} {'before' if step.offset < 0 else 'after'} the {unit} of {base}"
