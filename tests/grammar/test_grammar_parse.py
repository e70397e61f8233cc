"""The grammar as the coder uses it: offsets, trees and lemmas on real models."""

from __future__ import annotations

from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.errors import DataError
from whimbrel.grammar import Grammar, Sentence, Token
from whimbrel.grammar.grammar import BATCH
from whimbrel.grammar.words import LONGEST_SENTENCE, Word, bounded

ODD = [
    "", " \n\n\t", "!!!", "🙂🙂 🙂", "POLICE SHOOT TWO DEAD IN MARKET", "قُتل ثلاثة أشخاص. وأصيب عشرة", "שלום עולם",
    "a" * 5000, "(" * 3000,
    "\x00\x01", "word " * 900, "“", "'s 's 's", "\u202eabc\u202c", "1\u00a02\u2003three", "e\u0301 " * 50,
]  # fmt: skip


def one(grammar: Grammar, text: str) -> Sentence:
    parsed = [sentence for group in grammar.parse(grammar.segment(text, 0, len(text))) for sentence in group]
    assert len(parsed) == 1
    return parsed[0]


def token(sentence: Sentence, text: str) -> Token:
    return next(token for token in sentence.tokens if token.text == text)


def check(grammar: Grammar, text: str) -> None:
    segments = grammar.segment(text, 0, len(text))
    for segment in segments:
        assert 0 < len(segment.words) <= LONGEST_SENTENCE
        assert [text[a:b] for a, b in segment.spans] == list(segment.words)
        assert all(
            0 <= n.start < n.end <= len(segment.words) and n.label in ("PER", "ORG", "LOC") for n in segment.names
        )
        assert all(a.end <= b.start for a, b in pairwise(segment.names))
    parsed = grammar.parse(segments)
    assert len(parsed) == len(segments)
    for segment, sentences in zip(segments, parsed, strict=True):
        assert [t.text for s in sentences for t in s.tokens] == list(segment.words)
        assert sum(len(s.names) for s in sentences) == len(segment.names)
        for sentence in sentences:
            assert [t.i for t in sentence.tokens] == list(range(len(sentence.tokens)))
            assert all(
                text[t.start : t.end] == t.text and 0 <= t.head < len(sentence.tokens) and t.lemma
                for t in sentence.tokens
            )
            assert sum(t.head == t.i for t in sentence.tokens) == 1


def numbered(count: int, *seams: int) -> list[Word]:
    """So many words, at `seams` a semicolon."""
    return [(";" if i in seams else "word", 5 * i, 5 * i + 4) for i in range(count)]


@pytest.mark.parametrize(
    ("words", "whole", "given_up"),
    [
        (numbered(0), [], []),
        (numbered(250), [250], []),
        (numbered(251), [], [(0, 1254)]),
        (numbered(900), [], [(0, 4499)]),
        (numbered(400, 199), [200, 200], []),
        (numbered(400, 9), [10], [(50, 1999)]),
        (numbered(900, 9, 399, 499), [10, 100], [(50, 1999), (2500, 4499)]),
        (numbered(600, 99, 199, 299, 399, 499), [200, 200, 200], []),
    ],
)
def test_long_stretches_are_cut_at_their_marks_or_given_up(
    words: list[Word], whole: list[int], given_up: list[tuple[int, int]]
) -> None:
    pieces = list(bounded(words))
    assert [word for piece, _ in pieces for word in piece] == words
    assert all(len(piece) <= LONGEST_SENTENCE for piece, _ in pieces)
    assert [len(piece) for piece, extent in pieces if extent is None] == whole
    assert list(dict.fromkeys(extent for _, extent in pieces if extent)) == given_up


@pytest.mark.parametrize("text", ODD)
def test_odd_text_never_breaks_it(grammar: Grammar, text: str) -> None:
    check(grammar, text)


@settings(max_examples=tried(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_offsets_and_trees_hold_for_any_text(grammar: Grammar, text: str) -> None:
    check(grammar, text)


def test_a_stretch_keeps_the_offsets_of_the_whole(grammar: Grammar) -> None:
    text = "Photo: A. Person\n\nThe army left Kora on Sunday. Shops opened."
    start = text.index("The army")
    first, second = grammar.segment(text, start, len(text))
    assert text[first.span.start : first.span.end] == "The army left Kora on Sunday."
    assert text[second.span.start : second.span.end] == "Shops opened."


def test_active_and_passive(grammar: Grammar) -> None:
    sentence = one(grammar, "Government troops killed two protesters on Friday.")
    killed = token(sentence, "killed")
    assert (killed.lemma, killed.tag, killed.dep) == ("kill", "VBD", "root")
    assert (token(sentence, "troops").head, token(sentence, "troops").dep) == (killed.i, "nsubj")
    assert (token(sentence, "protesters").head, token(sentence, "protesters").dep) == (killed.i, "obj")
    sentence = one(grammar, "Two protesters were killed by government troops on Friday.")
    killed = token(sentence, "killed")
    assert token(sentence, "protesters").dep == "nsubj:pass"
    assert (token(sentence, "troops").head, token(sentence, "troops").dep) == (killed.i, "obl:agent")


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("shelled", "VBD", "shell"), ("besieged", "VBN", "besiege"), ("kidnapped", "VBD", "kidnap"),
        ("fled", "VBD", "flee"),
        ("strafing", "VBG", "strafe"), ("crises", "NNS", "crisis"), ("Militias", "NNS", "militia"),
        ("MET", "VBD", "meet"),
        ("States", "NNPS", "State"), ("wo", "MD", "will"), ("n’t", "RB", "not"), ("Beirut", "NNP", "Beirut"),
        ("razed", "VBD", "raze"), ("chaired", "VBD", "chair"), ("photographed", "VBD", "photograph"),
    ],
)  # fmt: skip
def test_lemmas(grammar: Grammar, word: str, tag: str, lemma: str) -> None:
    assert grammar.lemmas.lemma(word, tag) == lemma


def test_batches_give_what_single_calls_give(grammar: Grammar) -> None:
    grammar = grammar.keeping(0)
    texts = [
        f"{number} {told}"
        for number in range(20, 80)
        for told in ("rebels seized the town.", "courts freed her.", "days of talks in Geneva followed the fighting.")
    ]
    segments = [segment for text in texts for segment in grammar.segment(text)]
    together = grammar.parse(segments)
    assert len(together) > BATCH
    for at in (0, 1, 2, BATCH - 1, BATCH, len(segments) - 1):
        assert together[at] == grammar.parse([segments[at]])[0]
    assert grammar.parse(segments[:3] * 60) == together[:3] * 60


def test_missing_or_damaged_models_are_named(tmp_path) -> None:
    with pytest.raises(DataError, match=r"parser\.bin"):
        Grammar.load(tmp_path)
    (tmp_path / "parser.bin").write_bytes(b"not a model")
    with pytest.raises(DataError, match=r"parser\.bin"):
        Grammar.load(tmp_path)


def test_the_models_are_small() -> None:
    folder = resources.files("whimbrel.grammar").joinpath("model")
    assert sum(len(file.read_bytes()) for file in folder.iterdir()) < 15_000_000
