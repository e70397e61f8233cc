"""What an event shows otherwise than before: its numbers, the fields on which sources differ, and the rest, in words.

A state of the past is what was kept of it (`chronicle.shown`); one of today is the whole event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whimbrel.export.countries import place_words
from whimbrel.export.dates import joined, when_words
from whimbrel.export.dossier import FIELD_LABELS, field_label, value_words
from whimbrel.export.sentence import count_words, type_label
from whimbrel.export.standing import conflict_words
from whimbrel.model import Claim, Conflict, Count, Event

NOT_TOLD = "not told"

Bounds = tuple[int | None, int | None, bool]


def changed_counts(before: Event, after: Event) -> list[str]:
    """Names of the numbers whose bounds are others than before."""
    known = list(FIELD_LABELS)
    names = sorted({*before.counts, *after.counts}, key=lambda name: (name not in known, name))
    names.sort(key=lambda name: known.index(name) if name in known else len(known))
    return [name for name in names if bounds(before, name) != bounds(after, name)]


def bounds(noun: Event | Claim, name: str) -> Bounds:
    """Low, high, and whether the number is given at all."""
    count = noun.counts.get(name)
    return (count.low, count.high, True) if count else (None, None, False)


def count_change(before: Event, after: Event, name: str) -> str:
    """ "killed: 12, before: at least 9"."""
    now, then = (count_words(one.counts[name]) if name in one.counts else NOT_TOLD for one in (after, before))
    return f"{field_label(name).lower()}: {now}, before: {then}"


def counts_words(counts: Mapping[str, Count], names: Sequence[str]) -> str:
    """ "12 killed and 30 wounded": what a claim gives for some numbers."""
    return joined([f"{count_words(counts[name])} {field_label(name).lower()}" for name in names if name in counts])


def new_conflicts(before: Event, after: Event) -> list[Conflict]:
    """Conflicts of `after` on fields that had none, or with a value that was not among the rivals."""
    old = {conflict.field: _rivals(before, conflict) for conflict in before.conflicts}
    return [one for one in after.conflicts if one.field not in old or not _rivals(after, one) <= old[one.field]]


def _rivals(event: Event, conflict: Conflict) -> set[str]:
    """The values that somebody gives; of a state that was kept, all of them."""
    return {value.value for value in conflict.values if value.claims or not event.claims}


def rivals_words(event: Event, conflict: Conflict) -> str:
    """ "killed: 9 or 12"."""
    if event.claims:
        return conflict_words(conflict)
    told = joined([value_words(conflict.field, value) for value in conflict.values], "or")
    return f"{field_label(conflict.field).lower()}: {told}"


def other_changes(before: Event, after: Event) -> list[str]:
    """What else is otherwise: "status: denied, before: happened"."""
    old, new = _plain(before), _plain(after)
    return [f"{name}: {new[name]}, before: {old[name]}" for name in new if new[name] != old[name]]


def where_words(event: Event) -> str:
    """The place and its country; "" where it is not told."""
    return place_words(event.place)


def _plain(event: Event) -> dict[str, str]:
    """What a reader sees of an event besides its numbers."""
    return {
        "what": type_label(event.type, event.mode),
        "status": str(event.status).replace("-", " "),
        "when": when_words(event.when),
        "where": where_words(event) or NOT_TOLD,
        "who": joined([who.name for who in event.actors]) or NOT_TOLD,
        "to whom": joined([who.name for who in event.recipients]) or NOT_TOLD,
        "checked": event.checked or "not checked",
    }
