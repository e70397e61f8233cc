"""A writer or a reader of a chronicle that others use too: `at_once.py write|read NUMBER ADDRESS SECONDS REPORTS`.

Prints what it did as one line of JSON. REPORTS is a pickle of read reports, to make others of.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.synthesis import day_by_day, stock, synthesise
from whimbrel.almanac.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.identity import Decision, Head
from whimbrel.chronicle.schema import claims, event_claims, events, reports
from whimbrel.model import ActorKind, Problem
from whimbrel.remaking import bring_up_to_date

COUNT = "count of all"
MERGING = 2  # writers that make events too


def write(number: int, chronicle: Chronicle, until: float, read: Path) -> dict[str, object]:
    told = synthesise(stock(pickle.loads(read.read_bytes())), date(2022, 1, 3), day_by_day(30), seed=number + 1)  # noqa: S301
    almanac = Almanac.load() if number < MERGING else None
    did = {"reports": 0, "claims": 0, "problems": 0, "decisions": 0, "counted": 0, "merged": 0}
    while time.monotonic() < until:
        report, its = next(told)
        if chronicle.add(report, its):
            did["reports"] += 1
            did["claims"] += len(its)
        did["problems"] += chronicle.add_problem(Problem(f"{number}", f"line {did['problems']}", "odd", "odd", "none"))
        with chronicle.ground() as ground:  # each must see what the one before it counted
            ground.note(COUNT, str(int(ground.noted(COUNT) or 0) + 1))
        did["counted"] += 1
        if did["counted"] % 25 == 1:
            head = Head(f"own:{number}", f"No. {number}", ActorKind.GROUP, None, "")
            one = Decision(
                "", "merge", f"own:{number}", (f"x{number}.{did['decisions']}",), head=head, who="w", at="now"
            )
            did["decisions"] += len(chronicle.decide(one))
        if almanac is not None and did["counted"] % 10 == 0:
            bring_up_to_date(chronicle, almanac)
            did["merged"] += 1
    return dict(did)


def read(chronicle: Chronicle, until: float) -> dict[str, object]:
    looks, torn, longest = 0, 0, 0.0
    counts = [select(func.count()).select_from(table) for table in (reports, claims, events, event_claims)]
    empty = select(func.count()).where(events.c.id.not_in(select(event_claims.c.event)))
    while time.monotonic() < until:
        began = time.monotonic()
        chronicle.tally()
        longest = max(longest, time.monotonic() - began)
        with chronicle.looking() as connection:  # one moment, whatever is written meanwhile
            first = [connection.scalar(one) for one in counts]
            torn += connection.scalar(empty) or 0
            time.sleep(0.05)
            torn += first != [connection.scalar(one) for one in counts]
        for _, event in zip(range(20), chronicle.events(), strict=False):
            chronicle.claims_there(event.claims)
        chronicle.numbers_with("the")
        looks += 1
    return {"looks": looks, "torn": torn, "longest": round(longest, 2)}


def main(kind: str, number: str, address: str, seconds: str, read_reports: str) -> None:
    with Chronicle.open(address, create=False, timeout=120) as chronicle:
        until = time.monotonic() + float(seconds)
        did = write(int(number), chronicle, until, Path(read_reports)) if kind == "write" else read(chronicle, until)
    print(json.dumps(did))


if __name__ == "__main__":
    main(*sys.argv[1:])
