"""The features of pairs of mentions, for many pairs at a time. Every feature is symmetric."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from whimbrel.coreference.bags import UNKNOWN, Table, cosines, weighed
from whimbrel.coreference.documents import ALIKE, document_pairs, lemma_of
from whimbrel.coreference.kinship import Kinds
from whimbrel.coreference.mention import Document
from whimbrel.coreference.traits import Traits, Word
from whimbrel.coreference.words import Told, told, word_pairs

BAGS = ("wording", "near", "parties", "second", "modifiers", "names", "numbers")
LOCAL_BAGS = ("near", "parties", "sentence", "clause")  # weighed by how rare a word is among these documents as well
POS = ("VERB", "NOUN", "OTHER")


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the pairs of some mentions are seen from."""

    of_mentions: Mapping[str, Table]  # name -> mention × mention
    of_words: Mapping[str, Table]  # name -> word × word
    of_documents: Mapping[str, Table]  # name -> document × document
    numbers: Mapping[str, Table]  # name -> one for each mention: a pair has its least and its most
    word_of: NDArray[np.intp]
    document_of: NDArray[np.intp]

    @property
    def names(self) -> list[str]:
        """Names of the features, in the order of `features`."""
        ends = [f"{name}, {end}" for name in self.numbers for end in ("least", "most")]
        return [*self.of_mentions, *self.of_words, *self.of_documents, *ends]

    def features(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Table:
        """A row for each pair of mentions, the first in `rows` and the second in `columns`."""
        words = self.word_of[rows], self.word_of[columns]
        documents = self.document_of[rows], self.document_of[columns]
        found = [table[rows, columns] for table in self.of_mentions.values()]
        found += [table[words] for table in self.of_words.values()]
        found += [table[documents] for table in self.of_documents.values()]
        for values in self.numbers.values():
            a, b = values[rows], values[columns]
            found += [np.minimum(a, b), np.maximum(a, b)]
        return np.stack(found, axis=1, dtype=np.float32)

    def worth_weighing(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Pairs, the smaller first, whose documents are alike or whose words are kin. All others are no one event."""
        kin = np.any([self.of_words[f"word: {name}"] > 0 for name in ("same", "stem", "kind", "near kind")], axis=0)
        alike = self.of_documents["documents: mix"] >= ALIKE
        worth = kin[np.ix_(self.word_of, self.word_of)] | alike[np.ix_(self.document_of, self.document_of)]
        rows, columns = np.nonzero(np.triu(worth, 1))
        return rows, columns


def set_scene(
    traits: Sequence[Traits], documents: Sequence[Document], rarity: Mapping[str, float], kinds: Kinds
) -> Scene:
    """The tables from which features of pairs are read. Memory and time grow with the square of the mentions."""
    words = sorted({seen.word for seen in traits}, key=lambda word: (word.lemma, sorted(word.kinds)))
    seen = told(traits, words, [document.id for document in documents])
    likeness = document_pairs(documents, rarity)
    alike = (likeness["mix"] >= ALIKE).astype(np.float32)
    kin = word_pairs(words, traits, seen, kinds, rarity)
    return Scene(
        _mention_pairs(traits, words, seen, kin["word: kind"], alike, rarity),
        kin,
        {f"documents: {name}": table for name, table in likeness.items()},
        _numbers(traits, words, seen, documents, alike, kin["word: kind"], rarity),
        seen.word_of,
        seen.document_of,
    )


def _mention_pairs(
    traits: Sequence[Traits], words: Sequence[Word], seen: Told, kin: Table, alike: Table, rarity: Mapping[str, float]
) -> dict[str, Table]:
    pairs = {f"{name}: alike": cosines([weighed(t.bags[name], rarity) for t in traits]) for name in BAGS}
    local = _local_weights(traits, seen, alike)
    for name in LOCAL_BAGS:
        bags = [
            {word: rarity.get(word, UNKNOWN) * local[at].get(word, 0.0) for word in mention.bags[name]}
            for mention, at in zip(traits, seen.document_of, strict=True)
        ]
        pairs[f"{name}: alike here"] = cosines(bags)
    lemmas = [word.lemma.partition("_")[0] for word in words]
    said = [set(mention.bags["sentence"]) for mention in traits]
    stands = _holding(said, lemmas)
    pairs["word: in the other's sentence"] = _either(stands, seen)
    others = seen.in_sentences[seen.sentence_of]
    others[np.arange(len(traits)), seen.word_of] = 0
    pairs["word: its kind in the other's sentence"] = _either(np.minimum(others @ kin, 1), seen)
    pairs["mood: same"] = _equal([mention.mood for mention in traits])
    pos = np.array([POS.index(mention.pos) for mention in traits])
    low, high = np.minimum.outer(pos, pos), np.maximum.outer(pos, pos)
    pairs["word: parts of speech"] = (low * len(POS) + high).astype(np.float32)
    return pairs


def _either(stands: Table, seen: Told) -> Table:
    """Mention × word made mention × mention: how many of the two stand with the other's word."""
    one_way = stands[:, seen.word_of]
    return one_way + one_way.T


def _holding(sets: Sequence[set[str]], lemmas: Sequence[str]) -> Table:
    """Set × lemma: one where the set holds it."""
    held = [[lemma in found for lemma in lemmas] for found in sets]
    return np.array(held, dtype=np.float32).reshape(len(sets), len(lemmas))


def _equal(values: Sequence[str]) -> Table:
    found = np.array(values)
    same: Table = (found[:, None] == found[None, :]).astype(np.float32)
    return same


def _local_weights(traits: Sequence[Traits], seen: Told, alike: Table) -> list[dict[str, float]]:
    """For each document, how telling a word is among the mentions of documents like it."""
    of_document: list[Counter[str]] = [Counter() for _ in alike]
    mentions = np.bincount(seen.document_of, minlength=len(alike))
    for mention, at in zip(traits, seen.document_of, strict=True):
        of_document[at].update(mention.bags["sentence"])
    weights = []
    for near in alike:
        counts: Counter[str] = Counter()
        for at in np.flatnonzero(near > 0):
            counts.update(of_document[at])
        total = int(mentions[near > 0].sum()) + 2
        weights.append({word: log(total / (count + 1)) for word, count in counts.items()})
    return weights


def _numbers(
    traits: Sequence[Traits],
    words: Sequence[Word],
    seen: Told,
    documents: Sequence[Document],
    alike: Table,
    kin: Table,
    rarity: Mapping[str, float],
) -> dict[str, Table]:
    lemmas = [word.lemma.partition("_")[0] for word in words]
    held = [{lemma_of(token) for s in document.sentences for token in s.tokens} for document in documents]
    holds = _holding(held, lemmas)
    share = alike / np.maximum(alike.sum(axis=1, keepdims=True), 1)
    kinds_told = np.minimum(seen.in_documents @ np.maximum(kin, np.eye(len(words), dtype=np.float32)), 1)
    at = seen.document_of, seen.word_of
    return {
        "word: rarity": np.array(
            [rarity.get(lemmas[word], UNKNOWN) for word in seen.word_of.tolist()], dtype=np.float32
        ),
        "word: share of like documents": (share @ holds)[at].astype(np.float32),
        "word: told by like documents": (share @ seen.in_documents)[at].astype(np.float32),
        "word: kind told by like documents": (share @ kinds_told)[at].astype(np.float32),
        "word: speech": np.array([mention.speech for mention in traits], dtype=np.float32),
        **_places(traits),
    }


def _places(traits: Sequence[Traits]) -> dict[str, Table]:
    """How far down the document and the sentence a mention stands, and among how many: counted in what tells."""
    of_documents: dict[str, set[int]] = defaultdict(set)
    of_sentences: dict[tuple[str, int], set[tuple[int, ...]]] = defaultdict(set)
    mentions = [seen.mention for seen in traits]
    for mention in mentions:
        of_documents[mention.document].add(mention.sentence)
        of_sentences[mention.document, mention.sentence].add(mention.words)
    sentences = {(id, number): at for id, told in of_documents.items() for at, number in enumerate(sorted(told))}
    crowds = {where: {words: at for at, words in enumerate(sorted(told))} for where, told in of_sentences.items()}
    where = [(mention.document, mention.sentence) for mention in mentions]
    return {
        "place: sentence": np.array([sentences[at] for at in where], dtype=np.float32),
        "place: in sentence": np.array(
            [crowds[at][mention.words] for at, mention in zip(where, mentions, strict=True)], dtype=np.float32
        ),
        "place: crowd": np.array([len(crowds[at]) for at in where], dtype=np.float32),
    }
