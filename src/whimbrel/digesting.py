"""What changed in a chronicle between two moments, told with sources and their exact words.

Events before and after come from the rows that are added whenever an event changes; what is quoted are the claims of
reports that were read by the end of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.changes import Change
from whimbrel.chronicle.clock import stamp
from whimbrel.digest_entries import Quoting
from whimbrel.errors import UsageError
from whimbrel.export.digest.parts import Digest, Entry, Part

UNKNOWN = "What {events} showed before is not known: a Whimbrel that did not keep it changed them."


def digest_of(chronicle: Chronicle, since: datetime, until: datetime, *, title: str, limit: int) -> Digest:
    """New events (most origins first), changed tolls, new conflicts, what else changed, what went, new actors.

    At most `limit` of each part, 0 for all. Raises UsageError when `since` is not before `until`.
    """
    if since >= until:
        raise UsageError(f"{stamp(since)} is not before {stamp(until)}", remedy="name an earlier time to begin with")
    found = sorted(chronicle.changes(since, until), key=_rank)
    quoting = Quoting(chronicle, stamp(since), stamp(until))
    both = [one for one in found if one.before and one.after and not one.unknown]
    parts = [
        _part("New events", [one for one in found if not one.before], quoting.new, limit),
        _some("Changed tolls", both, quoting.tolls, limit),
        _some("New conflicts between sources", both, quoting.conflicts, limit),
        _some("Also changed", both, quoting.others, limit),
        _part("Merged or gone", [one for one in found if not one.after], quoting.gone, limit),
    ]
    total, actors = chronicle.new_actors(since, until, limit)
    parts.append(Part("New actors", total, tuple(quoting.actor(entry) for entry in actors)))
    unknown = sum(one.unknown for one in found)
    events = f"{unknown:,} event{'' if unknown == 1 else 's'}"
    return Digest(
        title=title,
        since=since,
        until=until,
        reports=chronicle.reports_read(since, until),
        parts=tuple(part for part in parts if part.total),
        remarks=(UNKNOWN.format(events=events),) if unknown else (),
    )


def _rank(change: Change) -> tuple[int, int, str]:
    """Most independent origins first, then most reports."""
    event = change.now or change.after or change.before
    return (-len(event.origins), -len(event.reports), change.id) if event else (0, 0, change.id)


def _part(heading: str, changes: Sequence[Change], tell: Callable[[Change], Entry], limit: int) -> Part:
    return Part(heading, len(changes), tuple(tell(change) for change in changes[: limit or None]))


def _some(heading: str, changes: Sequence[Change], tell: Callable[[Change], Entry | None], limit: int) -> Part:
    """The changes of which there is something to tell."""
    entries = [entry for change in changes if (entry := tell(change)) is not None]
    return Part(heading, len(entries), tuple(entries[: limit or None]))
