"""The colon that stands for "says": "Minister: …", "…: police", and a speaker's name before a quotation."""

from __future__ import annotations

from collections.abc import Mapping

from whimbrel.coder.quotes.attribution import Stance
from whimbrel.coder.quotes.candidate import Candidate
from whimbrel.coder.quotes.marks import Run, covering, paragraph_of
from whimbrel.coder.tree import Tree

NAMING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PUNCT", "CCONJ", "PRON", "NUM", "PART", "X"})
LONGEST_NAME = 9  # words
LONGEST_TAIL = 4


def colon_candidate(tree: Tree, text: str, runs: tuple[Run, ...], speakers: Mapping[str, Stance]) -> Candidate | None:
    """What is said before or after a colon. `speakers` are nouns of people, bodies and documents that speak.

    Only a line of its own counts as a headline; elsewhere the words after the colon must be quoted.
    """
    colons = [t.i for t in tree.tokens if t.text == ":" and covering(runs, t.start) is None]
    if not colons:
        return None
    first, last, span = colons[0], colons[-1], tree.sentence.span
    size = len(tree.tokens)
    quoted = first + 1 < size and covering(runs, tree.tokens[first + 1].start) is not None
    line = _own_line(tree, text)
    head = _name_in(tree, _from_dash(tree, first), first, speakers)
    if head and first == size - 1 and not text[paragraph_of(text, span.start).start : span.start].strip():
        return Candidate(
            first, ":", _stance(tree, head, speakers), (first,), head[-1], frozenset(), whole=head, quotes=True
        )
    if head and (quoted or line) and size - first > 3:
        content = frozenset(range(first + 1, size))
        return Candidate(
            first, ":", _stance(tree, head, speakers), (first,), head[-1], content, whole=head, quotes=True
        )
    tail = _name_in(tree, last + 1, size, speakers) if size - last - 1 <= LONGEST_TAIL + 1 else ()
    if tail and line and last > 3:
        return Candidate(
            last, ":", _stance(tree, tail, speakers), (last,), tail[-1], frozenset(range(last)), whole=tail
        )
    return None


def _stance(tree: Tree, words: tuple[int, ...], speakers: Mapping[str, Stance]) -> Stance:
    return next((speakers[tree.lemma(i)] for i in words if tree.lemma(i) in speakers), Stance.SPEECH)


def _own_line(tree: Tree, text: str) -> bool:
    span = tree.sentence.span
    line = paragraph_of(text, span.start)
    return not text[line.start : span.start].strip() and not text[span.end : line.end].strip(" .\"'”’")


def _from_dash(tree: Tree, colon: int) -> int:
    """Where the name before a colon begins: the sentence, or after a dash, or after "from"."""
    for i in range(colon - 1, -1, -1):
        if tree.tokens[i].text in {"-", "–", "—", "--"} and tree.tokens[i].end < tree.tokens[i + 1].start:
            return i + 1
        if tree.tokens[i].text.lower() == "from":
            return i + 1
    return 0


def _name_in(tree: Tree, low: int, high: int, speakers: Mapping[str, Stance]) -> tuple[int, ...]:
    """The words from `low` to `high` when they are a name or a noun phrase that can speak, without edge marks."""
    words = [i for i in range(low, high) if tree.tokens[i].pos != "PUNCT" or low < i < high - 1]
    while words and tree.tokens[words[-1]].pos == "PUNCT":
        words.pop()
    if not 1 <= len(words) <= LONGEST_NAME or any(tree.tokens[i].pos not in NAMING for i in words):
        return ()
    labels = {n.label for n in tree.sentence.names if n.start < words[-1] + 1 and words[0] < n.end}
    named = bool(labels - {"LOC"}) or (not labels and all(tree.tokens[i].pos == "PROPN" for i in words))
    return tuple(words) if named or any(tree.lemma(i) in speakers for i in words) else ()
