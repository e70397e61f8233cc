"""Which stored reports tell the same main event as one: looked for when it is asked, nothing of it is kept.

Looked at are the reports of its events and those that share its telling words, at most POOL; which of these belong
together is decided as for any set of reports (`merge.main_event`).
"""

from __future__ import annotations

from whimbrel.chronicle import Chronicle
from whimbrel.merge.main_event import Read, same_main_event, shares
from whimbrel.merge.stories import telling_words
from whimbrel.merge.story import gist
from whimbrel.model import Report

WORDS = 12  # of the telling ones
LEAST = 3  # of these that another report must hold
POOL = 60


def reports_beside(chronicle: Chronicle, report: Report) -> list[Report]:
    """The other reports of the same main event, undated and unread ones too, in order of their ids."""
    words = telling_words(gist(report))[:WORDS]
    own_events = sorted(set(chronicle.events_of([claim.id for claim in chronicle.claims(report=report.id)]).values()))
    told = {id for event in own_events for id in chronicle.event(event).reports}
    like = chronicle.reports_with(words, least=min(LEAST, len(words)), most=POOL)
    pool = dict.fromkeys([report.id, *sorted(told), *like])
    known = [chronicle.report(id) for id in list(pool)[:POOL]]
    found = same_main_event({one.id: _read(chronicle, one) for one in known})
    return sorted((r for r in known if r.id != report.id and found[r.id] == found[report.id]), key=lambda r: r.id)


def _read(chronicle: Chronicle, report: Report) -> Read:
    claims = list(chronicle.claims(report=report.id))
    events = shares(claims, chronicle.events_of([claim.id for claim in claims])).get(report.id, {})
    return Read(gist(report), report.published, events)
