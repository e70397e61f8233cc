"""Vectors to tags and trees: the upper layers of the parser's net, all sentences of a batch one transition at a time.

The transitions are spaCy's (arc-eager; Goldberg and Nivre 2012), and so are the weights. spaCy's own loop lets go of
the interpreter's lock and takes it again several times a transition, which costs more than the parsing; and it sums
and multiplies for each sentence by itself. Here a step of all sentences is one sum and one product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.ml.parser_model import ParserStepModel
from spacy.tokens import Doc

from whimbrel.grammar.encoder import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Decoder:
    """Tags and trees from vectors. `features` is how many words a parser's state looks at."""

    parser: Any
    tags: tuple[str, ...]
    tag_weights: Floats
    tag_bias: Floats
    lower: tuple[Floats, Floats]  # weights and bias, to the parser's own width
    feature_weights: Floats  # that width × (features · pieces · hidden)
    padding: Floats  # features × (pieces · hidden), for a place with no word
    hidden_bias: Floats
    upper: tuple[Floats, Floats]

    @classmethod
    def of(cls, nlp: Language) -> Decoder:
        """The upper layers of a pipeline that `weights.unpack` gave."""
        tagger, parser = nlp.get_pipe("tagger"), nlp.get_pipe("parser")
        softmax = next(layer for layer in tagger.model.walk() if layer.name == "softmax")
        lower, features, upper = parser.model.layers
        linear = next(layer for layer in lower.walk() if layer.name == "linear")
        weights = features.get_param("W")  # features × hidden × pieces × input
        count, _, _, width = weights.shape
        return cls(
            parser,
            tuple(tagger.labels),
            _turned(softmax.get_param("W")),
            softmax.get_param("b"),
            (_turned(linear.get_param("W")), linear.get_param("b")),
            np.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(width, -1)),
            np.ascontiguousarray(features.get_param("pad")[0].transpose(0, 2, 1).reshape(count, -1)),
            np.ascontiguousarray(features.get_param("b").T.reshape(-1)),
            (_turned(upper.get_param("W")), upper.get_param("b")),
        )

    def tagged(self, vectors: Floats) -> list[str]:
        """The tag of each word."""
        best = (vectors @ self.tag_weights + self.tag_bias).argmax(axis=1)
        return [self.tags[i] for i in best.tolist()]

    def parse(self, docs: Sequence[Doc], vectors: Floats) -> None:
        """Sets heads, relations and sentence starts in the documents, of which `vectors` has a row for every word."""
        parser = self.parser
        rows = self._filed(vectors)
        count = len(self.padding)
        places, asked = np.arange(count), SimpleNamespace(state2vec=SimpleNamespace(nF=count))
        half, bias = len(self.hidden_bias) // 2, self.hidden_bias
        weights, upper_bias = self.upper
        states = parser.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            at = (ParserStepModel.get_token_ids(asked, going) + 1) * count  # row 0 is that of no word
            at += places
            sums = rows.take(at, axis=0).sum(axis=1)
            sums += bias
            scores = np.maximum(sums[:, :half], sums[:, half:]) @ weights
            scores += upper_bias
            going = parser.transition_states(going, scores)
        parser.set_annotations(docs, states)

    def _filed(self, vectors: Floats) -> Floats:
        """What each word, in each place that a state looks at, adds to the hidden layer."""
        weights, bias = self.lower
        count, hidden = self.padding.shape
        rows = np.empty((len(vectors) + 1, count * hidden), dtype=np.float32)
        np.matmul(vectors @ weights + bias, self.feature_weights, out=rows[1:])
        rows[0] = self.padding.reshape(-1)
        return rows.reshape(-1, hidden)


def _turned(weights: Floats) -> Floats:
    return np.ascontiguousarray(weights.T)
