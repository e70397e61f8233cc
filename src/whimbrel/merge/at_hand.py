"""Tellings that were looked up or made a moment ago, so that nothing is read twice in one run."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from whimbrel.merge.compare import Evidence
from whimbrel.merge.marks import Marked, marked
from whimbrel.merge.occurrence import Occurrence, occurrence
from whimbrel.merge.republished import Republished
from whimbrel.merge.state import MergeState, Telling

KEPT = 20_000  # the days around a busy one: each is compared again and again, and takes 4 KB
MARKS_KEPT = 1_000
Known = tuple[Telling, Occurrence]


class AtHand:
    """Tellings of a `MergeState` with all that is compared of them; the oldest are let go when there are too many."""

    def __init__(self, state: MergeState, evidence: Evidence, again: Republished) -> None:
        self._state = state
        self._again = again
        self._evidence = evidence
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._marked: OrderedDict[str, Marked] = OrderedDict()

    def keep(self, telling: Telling, item: Occurrence) -> None:
        """Keeps what was made."""
        self._known[telling.key] = (telling, item)
        if len(self._known) > KEPT:
            self._known.popitem(last=False)

    def drop(self, keys: Iterable[str]) -> None:
        """These tellings are there no more."""
        for key in keys:
            self._known.pop(key, None)
            self._marked.pop(key, None)

    def get(self, keys: Sequence[str]) -> Mapping[str, Known]:
        """Tellings by key, those that are not at hand looked up together."""
        found = {key: self._known[key] for key in keys if key in self._known}
        lacking = self._state.tellings([key for key in keys if key not in found])
        claims = self._state.claims([id for one in lacking.values() for id in one.claims])
        for one in lacking.values():
            told = self._again.told(one.report, (claims[id] for id in one.claims))
            item = occurrence(tuple(told), {one.report: self._again.published(one.report)}, self._evidence.words)
            found[one.key] = (one, item)
            self.keep(one, item)
        return {key: found[key] for key in keys}

    def items(self, keys: Sequence[str]) -> Mapping[str, Occurrence]:
        """What is compared of tellings, by key."""
        return {key: item for key, (_, item) in self.get(keys).items()}

    def marked(self, item: Occurrence) -> Marked:
        """The marks of a telling."""
        found = self._marked.get(item.key)
        if found is None:
            found = self._marked[item.key] = marked(item, self._evidence)
            if len(self._marked) > MARKS_KEPT:
                self._marked.popitem(last=False)
        return found
