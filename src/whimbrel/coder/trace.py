"""What the coder had in hand when it made a claim. Filled only when asked for, so that a normal run pays nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from whimbrel.coder.draft import Draft
from whimbrel.coder.outcome import Outcome
from whimbrel.coder.parties import Cast
from whimbrel.coder.reference import Discourse
from whimbrel.coder.status import StatusFinding
from whimbrel.coder.tree import Tree
from whimbrel.model import Participant


@dataclass(frozen=True, slots=True)
class Evidence:
    """The steps by which one claim came about.

    `acts` maps the sentence's triggers to their types; `beside` is the number of claims drafted from the sentence.
    """

    tree: Tree
    draft: Draft
    finding: StatusFinding
    outcome: Outcome
    acts: Mapping[int, str]
    beside: int


@dataclass(slots=True)
class Trace:
    """Collects evidence while a report is coded.

    `claims` is by claim id. `parties` says for (start of the sentence, token) whom the nominal was taken for,
    `back` which of these were found by pointing back to somebody named before.
    """

    claims: dict[str, Evidence] = field(default_factory=dict)
    parties: dict[tuple[int, int], list[Participant]] = field(default_factory=dict)
    back: dict[tuple[int, int], list[Participant]] = field(default_factory=dict)

    def watch(self, cast: Cast) -> Cast:
        """The same cast, with its answers noted here."""
        discourse = _WatchedDiscourse(**_given(cast.discourse), trace=self)
        return _WatchedCast(**{**_given(cast), "discourse": discourse}, trace=self)


def _given(item: Cast | Discourse) -> dict[str, Any]:
    return {field.name: getattr(item, field.name) for field in fields(item) if field.init}


@dataclass
class _WatchedDiscourse(Discourse):
    trace: Trace = field(default_factory=Trace)

    def resolve(self, tree: Tree, i: int) -> list[Participant]:
        found = super().resolve(tree, i)
        if found:
            self.trace.back[tree.sentence.span.start, i] = found
        return found

    def pair(self, tree: Tree, i: int) -> list[Participant]:
        found = super().pair(tree, i)
        if found:
            self.trace.back[tree.sentence.span.start, i] = found
        return found


@dataclass(frozen=True)
class _WatchedCast(Cast):
    trace: Trace = field(default_factory=Trace)

    def parties(self, tree: Tree, i: int, depth: int = 0) -> list[Participant]:
        found = super().parties(tree, i, depth)
        self.trace.parties[tree.sentence.span.start, i] = found
        return found
