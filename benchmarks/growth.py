"""What one more report costs a small chronicle, and what the same report costs a large one.

Some reports of the set are read; from their claims any number of reports is made (`synthesis`), fifty a day. The small
chronicle takes them in as any does; then come further reports, each stored and taken in by itself, as `whimbrel read`
does, but for the reading. The large chronicle is the small one with years put before it (`history`), and takes in the
same further reports. `growth` is the mean processor time of such a report at the large size over that at the small
one, `growth_median` that of the medians, `ms_p50` and `ms_p95` are milliseconds at the large size.

`crowding` is what one more report costs in a week of 1,500 reports (a mean of processor time) over what it costs in one
of 350, both from the same claims: the more is told of the same days, the more there is to compare.

`WHIMBREL_GROWTH` sets the sizes (default "1000,10000"; the large one is rounded up to copies of the small one).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from shutil import copyfile
from statistics import mean, median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.history import put_before
from benchmarks.result import Outcome, ratio, say
from benchmarks.rows import rows
from benchmarks.synthesis import Read, Stock, day_by_day, stock, synthesise
from whimbrel.almanac.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.clean import to_report
from whimbrel.coder import Knowledge, code
from whimbrel.dating import dated
from whimbrel.errors import SetAside
from whimbrel.gather import RawPage
from whimbrel.remaking import bring_up_to_date

MOST_READ = 160  # reports of the set; more would only take longer
SIZES = "1000,10000"
ADDED = 100  # reports that are timed at each size
A_DAY = 50.0
CROWD = (350, 1500)  # reports of one week
FIRST = date(2015, 1, 5)
FIELDS = ("title", "date", "url", "source")


def run(data: Path) -> Outcome:
    knowledge = Knowledge.load()
    small, large = (int(size) for size in os.environ.get("WHIMBREL_GROWTH", SIZES).split(","))
    own = stock(list(read(data, knowledge)))
    stream = synthesise(own, FIRST, day_by_day(A_DAY))
    with TemporaryDirectory() as folder:
        young, old = Path(folder) / "young.db", Path(folder) / "old.db"
        with Chronicle.open(young) as chronicle:
            for report, claims in islice(stream, small):
                chronicle.add(report, claims)
            bring_up_to_date(chronicle, knowledge.almanac)
        copyfile(young, old)
        put_before(old, large)
        further = list(islice(stream, ADDED))
        costs = [added(path, knowledge.almanac, further) for path in (young, old)]
        few, many = crowded(own, Path(folder) / "week.db", knowledge.almanac)
    metrics = {
        "crowding": ratio(mean(many), mean(few)),
        "growth": ratio(mean(costs[1]), mean(costs[0])),
        "growth_median": ratio(median(costs[1]), median(costs[0])),
        "ms_p50": median(costs[1]),
        "ms_p95": quantiles(costs[1], n=20)[-1],
    }
    return Outcome(metrics, large)


def crowded(own: Stock, path: Path, almanac: Almanac) -> list[list[float]]:
    """What further reports cost in a week that fills up: milliseconds of processor of each, at each size of `CROWD`."""
    stream = synthesise(own, FIRST, lambda _made, _random: 0)
    costs: list[list[float]] = []
    for size in CROWD:
        with Chronicle.open(path) as chronicle:
            for report, claims in islice(stream, size - chronicle.tally().reports):
                chronicle.add(report, claims)
            bring_up_to_date(chronicle, almanac)
        costs.append(added(path, almanac, list(islice(stream, ADDED))))
    return costs


def added(path: Path, almanac: Almanac, further: Sequence[Read]) -> list[float]:
    """Adds reports one by one to the chronicle at a path: milliseconds of processor of each."""
    costs: list[float] = []
    with Chronicle.open(path) as chronicle:
        size = chronicle.tally().reports
        for report, claims in further:
            began = time.process_time()
            chronicle.add(report, claims)
            bring_up_to_date(chronicle, almanac)
            costs.append(1000 * (time.process_time() - began))
    say(f"growth: at {size:,} reports a further one takes {mean(costs):.1f} ms, the median {median(costs):.1f} ms")
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
