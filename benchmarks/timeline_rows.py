"""What the `timelines` benchmark reads: documents, and entities with the timeline that they ought to have.

Two kinds of rows are taken. Annotated documents (`doc_id`, `tokens`, `sent_of`, `mentions`, `relations`): their
timelines are made by `timeline_gold`. And the rows of SemEval-2015 task 4: `entity` (or `target`) with `timeline`, the
documents in a file beside it (`timeline_semeval`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.rows import rows
from benchmarks.timeline_score import Entry

NO_SPACE_BEFORE = frozenset(". , ; : ! ? % ) ] } ' 's 're 've 'm 'll 'd n't '' ”".split())
NO_SPACE_AFTER = frozenset("( [ { $ £ € `` “ #".split())
QUOTES = {"``": '"', "''": '"'}


@dataclass(frozen=True)
class Document:
    """A text in words. `given` are the words of each annotated event, where the file tells them."""

    id: str
    group: str
    tokens: tuple[str, ...]
    sentence_of: tuple[int, ...]
    date: str = ""
    given: tuple[tuple[int, ...], ...] = ()

    def event(self, tokens: Sequence[int]) -> str:
        """An event's mention as the task writes it: document, sentence, words, in small letters."""
        return mention(self.id, self.sentence_of[tokens[0]], "_".join(self.tokens[i] for i in tokens))


@dataclass(frozen=True)
class Target:
    """An entity and its timeline over the documents of its group. `aside` are mentions that count neither way."""

    name: str
    group: str
    timeline: tuple[Entry, ...]
    aside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Task:
    """All of a benchmark file. Timelines tell of the sentences from `first_sentence` to `last_sentence` (None: all).

    `padded` when the file writes months and years with XX for what they leave open.
    """

    targets: tuple[Target, ...]
    documents: tuple[Document, ...]
    first_sentence: int = 0
    last_sentence: int | None = None
    padded: bool = False
    groups: Mapping[str, tuple[Document, ...]] = field(init=False)

    def __post_init__(self) -> None:
        grouped: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            grouped[document.group].append(document)
        object.__setattr__(self, "groups", {name: tuple(found) for name, found in grouped.items()})

    def scored(self, sentence: int) -> bool:
        last = sentence if self.last_sentence is None else self.last_sentence
        return self.first_sentence <= sentence <= last


def mention(document: str, sentence: int, words: str) -> str:
    return f"{document}-{sentence}-{words.replace(' ', '_')}".lower()


def raw(document: Document) -> tuple[str, list[tuple[int, int]]]:
    """The document as running text, a paragraph for each sentence, with every token's place in it."""
    text = ""
    places: list[tuple[int, int]] = []
    for i, token in enumerate(document.tokens):
        word = QUOTES.get(token, token)
        before = document.tokens[i - 1] if i else ""
        if i and document.sentence_of[i] != document.sentence_of[i - 1]:
            text += "\n\n"
        elif i and not (token in NO_SPACE_BEFORE or before in NO_SPACE_AFTER or _joins(token) or _joins(before)):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


def _joins(word: str) -> bool:
    """A hyphen that the annotation set apart: "Wal - Mart"."""
    return word == "-"


def read_task(data: Path) -> Task:
    """The documents and targets of a file. Raises ValueError naming what a row lacks, or which file is missing."""
    from benchmarks.timeline_gold import annotated_task  # noqa: PLC0415 - it is made of what stands above
    from benchmarks.timeline_semeval import semeval_task  # noqa: PLC0415

    read = list(rows(data))
    if not read:
        raise ValueError(f"{data.name}: no rows")
    annotated = "mentions" in read[0] and "timeline" not in read[0]
    return annotated_task(read, data.name) if annotated else semeval_task(data, read)
