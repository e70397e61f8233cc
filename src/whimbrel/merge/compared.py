"""Verdicts that were given a moment ago: a pair that may be linked is weighed again when its group becomes events."""

from __future__ import annotations

from collections import OrderedDict

from whimbrel.merge.compare import Evidence, Verdict, compare, copied
from whimbrel.merge.occurrence import Occurrence

KEPT = 256  # pairs; the oldest are let go


class Compared:
    """Brief verdicts on pairs of tellings of different reports, by the very objects that were compared.

    A verdict holds as long as it stays the same whether the two reports are copies: nothing else that tellings are
    weighed by changes while reports are taken in.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._known: OrderedDict[tuple[int, int, bool], tuple[Occurrence, Occurrence, Verdict]] = OrderedDict()

    def verdict(self, a: Occurrence, b: Occurrence) -> Verdict:
        """What `compare` gives, briefly; the telling with the smaller key is the first."""
        if a.key > b.key:
            a, b = b, a
        if not a.reports.isdisjoint(b.reports):
            return compare(a, b, self._evidence, brief=True)
        pair = id(a), id(b), copied(a, b, self._evidence)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = a, b, compare(a, b, self._evidence, brief=True)
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found[2]
