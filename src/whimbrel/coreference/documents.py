"""How alike documents are, and which tell one story."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from whimbrel.coreference.bags import Table, cosines, weighed
from whimbrel.coreference.linkage import average_linkage
from whimbrel.coreference.mention import Document
from whimbrel.grammar import Sentence, Token

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
LEAD = 3  # sentences that a document begins with
ADDRESS = frozenset({"http", "https", "www"})
WEIGHTS = {"words": 2.0, "names": 1.0, "numbers": 0.5, "lead": 1.0}
ALIKE = 0.12  # documents more alike than this may tell one story
STORY = 0.14  # clusters of documents are joined down to this mean likeness


def document_pairs(documents: Sequence[Document], rarity: Mapping[str, float]) -> dict[str, Table]:
    """Name of a likeness -> document × document: of single aspects, and "mix", their weighted mean."""
    pairs = {
        name: cosines([weighed(words(document), rarity) for document in documents]) for name, words in ASPECTS.items()
    }
    mix = np.zeros((len(documents), len(documents)), dtype=np.float32)
    for name, weight in WEIGHTS.items():
        mix += weight / sum(WEIGHTS.values()) * pairs[name]
    return pairs | {"mix": mix}


def story_clusters(documents: Sequence[Document], rarity: Mapping[str, float]) -> list[list[int]]:
    """Documents, by number, that tell one story."""
    return average_linkage(document_pairs(documents, rarity)["mix"], STORY) if documents else []


def lemma_of(token: Token) -> str:
    """The lemma, folded, without marks that stick to it; the word itself where nothing is left."""
    return token.lemma.casefold().strip("'\"“”’‘.,") or token.text.casefold()


def content(tokens: Sequence[Token]) -> list[str]:
    """Lemmas of nouns, verbs, adjectives, names and numbers of two letters or more."""
    return [lemma_of(token) for token in tokens if token.pos in CONTENT and len(token.text) > 1]


def _told(document: Document) -> list[Sentence]:
    """The sentences that are no web address."""
    return [s for s in document.sentences if ADDRESS.isdisjoint(token.text.casefold() for token in s.tokens[:3])]


def _words(document: Document) -> list[str]:
    return [lemma for sentence in _told(document) for lemma in content(sentence.tokens)]


def _lead(document: Document) -> list[str]:
    return [lemma for sentence in _told(document)[:LEAD] for lemma in content(sentence.tokens)]


def _names(document: Document) -> list[str]:
    spans = [(s, name) for s in _told(document) for name in s.names]
    return [lemma_of(t) for s, name in spans for t in s.tokens[name.start : name.end] if len(t.text) > 1]


def _numbers(document: Document) -> list[str]:
    tokens = [token for sentence in _told(document) for token in sentence.tokens]
    return [token.text.casefold() for token in tokens if token.pos == "NUM" and len(token.text) > 1]


ASPECTS: Mapping[str, Callable[[Document], list[str]]] = {
    "words": _words,
    "names": _names,
    "numbers": _numbers,
    "lead": _lead,
}
