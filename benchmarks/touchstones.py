"""One event, one record? Five meetings, each retold by twenty pretended outlets, must come out as five events.

The retellings are ours; the five reports are read from `../shared/reports` beside the clone, number by number, and left
out when they are not there. Everything goes through the whole pipeline and is merged at once, together with reports of
other meetings of the same people. A report's main event is its weightiest meeting (CONSULT; see `same_event`).
`main_events` is how many main events the tellings of the five fall into, one that stands alone counted as well, so that
five is the aim; `exact` is 1 when each of the five is one event that holds all its tellings and nothing else;
`false_merges` counts pairs of reports of different meetings with one main event. `of_any_type` is the same as
`main_events` where what was said at a meeting may outweigh it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.result import Outcome, say
from benchmarks.rows import rows
from benchmarks.same_event import Row, agreement, events_of, pairs, read, weightiest
from whimbrel.coder import Knowledge
from whimbrel.gather import RawPage, gather
from whimbrel.model import Problem

REPORTS = Path(__file__).parent.parent.parent / "shared" / "reports"
TOLD = "touchstone "
MEETING = "CONSULT"


def run(data: Path) -> Outcome:
    return score([*reports(REPORTS), *retellings(data)])


def score(known: Sequence[Row]) -> Outcome:
    """Read everything, merge it, and compare the main meetings with those that the rows tell of."""
    knowledge = Knowledge.load()
    claimed = read([row.page for row in known])
    events = events_of(claimed, knowledge)
    meetings = weightiest(claimed, events, MEETING)
    gold, found = dict(enumerate(row.cluster for row in known)), dict(enumerate(meetings))
    told = [i for i, row in enumerate(known) if row.cluster.startswith(TOLD)]
    metrics, errors = agreement(gold, found)
    held, false = {meetings[i] for i in told}, pairs(found) - pairs(gold)
    any_type = weightiest(claimed, events)
    counts = {
        "main_events": float(len(held)),
        "exact": float(not false and len(held) == len({gold[i] for i in told})),
        "false_merges": float(len(false)),
        "of_any_type": float(len({any_type[i] for i in told})),
    }
    return Outcome(counts | metrics, len(known), errors)


def reports(folder: Path) -> Iterator[Row]:
    """The five reports, if they are there: the number of a file in their order is that of its touchstone."""
    if not folder.is_dir():
        say(f"touchstones: no reports under {folder}; only the retellings are read")
        return
    for number, page in enumerate(gather(sorted(folder.glob("*.txt")))):
        if isinstance(page, Problem):
            raise ValueError(f"{page.file}: {page.message}")
        yield Row(page, f"{TOLD}{number}")


def retellings(data: Path) -> Iterator[Row]:
    """Rows with `outlet`, `title`, `text`, perhaps `date`, and `touchstone` unless they tell of another meeting.

    Raises ValueError for a row without these.
    """
    for number, row in enumerate(rows(data), start=1):
        if missing := [name for name in ("outlet", "title", "text") if not row.get(name)]:
            raise ValueError(f"{data.name}:{number}: a row needs {' and '.join(missing)}")
        fields = {"source": row["outlet"], "title": row["title"]} | ({"date": row["date"]} if "date" in row else {})
        cluster = f"{TOLD}{row['touchstone']}" if "touchstone" in row else f"other {number}"
        yield Row(RawPage(data.name, f"line {number}", "text", row["text"], fields), cluster)
