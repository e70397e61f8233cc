"""How two words that name happenings stand to each other: in the language, and in the documents at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whimbrel.coreference.bags import UNKNOWN, Table, cosines
from whimbrel.coreference.kinship import Kinds
from whimbrel.coreference.traits import Traits, Word


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells what: rows of ones and noughts, a column for each word."""

    word_of: NDArray[np.intp]  # of each mention
    sentence_of: NDArray[np.intp]
    document_of: NDArray[np.intp]
    in_sentences: Table  # sentence × word
    in_documents: Table  # document × word


def told(traits: Sequence[Traits], words: Sequence[Word], documents: Sequence[str]) -> Told:
    """Which words name happenings in which sentences and documents."""
    word_at = {word: i for i, word in enumerate(words)}
    document_at = {document: i for i, document in enumerate(documents)}
    keys = [(seen.mention.document, seen.mention.sentence) for seen in traits]
    sentence_at = {key: i for i, key in enumerate(sorted(set(keys)))}
    word_of = np.array([word_at[seen.word] for seen in traits], dtype=np.intp)
    sentence_of = np.array([sentence_at[key] for key in keys], dtype=np.intp)
    document_of = np.array([document_at[seen.mention.document] for seen in traits], dtype=np.intp)
    in_sentences = np.zeros((len(sentence_at), len(words)), dtype=np.float32)
    in_documents = np.zeros((len(documents), len(words)), dtype=np.float32)
    in_sentences[sentence_of, word_of] = 1
    in_documents[document_of, word_of] = 1
    return Told(word_of, sentence_of, document_of, in_sentences, in_documents)


def word_pairs(
    words: Sequence[Word], traits: Sequence[Traits], seen: Told, kinds: Kinds, rarity: Mapping[str, float]
) -> dict[str, Table]:
    """Name -> word × word. "together" is against: who tells both in one breath means two happenings."""
    pairs = _in_the_language(words, kinds)
    pairs["word: told among the same"] = _contexts(len(words), traits, seen, rarity)
    pairs["word: together in sentence"] = _together(seen.in_sentences)
    pairs["word: together in document"] = _together(seen.in_documents)
    return pairs


def _in_the_language(words: Sequence[Word], kinds: Kinds) -> dict[str, Table]:
    names = ("same", "stem", "kind", "near kind", "kinds shared", "beginning")
    pairs = {f"word: {name}": np.zeros((len(words), len(words)), dtype=np.float32) for name in names}
    for i, a in enumerate(words):
        for j, b in enumerate(words[: i + 1]):
            shared = len(a.kinds & b.kinds)
            begins = _shared_beginning(a.lemma, b.lemma) / max(len(a.lemma), len(b.lemma), 1)
            values = (
                a.lemma == b.lemma, a.stem == b.stem, shared > 0, kinds.lie_near(a.kinds, b.kinds),
                shared / max(1, len(a.kinds | b.kinds)), begins,
            )  # fmt: skip
            for table, value in zip(pairs.values(), values, strict=True):
                table[i, j] = table[j, i] = value
    return pairs


def _shared_beginning(a: str, b: str) -> int:
    """Letters that two words have in common from the first on."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _contexts(n: int, traits: Sequence[Traits], seen: Told, rarity: Mapping[str, float]) -> Table:
    """How alike the sentences are in which two words name happenings, taken together."""
    bags: list[dict[str, float]] = [defaultdict(float) for _ in range(n)]
    for mention, word in zip(traits, seen.word_of, strict=True):
        for lemma in mention.bags["sentence"]:
            bags[word][lemma] += rarity.get(lemma, UNKNOWN)
    return cosines(bags)


def _together(stands: Table) -> Table:
    """Of the places that hold the rarer of two words, the share that hold both."""
    counts = stands.sum(axis=0)
    share: Table = (stands.T @ stands) / np.maximum(np.minimum.outer(counts, counts), 1)
    return share
