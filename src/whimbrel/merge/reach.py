"""How far what is new reaches: the tellings whose group may be another by it, and what is to be written in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whimbrel.merge.holding import Group
from whimbrel.merge.state import Link, MergeState

STEPS = 2  # links: whether one holds depends on what is linked to its ends, and both its ends may be parted by it
AT_ONCE = 1000  # tellings that are looked up together


def steps_from(keys: Iterable[str], steps: int, state: MergeState) -> list[str]:
    """Some keys, and all that so many links lead to from them, in order."""
    found = fresh = set(keys)
    for _ in range(steps):
        ends = {end for link in state.links_of(sorted(fresh)) for end in link}
        fresh = ends - found
        found = found | ends
    return sorted(found)


def held_together(groups: Sequence[Group], parted: Iterable[Link], state: MergeState) -> Mapping[str, set[str]]:
    """For each key others of its group, and of groups that were of one event with it, or may have been (`parted`)."""
    pairs = [*parted, *((group.keys[0], key) for group in groups for key in group.keys)]
    first: dict[str, str] = {}  # event → a key of it
    keys = [key for group in groups for key in group.keys]
    for at in range(0, len(keys), AT_ONCE):
        told = {one.key: (*one.claims, *one.contents) for one in state.tellings(keys[at : at + AT_ONCE]).values()}
        home = state.events_of([id for ids in told.values() for id in ids])
        pairs += [(first.setdefault(home[id], key), key) for key, ids in told.items() for id in ids if id in home]
    found: dict[str, set[str]] = defaultdict(set)
    for low, high in pairs:
        found[low].add(high)
        found[high].add(low)
    return found
