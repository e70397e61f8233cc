"""The text of an article out of its page, beside trafilatura on the same pages in the same run.

Rows with `with` and `without`: strings that the text must and must not hold. `precision` and `recall` are of strings
kept; runs of blanks are compared as one space, and soft hyphens are left out. Rows with a body (`articleBody` or
`body`, as in Zyte's article benchmark): its own measure, runs of four words counted and each page weighed alike.

Both programs read bytes and give text, title, author, outlet, address and day. `pages_per_cpu_second` is ours,
`peer_ratio` ours over the peer's, each page timed for one and then for the other.
"""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from benchmarks.html_pages import pages
from benchmarks.result import Outcome, f_score, ratio, say
from whimbrel.clean.html import read_page
from whimbrel.gather.decode import decode

RUN_OF_WORDS = 4
WORD = re.compile(r"\w+")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
Reader = Callable[[bytes, str], str]


class Counts(NamedTuple):
    """Of one page: right, wrongly kept, missed."""

    right: float
    kept: float
    missed: float


def run(data: Path) -> Outcome:
    peer = _peer()
    ours: list[Counts] = []
    theirs: list[Counts] = []
    spent: Counter[str] = Counter()
    examples: list[tuple[str, str]] = []
    strings = True
    for number, (row, page) in enumerate(pages(data)):
        url = str(row.get("url") or "")
        if not number:  # what is loaded on first use is no part of the pace
            _read(page, url)
            if peer:
                peer(page, url)
        text = _timed("ours", _read, page, url, spent)
        strings = "with" in row
        ours.append(_count(row, text))
        examples.extend(_faults(row, text))
        if peer:
            theirs.append(_count(row, _timed("peer", peer, page, url, spent)))
        if (number + 1) % 50 == 0:
            say(f"extract: {number + 1} pages")
    precision, recall = _summed(ours) if strings else _mean(ours)
    metrics = {"precision": precision, "recall": recall, "f1": f_score(precision, recall)}
    metrics["pages_per_cpu_second"] = ratio(len(ours), spent["ours"])
    if theirs:
        metrics["peer_f1"] = f_score(*(_summed(theirs) if strings else _mean(theirs)))
        metrics["peer_ratio"] = ratio(spent["peer"], spent["ours"])
    return Outcome(metrics, len(ours), Counter(label for label, _ in examples), examples)


def _read(page: bytes, url: str) -> str:
    return read_page(decode(page, html=True).text, {"url": url} if url else {}).text


def _peer() -> Reader | None:
    """trafilatura as it comes, with the fields that we read too; None where it is not installed."""
    try:
        import trafilatura  # noqa: PLC0415 - an extra
    except ImportError:
        say("extract: trafilatura is not installed, so nothing stands beside our figures")
        return None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)

    def read(page: bytes, url: str) -> str:
        found = trafilatura.bare_extraction(page, url=url or None, include_comments=False, with_metadata=True)
        return str(found.text or "") if found else ""

    return read


def _timed(who: str, reader: Reader, page: bytes, url: str, spent: Counter[str]) -> str:
    began = time.process_time()
    try:
        return reader(page, url)
    finally:
        spent[who] += time.process_time() - began  # type: ignore[assignment]


def _count(row: Mapping[str, Any], text: str) -> Counts:
    if "with" not in row:
        return _shingled(body(row), text)
    text = plain(text)
    held = sum(plain(wanted) in text for wanted in row["with"])
    kept = sum(plain(unwanted) in text for unwanted in row["without"])
    return Counts(held, kept, len(row["with"]) - held)


def body(row: Mapping[str, Any]) -> str:
    """The article's text as the row gives it. Raises ValueError when the row has none."""
    for key in ("articleBody", "body", "text"):
        if key in row:
            return str(row[key])
    raise ValueError(f"neither `with` nor `articleBody` in the row of {row.get('html')}")


def plain(text: str) -> str:
    """Without what nobody sees: breaks, runs of blanks, soft hyphens."""
    return " ".join(INVISIBLE.sub("", text).split())


def _faults(row: Mapping[str, Any], text: str) -> list[tuple[str, str]]:
    where = str(row.get("url") or row.get("html"))
    if "with" not in row:
        right, kept, missed = _count(row, text)
        label = "too much kept" if kept > missed else "text missed"
        return [(label, f"{where}: {right:.2f} right, {kept:.2f} kept, {missed:.2f} missed")] if right < 0.9 else []
    text = plain(text)
    if not text:
        return [("no text at all", where)]
    missed_ = [("text missed", f"{where}: {wanted}") for wanted in row["with"] if plain(wanted) not in text]
    return missed_ + [("furniture kept", f"{where}: {words}") for words in row["without"] if plain(words) in text]


def _shingled(true: str, found: str) -> Counts:
    """Runs of four words of both texts, as shares of all of them, so that long pages weigh no more than short ones."""
    wanted, given = _runs(true), _runs(found)
    counts = [(wanted & given).total(), (given - wanted).total(), (wanted - given).total()]
    whole = sum(counts)
    return Counts(*(ratio(count, whole) for count in counts))


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + RUN_OF_WORDS]) for at in range(max(1, len(words) - RUN_OF_WORDS + 1)))


def _summed(counts: Sequence[Counts]) -> tuple[float, float]:
    right, kept, missed = (sum(column) for column in zip(*counts, strict=True)) if counts else (0.0, 0.0, 0.0)
    return ratio(right, right + kept), ratio(right, right + missed)


def _mean(counts: Sequence[Counts]) -> tuple[float, float]:
    """Precision over pages that gave text, recall over those that hold any, as Zyte's benchmark has it."""
    precisions = [right / (right + kept) for right, kept, _ in counts if right + kept]
    recalls = [right / (right + missed) for right, _, missed in counts if right + missed]
    return fmean(precisions) if precisions else 0.0, fmean(recalls) if recalls else 0.0
