"""How sure a reading is: a sum of parts, each for something seen, weighed by how often claims like it came out right.

The weights stand in `confidence.csv` and are fitted by `python -m training.confidence`. The sum is a share: of the
claims at 0.8, about 80 in 100 are right in type and status.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whimbrel.coder.draft import Draft
from whimbrel.coder.tree import Tree
from whimbrel.errors import DataError
from whimbrel.model import Claim, PassageKind, Score, Status
from whimbrel.ontology import placing

LEAST, MOST = 0.05, 0.95
LONG = 40  # words; a small parser errs more often in longer sentences
MILD = frozenset({Status.HYPOTHETICAL, Status.ALLEGED})
PLAIN = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class Weight:
    """One line of `confidence.csv`: what is seen of a part, what it adds, and what it stands for in words."""

    part: str
    seen: str
    weight: float
    meaning: str


def confidence(tree: Tree, item: Draft, claim: Claim, beside: int) -> Score:
    """The confidence of a claim and its parts, which add up to it but for the bounds.

    `item` is the draft it was made from, `beside` the number of claims drafted from its sentence.
    """
    weights = load_weights()
    parts = {part: weights[part, seen].weight for part, seen in seen_parts(tree, item, claim, beside).items()}
    return Score(round(min(MOST, max(LEAST, sum(parts.values()))), 3), parts)


def of_ellipsis(score: Score) -> Score:
    """The confidence of what "they did" takes up, from that of the claim that tells it in words."""
    parts = {**score.parts, "ellipsis": load_weights()["ellipsis", "did"].weight}
    return Score(round(min(MOST, max(LEAST, sum(parts.values()))), 3), parts)


def seen_parts(tree: Tree, item: Draft, claim: Claim, beside: int) -> dict[str, str]:
    """What is seen of each part; each pair has a line in `confidence.csv`."""
    pattern = item.trigger.entry.pattern
    asks = pattern.conditions
    named = any(not party.id.startswith("group:") for party in claim.actors)
    above = sum(1 for _ in tree.ancestors(item.trigger.i))
    return {
        "base": "claim",
        "word": "specific" if asks >= 1 else "verb" if item.trigger.verbal else "noun",
        "words": "several" if item.merged else "one",
        "clause": "main" if above == 0 else "next" if above == 1 else "inner" if above < 4 else "deep",
        "sentence": "long" if len(tree.tokens) > LONG else "short",
        "beside": "alone" if beside == 1 else "few" if beside < 4 else "many",
        "kind": placing(claim.type).quad,
        "actor": "named" if named else "described" if claim.actors else "none",
        "recipient": "none" if not claim.recipients else "inferred" if item.inferred else "told",
        "number": "told" if claim.counts else "none",
        "time": "told" if claim.when else "none",
        "status": "plain" if claim.status in PLAIN else "mild" if claim.status in MILD else "other",
        "content": "of an act" if claim.within else "its own",
        "back": "points back" if claim.refers_back else "new",
        "passage": "caption" if claim.passage is PassageKind.CAPTION else "text",
    }


@cache
def load_weights() -> Mapping[tuple[str, str], Weight]:
    """The lines of `confidence.csv` by part and what is seen. Raises DataError when one is no weight."""
    found: dict[tuple[str, str], Weight] = {}
    with files("whimbrel.coder").joinpath("confidence.csv").open("r", encoding="utf-8") as handle:
        for number, row in enumerate(csv.DictReader(handle), 2):
            try:
                line = Weight(row["part"], row["seen"], float(row["weight"]), row["meaning"])
            except (KeyError, ValueError) as error:
                where = f"confidence.csv:{number}"
                raise DataError("is no weight", where=where, remedy="write part,seen,weight,meaning") from error
            found[line.part, line.seen] = line
    return found
