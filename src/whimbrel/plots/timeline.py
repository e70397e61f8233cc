"""Events on a line of time, earliest first: a dot for a day, a bar for a range of days, an arrow for an open end."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from heapq import nsmallest

from matplotlib.axes import Axes

from whimbrel.export.dates import when_words
from whimbrel.export.title import event_title
from whimbrel.model import Event
from whimbrel.ontology import placing
from whimbrel.plots.days import day_axis, place_of
from whimbrel.plots.lettering import fitted
from whimbrel.plots.material import FACTS, Material, events_words
from whimbrel.plots.sheet import MARGIN, WIDTH, Sheet, bare
from whimbrel.plots.style import GREY, PALE, QUAD_COLOURS, SOFT

MOST = 40
_ROW = 0.27
_FOOT = 0.45
_TITLES, _DAYS = 4.9, 1.9  # inches for the sentences and the days in words
_LONG = 366  # a bar longer than so many days does not stretch the line


def draw(material: Material) -> Sheet:
    """The best attested events of known days, by most independent origins, then most reports."""
    seen: Counter[str] = Counter()
    chosen = nsmallest(MOST, _dated(material, seen), key=_first_wanted)
    rows = sorted(chosen, key=lambda event: (_middle(event), event.id))
    total = seen["dated"] + seen["undated"]
    drawn = f"{len(rows)} of {events_words(total)}" if len(rows) < total else events_words(total)
    sheet = Sheet(
        material.title or "Timeline",
        f"{drawn}, earliest first" if rows else "No event of a known day",
        [
            f"Left out: {events_words(seen['dated'] - len(rows))} with fewer independent origins or reports."
            if seen["dated"] > len(rows) else "",
            f"Not drawn: {events_words(seen['undated'])} of no known day." if seen["undated"] else "",
            "A dot is a day, a bar the days it may have been, an arrow an open end (“on or before” the day of a report)"
            " or one beyond the picture. Hollow: planned, called for, threatened, alleged or denied. ×2: independent"
            " origins. ≠: the sources differ.",
        ],
        body=max(len(rows), 1) * _ROW + _FOOT + 0.4,
    )  # fmt: skip
    sheet.key([(words, colour, "") for words, colour in QUAD_COLOURS.items()])
    axes = sheet.axes(MARGIN + _TITLES, MARGIN + _DAYS, bottom=_FOOT, top=0.35)
    if not rows:
        bare(axes)
        return sheet
    _frame(axes, rows)
    for at, event in enumerate(rows):
        _row(sheet, axes, at, event, len(rows))
    return sheet


def _dated(material: Material, seen: Counter[str]) -> list[Event]:
    found = []
    for event in material.events:
        when = event.when
        known = when is not None and (when.earliest is not None or when.latest is not None)
        seen["dated" if known else "undated"] += 1
        if known:
            found.append(event)
    return found


def _first_wanted(event: Event) -> tuple[int, int, bool, str]:
    return (-len(event.origins), -len(event.reports), event.status not in FACTS, event.id)


def _days(event: Event) -> tuple[date | None, date | None]:
    return (event.when.earliest, event.when.latest) if event.when else (None, None)


def _middle(event: Event) -> date:
    first, last = _days(event)
    if first and last:
        return first + (last - first) / 2
    return first or last or date.max


def _frame(axes: Axes, rows: list[Event]) -> None:
    """The days that the line spans: those of all events but of ranges longer than a year, which are cut off."""
    ends = [_days(event) for event in rows]
    days = [day for first, last in ends for day in (first, last) if day and not _is_long(first, last)]
    days = days or [day for first, last in ends for day in (first, last) if day] or [date(2000, 1, 1)]
    low, high = min(days), max(days)
    edge = max(timedelta(days=2), (high - low) / 12)
    axes.set_xlim(place_of(_later(low, -edge)), place_of(_later(high, edge)))
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    day_axis(axes, 7)
    axes.grid(axis="x")


def _later(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _is_long(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and (last - first).days > _LONG


def _row(sheet: Sheet, axes: Axes, at: int, event: Event, rows: int) -> None:
    foot = sheet.bottom + _FOOT + (sheet.body - _FOOT - 0.35) * (1 - (at + 0.5) / max(rows, 1)) - 0.045
    origins = f"×{len(event.origins)} " if len(event.origins) > 1 else ""
    marks = f"{origins}{'≠ ' if event.conflicts else ''}".strip()
    room = _TITLES - 0.75
    sheet.write(MARGIN, foot, fitted(event_title(event), room, 8.5), size=8.5)
    sheet.write(MARGIN + _TITLES - 0.12, foot, marks, size=8.5, colour=SOFT, side="right")
    sheet.write(WIDTH - MARGIN - _DAYS + 0.1, foot, fitted(when_words(event.when), _DAYS - 0.1, 8), size=8, colour=SOFT)
    if at % 2:
        axes.axhspan(at - 0.5, at + 0.5, color=PALE, linewidth=0, zorder=0)
    _mark(axes, at, event)


def _mark(axes: Axes, at: int, event: Event) -> None:
    first, last = _days(event)
    colour = QUAD_COLOURS.get(placing(event.type, event.mode, event.contexts).quad, GREY)
    fill = colour if event.status in FACTS else "white"
    low, high = axes.get_xlim()
    if first is None or last is None:
        known = place_of(first or last or date.max)
        _arrow(axes, at, known, 1 if last is None else -1, colour)
        axes.plot([known], [at], "|", markersize=9, markeredgewidth=1.8, color=colour, zorder=4)
        if fill == "white":
            axes.plot([known], [at], "o", markersize=6, color=colour, markerfacecolor=fill, zorder=5)
        return
    start, end = place_of(first), place_of(last)
    left, right = max(start, low), min(end, high)
    if left < right:
        if right - left < (high - low) / 80 and (left, right) == (start, end):
            left = right = (start + end) / 2
        else:
            axes.barh(at, right - left, left=left, height=0.42, color=fill, edgecolor=colour, linewidth=1.2, zorder=3)
    if left == right:
        axes.plot([left], [at], "o", markersize=6, color=colour, markerfacecolor=fill, zorder=3)
    for edge, beyond, sign in ((low, start < low, "<"), (high, end > high, ">")):
        if beyond:
            axes.plot([edge], [at], sign, markersize=7, color=colour, zorder=4, clip_on=False)


def _arrow(axes: Axes, at: int, known: float, sign: int, colour: str) -> None:
    """An arrow that leaves a day towards later (1) or earlier (-1)."""
    low, high = axes.get_xlim()
    axes.annotate(
        "", (known + sign * (high - low) / 14, at), (known, at), zorder=3, annotation_clip=False,
        arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0},
    )  # fmt: skip
