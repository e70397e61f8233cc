"""What became of an event, line by line: what was decided about it, and how its record changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whimbrel.chronicle.history import PastChange
from whimbrel.export.decisions import decided_words
from whimbrel.export.record import Record

_CHANGES: Mapping[str, str] = {
    "made": "made",
    "changed": "changed",
    "merged": "became one with another event",
    "split": "parted from another event",
    "gone": "taken back",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the history. `undo` is the id of a decision that can be taken back, "" for anything else."""

    at: str
    words: str
    note: str
    undo: str


def event_history(event: str, changes: Sequence[PastChange], decisions: Sequence[Record]) -> tuple[Moment, ...]:
    """Decisions and changes, the latest first; changes of one moment and kind are one line."""
    found = [
        Moment(
            _minute(record["at"]),
            f"{decided_words(record)}, decided by {record['who'] or 'somebody'}"
            + (f" ({record['state']})" if record["state"] not in ("in force", "") else ""),
            record["note"],
            record["id"] if record["state"] in ("in force", "overruled") else "",
        )
        for record in decisions
    ]
    lines = (
        (_minute(change.at), _CHANGES.get(change.change, change.change)
         if change.event == event else f"event {change.event} {_of_another(change, event)}")
        for change in changes
    )  # fmt: skip
    found += [Moment(at, words, "", "") for at, words in dict.fromkeys(lines)]
    return tuple(sorted(found, key=lambda moment: moment.at, reverse=True))


def _of_another(change: PastChange, event: str) -> str:
    if change.change == "merged":
        return "became one with this" if change.other == event else "became one with another"
    return {"made": "was made", "changed": "was changed", "gone": "was taken back"}.get(change.change, "parted")


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")
