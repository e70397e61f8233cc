"""Reading the ECB+ sets: documents of given words, mentions of events with the cluster that each is in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whimbrel.coreference import Document, Mention, read_document
from whimbrel.grammar import Grammar


@dataclass(frozen=True, slots=True)
class Told:
    """A parsed document with its validated event mentions; the cluster of each by id."""

    document: Document
    mentions: tuple[Mention, ...]
    clusters: dict[str, str]
    topic: str
    subtopic: str


def read_ecbplus(path: Path) -> Iterator[Told]:
    """The documents of a set. Raises OSError when it cannot be read, ValueError naming a row that breaks its schema.

    A mention that runs over several sentences is taken where it begins. Nobody but a training run or a count of errors
    may look at topics and clusters.
    """
    grammar = Grammar.load()
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield _told(json.loads(line), grammar)
                except (KeyError, TypeError, IndexError, ValueError) as error:
                    raise ValueError(f"{path.name}:{number}: no row of ECB+: {error!r}") from error


def _told(row: dict, grammar: Grammar) -> Told:  # type: ignore[type-arg]
    sentences: list[list[str]] = [[] for _ in range(max(row["sent_of"], default=-1) + 1)]
    places: list[tuple[int, int]] = []
    for word, sentence in zip(row["tokens"], row["sent_of"], strict=True):
        places.append((sentence, len(sentences[sentence])))
        sentences[sentence].append(word)
    mentions, clusters = list[Mention](), dict[str, str]()
    for mention in row["mentions"]:
        if mention["kind"] == "event" and mention["validated"]:
            spots = sorted(places[token] for token in mention["tokens"])
            words = tuple(word for sentence, word in spots if sentence == spots[0][0])
            mentions.append(Mention(str(mention["id"]), str(row["doc_id"]), spots[0][0], words))
            clusters[str(mention["id"])] = str(mention["cluster"])
    document = read_document(str(row["doc_id"]), sentences, grammar)
    topic, subtopic = str(row.get("topic", "")), str(row.get("subtopic", ""))
    return Told(document, tuple(mentions), clusters, topic, subtopic)
