"""What a newer version of a report tells otherwise than the one before: in which events, and with which numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from whimbrel.chronicle import Chronicle
from whimbrel.export.dossier import field_label
from whimbrel.export.sentence import count_words
from whimbrel.export.title import event_title
from whimbrel.model import Claim

TOLD = "told"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise. `field` is a count, `status`, or `told`: only one of the two tells the event."""

    event: str
    title: str
    field: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """ "killed 4 → 6", "no longer told"."""
        if self.field == TOLD:
            return "told newly" if self.after else "no longer told"
        return f"{field_label(self.field).lower()} {self.before or '–'} → {self.after or '–'}"


def told_in(chronicle: Chronicle, report: str) -> dict[str, list[Claim]]:
    """The claims of a report by the event that they are in."""
    claims = list(chronicle.claims(report=report))
    events = chronicle.events_of([claim.id for claim in claims])
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.id in events:
            found[events[claim.id]].append(claim)
    return dict(found)


def changes(
    chronicle: Chronicle, before: Mapping[str, Sequence[Claim]], after: Mapping[str, Sequence[Claim]]
) -> list[Change]:
    """What two versions tell otherwise, by the events that their claims are in; numbers first."""
    titles = {event.id: event_title(event) for event in chronicle.events_by_id(sorted({*before, *after}))}
    found = [
        Change(event, titles.get(event, event), *told)
        for event in sorted({*before, *after})
        for told in _otherwise(before.get(event, ()), after.get(event, ()))
    ]
    return sorted(found, key=lambda one: (one.field == TOLD, one.field == "status", one.event, one.field))


def _otherwise(before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[tuple[str, str, str]]:
    if not before or not after:
        yield TOLD, "told" if before else "", "told" if after else ""
        return
    old, new = _numbers(before), _numbers(after)
    for name in sorted({*old, *new}):
        if old.get(name, "") != new.get(name, ""):
            yield name, old.get(name, ""), new.get(name, "")
    was, now = (", ".join(sorted({str(claim.status) for claim in side})) for side in (before, after))
    if was != now:
        yield "status", was, now


def _numbers(claims: Sequence[Claim]) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for name, count in claim.counts.items():
            found[name].add(count_words(count))
    return {name: ", ".join(sorted(words)) for name, words in found.items()}
