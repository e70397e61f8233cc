"""The questions of a chronicle, gathered in the background and kept up to date with it.

Bounded: pairs are sought for the newest reports alone, and only so many of each kind are kept, the most useful. What a
later look has to do is what came in since. What is asked of a page is what was gathered last; it never waits for more
than the first moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import nlargest
from threading import Lock, Thread
from time import monotonic, sleep

from whimbrel.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.doubts import Doubt
from whimbrel.chronicle.outlines import Edge
from whimbrel.errors import WhimbrelError
from whimbrel.knowing import almanac_of
from whimbrel.reviewing.answers import Answers, answers_of
from whimbrel.reviewing.doubtful import Stranger, event_question, event_use, stranger_question, strangers_near
from whimbrel.reviewing.pairs import Pair, Weighed, near_pairs, pair_question
from whimbrel.reviewing.picking import Skipped
from whimbrel.reviewing.question import Question

NEWEST_REPORTS = 400  # whose tellings are compared, when a chronicle is first looked at
MOST_PAIRS = 2_000
MOST_EACH = 300  # questions of a kind
MOST_STRANGERS = 100
FIRST_WAIT = 3.0  # seconds that the first page waits for questions
TOLD_EVERY = 5.0  # seconds between two tellings of what is gathered so far
BREATH = 0.01  # seconds between two batches, for those who wait for a page


@dataclass(frozen=True, slots=True)
class Gathered:
    """`strangers` are those whom it is asked of who they are, by id. `busy` while more is being gathered; `failed` says
    why it cannot be."""

    questions: tuple[Question, ...] = ()
    strangers: Mapping[str, Stranger] = field(default_factory=dict)
    busy: bool = False
    failed: str = ""


class Questions:
    """Safe to use from several threads. Without a chronicle there are none."""

    def __init__(self, chronicle: Chronicle | None = None, almanac: Callable[[], Almanac] | None = None) -> None:
        self.skipped = Skipped()
        self._chronicle = chronicle
        self._almanac = almanac
        self._lock = Lock()
        self._thread: Thread | None = None
        self._edge: Edge | None = None
        self._gathered = Gathered()
        self._pairs: dict[Pair, Weighed] = {}
        self._doubts: dict[str, Doubt] = {}
        self._strangers: Mapping[str, Stranger] = {}
        self._answers: tuple[int, Answers] = (-1, Answers())

    def now(self, wait: float = FIRST_WAIT) -> Gathered:
        """What was gathered last. Begins to gather anew where the chronicle has changed, and waits for it only where
        nothing was gathered yet."""
        if self._chronicle is None:
            return Gathered()
        edge = self._chronicle.edge()
        with self._lock:
            if edge != self._edge and (self._thread is None or not self._thread.is_alive()):
                self._thread = Thread(target=self._gather, args=(self._chronicle, edge), daemon=True)
                self._thread.start()
            thread, first = self._thread, not self._gathered.questions and self._edge is None
        if thread and first:
            thread.join(wait)
        busy = thread is not None and thread.is_alive()
        return replace(self._gathered, busy=busy)

    def settle(self, seconds: float = 60.0) -> Gathered:
        """What was gathered when nothing is left to gather, or the time is over."""
        until = monotonic() + seconds
        while monotonic() < until:
            found = self.now()
            if not found.busy and self._chronicle is not None and self._chronicle.edge() == self._edge:
                return found
            sleep(BREATH)
        return self.now()

    def answers(self) -> Answers:
        """What was answered so far."""
        if self._chronicle is None:
            return Answers()
        number = self._chronicle.edge().decision
        kept = self._answers
        if kept[0] != number:
            kept = self._answers = (number, answers_of(self._chronicle.decisions()))
        return kept[1]

    def _gather(self, chronicle: Chronicle, edge: Edge) -> None:
        """In a thread of its own; what goes wrong is told on the page and tried again with the next change."""
        try:
            self._gather_doubts(chronicle, edge)
            if self._edge is None:
                self._publish(chronicle)
            almanac = self._almanac() if self._almanac else almanac_of(chronicle)
            self._gather_pairs(chronicle, almanac)
            if self._edge is None or edge.report != self._edge.report:
                self._strangers = strangers_near(chronicle.unknown_actors()[:MOST_STRANGERS], almanac)
            self._publish(chronicle)
        except WhimbrelError as error:
            self._gathered = replace(self._gathered, failed=error.message)
        self._edge = edge

    def _gather_doubts(self, chronicle: Chronicle, edge: Edge) -> None:
        before = self._edge
        if before is None:
            self._doubts = {one.event: one for one in chronicle.doubts()}
        elif edge.change != before.change:
            changed = chronicle.changed_since(before)
            for id in changed:
                self._doubts.pop(id, None)
            self._doubts |= {one.event: one for one in chronicle.doubts(changed)}

    def _gather_pairs(self, chronicle: Chronicle, almanac: Almanac) -> None:
        before = self._edge.report if self._edge else 0
        new = [id for _, id in chronicle.latest_reports(before, NEWEST_REPORTS)]
        told = monotonic()
        for found in near_pairs(chronicle, almanac, new):
            self._pairs |= found
            if len(self._pairs) > 2 * MOST_PAIRS:
                self._pairs = dict(self._likeliest())
            if self._edge is None and monotonic() - told > TOLD_EVERY:
                self._publish(chronicle)
                told = monotonic()
            if self._edge is None and len(self._pairs) >= MOST_PAIRS:
                break  # older reports would push out what is as open
            sleep(BREATH)
        self._pairs = dict(self._likeliest())

    def _likeliest(self) -> list[tuple[Pair, Weighed]]:
        return nlargest(MOST_PAIRS, self._pairs.items(), key=lambda item: (item[1].doubt, item[0]))

    def _publish(self, chronicle: Chronicle) -> None:
        strangers = self._strangers
        found = [*_pair_questions(chronicle, self._likeliest()), *self._event_questions(chronicle)]
        found += [stranger_question(one, near) for one, near in strangers.values()]
        self._gathered = Gathered(tuple(sorted(found, key=lambda one: (-one.use, one.id))), strangers)

    def _event_questions(self, chronicle: Chronicle) -> Iterable[Question]:
        most = nlargest(MOST_EACH, self._doubts.values(), key=lambda one: (event_use(one), one.event))
        events = {event.id: event for event in chronicle.events_by_id([one.event for one in most])}
        return [event_question(one, events[one.event].claims[0]) for one in most if one.event in events]


def _pair_questions(chronicle: Chronicle, pairs: Iterable[tuple[Pair, Weighed]]) -> list[Question]:
    kept = list(pairs)
    home = chronicle.events_of(sorted({key for pair, _ in kept for key in pair}))
    told = {one.id: one.sources for one in chronicle.outlines(sorted(set(home.values())))}
    found: list[Question] = []
    for pair, weighed in kept:
        events = (home.get(pair[0], ""), home.get(pair[1], ""))
        if all(event in told for event in events):
            found.append(pair_question(pair, weighed, sum(told[event] for event in set(events))))
    return nlargest(MOST_EACH, found, key=lambda one: (one.use, one.id))
