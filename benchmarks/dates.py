"""The day a page was published, beside htmldate on the same pages in the same run: the exact day or nothing.

`precision` is over pages that were given a day, `recall` over all. Both programs get the page's bytes and its address.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.html_pages import pages
from benchmarks.result import Outcome, f_score, ratio, say
from whimbrel.clean.dates import read_date
from whimbrel.clean.html import read_page
from whimbrel.gather.decode import decode

Dater = Callable[[bytes, str], str]


def run(data: Path) -> Outcome:
    counts: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    examples: list[tuple[str, str]] = []
    daters: dict[str, Dater] = {"ours": _day, **_peer()}
    for number, (row, page) in enumerate(pages(data)):
        true, url = str(row["date"])[:10], str(row.get("url") or "")
        counts["rows"] += 1
        for who, dater in daters.items():
            if not number:  # what is loaded on first use is no part of the pace
                dater(page, url)
            began = time.process_time()
            day = dater(page, url)
            spent[who] += time.process_time() - began  # type: ignore[assignment]
            counts[f"{who} answered"] += bool(day)
            counts[f"{who} right"] += day == true
            if who == "ours" and day != true:
                examples.append((_fault(day, true), f"{url or row.get('html')}: {true}, found {day or 'none'}"))
        if counts["rows"] % 50 == 0:
            say(f"dates: {counts['rows']} pages")
    metrics = dict(zip(("precision", "recall", "f1"), _scores(counts, "ours"), strict=True))
    metrics["pages_per_cpu_second"] = ratio(counts["rows"], spent["ours"])
    if "peer" in daters:
        metrics["peer_f1"] = _scores(counts, "peer")[2]
        metrics["peer_ratio"] = ratio(spent["peer"], spent["ours"])
    return Outcome(metrics, counts["rows"], Counter(label for label, _ in examples), examples)


def _scores(counts: Counter[str], who: str) -> tuple[float, float, float]:
    precision = ratio(counts[f"{who} right"], counts[f"{who} answered"])
    recall = ratio(counts[f"{who} right"], counts["rows"])
    return precision, recall, f_score(precision, recall)


def _day(page: bytes, url: str) -> str:
    fields = read_page(decode(page, html=True).text, {"url": url} if url else {}).fields
    days = read_date(fields.get("date", ""))
    return days[0].isoformat() if days else ""


def _peer() -> dict[str, Dater]:
    """htmldate, asked for the first publication as we are; nothing where it is not installed."""
    try:
        import htmldate  # noqa: PLC0415 - an extra
    except ImportError:
        say("dates: htmldate is not installed, so nothing stands beside our figures")
        return {}
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)

    def day(page: bytes, url: str) -> str:
        return str(htmldate.find_date(page, url=url or None, original_date=True) or "")

    return {"peer": day}


def _fault(day: str, true: str) -> str:
    if not day:
        return "no day"
    if day[:7] == true[:7]:
        return "another day of the month"
    return "later" if day > true else "earlier"
