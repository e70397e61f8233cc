"""How texts may call somebody whose name is known: in full, by surname, by a firm's first word, by initials.

What a name is shortened to is not guessed: a short form must stand alone in the texts as a name of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whimbrel.coder import Knowledge
from whimbrel.coder.tree import Tree
from whimbrel.model import ActorKind
from whimbrel.timelines.words import words

Run = tuple[str, ...]
LEGAL = frozenset("inc incorporated corp corporation co llc ltd limited plc ag gmbh sa spa nv bv kk".split())
KNOWN = 0.95  # a score of the almanac from which the name is that of the actor found
NAMED_ALONE = 2  # times that one word must stand alone as a name before it is believed to be a short form
BETWEEN = 2  # words that may come into a name: the "Acme Store" is the "Acme Music Store"
THING_SHARE = 0.4  # of a name's mentions with an article: a thing's, not a body's
GOING_ON = frozenset({"flat", "compound", "nummod", "nmod", "appos"})
ARTICLES = frozenset("the a an this its their his her our new".split())
NATION = (("united", "states"), ("us",), ("u.s.",), ("u.s",))


@dataclass(frozen=True)
class Called:
    """A name in its runs of words, the whole name first, in small letters; `kind` is person, body or thing.

    `given` is a person's first name, which stands for them only in a text that names nobody else so.
    """

    name: str
    runs: tuple[Run, ...]
    kind: str
    initials: str = ""
    given: str = ""

    def places(self, tree: Tree, *, by_given: bool = False) -> list[tuple[int, int]]:
        """Where the name stands in a sentence, as runs of tokens [start, end), none within another."""
        found: list[tuple[int, int]] = []
        i = 0
        while i < len(tree.tokens):
            end = self._end(tree, i) or (i + 1 if by_given and tree.tokens[i].text.lower() == self.given else 0)
            if end and not self._other_name(tree, i, end):
                found.append((i, end))
            i = end or i + 1
        return found

    def is_alone(self, trees: Sequence[Tree]) -> bool:
        """Whether a text names the whole name and no other person of the same first name."""
        people = [
            tuple(t.text.lower() for t in tree.tokens[name.start : name.end])
            for tree in trees
            for name in tree.sentence.names
            if name.label == "PER"
        ]
        namesakes = {said for said in people if len(said) > 1 and said[0] == self.given}
        return bool(self.given) and namesakes == {self.runs[0]}

    def _end(self, tree: Tree, i: int) -> int:
        """Where the longest run that begins at token `i` ends; 0 for none."""
        if self.initials and tree.tokens[i].text == self.initials:
            return i + 1
        if (wide := self._widened(tree, i)) and self.kind != "person":
            return wide
        for run in sorted(self.runs, key=len, reverse=True):
            said = tree.tokens[i : i + len(run)]
            if len(said) == len(run) and all(self._is(t.text, w) for t, w in zip(said, run, strict=True)):
                number = len(run) == 1 and run[0].isdigit()
                if number and not (i and tree.tokens[i - 1].text.lower() in ARTICLES):
                    continue
                if any(_telling(token.text) for token in said) or self._described(tree, i, run):
                    return i + len(run)
        return 0

    def _described(self, tree: Tree, i: int, run: Run) -> bool:
        """A description in small letters: as it is given, or a part of it after "the" ("the dollar")."""
        if " ".join(run) not in self.name:
            return False
        return run == self.runs[0] or (i > 0 and tree.tokens[i - 1].text.lower() == "the")

    def _widened(self, tree: Tree, i: int) -> int:
        """The end of the full name with capitalised words come in between; 0 where it does not begin here."""
        full = self.runs[0]
        if len(full) < 2 or not self._is(tree.tokens[i].text, full[0]):
            return 0
        at = 1
        for j in range(i + 1, min(i + len(full) + BETWEEN, len(tree.tokens))):
            said = tree.tokens[j].text
            if self._is(said, full[at]):
                at += 1
                if at == len(full):
                    return j + 1
            elif not said[:1].isupper():
                return 0
        return 0

    def _is(self, text: str, word: str) -> bool:
        said = text.lower()
        same = said == word or said.rstrip(".") == word.rstrip(".")
        return same or (self.kind == "thing" and said == f"{word}s")

    def _other_name(self, tree: Tree, start: int, end: int) -> bool:
        """Whether these words are part of another name: "Jane Ford" for Ford, "Ford Escort", "handset 4"."""
        own = {word for run in self.runs for word in run} | words("firm")
        for name in tree.sentence.names:
            before = [t.text.lower().rstrip(".") for t in tree.tokens[name.start : start]]
            if name.label == "PER" and name.start < start < name.end and before:
                if self.kind != "person" and all(tree.tokens[i].pos == "PROPN" for i in range(name.start, start)):
                    return True
                if self.kind == "person" and not self._same_person(before):
                    return True
        if end == len(tree.tokens):
            return False
        after = tree.tokens[end]
        word = after.text.lower().rstrip(".")
        if word in own or after.text == self.initials or after.dep.split(":")[0] not in GOING_ON | {"root", "nsubj"}:
            return False
        inside = after.head in range(start, end)
        if after.pos == "NUM" and after.text[:1].isdigit() and inside:
            return self.kind != "person"
        return after.pos == "PROPN" and after.text[:1].isupper() and inside

    def _same_person(self, before: Sequence[str]) -> bool:
        given = self.runs[0][:-1]
        return not given or any(word in given or word[:1] == given[0][:1] for word in before)


def called(name: str, trees: Iterable[Tree], knowledge: Knowledge) -> Called:
    """The ways in which texts call the bearer of `name`. The parsed sentences tell what kind of bearer it is and which
    short names stand alone; the almanac, where it knows the name, tells the kind and the other names."""
    full = _split(name, knowledge)
    seen = list(trees)
    standing = Counter(run for tree in seen for run in _capital_runs(tree))
    actor = next((m.actor for m in knowledge.almanac.match(name) if m.score.value >= KNOWN), None)
    if actor is not None:
        kind = "person" if actor.kind is ActorKind.PERSON else "body"
    else:
        kind = _kind(name, full, seen, standing)
    if kind == "person":
        runs = {full, full[-1:]}
        return Called(name, _first(full, runs), kind, given=full[0] if len(full) > 1 else "")
    runs = {full, *_without_end(name, full, standing), *_without_front(name, full, standing)}
    if actor is not None:
        runs |= {_split(other.text, knowledge) for other in actor.names if other.lang == "en" and _telling(other.text)}
    runs |= {run[::-1] for run in runs if len(run) == 2 and run[1][:1].isdigit()}
    runs |= {(*nation, *run[len(other) :]) for run in runs for other in NATION for nation in NATION if run != other
             and run[: len(other)] == other}  # fmt: skip
    return Called(name, _first(full, runs), kind, _initials(name, full, standing))


def _split(name: str, knowledge: Knowledge) -> Run:
    return tuple(word.lower() for segment in knowledge.grammar.segment(name) for word in segment.words)


def _first(full: Run, runs: Iterable[Run]) -> tuple[Run, ...]:
    """The full name, then its other runs, the longest first."""
    return (full, *sorted({run for run in runs if run and run != full}, key=lambda run: (-len(run), run)))


def _telling(text: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in text)


def _capital_runs(tree: Tree) -> Iterator[Run]:
    """The runs of capitalised words of a sentence, each as long as it goes."""
    run: list[str] = []
    for token in tree.tokens:
        if token.pos not in {"PUNCT", "PART", "PRON", "ADP", "DET"} and _telling(token.text):
            run.append(token.text.lower())
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _without_end(name: str, full: Run, standing: Counter[Run]) -> Iterator[Run]:
    """The name without the words that only say what sort of body or thing it is."""
    run = full
    while len(run) > 1 and run[-1].rstrip(".") in words("firm") | words("end"):
        legal = run[-1].rstrip(".") in LEGAL
        run = run[:-1]
        if legal or " ".join(run) in name or standing[run] >= (NAMED_ALONE if len(run) == 1 else 1):
            yield run


def _without_front(name: str, full: Run, standing: Counter[Run]) -> Iterator[Run]:
    """The end of a name whose first words name somebody else: "Acme" makes the "Acme 500 Falcon", the "500 Falcon"."""
    sorts = words("firm") | words("end") | words("body") | words("thing")
    for at in range(1, len(full)):
        if not standing[full[:at]] and not standing[full[at - 1 : at]] and full[:at] not in NATION:
            return
        rest = full[at:]
        number = len(rest) == 1 and rest[0].isdigit()
        if {word.rstrip(".") for word in rest} <= sorts or (number and len(rest[0]) < 3):
            continue
        if standing[rest] or number or " ".join(rest) in name:
            yield rest


def _initials(name: str, full: Run, standing: Counter[Run]) -> str:
    """The first letters of a name of several capitalised words, where the texts have them standing alone."""
    capitals = [word for word in re.findall(r"[^\W\d_][\w&]*", name) if word[0].isupper()]
    letters = "".join(word[0] for word in capitals if word.lower() not in LEGAL)
    return letters if len(letters) > 1 and len(capitals) == len(full) and standing[letters.lower(),] else ""


def _kind(name: str, full: Run, trees: Sequence[Tree], standing: Counter[Run]) -> str:
    """Person, body or thing, by what the texts take the name for.

    A person has two names at least. A thing has a number in its name, or an article before it.
    """
    labels = Counter(
        label.label
        for tree in trees
        for label in tree.sentence.names
        if _is_or_ends(tuple(t.text.lower() for t in tree.tokens[label.start : label.end]), full)
    )
    ends = full[-1].rstrip(".") in words("firm") | words("end") | words("body") | words("thing")
    person = labels["PER"] > labels["ORG"] + labels["LOC"] and not any(c.isdigit() for c in name)
    if len(full) > 1 and person and not ends and not standing[full[:1]] > standing[full]:
        return "person"
    if any(c.isdigit() for c in name):
        return "thing"
    found = [(tree, i) for tree in trees for i in range(len(tree.tokens)) if _begins(tree, i, full)]
    with_article = sum(i > 0 and tree.tokens[i - 1].text.lower() in ARTICLES for tree, i in found)
    return "thing" if found and with_article >= THING_SHARE * len(found) else "body"


def _begins(tree: Tree, i: int, full: Run) -> bool:
    return tuple(t.text.lower() for t in tree.tokens[i : i + len(full)]) == full


def _is_or_ends(said: Run, full: Run) -> bool:
    """Whether a name found in the texts holds the whole name, or is of two words and ends as it does."""
    whole = any(said[i : i + len(full)] == full for i in range(len(said) - len(full) + 1))
    return whole or (len(said) > 1 and len(full) > 1 and said[-1] == full[-1])
