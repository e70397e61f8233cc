"""Decisions in words: one for a listing, and those about an event below it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from whimbrel.export.record import Record
from whimbrel.export.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console

FEW = 3  # claims that are named one by one


def decided_words(record: Record) -> str:
    """What a decision says, on one line."""
    subject, others, row = record["subject"], ", ".join(record["objects"]), record["row"]
    head = (record["head"] or {}).get("id", "")
    match record["verb"]:
        case "merge":
            return f"{others} is {subject}"
        case "split":
            return f"{others} of {subject} is {head}"
        case "promote":
            return f"{subject} is {head} in the almanac of this chronicle"
        case "same":
            return f"{others} and {subject} are one event"
        case "different" if others:
            return f"{subject} and {others} are two events"
        case "different":
            return f"{_claims(record['sides'][1])} told of another event than {subject}"
        case "edit":
            return f"{row['field']} of {subject}: {row['label'] or 'none'}"
        case "right" | "wrong":
            return f"{subject} is {record['verb']}"
    return f"{subject} is undone"


def _claims(ids: list[str]) -> str:
    if len(ids) > FEW:
        return f"{len(ids)} claims are"
    return f"claim {ids[0]} is" if len(ids) == 1 else f"claims {', '.join(ids)} are"


def print_decisions(records: Iterable[Record], console: Console) -> None:
    """Decisions about one event, a line each, those that do not show with the reason."""
    from rich.text import Text  # noqa: PLC0415

    for at, record in enumerate(records):
        if not at:
            console.print()
        said = [record["at"][:10], decided_words(record), f"by {record['who'] or 'somebody'}", record["note"]]
        state = record["state"] if record["state"] != "in force" else ""
        line = " · ".join(part for part in (*said, state, record["id"]) if part)
        console.print(Text(one_line(f"{'decided' if not at else '':<12}{line}")))
