"""What a time expression can mean, before it is tied to a calendar: a small algebra of forms."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

from whimbrel.model import Span

Kind = Literal["date", "time", "duration", "set"]
Lean = Literal["", "past", "future"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: hour and minute, or a part of the day (MO, AF, EV, NI, MI, DA, DU); `zone` as written."""

    hour: int | None = None
    minute: int = 0
    part: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Parts of a calendar date as written; None or "" where the words do not say.

    `which` is -1, 0 or 1 for "last", "this", "next"; `edge` is START, MID or END ("early", "mid-", "late").
    `half` is 1 or 2; `decade` and `century` hold the first year (1990, 1900).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str = ""
    decade: int | None = None
    century: int | None = None
    fiscal: bool = False
    feast: str = ""
    which: int | None = None
    edge: str = ""
    ambiguous: bool = False  # 03/04/2021: day and month cannot be told apart
    year_which: int | None = None  # "May last year"
    bc: bool = False
    coming: bool = False  # "this coming Sunday": the very next, where "next Sunday" may be the one after


@dataclass(frozen=True, slots=True)
class Step:
    """A unit counted from the day of publication: "last week" is W, -1; "today" is D, 0.

    `free` when it is counted from the time told of before ("that year", "the following month"), `bare` with only an
    article ("the quarter"), when it may be either.
    """

    unit: str
    offset: int
    edge: str = ""
    free: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Offset:
    """So much time before (-1) or after (+1) a base: "now", "then" (the time told of before) or another form."""

    length: Length
    sign: int
    base: Form | Literal["now", "then"] = "now"


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: numbers of units, None for a vague number. `toward` is -1 or 1 for "the past/next two weeks"."""

    amounts: tuple[tuple[float | None, str], ...]
    approx: str = ""
    toward: int = 0
    to: float | None = None  # "two to three weeks"


@dataclass(frozen=True, slots=True)
class Vague:
    """now, recently, soon: PRESENT, PAST or FUTURE; with `unit`, "recent days"."""

    ref: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Every so often: a unit, or a stamp that recurs; `every` is 0 for an adverb ("daily")."""

    unit: str = ""
    stamp: Stamp | None = None
    every: int = 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one form to another."""

    first: Form
    last: Form


@dataclass(frozen=True, slots=True)
class Anniversary:
    """ "the 35th anniversary of …": which one, when said."""

    ordinal: int | None = None


Form = Stamp | Step | Offset | Length | Vague | Repeat | Stretch | Anniversary


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression of time in a text.

    `span` covers the words without their preposition; `bound` is that preposition where it matters (since, until, by,
    before, after, eve). `lean` is a guess at the tense from the words around, for callers that know no better.
    `members` are the expressions a range is made of.
    """

    span: Span
    text: str
    kind: Kind
    form: Form
    clock: Clock | None = None
    bound: str = ""
    lean: Lean = ""
    members: tuple[TimeExpression, ...] = ()

    @property
    def parts(self) -> dict[str, Any]:
        """The parts that the words state, by name."""
        found = {f.name: getattr(self.form, f.name) for f in fields(self.form)}
        return {name: value for name, value in found.items() if value not in (None, "", False)}
