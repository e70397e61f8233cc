"""The cue lexicon: words that attribute something to somebody, and what the attributed content then looks like.

`data/cues.csv` holds `cue,part,content,stance,example`. `cue` lists dictionary forms separated by `/`; a particle
or fixed word follows a space ("point out"). `part` is verb, noun, adj, prep, adv, or `colon`: a noun that can stand
before or after a headline's colon. `content` lists the shapes that the content may have: `quote` (quoted words, or a
clause that the cue stands beside: "…, he said"), `~that` (any finite clause), `~to`, `~ing`, `obj`, `pred` (what is
predicated: "seem pleased"), `@for` (an adjunct with this preposition), `clause` (the rest of the clause).
`python -m whimbrel.coder.lexicon.validate` checks the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from whimbrel.coder.lexicon.tables import checked, rows
from whimbrel.coder.quotes.attribution import Stance
from whimbrel.errors import DataError

PARTS = ("verb", "noun", "adj", "prep", "adv", "colon")
SHAPES = frozenset({"quote", "~that", "~to", "~ing", "obj", "pred", "clause"})
COLUMNS = ["cue", "part", "content", "stance", "example"]


@dataclass(frozen=True, slots=True)
class Cues:
    """For each part of speech: cue → shape of its content → stance."""

    verbs: Mapping[str, Mapping[str, Stance]]
    nouns: Mapping[str, Mapping[str, Stance]]
    adjectives: Mapping[str, Mapping[str, Stance]]
    prepositions: Mapping[str, Mapping[str, Stance]]
    adverbs: Mapping[str, Mapping[str, Stance]]
    speakers: Mapping[str, Stance]  # nouns of people, bodies and documents before or after a headline's colon
    words: frozenset[str]  # the first word of every cue: a sentence without any attributes nothing


def cue_file() -> Traversable:
    """The cue lexicon that ships with the package."""
    return files("whimbrel.coder.quotes") / "data" / "cues.csv"


@cache
def load_cues() -> Cues:
    """The lexicon by part of speech. Raises DataError (file:line) for a row that breaks the rules."""
    found: dict[str, dict[str, dict[str, Stance]]] = {part: defaultdict(dict) for part in PARTS}
    for where, row in checked(rows(cue_file()), COLUMNS):
        check(where, row)
        for cue in row["cue"].split("/"):
            for shape in row["content"].split():
                found[row["part"]][cue].setdefault(shape, Stance(row["stance"]))
    speakers = {noun: stance for noun, shapes in found["colon"].items() for stance in shapes.values()}
    words = frozenset(cue.split(" ")[0] for part in PARTS if part != "colon" for cue in found[part])
    return Cues(found["verb"], found["noun"], found["adj"], found["prep"], found["adv"], speakers, words)


def check(where: str, row: Mapping[str, str]) -> None:
    """Raises DataError where a row has an unknown part, shape or stance."""
    if row["part"] not in PARTS:
        raise DataError(f"unknown part {row['part']!r}", where=where, remedy=f"one of {', '.join(PARTS)}")
    if row["stance"] not in list(Stance):
        raise DataError(f"unknown stance {row['stance']!r}", where=where, remedy=f"one of {', '.join(Stance)}")
    for shape in row["content"].split() or [""]:
        if shape not in SHAPES and not (shape.startswith("@") and shape[1:].isalpha()):
            raise DataError(f"unknown content {shape!r}", where=where, remedy="~that ~to ~ing obj quote clause or @for")
    if not all(cue.strip() == cue != "" for cue in row["cue"].split("/")):
        raise DataError("an empty cue, or spaces about a slash", where=where, remedy="write say/tell")


def problems() -> Iterator[str]:
    """One line for each thing that is wrong, as `file:line: what (remedy)`."""
    seen: dict[tuple[str, str, str], str] = {}
    for where, row in checked(rows(cue_file()), COLUMNS):
        try:
            check(where, row)
        except DataError as error:
            yield str(error)
            continue
        if len(row["example"].split()) < 3:
            yield f"{where}: no example (write a short sentence that one of the cues attributes)"
        for cue in row["cue"].split("/"):
            for shape in row["content"].split():
                first = seen.setdefault((cue, row["part"], shape), where)
                if first != where:
                    yield f"{where}: {cue!r} with {shape} stands at {first} too (keep one)"
