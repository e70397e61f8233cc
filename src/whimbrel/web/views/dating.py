"""The grounds on which an undated report is dated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whimbrel.dating import Dating
from whimbrel.dating.constraint import Constraint
from whimbrel.dating.days import Days, edtf
from whimbrel.dating.show import about, answer_words
from whimbrel.export.dates import bounds_words, edtf_words
from whimbrel.model import Report
from whimbrel.web.views.quoted import WINDOW

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that the report mentions, what it allows, and where it stands."""

    text: str
    words: str
    strength: str
    allowed: str
    at: str  # the rest of the report's address that leads there


@dataclass(frozen=True, slots=True)
class DatingView:
    answer: str
    groups: tuple[tuple[str, tuple[Ground, ...]], ...]


def dating_view(report: Report, dating: Dating) -> DatingView:
    """What is known of the day, and every ground once, under what became of it."""
    told = (
        ("What the day was reckoned from", dating.used),
        ("Left out, as others outvote it", dating.left_out),
        ("In contradiction", dating.conflict),
    )
    groups = (
        (heading, tuple(dict.fromkeys(_ground(report, one, dating.days) for one in group))) for heading, group in told
    )
    return DatingView(answer_words(dating), tuple((heading, group) for heading, group in groups if group))


def _ground(report: Report, one: Constraint, answer: Days) -> Ground:
    at = f"?at={one.span.start}" if one.span and len(report.text) > WINDOW else ""
    return Ground(one.text[:_LONGEST], one.words, str(one.strength), _allowed(about(one.allowed, answer)), at)


def _allowed(days: Days) -> str:
    """What a ground allows, in words."""
    told = edtf(days)
    if not told:
        return "now and again, every year"
    said = edtf_words(told)
    return (
        said or f"{len(days)} runs of days, {bounds_words(date.fromordinal(days[0][0]), date.fromordinal(days[-1][1]))}"
    )
