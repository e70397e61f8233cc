"""What one more report costs a small chronicle, and what it costs a large one, both real files of one run.

Some reports of the set are read; from their claims any number of reports is made (`synthesis`), so many a day: a
chronicle of a hundred times as many reports spans a hundred times as many days, as one does that is kept for years.
At each size the same number of further reports comes in, each stored and taken in by itself, as `whimbrel read` does,
but for the reading. `growth` is the mean processor time of such a report at the large size over that at the small one,
`growth_median` that of the medians, `ms_p50` and `ms_p95` are milliseconds at the large size.

`WHIMBREL_GROWTH` sets the sizes (default "1000,6000"); `WHIMBREL_GROWTH_WEEKS` puts all reports within so many weeks
instead, so that every day holds more.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import mean, median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.result import Outcome, ratio, say
from benchmarks.rows import rows
from benchmarks.synthesis import Read, all_within, day_by_day, stock, synthesise
from whimbrel.almanac.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.clean import to_report
from whimbrel.coder import Knowledge, code
from whimbrel.dating import dated
from whimbrel.errors import SetAside
from whimbrel.gather import RawPage
from whimbrel.remaking import bring_up_to_date

MOST_READ = 160  # reports of the set; more would only take longer
SIZES = "1000,6000"
ADDED = 200  # reports that are timed at each size
A_DAY = 50.0
FIRST = date(2015, 1, 5)
FIELDS = ("title", "date", "url", "source")


def run(data: Path) -> Outcome:
    knowledge = Knowledge.load()
    small, large = (int(size) for size in os.environ.get("WHIMBREL_GROWTH", SIZES).split(","))
    weeks = os.environ.get("WHIMBREL_GROWTH_WEEKS")
    spread = all_within(int(weeks)) if weeks else day_by_day(A_DAY)
    stream = synthesise(stock(list(read(data, knowledge))), FIRST, spread)
    with TemporaryDirectory() as folder, Chronicle.open(Path(folder) / "growth.db") as chronicle:
        costs = [grown(chronicle, knowledge.almanac, stream, size) for size in (small, large)]
    tail = quantiles(costs[1], n=20)
    metrics = {
        "growth": ratio(mean(costs[1]), mean(costs[0])),
        "growth_median": ratio(median(costs[1]), median(costs[0])),
        "ms_p50": median(costs[1]),
        "ms_p95": tail[-1],
    }
    return Outcome(metrics, large)


def grown(chronicle: Chronicle, almanac: Almanac, stream: Iterator[Read], size: int) -> list[float]:
    """Fills a chronicle up to a size, then adds reports one by one: milliseconds of processor of each."""
    for _ in range(chronicle.tally().reports, size):
        chronicle.add(*next(stream))
    bring_up_to_date(chronicle, almanac)
    costs: list[float] = []
    for _ in range(ADDED):
        report, claims = next(stream)
        began = time.process_time()
        chronicle.add(report, claims)
        bring_up_to_date(chronicle, almanac)
        costs.append(1000 * (time.process_time() - began))
    say(f"growth: at {size:,} reports a further one takes {mean(costs):.1f} ms")
    return costs


def read(data: Path, knowledge: Knowledge) -> Iterator[Read]:
    """Reports of the set with their claims, taken evenly."""
    known = list(rows(data))
    for number in range(0, len(known), max(1, len(known) // MOST_READ)):
        row = known[number]
        fields = {name: str(row[name]) for name in FIELDS if row.get(name)}
        try:
            page = RawPage(data.name, f"line {number + 1}", "text", row["text"], fields)
            report = dated(to_report(page), knowledge.almanac)
        except SetAside:
            continue
        yield report, code(report, knowledge)
