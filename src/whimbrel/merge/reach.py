"""How far what is new reaches: the tellings whose group may be another by it, and what is to be written in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from whimbrel.merge.holding import Group
from whimbrel.merge.state import Link, MergeState

AT_ONCE = 1000  # tellings that are looked up together


def may_be_regrouped(changed: Collection[str], state: MergeState) -> list[str]:
    """The tellings that may be of another group since some of them have other links than before, in order.

    Whether a link holds depends on what is linked to its ends (`holding`), so both ends of all links of those that have
    changed may be parted or joined. What one that may be of several days is joined to depends on its own links
    (`several_days`): then it counts for what is linked to it as if that had changed as well.
    """
    several = state.of_several(sorted(changed))
    found = {*changed, *_ends(several, state)}
    return sorted(found | _ends(found, state))


def _ends(keys: Collection[str], state: MergeState) -> set[str]:
    """The ends of all links of some tellings."""
    return {end for link in state.links_of(sorted(keys)) for end in link}


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
