"""Words to vectors in their sentence: the lower layers of the parser's net, run forward without what training needs.

The net is spaCy's (hash embeddings of a word's forms, then convolutions over neighbours).
What a word is before it sees its neighbours depends on its letters alone, so it is worked out once a word and kept:
a quarter of the products. The convolutions run over many sentences at once, in one matrix product each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

Floats = NDArray[np.float32]

WORDS_KEPT = 16_384
"""Words whose vectors are kept, half a kilobyte each; beyond that the table is begun anew."""
TINY = np.float32(1e-8)


@dataclass(frozen=True, slots=True)
class Maxout:
    """Affine maps of which the largest is taken, then normalised: weights input × (pieces · output)."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, model: Any) -> Maxout:
        """The layer of a Thinc model (maxout, then layer norm)."""
        maxout, norm = (next(layer for layer in model.walk() if layer.name == name) for name in ("maxout", "layernorm"))
        weights, bias = maxout.get_param("W"), maxout.get_param("b")  # output × pieces × input, output × pieces
        rows = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1))
        return cls(rows, np.ascontiguousarray(bias.T.reshape(-1)), norm.get_param("G"), norm.get_param("b"))

    def __call__(self, given: Floats) -> Floats:
        width = len(self.gain)
        pieces: Floats = given @ self.weights
        pieces += self.bias
        best: Floats = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        for at in range(2 * width, pieces.shape[1], width):
            np.maximum(best, pieces[:, at : at + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best)
        spread /= width
        spread += TINY
        best *= (1 / np.sqrt(spread))[:, None]
        best *= self.gain
        best += self.shift
        return best


@dataclass(slots=True)
class _Table:
    """Vectors of words by their letters. Rows are only ever added."""

    rows: dict[str, int]
    vectors: Floats


@dataclass(slots=True, eq=False)
class Encoder:
    """Vectors for the words of many sentences. Safe to share between threads."""

    alone: Callable[[Sequence[str]], Floats]  # distinct words → their vectors, before they see their neighbours
    layers: tuple[Maxout, ...]
    width: int
    _table: _Table = field(init=False)
    _lock: Lock = field(init=False, default_factory=Lock)

    def __post_init__(self) -> None:
        self._table = self._empty()

    @classmethod
    def of(cls, nlp: Language) -> Encoder:
        """The lower layers of a pipeline that `weights.unpack` gave."""
        embed, convolve = nlp.get_pipe("tok2vec").model.layers

        def alone(words: Sequence[str]) -> Floats:
            vectors: Floats = embed.predict([Doc(nlp.vocab, words=list(words))])[0]
            return vectors

        layers = tuple(Maxout.of(layer) for layer in convolve.layers[0].layers)
        return cls(alone, layers, embed.get_dim("nO"))

    def __call__(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """A row for every word, sentence after sentence. Sentences do not see each other."""
        pad = len(self.layers)  # as far as a word looks, so that each sentence looks into the void
        sizes = [len(words) for words in sentences]
        places = np.concatenate([np.arange(n) + at for n, at in zip(sizes, _starts(sizes, pad), strict=True)])
        here = np.zeros((sum(sizes) + pad * (len(sizes) + 1), self.width), dtype=np.float32)
        here[places] = self._words([word for words in sentences for word in words])
        beside = np.zeros((len(here), 3 * self.width), dtype=np.float32)
        for layer in self.layers:
            beside[1:, : self.width] = here[:-1]
            beside[:, self.width : 2 * self.width] = here
            beside[:-1, 2 * self.width :] = here[1:]
            here += layer(beside)
        found: Floats = here[places]
        return found

    def _words(self, words: Sequence[str]) -> Floats:
        table = self._table
        missing = set(words) - table.rows.keys()
        if missing:
            table = self._with(missing, words)
        found: Floats = table.vectors[[table.rows[word] for word in words]]
        return found

    def _with(self, missing: Iterable[str], words: Sequence[str]) -> _Table:
        """A table that holds all the words."""
        new = sorted(missing)
        if len(new) > WORDS_KEPT:
            return _Table({word: i for i, word in enumerate(new)}, self.alone(new))
        with self._lock:
            table = self._table
            if len(table.rows) + len(new) > WORDS_KEPT:
                table, new = self._empty(), sorted(set(words))
            new = [word for word in new if word not in table.rows]
            first = len(table.rows)
            if new:
                table.vectors[first : first + len(new)] = self.alone(new)
            for i, word in enumerate(new, start=first):  # the vectors first: others read the table at the same time
                table.rows[word] = i
            self._table = table
        return table

    def _empty(self) -> _Table:
        return _Table({}, np.zeros((WORDS_KEPT, self.width), dtype=np.float32))


def _starts(sizes: Sequence[int], pad: int) -> list[int]:
    """Where each sentence begins, with padding before each."""
    found, at = [], pad
    for size in sizes:
        found.append(at)
        at += size + pad
    return found
