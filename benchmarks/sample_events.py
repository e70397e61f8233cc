"""Draw the sample that `docs/quality.md` judges, so that anybody can redraw it and judge again.

    python -m benchmarks.sample_events reports --from FILE FILE > reports.jsonl
    whimbrel read -c sample.db reports.jsonl
    python -m benchmarks.sample_events events -c sample.db > sheet.txt

The first picks 50 reports at random from each file of JSON Lines; the second picks events of a chronicle at random and
prints each with its claims, to be laid beside the texts. The sheet holds sentences of the reports: never publish it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import whimbrel
from benchmarks.rows import rows

SEED = 20
REPORTS_EACH = 50
EVENTS_EACH = 20
TOOK_PLACE = {"happened", "ongoing"}
FRONT = {"headline", "lead"}
KEYS = ("title", "text", "date", "source", "url")

Record = Mapping[str, Any]


def draw_reports(path: Path, number: int, seed: int) -> list[dict[str, Any]]:
    """`number` records of a file, with the keys that a reader of reports needs. The same for the same seed and file."""
    drawn = random.Random(seed).sample(list(rows(path)), number)
    return [{key: record[key] for key in KEYS if record.get(key)} for record in drawn]


def draw_events(
    events: Sequence[Record], claims: Mapping[str, Sequence[Record]], number: int, seed: int
) -> tuple[list[Record], list[Record]]:
    """`number` events that took place and are told in a headline or lead, then as many others of all that are left."""
    order = sorted(events, key=lambda event: str(event["id"]))
    random.Random(seed).shuffle(order)

    def is_front(event: Record) -> bool:
        told = {claim["passage"] for claim in claims[event["id"]]}
        return event["status"] in TOOK_PLACE and bool(told & FRONT)

    front = [event for event in order if is_front(event)][:number]
    taken = {event["id"] for event in front}
    return front, [event for event in order if event["id"] not in taken][:number]


def names(actors: Sequence[Record]) -> str:
    return "; ".join(f"{actor['name']} <{actor['id']}> “{actor['text']}”" for actor in actors) or "–"


def entry(number: int, event: Record, claims: Sequence[Record]) -> str:
    """One event and all that was read for it, as plain text."""
    place = event["place"] or {}
    when = event["when"]
    counts = ", ".join(f"{what} {count['low']}..{count['high']}" for what, count in event["counts"].items())
    lines = [
        f"=== {number}  {event['id']}  {event['type']}/{event['mode']}  {event['status']}",
        f"    {event['title']}",
        f"    actors      {names(event['actors'])}",
        f"    recipients  {names(event['recipients'])}",
        f"    place       {place.get('name')} {place.get('country')} {place.get('precision')} <{place.get('id')}>",
        f"    when        {when['edtf']} {when['how']} “{when['text']}” {when['relative']}",
        f"    says        {'; '.join(speaker['text'] for speaker in event['says']) or '–'}",
        f"    counts      {counts or '–'}",
        f"    conflicts   {', '.join(conflict['field'] for conflict in event['conflicts']) or '–'}",
    ]
    for claim in claims:
        report = claim["report"]
        lines.append(f"    - {report['id'][:10]} {report['outlet']} {report['published']} {claim['passage']}")
        lines.append(f"      {claim['type']}/{claim['mode']} {claim['status']}: {' '.join(claim['text'].split())}")
    return "\n".join(lines)


def sheet(chronicle: Path, number: int, seed: int) -> str:
    """The sample of a chronicle as plain text: first the front-page events, then the others."""
    with whimbrel.open_chronicle(chronicle) as opened:
        events = list(opened.records("event"))
        claims: dict[str, list[Record]] = {event["id"]: [] for event in events}
        for claim in opened.records("claim"):
            if claim["event"] in claims:
                claims[claim["event"]].append(claim)
    front, rest = draw_events(events, claims, number, seed)
    drawn = [*front, *rest]
    return "\n\n".join(entry(at, event, claims[event["id"]]) for at, event in enumerate(drawn, start=1))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sample_events", description="Draw a sample to judge.")
    parser.add_argument("what", choices=("reports", "events"))
    parser.add_argument("--from", dest="files", type=Path, nargs="+", default=[], help="JSON Lines of reports")
    parser.add_argument("-c", "--chronicle", type=Path, default=Path("sample.db"))
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("-n", type=int, help="how many from each (50 reports, 20 events)")
    asked = parser.parse_args()
    if asked.what == "reports":
        for path in asked.files:
            for record in draw_reports(path, asked.n or REPORTS_EACH, asked.seed):
                print(json.dumps(record, ensure_ascii=False))
    else:
        print(sheet(asked.chronicle, asked.n or EVENTS_EACH, asked.seed))


if __name__ == "__main__":
    main()
