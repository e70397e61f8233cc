"""What is known of a report as a whole while its sentences are coded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whimbrel.coder.humans import is_human
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.parties import Cast
from whimbrel.coder.setting import Timeline
from whimbrel.coder.trace import Trace
from whimbrel.coder.tree import Tree
from whimbrel.model import ActorKind, Place, Report

ARMED = frozenset({ActorKind.FORCES, ActorKind.POLICE, ActorKind.ARMED_GROUP})


@dataclass(frozen=True)
class Reading:
    """What the coder holds in hand while it goes through one report."""

    report: Report
    cast: Cast
    lexicon: Lexicon
    timeline: Timeline
    places: Mapping[int, Place]
    trace: Trace | None = None

    def is_kind(self, tree: Tree, i: int, kind: str) -> bool:
        """Whether a nominal is of a pattern's object kind."""
        place = self.places.get(tree.tokens[i].start) or any(
            tree.tokens[j].start in self.places for j in tree.children(i, "compound", "flat", "nmod")
            if tree.case(j) in {"", "of"}
        )  # fmt: skip
        if kind == "place" and place:
            return True
        parties = self.cast.parties(tree, i)
        if kind == "person":
            return bool(parties or self.cast.capital(tree, i)) or is_human(tree, i, self.lexicon)
        if kind == "state":
            return any(p.kind in {ActorKind.STATE, ActorKind.GOVERNMENT} for p in parties)
        if kind == "force":
            return any(p.kind in ARMED or p.sector == "REB" for p in parties) or (
                tree.lemma(i) in {"troop", "force", "soldier", "fighter", "army"}
            )
        return not parties and not place and not self.timeline.covers(tree.tokens[i].start)
