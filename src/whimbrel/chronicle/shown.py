"""What an event shows, small enough to be kept for each time that it changed: the record without what it rests on."""

from __future__ import annotations

from dataclasses import replace

from whimbrel.chronicle.codec import dumps
from whimbrel.model import Conflict, Event, Participant


def shown(event: Event) -> Event:
    """The event with what a reader sees of it: no claims, sources or scores, no spans, of values only who rivals whom.

    Equal for two states of an event that look the same.
    """
    place, when = event.place, event.when
    return replace(
        event,
        contexts=(),
        actors=tuple(_bare(who) for who in event.actors),
        recipients=tuple(_bare(who) for who in event.recipients),
        place=replace(place, text="", span=None) if place else None,
        when=replace(when, text="" if when.edtf else when.text, span=None) if when else None,
        says=tuple(replace(speaker, span=None) for speaker in event.says[:1]),
        counts={name: replace(count, span=None) for name, count in event.counts.items()},
        reports=(),
        claims=(),
        fields={},
        conflicts=tuple(_rivals(conflict) for conflict in event.conflicts),
        confidence=None,
        origins=(),
        part_of="",
        about=(),
    )


def was(before: Event, after: Event | None) -> str:
    """What is kept when `before` becomes `after`: "" where it looks the same; with its claims where it is no more."""
    old = shown(before)
    if after is None:
        return dumps(replace(old, claims=before.claims, reports=before.reports))
    return "" if old == shown(after) else dumps(old)


def _bare(who: Participant) -> Participant:
    return replace(who, text="", span=None, word="", candidates=())


def _rivals(conflict: Conflict) -> Conflict:
    given = [replace(value, claims=(), rule="", against=()) for value in conflict.values if value.claims]
    return Conflict(conflict.field, tuple(sorted(given, key=lambda value: value.value)))
