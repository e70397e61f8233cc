"""How a text may call somebody whose name is known: in full, by surname, by a firm's first word, by initials."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whimbrel.coder.tree import Tree
from whimbrel.grammar.sentence import NameSpan
from whimbrel.timelines.words import words

LEGAL = frozenset("inc incorporated corp corporation co llc ltd limited plc ag gmbh sa spa nv bv kk".split())
NAMED_ALONE = 2  # times that a shortened name must stand alone as a name before it is believed
GOING_ON = frozenset({"flat", "compound", "nummod", "nmod", "appos"})
UNITED_STATES = frozenset({"us", "u.s.", "u.s", "usa", "american"})


@dataclass(frozen=True)
class Called:
    """A name in its runs of words, longest first, in small letters; `kind` is person, body or thing."""

    name: str
    runs: tuple[tuple[str, ...], ...]
    kind: str
    initials: frozenset[str] = frozenset()

    def places(self, tree: Tree) -> list[tuple[int, int]]:
        """Where the name stands in a sentence, as runs of tokens [start, end), none within another."""
        found: list[tuple[int, int]] = []
        i = 0
        while i < len(tree.tokens):
            end = self._end(tree, i)
            if end and not self._other_name(tree, i, end):
                found.append((i, end))
            i = end or i + 1
        return found

    def _end(self, tree: Tree, i: int) -> int:
        """Where the longest run that begins at token `i` ends; 0 for none."""
        if tree.tokens[i].text in self.initials:
            return i + 1
        for run in self.runs:
            said = tree.tokens[i : i + len(run)]
            if len(said) == len(run) and all(_alike(t.text, w) for t, w in zip(said, run, strict=True)):
                capital = any(any(c.isupper() for c in token.text) for token in said)
                if capital or self.name.islower():
                    return i + len(run)
        return 0

    def _other_name(self, tree: Tree, start: int, end: int) -> bool:
        """Whether these words are part of another name: "Jane Ford" for Ford, "Ford Escort", "model 4" for the model."""
        own = {word for run in self.runs for word in run} | words("firm")
        covering = [n for n in tree.sentence.names if n.start < end and start < n.end]
        for name in covering:
            before = [t.text.lower().rstrip(".") for t in tree.tokens[name.start : start]]
            if name.label == "PER" and self.kind != "person" and before:
                return True
            if name.label == "PER" and self.kind == "person" and before and not self._same_person(before):
                return True
        if end < len(tree.tokens):
            after = tree.tokens[end]
            joined = after.head in range(start, end) and after.dep.split(":")[0] in GOING_ON
            number = after.pos == "NUM" and after.head in range(start, end)
            named = after.pos == "PROPN" and any(c.isupper() for c in after.text) and joined
            if (named or number) and after.text.lower().rstrip(".") not in own and after.text not in self.initials:
                return self.kind != "person" or named
        return False

    def _same_person(self, before: list[str]) -> bool:
        given = self.runs[0][:-1]
        return not given or any(word in given or word[:1] == given[0][:1] for word in before)


def called(name: str, trees: Iterable[Tree]) -> Called:
    """The ways in which texts call the bearer of `name`; the parsed sentences tell what kind of bearer it is and which
    shortened names stand alone."""
    full = tuple(_split(name))
    seen = list(trees)
    kind = _kind(full, seen)
    alone = _alone(seen)
    runs = {full}
    if kind == "person" and len(full) > 1:
        runs.add(full[-1:])
    if kind != "person":
        runs |= set(_without_end(full, alone))
        runs |= {tuple(_united(run)) for run in runs if run[:2] == ("united", "states")}
    capitals = [word for word in re.findall(r"[^\W\d_][\w&]*", name) if word[0].isupper()]
    initials = "".join(word[0] for word in capitals)
    acronym = {initials} if kind != "person" and len(initials) > 1 and len(capitals) == len(full) else set()
    return Called(name, tuple(sorted(runs, key=lambda run: (-len(run), run))), kind, frozenset(acronym))


def _split(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[\w&]+(?:['.-]\w+)*\.?|[^\w\s]", name)]


def _alike(text: str, word: str) -> bool:
    said = text.lower()
    return said == word or said.rstrip(".") == word.rstrip(".")


def _without_end(full: tuple[str, ...], alone: Counter[str]) -> Iterator[tuple[str, ...]]:
    """The name without the words that only say that it is a firm's."""
    run = full
    while len(run) > 1 and run[-1].rstrip(".") in words("firm"):
        legal = run[-1].rstrip(".") in LEGAL
        run = run[:-1]
        if len(run) > 1 or legal or alone[run[0]] >= NAMED_ALONE:
            yield run


def _united(run: tuple[str, ...]) -> Iterator[str]:
    yield "us"
    yield from run[2:]


def _alone(trees: Iterable[Tree]) -> Counter[str]:
    """How often each single word stands as a name of its own."""
    found: Counter[str] = Counter()
    for tree in trees:
        found.update(tree.tokens[n.start].text.lower() for n in tree.sentence.names if n.end - n.start == 1)
    return found


def _kind(full: tuple[str, ...], trees: Iterable[Tree]) -> str:
    """Person, body or thing: what most names that hold the whole name are taken for, a thing where none is."""
    labels: Counter[str] = Counter()
    for tree in trees:
        for name in tree.sentence.names:
            said = tuple(t.text.lower() for t in tree.tokens[name.start : name.end])
            if _holds(said, full):
                labels[_label(name)] += 1
    return min(labels, key=lambda kind: (-labels[kind], kind)) if labels else "thing"


def _holds(said: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return any(said[i : i + len(full)] == full for i in range(len(said) - len(full) + 1))


def _label(name: NameSpan) -> str:
    return "person" if name.label == "PER" else "body"
