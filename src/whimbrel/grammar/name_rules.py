"""Rules over the tagger's names: particles, "X of Y" bodies, titles, acronyms in brackets, and agreement in one text."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.grammar.features import WordLists
from whimbrel.grammar.sentence import NameSpan


def mended(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> tuple[NameSpan, ...]:
    """The names after the rules, in order, none overlapping."""
    return tuple(names)


def agree(sentences: Sequence[Sequence[str]], found: Sequence[tuple[NameSpan, ...]]) -> list[tuple[NameSpan, ...]]:
    """The names of one text made to agree in type."""
    return list(found)
