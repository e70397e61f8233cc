"""Whom a name between commas renames: "the head of the union, Jane Doe, met" is about the head, not about the union.

A small parser often hangs the name, and the next office after it, on the body that stands nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whimbrel.almanac.roles import load_titles
from whimbrel.coder.joined import is_below
from whimbrel.grammar.sentence import NameSpan, Token

RENAMING = frozenset({"appos", "conj", "dep", "parataxis"})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj"})
WITHIN = frozenset({"nmod", "compound", "amod", "flat", "appos"})
CLOSING = frozenset({",", ".", ";", ")", "–", "—"})
STEPS = 5


def rehung(tokens: Sequence[Token], names: Sequence[NameSpan]) -> tuple[Token, ...]:
    """The tokens with persons' names on the offices that they rename, and a second office beside the first."""
    found = list(tokens)
    for name in names:
        head = next((t for t in found[name.start : name.end] if not name.start <= t.head < name.end), None)
        if name.label != "PER" or head is None:
            continue
        title = found[max(name.start - 1, 0)]
        if title.dep == "conj" and title.i < name.start and head.dep in ARGUMENTS and _is_office(found, title.i):
            found[title.i] = title._replace(dep="nmod", head=head.i)  # "leader A and leader B met": the title of B
        if not _between_commas(found, name):
            continue
        office = next(_offices(found, name.start - 2), None)
        if office is None or head.dep not in RENAMING or is_below(found, office, head.i):
            continue
        found[head.i] = head._replace(dep="appos", head=office)
        other = _joined_office(found, office, name)
        if other is not None:
            found[other] = found[other]._replace(head=office)
    return tuple(found)


def _between_commas(tokens: Sequence[Token], name: NameSpan) -> bool:
    before = name.start > 1 and tokens[name.start - 1].text == ","
    return before and (name.end == len(tokens) or tokens[name.end].text in CLOSING)


def _offices(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Offices of one holder that the nominal ending at `at` names, the nearest first."""
    for _ in range(STEPS):
        token = tokens[at]
        if _is_office(tokens, at):
            yield at
        if token.head == at or token.dep.split(":")[0] not in WITHIN:
            return
        at = token.head


def _is_office(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.pos == "NOUN" and token.tag == "NN" and load_titles().find(_hyphened(tokens, at)) is not None


def _hyphened(tokens: Sequence[Token], at: int) -> str:
    """The word with what hyphens join to it: "secretary-general"."""
    first = at
    while first > 1 and tokens[first - 1].text == "-":
        first -= 2
    return "".join(token.text for token in tokens[first : at + 1])


def _joined_office(tokens: Sequence[Token], office: int, name: NameSpan) -> int | None:
    """The office after ", and" behind the name that was hung on a word of the first office's nominal."""
    for token in tokens[name.end :]:
        joined = token.dep == "conj" and office < token.head < name.end and token.pos == "NOUN"
        if joined and any(t.dep == "cc" and t.head == token.i and name.end <= t.i < token.i for t in tokens):
            return token.i
    return None
