"""What PLOVER's rules make of a draft whose status is known: its type, mode and status, and the rules that did it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from whimbrel.coder.demands import will_not
from whimbrel.coder.draft import Draft
from whimbrel.coder.tree import Tree
from whimbrel.model import Status, When

FUTURE_IS_AGREEMENT = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})  # PLOVER manual: a future one is AGREE
REFUSED = {"AID": "assist", "SUPPORT": "assist", "COOPERATE": "assist", "CONSULT": "meet", "RETREAT": "yield",
           "CONCEDE": "yield", "AGREE": "change"}  # fmt: skip
HISTORY_DAYS = 31  # older than about a month before the report: background
COMPLEMENT_MODES = {
    "REQUEST": {"AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "CONSULT": "meet", "RETREAT": "yield",
                "CONCEDE": "yield"},
    "REJECT": {"AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "CONSULT": "meet", "RETREAT": "yield",
               "CONCEDE": "yield"},
    "THREATEN": {"ASSAULT": "violence", "COERCE": "restrict", "SANCTION": "relations", "MOBILIZE": "violence",
                 "RETREAT": "relations", "COERCE arrest": "arrest", "COERCE deport": "expel", "SANCTION expel": "expel",
                 "PROTEST strike": "restrict", "PROTEST boycott": "restrict", "PROTEST obstruct": "restrict"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim's type, mode and status. `rules` say in words what changed them beyond lexicon and status marks."""

    type: str
    mode: str
    status: Status
    rules: tuple[str, ...] = ()


def outcome(
    tree: Tree, item: Draft, kinds: Mapping[int, str], status: Status, when: When | None, published: When | None
) -> Outcome:
    """Apply to a draft the rules that look at more than its own words.

    `kinds` maps the sentence's triggers to their types and modes ("COERCE arrest"), `status` is what the words say,
    `when` the time they give.
    """
    found = Outcome(item.type, item.mode, status)
    if _is_history(status, when, published):
        found = replace(found, status=Status.HISTORICAL, rules=("told of more than a month later: background",))
    if not found.mode:
        found = _with_complement_mode(tree, item, kinds, found)
    if found.status is Status.NEGATED and found.type in REFUSED and will_not(tree, item.trigger.i):
        rule = f"will not: a refusal, so {found.type} becomes REJECT"
        return Outcome("REJECT", REFUSED[found.type], Status.HAPPENED, (*found.rules, rule))
    if found.status is Status.PLANNED and found.type in FUTURE_IS_AGREEMENT:
        return Outcome("AGREE", "", found.status, (*found.rules, f"a future {found.type} is AGREE"))
    return found


def _is_history(status: Status, when: When | None, published: When | None) -> bool:
    """A plain telling of something more than a month old is background."""
    if status is not Status.HAPPENED or when is None or when.latest is None:
        return False
    if published is None or published.earliest is None:
        return False
    return (published.earliest - when.latest).days > HISTORY_DAYS


def _with_complement_mode(tree: Tree, item: Draft, kinds: Mapping[int, str], found: Outcome) -> Outcome:
    """What is asked for, refused or threatened gives the mode, by its type and mode or by its type alone."""
    modes = COMPLEMENT_MODES.get(item.type)
    if modes is None:
        return found
    for i in sorted(kinds):
        mode = modes.get(kinds[i]) or modes.get(kinds[i].partition(" ")[0])
        if mode is not None and i not in item.tokens and item.trigger.i in tree.ancestors(i):
            rule = f"mode {mode}: what it is about is {kinds[i].strip()} (“{tree.tokens[i].text}”)"
            return replace(found, mode=mode, rules=(*found.rules, rule))
    if item.type in {"REQUEST", "REJECT"}:
        return replace(found, mode="change", rules=(*found.rules, "mode change: what it is about is no other act"))
    return found
