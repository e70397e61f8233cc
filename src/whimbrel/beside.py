"""Which stored reports tell the same main event as one: looked for when it is asked, nothing of it is kept.

Looked at are the reports of its events and those that share its telling words, at most POOL; which of these belong
together is decided as for any set of reports (`merge.main_event`). Where a day of publication is not known and no event
is shared, wording alone speaks for it: two meetings of one company years apart are worded alike, so such reports are
told apart from the others.
"""

from __future__ import annotations

from dataclasses import dataclass

from whimbrel.chronicle import Chronicle
from whimbrel.merge.main_event import Read, same_main_event, shares
from whimbrel.merge.stories import telling_words
from whimbrel.merge.story import gist
from whimbrel.model import Report, When

WORDS = 12  # of the telling ones
LEAST = 3  # of these that another report must hold
POOL = 60
NEWS_DAYS = 30  # reports whose days of publication are known to lie farther apart belong apart


@dataclass(frozen=True, slots=True)
class Beside:
    """Reports in order of their ids: `same` tell the same main event, `alike` are worded so, of days not known."""

    same: tuple[Report, ...] = ()
    alike: tuple[Report, ...] = ()


def reports_beside(chronicle: Chronicle, report: Report) -> Beside:
    """The other reports that belong beside this one, undated and unread ones too."""
    words = telling_words(gist(report))[:WORDS]
    own_events = sorted(set(chronicle.events_of([claim.id for claim in chronicle.claims(report=report.id)]).values()))
    told = {id for event in own_events for id in chronicle.event(event).reports}
    like = chronicle.reports_with(words, least=min(LEAST, len(words)), most=POOL)
    pool = dict.fromkeys([report.id, *sorted(told), *like])
    known = {id: chronicle.report(id) for id in list(pool)[:POOL]}
    read = {id: _read(chronicle, one) for id, one in known.items()}
    found = same_main_event(read)
    own = read[report.id]
    others = [
        id
        for id in sorted(known)
        if id != report.id and found[id] == found[report.id] and not _far_apart(report.published, known[id].published)
    ]
    same = {id for id in others if own.events.keys() & read[id].events.keys() or (_dated(report) and _dated(known[id]))}
    return Beside(tuple(known[id] for id in others if id in same), tuple(known[id] for id in others if id not in same))


def _far_apart(a: When | None, b: When | None) -> bool:
    """Whether two times of publication, known or inferred, leave more than NEWS_DAYS between."""
    if a is None or b is None or not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    return max((a.earliest - b.latest).days, (b.earliest - a.latest).days) > NEWS_DAYS


def _dated(report: Report) -> bool:
    return report.published is not None and report.published.latest is not None and report.published.how != "inferred"


def _read(chronicle: Chronicle, report: Report) -> Read:
    claims = list(chronicle.claims(report=report.id))
    events = shares(claims, chronicle.events_of([claim.id for claim in claims])).get(report.id, {})
    return Read(gist(report), report.published, events)
