"""Events per week, a lane for each type: those of a known week, and behind them news whose day is not told.

Lanes in place of a stack: every type stands on a line of its own and can be compared without a colour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from whimbrel.export.sentence import type_label
from whimbrel.model import When
from whimbrel.plots.days import day_axis, place_of
from whimbrel.plots.material import Material, events_words
from whimbrel.plots.sheet import MARGIN, Sheet, bare
from whimbrel.plots.style import BLUE, GREY

LANES = 8
WEEKS = 104
_LANE = 0.78
_LABELS = 1.7
_OTHERS = "others"
_WEEK = timedelta(days=7)

Tally = dict[str, Counter[date]]


def draw(material: Material) -> Sheet:
    """The most frequent types and all others together, in the run of weeks with most of the events."""
    known, told, vague = _counted(material)
    everything = sum((weeks.total() for tally in (known, told) for weeks in tally.values()), 0)
    span = _window([week for tally in (known, told) for weeks in tally.values() for week in weeks.elements()])
    shown = [_within(tally, span) for tally in (known, told)]
    total = Counter({type: sum(tally[type].total() for tally in shown) for type in known})
    lanes, folded = _lanes(+total)
    for tally in shown:
        _fold(tally, folded)
    beyond = everything - total.total()
    sheet = Sheet(
        material.title or "Events per week by type",
        f"{events_words(total.total())}, weeks from Monday" if lanes else "No event of a known week",
        [
            "Each type has a scale of its own." if len(lanes) > 1 else "",
            f"Not drawn: {events_words(vague)} known only to more than a week, or not dated." if vague else "",
            f"Not drawn: {events_words(beyond)} before or after these weeks." if beyond else "",
            f"Others: {', '.join(type_label(type) for type in folded)}." if folded else "",
            material.left_out_words,
        ],
        body=max(len(lanes), 1) * _LANE + 0.65,
    )
    sheet.key([("of this week", BLUE, ""), ("told in a report of this week, which names no day", GREY, "////")])
    for at, type in enumerate(lanes):
        _lane(sheet, at, len(lanes), type, [tally[type] for tally in shown], span)
    if not lanes:
        bare(sheet.axes(MARGIN, MARGIN))
    return sheet


def _counted(material: Material) -> tuple[Tally, Tally, int]:
    """By type and week: events of a known week, those told in a report of it without a day; and how many neither."""
    known: Tally = {}
    told: Tally = {}
    vague = 0
    for event in material.facts():
        week, exact = _week(event.when)
        if week is None:
            vague += 1
        else:
            for tally in (known, told):
                tally.setdefault(event.type, Counter())
            (known if exact else told)[event.type][week] += 1
    return known, told, vague


def _week(when: When | None) -> tuple[date | None, bool]:
    """The Monday of the one week that the event may be in, and whether it is known to be in it."""
    if when is None or when.latest is None:
        return None, False
    monday = _monday(when.latest)
    if when.earliest is None:
        return (monday if when.how == "publication" else None), False
    return (monday, True) if _monday(when.earliest) == monday else (None, False)


def _monday(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def _lanes(total: Counter[str]) -> tuple[list[str], list[str]]:
    order = sorted(total, key=lambda type: (-total[type], type))
    if len(order) <= LANES:
        return order, []
    return [*order[: LANES - 1], _OTHERS], order[LANES - 1 :]


def _fold(tally: Tally, folded: Sequence[str]) -> None:
    if folded:
        tally[_OTHERS] = sum((tally.pop(type, Counter()) for type in folded), Counter())


def _window(weeks: Sequence[date]) -> tuple[date, date]:
    """The weeks to draw: all of them, or, where they are too many, the run of that length with most events."""
    if not weeks:
        return date(2000, 1, 3), date(2000, 1, 3)
    order = sorted(weeks)
    if (order[-1] - order[0]) <= WEEKS * _WEEK:
        return order[0], order[-1]
    best, first, low = 0, order[0], 0
    for high, week in enumerate(order):
        while week - order[low] > WEEKS * _WEEK:
            low += 1
        if high - low + 1 > best:
            best, first = high - low + 1, order[low]
    return first, max(week for week in order if week - first <= WEEKS * _WEEK)


def _within(tally: Tally, span: tuple[date, date]) -> Tally:
    return {
        type: Counter({week: number for week, number in weeks.items() if span[0] <= week <= span[1]})
        for type, weeks in tally.items()
    }


def _lane(
    sheet: Sheet, at: int, lanes: int, type: str, tallies: Sequence[Counter[date]], span: tuple[date, date]
) -> None:
    foot = 0.45 + (lanes - 1 - at) * _LANE
    axes = sheet.axes(MARGIN + _LABELS, MARGIN, bottom=foot, top=sheet.body - foot - _LANE + 0.2)
    highest = max((sum(tally[week] for tally in tallies) for week in tallies[0] | tallies[1]), default=1)
    _bars(axes, tallies)
    first, last = (place_of(day) for day in span)
    axes.set_xlim(first - 7, last + 14)
    axes.set_ylim(0, highest * 1.08)
    axes.yaxis.set_major_locator(MaxNLocator(2, integer=True, min_n_ticks=1))
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y")
    axes.spines["left"].set_visible(False)
    day_axis(axes, 9)
    if at < lanes - 1:
        axes.tick_params(axis="x", labelbottom=False)
    number = sum(tally.total() for tally in tallies)
    middle = sheet.bottom + foot + (_LANE - 0.2) / 2
    sheet.write(MARGIN, middle, _OTHERS if type == _OTHERS else type_label(type), weight="bold")
    sheet.write(MARGIN, middle - 0.16, f"{number:,}", size=8, colour=GREY)


def _bars(axes: Axes, tallies: Sequence[Counter[date]]) -> None:
    base: Counter[date] = Counter()
    for tally, colour, hatch in zip(tallies, (BLUE, "white"), ("", "////"), strict=True):
        weeks = sorted(tally)
        axes.bar(
            [place_of(week) for week in weeks], [tally[week] for week in weeks], width=6.2, align="edge",
            bottom=[base[week] for week in weeks], color=colour, edgecolor=GREY if hatch else colour, hatch=hatch,
            linewidth=0.5,
        )  # fmt: skip
        base.update(tally)
