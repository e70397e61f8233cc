"""Which claims stand for a happening, and which are the content of somebody's demand or threat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from whimbrel.merge.founding import UNREAL
from whimbrel.model import Claim


def apart(claims: Iterable[Claim]) -> tuple[list[Claim], dict[str, list[Claim]]]:
    """Claims that stand for a happening, and by its id those that are the content of a speech act, however deep.

    What is only called for, threatened or possible is no happening, even where nobody is named who calls: it stays a
    claim (`founding`).
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    parent = {claim.id: claim.within for claim in ordered}
    contents: dict[str, list[Claim]] = defaultdict(list)
    own: list[Claim] = []
    for claim in ordered:
        root = _root(claim.id, parent)
        if root != claim.id:
            contents[root].append(claim)
        elif claim.status not in UNREAL:
            own.append(claim)
    return own, contents


def _root(id: str, parent: Mapping[str, str]) -> str:
    """The outermost speech act that a claim is told in; the claim itself where there is none."""
    passed = {id}
    while (above := parent[id]) in parent:
        if above in passed:
            return min(passed)  # a ring, which no reading should give
        passed.add(above)
        id = above
    return id
