"""How one change is told in a digest: what it was, what it is, and the words of the reports that make it so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from whimbrel.chronicle import ActorEntry, Chronicle, EventFilter
from whimbrel.chronicle.changes import Change
from whimbrel.digest_values import (
    bounds,
    changed_counts,
    count_change,
    counts_words,
    new_conflicts,
    other_changes,
    rivals_words,
    where_words,
)
from whimbrel.errors import UsageError
from whimbrel.export.countries import country_name
from whimbrel.export.dates import joined, when_words
from whimbrel.export.digest.parts import Entry, Telling
from whimbrel.export.dossier import field_label, source_name, value_words
from whimbrel.export.page.view import safe_link
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Event

QUOTED = 3
RIVALS_QUOTED = 5

Said = Callable[[Claim], str]


class Quoting:
    """Makes entries, with what the reports read before `until` say; those read since `since` are marked as new."""

    def __init__(self, chronicle: Chronicle, since: str, until: str) -> None:
        self._chronicle, self._since, self._until = chronicle, since, until
        self._times: dict[str, str] = {}
        self._report = lru_cache(maxsize=512)(partial(chronicle.report, text=False))

    def new(self, change: Change) -> Entry:
        """An event that was not there before: each independent origin in its own words, the first out first."""
        event = _after(change)
        claims = self._claims(change)
        firsts = [origin.earliest for origin in event.origins]
        quoted = sorted(
            (claim for claim in claims if not firsts or claim.report in firsts),
            key=lambda claim: firsts.index(claim.report) if firsts else 0,
        )
        split = (f"split from: {self._titled(change.other)}",) if change.other else ()
        return self._entry(change, event, split, quoted or claims, behind=len({claim.report for claim in claims}))

    def tolls(self, change: Change) -> Entry | None:
        """Numbers of killed, wounded and others that the record shows otherwise than before; None for none."""
        before, after = _before(change), _after(change)
        names = changed_counts(before, after)
        if not names:
            return None

        def rank(claim: Claim) -> tuple[int, int]:
            """First a claim that gives a number shown now, then one shown before; of these one with most numbers."""
            given = [(name, bounds(claim, name)) for name in names if name in claim.counts]
            place = next((at for at, one in enumerate((after, before)) for n, b in given if b == bounds(one, n)), 2)
            return place, -len(given)

        claims = sorted((c for c in self._claims(change) if any(name in c.counts for name in names)), key=rank)
        told = tuple(count_change(before, after, name) for name in names)
        return self._entry(change, after, told, claims, lambda claim: counts_words(claim.counts, names))

    def conflicts(self, change: Change) -> Entry | None:
        """Fields on which sources differ that did not before, or with one more rival value; None for none."""
        after = _after(change)
        new = new_conflicts(_before(change), after)
        if not new:
            return None
        by_id = {claim.id: claim for claim in self._claims(change)}
        said: dict[str, list[str]] = {}
        for conflict in new:
            for value in conflict.values:
                giving = next((id for id in (*value.claims, *value.against) if id in by_id), None)
                if giving is not None:
                    denied = "" if giving in value.claims else "not "
                    name = field_label(conflict.field).lower()
                    said.setdefault(giving, []).append(f"{name} {denied}{value_words(conflict.field, value)}")
        told = tuple(rivals_words(after, conflict) for conflict in new)
        claims = [by_id[id] for id in said]
        entry = self._entry(change, after, told, (), behind=len({claim.report for claim in claims[RIVALS_QUOTED:]}))
        tellings = tuple(self._telling(claim, joined(said[claim.id])) for claim in claims[:RIVALS_QUOTED])
        return replace(entry, tellings=tellings)

    def others(self, change: Change) -> Entry | None:
        """What else the record shows otherwise than before, with the newest words on it; None for nothing."""
        told = tuple(other_changes(_before(change), _after(change)))
        if not told:
            return None
        claims = sorted(self._claims(change), key=lambda claim: not self._is_fresh(claim))
        return self._entry(change, _after(change), told, claims)

    def gone(self, change: Change) -> Entry:
        """An event that is no more, or is a part of another now."""
        event = _before(change)
        told = f"now one with: {self._titled(change.other)}" if change.other else "no event of its own any more"
        claims = [self._chronicle.claim(id) for id in event.claims]
        return self._entry(change, event, (told,), claims)

    def actor(self, entry: ActorEntry) -> Entry:
        """Somebody who was not named before, with the first words that name them."""
        number = f"{entry.events:,} event{'' if entry.events == 1 else 's'}"
        about = (str(entry.kind), country_name(entry.country), *(title for title, _ in entry.titles[:1]), number)
        naming = (
            claim
            for event in self._chronicle.events(EventFilter(actor_id=entry.id))
            for claim in self._in_order(event)
            if entry.id in {who.id for who in (*claim.actors, *claim.recipients)}
        )
        first = next(naming, None)
        tellings = (self._telling(first),) if first else ()
        return Entry(entry.name, tuple(part for part in about if part), (), tellings)

    # ---- within

    def _entry(
        self,
        change: Change,
        event: Event,
        told: tuple[str, ...],
        claims: Sequence[Claim],
        said: Said = lambda _: "",
        *,
        behind: int = 0,
    ) -> Entry:
        """One telling for each report, and how many of the reports (`behind` it all) are not quoted."""
        first: dict[str, Claim] = {}
        for claim in claims:
            first.setdefault(claim.report, claim)
        quoted = list(first.values())[:QUOTED]
        reports = behind or len({claim.report for claim in claims})
        return Entry(
            title=event_title(event),
            about=_about(event),
            changes=told,
            tellings=tuple(self._telling(claim, said(claim)) for claim in quoted),
            more=reports - len({claim.report for claim in quoted}),
            id=change.id,
        )

    def _telling(self, claim: Claim, said: str = "") -> Telling:
        report = self._report(claim.report)
        published = when_words(report.published) if report.published else "day of publication not known"
        fresh = self._is_fresh(claim)
        return Telling(source_name(report), published, safe_link(report.url), claim.text, said, fresh)

    def _claims(self, change: Change) -> list[Claim]:
        """What the event rests on, of reports that were read by the end of the time."""
        found = self._in_order(change.now or _after(change))
        self._look_up(found)
        return [claim for claim in found if self._times[claim.report] < self._until]

    def _in_order(self, event: Event) -> list[Claim]:
        stored = {claim.id: claim for claim in self._chronicle.claims(event=event.id)}
        return [stored[id] for id in event.claims if id in stored]

    def _is_fresh(self, claim: Claim) -> bool:
        self._look_up([claim])
        return self._times[claim.report] >= self._since

    def _look_up(self, claims: Sequence[Claim]) -> None:
        """Notes when the reports of these claims were read."""
        new = sorted({claim.report for claim in claims} - self._times.keys())
        if new:
            self._times.update(self._chronicle.read_times(new))

    def _titled(self, id: str) -> str:
        """An event's sentence, or the one that it has become."""
        try:
            event = self._chronicle.event(id)
        except UsageError:  # it is gone as well
            return id[:12]
        return f"{event_title(event)} ({event.id[:12]})"


def _before(change: Change) -> Event:
    assert change.before is not None
    return change.before


def _after(change: Change) -> Event:
    assert change.after is not None
    return change.after


def _about(event: Event) -> tuple[str, ...]:
    origins = len(event.origins)
    told = f"{origins} independent origins" if origins > 1 else ""
    return tuple(part for part in (when_words(event.when), where_words(event), told) if part)
