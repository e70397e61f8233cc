"""Which outlets tell how many events, and how many of them nobody else tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from matplotlib.ticker import MaxNLocator

from whimbrel.model import Event
from whimbrel.plots.lettering import fitted
from whimbrel.plots.material import Material, events_words
from whimbrel.plots.sheet import MARGIN, WIDTH, Sheet, bare
from whimbrel.plots.style import BLUE, GREY, SKY, SOFT

MOST = 25
UNKNOWN = "outlet not known"
_ROW = 0.27
_NAMES, _FIGURES = 2.9, 1.5
_PARTS = (
    ("told by an independent origin too", BLUE, ""),
    ("only copied by others", SKY, ""),
    ("told by it alone", GREY, "////"),
)
_ORDER = tuple(words for words, _, _ in _PARTS)


def draw(material: Material) -> Sheet:
    """A bar for each outlet: events that others tell too, that others carry in copies only, that it alone tells."""
    reports, events, total = _counted(material)
    order = sorted(events, key=lambda name: (name == UNKNOWN, -events[name].total(), name))
    rows = order if len(order) <= MOST else order[: MOST - 1]
    folded = order[len(rows) :]
    entries = [(name, events[name], len(reports[name])) for name in rows]
    if folded:
        tally = sum((events[name] for name in folded), Counter[str]())
        entries.append((f"{len(folded)} others", tally, len(set().union(*(reports[name] for name in folded)))))
    sheet = Sheet(
        material.title or "Coverage by outlet",
        f"{events_words(total)} told by {_outlets_words(order)}" if total else "No event",
        [
            "An event that several outlets tell is counted for each of them."
            " Reports that repeat each other's text are one origin.",
            f"“{UNKNOWN}”: reports that do not name theirs; each counts as a source of its own."
            if UNKNOWN in events
            else "",
            material.left_out_words,
        ],
        body=max(len(entries), 2) * _ROW + 0.85,
    )
    sheet.key(_PARTS)
    _bars(sheet, entries)
    return sheet


def _counted(material: Material) -> tuple[Mapping[str, set[str]], Mapping[str, Counter[str]], int]:
    """By outlet: its reports, and its events by whether others tell them; and how many events there are."""
    reports: dict[str, set[str]] = defaultdict(set)
    events: dict[str, Counter[str]] = defaultdict(Counter)
    total = 0
    for event in material.facts():
        total += 1
        names: dict[str, set[str]] = defaultdict(set)
        for report in event.reports:
            names[material.outlets.get(report, "") or UNKNOWN].add(report)
        for name, own in names.items():
            reports[name] |= own
            parts = [_part(event, one) for one in ([{report} for report in own] if name == UNKNOWN else [own])]
            events[name][min(parts, key=_ORDER.index)] += 1
    return reports, events, total


def _part(event: Event, own: set[str]) -> str:
    """Whether an origin that is not this outlet's tells the event, or only copies of its text, or nobody else."""
    if any(not own.intersection(origin.reports) for origin in event.origins):
        return _ORDER[0]
    return _ORDER[1] if set(event.reports) > own else _ORDER[2]


def _outlets_words(names: Sequence[str]) -> str:
    named = len(names) - (UNKNOWN in names)
    told = f"{named:,} outlet{'' if named == 1 else 's'}"
    return f"{told} and reports of no known outlet" if UNKNOWN in names else told


def _bars(sheet: Sheet, entries: list[tuple[str, Counter[str], int]]) -> None:
    axes = sheet.axes(MARGIN + _NAMES, MARGIN + _FIGURES, bottom=0.32, top=0.45)
    at = range(len(entries))
    base = [0] * len(entries)
    for words, colour, hatch in _PARTS:
        numbers = [tally[words] for _, tally, _ in entries]
        axes.barh(
            at, numbers, left=base, height=0.62, color="white" if hatch else colour, edgecolor=colour, hatch=hatch,
            linewidth=0.6,
        )  # fmt: skip
        base = [low + number for low, number in zip(base, numbers, strict=True)]
    if not entries:
        bare(axes)
        return
    axes.set_ylim(len(entries) - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.grid(axis="x")
    high = sheet.body - 0.77
    for row, (name, tally, number) in enumerate(entries):
        foot = sheet.bottom + 0.32 + high * (1 - (row + 0.5) / len(entries)) - 0.045
        sheet.write(MARGIN + _NAMES - 0.12, foot, fitted(name, _NAMES - 0.15), side="right")
        told = f"{tally.total():,} in {number:,} report{'' if number == 1 else 's'}"
        sheet.write(WIDTH - MARGIN - _FIGURES + 0.12, foot, told, size=8, colour=SOFT)
