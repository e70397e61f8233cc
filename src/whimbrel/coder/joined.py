"""Two persons joined by "and" whom a small parser tore apart: "Jane Doe of the union | and John Roe of the guild met".

The second is often hung on what stands between the two, or read as a further word of the first one's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from whimbrel.grammar.sentence import NameSpan, Token

OWNED = frozenset({"of", "from", "for"})  # what may follow a name and tell whose its bearer is
TITLE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"})
OWNER = TITLE | {"ADP"}
HYPHENS = frozenset({"-", "‑", "–"})


def joined(tokens: Sequence[Token], names: Sequence[NameSpan]) -> tuple[Token, ...]:
    """The tokens, a person named behind "and" put beside the one named before it."""
    found = list(tokens)
    persons = sorted((name for name in names if name.label == "PER"), key=lambda name: name.start)
    for first, second in pairwise(persons):
        conjunction = _conjunction(found, first, second)
        if conjunction is None:
            continue
        head, other = _head(found, first), _head(found, second)
        if head is None or other is None or _stands_beside(found, other, first):
            continue
        titles = range(conjunction + 1, second.start)
        if is_below(found, head, other):  # the first one hangs under the title of the second
            found[head] = found[head]._replace(dep=found[other].dep, head=found[other].head)
        top = _top(found, head, first)
        torn = any(_stands_beside(found, i, first) for i in titles) and found[top].head == found[other].head
        argument = found[other].dep.startswith(("nsubj", "obj"))  # of a verb, which may hang on the first one
        if not torn and (argument or not is_below(found, other, head)) and not _side_by_side(found, head, other):
            continue
        found[other] = found[other]._replace(dep="conj", head=top)
        found[conjunction] = found[conjunction]._replace(dep="cc", head=other)
        for i in titles:
            if found[i].dep != "punct" and not conjunction < found[i].head < second.end:
                found[i] = found[i]._replace(dep="nmod", head=other)
    return tuple(found)


def _conjunction(tokens: Sequence[Token], first: NameSpan, second: NameSpan) -> int | None:
    """The "and" between two names where only whose the first one is, and the title of the second, stand beside it."""
    at = second.start - 1
    while at > first.end and (tokens[at].pos in TITLE or tokens[at].text in HYPHENS):
        at -= 1
    if at < first.end or tokens[at].lemma.lower() != "and":
        return None
    between = tokens[first.end : at]
    if between and between[0].text.lower() not in OWNED:
        return None
    return at if all(token.pos in OWNER or token.text in HYPHENS for token in between) else None


def _head(tokens: Sequence[Token], name: NameSpan) -> int | None:
    """The token by which a name hangs in the sentence."""
    inside = range(name.start, name.end)
    return next((i for i in inside if tokens[i].head == i or tokens[i].head not in inside), None)


def _top(tokens: Sequence[Token], head: int, first: NameSpan) -> int:
    """The title right before a name that was made its apposition, else the name's own head."""
    token = tokens[head]
    return token.head if token.dep == "appos" and token.head == first.start - 1 else head


def _stands_beside(tokens: Sequence[Token], other: int, first: NameSpan) -> bool:
    return tokens[other].dep == "conj" and first.start <= tokens[other].head < first.end


def _side_by_side(tokens: Sequence[Token], one: int, other: int) -> bool:
    return (tokens[one].dep, tokens[one].head) == (tokens[other].dep, tokens[other].head)


def is_below(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Whether one token hangs under another, or is it."""
    for _ in tokens:
        if low == high:
            return True
        if tokens[low].head == low:
            return False
        low = tokens[low].head
    return False
