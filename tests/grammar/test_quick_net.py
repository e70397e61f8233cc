"""Our own way through the parser's net, against spaCy's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from spacy.tokens import Doc

from whimbrel.grammar import Grammar, Segment, encoder

TEXT = """Rebels seized the harbour of Lomar on Monday, and police said that nine people had died.

The minister, who heads a council of elders, met Ana Okoro in the capital; neither spoke. "We want peace," she said.

Ships left. Why did the governor's guards, angry at unpaid wages, walk out of the twin-towered palace at 10:30 a.m.?
"""


@pytest.fixture(scope="module")
def segments(grammar: Grammar) -> list[Segment]:
    return grammar.segment(TEXT)


def by_spacy(grammar: Grammar, segments: Sequence[Segment]) -> list[Doc]:
    docs = [grammar.document(segment) for segment in segments]
    for _, pipe in grammar.nlp.pipeline:
        docs = list(pipe.pipe(docs))
    return docs


def test_vectors_are_those_of_spacy(grammar: Grammar, segments: list[Segment]) -> None:
    docs = by_spacy(grammar, segments)
    ours = grammar.encoder([[token.text for token in doc] for doc in docs])
    theirs = np.concatenate(grammar.nlp.get_pipe("tok2vec").predict(docs))
    assert ours.shape == theirs.shape
    assert np.allclose(ours, theirs, atol=1e-4)


def test_tags_and_trees_are_those_of_spacy(grammar: Grammar, segments: list[Segment]) -> None:
    docs = by_spacy(grammar, segments)
    grammar = grammar.keeping(0)
    for doc, sentences in zip(docs, grammar.parse(segments), strict=True):
        tokens = [token for sentence in sentences for token in sentence.tokens]
        firsts = [len(s.tokens) for s in sentences]
        starts = [sum(firsts[:i]) for i, s in enumerate(sentences) for _ in s.tokens]
        assert [f"{t.tag}|{t.pos}" for t in tokens] == [t.tag_ for t in doc]
        assert [t.dep for t in tokens] == [t.dep_.replace("ROOT", "root") for t in doc]
        assert [t.head + at for t, at in zip(tokens, starts, strict=True)] == [t.head.i for t in doc]
        assert len(sentences) == sum(1 for _ in doc.sents)


def test_sentences_do_not_see_each_other(grammar: Grammar, segments: list[Segment]) -> None:
    grammar = grammar.keeping(0)  # with what is kept they would be equal whatever the net gave
    together = grammar.parse(segments)
    assert together == [grammar.parse([segment])[0] for segment in segments]
    assert together == grammar.parse(segments[::-1])[::-1]


def test_a_full_table_of_words_is_begun_anew(grammar: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [["Rebels", "seized", "it"], ["Police", "shot", "nine", "of", "them"], ["Rebels", "left"]]
    wanted = grammar.encoder(sentences)
    for kept in (3, 6, 9):
        monkeypatch.setattr(encoder, "WORDS_KEPT", kept)
        small = encoder.Encoder(grammar.encoder.alone, grammar.encoder.layers, grammar.encoder.width)
        for _ in range(3):
            assert np.allclose(small(sentences), wanted, atol=1e-5)
            assert np.allclose(small(sentences[1:]), wanted[3:], atol=1e-5)


def test_nothing_to_parse(grammar: Grammar) -> None:
    assert grammar.parse([]) == []
