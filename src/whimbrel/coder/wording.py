"""What an outlet calls a party, kept apart from what we call it: loaded words go to `word`, labels do without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whimbrel.almanac.fold import name_key
from whimbrel.almanac.loaded import LONGEST_WORD, LoadedWords
from whimbrel.coder.speakers import text_between
from whimbrel.coder.tree import Tree
from whimbrel.model import Participant

BELOW = ("amod", "compound", "appos", "flat")  # "the terrorist X", "X, the occupier,"
ABOVE = frozenset({"appos", "flat"})  # "the terrorist organisation X"


def worded(tree: Tree, parties: list[Participant], loaded: LoadedWords) -> tuple[Participant, ...]:
    """The parties as a claim keeps them: with the loaded word of their mention, titles and composed names without.

    A sentence without any such word costs one look at its tokens.
    """
    places = [token.i for token in tree.tokens if token.text.lower() in loaded.parts]
    if not places:
        return tuple(parties)
    return tuple(_worded(tree, party, places, loaded) for party in parties)


def _worded(tree: Tree, party: Participant, places: list[int], loaded: LoadedWords) -> Participant:
    word = party.word or next(_words(tree, party, places, loaded), "")
    name = loaded.neutral(party.name) or "people" if party.id.startswith("group:") else party.name
    return replace(party, word=word, name=name, title=loaded.neutral(party.title))


def _words(tree: Tree, party: Participant, places: list[int], loaded: LoadedWords) -> Iterator[str]:
    """Loaded words in the mention, beside it or in the title given with it, as they are written."""
    if party.span is not None:
        inside = {t.i for t in tree.tokens if t.start < party.span.end and party.span.start < t.end}
        about = inside | {j for i in inside for j in tree.children(i, *BELOW)}
        about |= {tree.tokens[i].head for i in inside if tree.tokens[i].dep in ABOVE}
        for i in places:
            if i in about:
                yield from (words for words in _runs(tree, i) if loaded.takes_side(words) and _is_said_of(party, words))
    yield from (party.title[start:end] for start, end, row in loaded.said(party.title) if not row.plain)


def _runs(tree: Tree, i: int) -> Iterator[str]:
    """The words of up to three tokens with `i` among them, longest first."""
    for size in range(LONGEST_WORD, 0, -1):
        for start in range(max(0, i - size + 1), min(i, len(tree.tokens) - size) + 1):
            yield text_between(list(tree.tokens[start : start + size]))


def _is_said_of(party: Participant, words: str) -> bool:
    """Whether the words are said of the party and are no part of a name, such as "Lord's Resistance Army"."""
    if party.id.startswith("group:"):
        return True
    in_name = f" {name_key(words)} " in f" {name_key(party.name)} "
    return not in_name and (words == party.text or not (words[:1].isupper() and words in party.text))
