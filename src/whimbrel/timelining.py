"""What an actor of a chronicle did and underwent, in order of time: its events, and on demand what else reports tell.

Events are those of the record. Further happenings are read from the stored texts when asked and never kept, so they are
always true to the text; they have no code and are not merged beyond one verb on one day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from whimbrel.chronicle import Chronicle, EventFilter
from whimbrel.chronicle.actors import ActorEntry
from whimbrel.chronicle.filters import fold
from whimbrel.errors import UsageError
from whimbrel.model import Claim, Event, Report, Span, Status, When

if TYPE_CHECKING:
    from whimbrel.coder import Knowledge
    from whimbrel.timelines import Happening, Text

AS_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.PLANNED, Status.HISTORICAL})
MOST_NAMED = 5
FAR = date.max


@dataclass(frozen=True)
class Telling:
    """Where a report tells it: the sentence, and the words of the happening in it."""

    report: Report
    span: Span
    words: Span

    @property
    def text(self) -> str:
        return self.report.text[self.span.start : self.span.end]


@dataclass(frozen=True)
class Moment:
    """One thing that an actor did or underwent.

    `part` is actor or recipient, or "claimed" where only some claims of the event name it. `event` is None for a
    happening that no event of the record tells; then `verb` is its word.
    """

    when: When | None
    part: str
    status: Status
    verb: str
    event: Event | None
    tellings: tuple[Telling, ...]


def find_actor(chronicle: Chronicle, wanted: str) -> ActorEntry:
    """The one actor of the chronicle with this id or name. Raises UsageError when there is none, or more than one."""
    now = chronicle.identities().of(wanted)
    entries = list(chronicle.actors(words=False))
    said = fold(wanted)
    tests: tuple[Callable[[ActorEntry], bool], ...] = (
        lambda entry: entry.id in (wanted, now),
        lambda entry: said == fold(entry.name),
        lambda entry: any(_holds(name, said) for name in (entry.name, *(text for text, _ in entry.spellings))),
    )
    for fits in tests:
        found = [entry for entry in entries if fits(entry)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(entry.id for entry in found[:MOST_NAMED])
            more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
            raise UsageError(f"{wanted!r} may be {len(found)} actors", remedy=f"give one of the ids: {ids}{more}")
    raise UsageError(f"nobody in this chronicle is called {wanted!r}", remedy="see `whimbrel actors`")


def _holds(name: str, words: str) -> bool:
    return all(word in fold(name).split() for word in words.split())


def event_moments(
    chronicle: Chronicle, actor: str, since: date | None, until: date | None, *, whole: bool = False
) -> Iterator[Moment]:
    """The events in which the actor with this id takes part. Without `whole` only what is told as a fact or to come."""
    for event in chronicle.events(EventFilter(since=since, until=until, actor_id=actor)):
        if whole or event.status in AS_TOLD:
            told = {claim.id: claim for claim in chronicle.claims(event=event.id)}
            claims = [told[id] for id in event.claims if id in told]
            tellings = tuple(Telling(chronicle.report(c.report), c.span, c.trigger) for c in claims)
            yield Moment(event.when, _part(event, actor), event.status, "", event, tellings)


def _part(event: Event, actor: str) -> str:
    if any(who.id == actor for who in event.actors):
        return "actor"
    return "recipient" if any(who.id == actor for who in event.recipients) else "claimed"


def further_moments(
    reports: Iterable[Report], name: str, spellings: Sequence[str], claims: Iterable[Claim], knowledge: Knowledge
) -> Iterator[Moment]:
    """What else the reports tell of the bearer of `name`: happenings that no word of these claims tells.

    Only reports that hold one of the `spellings` are read.
    """
    from whimbrel.timelines import called, happened_to, line_up, read_text  # noqa: PLC0415 - the models

    texts = [read_text(r, knowledge) for r in reports if any(fold(word) in fold(r.text) for word in spellings)]
    who = called(name, (tree for text in texts for tree in text.trees), knowledge)
    known = {(claim.report, claim.trigger.start) for claim in claims}
    found = [
        happening
        for text in texts
        for happening in happened_to(text, who, knowledge)
        if (text.report.id, happening.span.start) not in known
    ]
    by_id = {text.report.id: text for text in texts}
    for point in line_up(found):
        first = point.tellings[0]
        part = "actor" if first.part == "agent" else "recipient"
        tellings = tuple(_telling(by_id[h.report], h) for h in point.tellings)
        when = _when(point.tellings, point.date) or _by_then(tellings[0].report.published)
        yield Moment(when, part, first.status, first.lemma, None, tellings)


def _telling(text: Text, happening: Happening) -> Telling:
    return Telling(text.report, text.trees[happening.sentence].sentence.span, happening.span)


def _when(tellings: Sequence[Happening], day: str) -> When | None:
    """The time of the telling that gives the date of the line; else the first that gives any."""
    times = [h.when for h in tellings if h.when is not None]
    return next((when for when in times if when.edtf == day), times[0] if times else None)


def _by_then(published: When | None) -> When | None:
    """What is told without a time was, at the latest, on the day of publication."""
    if published is None or published.latest is None:
        return None
    return When(f"../{published.latest.isoformat()}", None, published.latest, "publication")


def in_order(moments: Iterable[Moment], since: date | None = None, until: date | None = None) -> list[Moment]:
    """The moments that may lie within these days, earliest first; those of no known day at the end."""
    kept = [moment for moment in moments if _within(moment.when, since, until)]
    return sorted(kept, key=_key)


def _within(when: When | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    if when is None or (when.earliest is None and when.latest is None):
        return False
    after = since is None or when.latest is None or when.latest >= since
    return after and (until is None or when.earliest is None or when.earliest <= until)


def _key(moment: Moment) -> tuple[bool, date, date, str, int]:
    when = moment.when
    first = (when.earliest or when.latest) if when is not None else None
    last = (when.latest or FAR) if when is not None else FAR
    telling = moment.tellings[0] if moment.tellings else None
    where = (telling.report.id, telling.span.start) if telling else ("", 0)
    return first is None, first or FAR, last, *where
