"""A dating in full: for a terminal and as a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from whimbrel.dating.constraint import Constraint
from whimbrel.dating.dating import Dating
from whimbrel.dating.days import EVER, NEVER, Days, edtf, meet
from whimbrel.export.dates import bounds_words, when_words
from whimbrel.export.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console


MOST_RUNS = 12


def dating_record(dating: Dating) -> dict[str, Any]:
    """The answer in EDTF, the bounds, and every constraint with its span, its words and what it allows."""
    return {
        "answer": dating.when.edtf if dating.when else None,
        "firm": dating.firm.edtf if dating.firm else None,
        "earliest": dating.earliest.isoformat() if dating.earliest else None,
        "latest": dating.latest.isoformat() if dating.latest else None,
        "used": [constraint_record(c, dating.days) for c in dating.used],
        "left_out": [constraint_record(c, dating.days) for c in dating.left_out],
        "conflict": [constraint_record(c, dating.days) for c in dating.conflict],
    }


def constraint_record(constraint: Constraint, answer: Days) -> dict[str, Any]:
    """One constraint; `allowed` is null where it allows any day, and of what recurs holds the days about the answer."""
    span = constraint.span
    return {
        "kind": constraint.kind,
        "span": [span.start, span.end] if span else None,
        "text": constraint.text,
        "fact": constraint.fact,
        "allowed": None if constraint.allowed == EVER else edtf(about(constraint.allowed, answer)),
        "strength": str(constraint.strength),
        "words": constraint.words,
    }


def print_dating(dating: Dating, console: Console) -> None:
    """What is known of the day, and the grounds, one a line; each ground once."""
    from rich.text import Text  # noqa: PLC0415

    console.print()
    console.print(Text(one_line(f"written: {answer_words(dating)}"), style="bold"))
    for heading, group in (("", dating.used), ("left out: ", dating.left_out), ("conflict: ", dating.conflict)):
        for line in dict.fromkeys(_lines(group, dating.days)):
            console.print(Text(one_line(f"  {heading}{line}"), style="dim"))


def print_with_others(dating: Dating, console: Console) -> None:
    """The day as the other reports of the main event narrow it, and what each of them adds."""
    from rich.text import Text  # noqa: PLC0415

    console.print(Text(one_line(f"with the reports of the same event: {answer_words(dating)}"), style="bold"))
    for heading, group in (("", dating.used), ("left out: ", dating.left_out), ("conflict: ", dating.conflict)):
        for line in _lines(tuple(c for c in group if c.kind == "other report"), dating.days):
            console.print(Text(one_line(f"  {heading}{line}"), style="dim"))


def answer_words(dating: Dating) -> str:
    """What is known of the day, in words."""
    if dating.conflict:
        return "what the report mentions contradicts itself"
    if dating.when is not None:
        return when_words(dating.when)
    if dating.earliest or dating.latest:
        return f"{bounds_words(dating.earliest, dating.latest)}; too little to date it by"
    return "nothing it mentions tells"


def _lines(group: tuple[Constraint, ...], answer: Days) -> Iterator[str]:
    for constraint in group:
        allowed = edtf(about(constraint.allowed, answer)) or "now and again, every year"
        yield f"“{constraint.text[:80]}”: {constraint.words} ({constraint.strength}: {allowed})"


def about(allowed: Days, answer: Days) -> Days:
    """What a constraint allows: of what recurs for ever, like a weekday, only the days from the answer's first to its
    last, and nothing where that is still no end of days."""
    if len(allowed) <= MOST_RUNS:
        return allowed
    near = meet(allowed, ((answer[0][0], answer[-1][1]),)) if answer else NEVER
    return near if len(near) <= MOST_RUNS else NEVER
