"""Mentions of our own small reports, resolved with the shipped tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from whimbrel.coreference import Document, Mention, read_document, resolve, stories
from whimbrel.coreference.kinship import shipped_kinds
from whimbrel.coreference.mention import head_of
from whimbrel.coreference.traits import see
from whimbrel.grammar import Grammar

REPORTS = {
    "kisumu-a": ("A ferry sank off Kisumu on Friday .", "Divers rescued 14 passengers of the ferry Mwangaza ."),
    "kisumu-b": ("Ferry Mwangaza sinks off Kisumu .", "The sinking of the ferry left 14 passengers in the water ."),
    "osaka": ("A bakery chain in Osaka acquired its rival Hikari .", "The takeover of Hikari cost 3 billion yen ."),
    "osaka-b": ("Osaka bakery chain buys rival Hikari for 3 billion yen .",),
}  # fmt: skip


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    grammar = Grammar.load()
    return [read_document(id, [said.split() for said in sentences], grammar) for id, sentences in REPORTS.items()]


def mention(document: str, sentence: int, *words: str) -> Mention:
    said = REPORTS[document][sentence].split()
    return Mention(f"{document}:{'_'.join(words)}", document, sentence, tuple(said.index(word) for word in words))


MENTIONS = [
    mention("kisumu-a", 0, "sank"), mention("kisumu-a", 1, "rescued"), mention("kisumu-b", 0, "sinks"),
    mention("kisumu-b", 1, "sinking"), mention("osaka", 0, "acquired"), mention("osaka", 1, "takeover"),
    mention("osaka-b", 0, "buys"),
]  # fmt: skip


def ids(clusters: Sequence[Sequence[Mention]]) -> list[list[str]]:
    return [[found.id for found in cluster] for cluster in clusters]


def test_one_event_told_in_other_words_is_one_cluster(documents: list[Document]) -> None:
    found = ids(resolve(documents, MENTIONS).clusters)
    assert ["kisumu-a:sank", "kisumu-b:sinks", "kisumu-b:sinking"] in found
    assert ["osaka:acquired", "osaka:takeover", "osaka-b:buys"] in found
    assert ["kisumu-a:rescued"] in found


def test_the_order_of_the_input_decides_nothing(documents: list[Document]) -> None:
    first = resolve(documents, MENTIONS)
    for shuffled in list(permutations(MENTIONS))[::997]:
        assert resolve(documents[::-1], shuffled).clusters == first.clusters


def test_every_score_has_its_parts(documents: list[Document]) -> None:
    found = resolve(documents, MENTIONS)
    same = found.score("kisumu-a:sank", "kisumu-b:sinks")
    other = found.score("kisumu-a:sank", "osaka-b:buys")
    assert same.value > 0.5 > other.value
    assert same == found.score("kisumu-b:sinks", "kisumu-a:sank")
    assert same.parts["word: kinds shared"] > 0 > other.parts["word: kinds shared"]
    with pytest.raises(KeyError):
        found.score("kisumu-a:sank", "nothing")


def test_documents_of_one_story_are_found(documents: list[Document]) -> None:
    found = [[document.id for document in story] for story in stories(documents[::-1])]
    assert found == [["kisumu-a", "kisumu-b"], ["osaka", "osaka-b"]]


def test_nothing_to_resolve(documents: list[Document]) -> None:
    assert resolve(documents, []).clusters == ()
    assert resolve([], []).clusters == ()
    assert stories([]) == []
    assert ids(resolve(documents, MENTIONS[:1]).clusters) == [["kisumu-a:sank"]]


def test_a_mention_needs_its_document(documents: list[Document]) -> None:
    with pytest.raises(KeyError):
        resolve(documents[:1], MENTIONS)


def test_the_reference_runs(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[2] / "docs/reference/python.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", page.partition("## Which mentions are one event")[2], re.DOTALL)
    assert code
    exec(code[0], {})  # noqa: S102 - our own page
    assert capsys.readouterr().out.startswith("['a', 'c']\n['b']\nScore(value=0.")


def test_sentences_keep_their_numbers() -> None:
    document = read_document("a", [[], ["Rebels", "fled", ".", "Troops", "followed", "."], []], Grammar.load())
    assert [len(sentence.tokens) for sentence in document.sentences] == [0, 6, 0]
    assert [token.i for token in document.sentences[1].tokens] == list(range(6))
    assert all(document.sentences[1].tokens[token.head] for token in document.sentences[1].tokens)


def test_light_verbs_and_particles() -> None:
    said = ["Police made an arrest .", "The mayor stepped down .", "He did not resign ."]
    document = read_document("a", [sentence.split() for sentence in said], Grammar.load())
    kinds = shipped_kinds()
    arrest = see(Mention("1", "a", 0, (1, 3)), document, kinds)
    assert head_of(arrest.mention, document.sentences[0]) == 1
    assert (arrest.word.lemma, arrest.pos) == ("arrest", "NOUN")
    assert "police" in arrest.bags["parties"]
    stepped = see(Mention("2", "a", 1, (2,)), document, kinds)
    assert stepped.word.lemma == "step_down"
    assert "resign" in stepped.word.kinds
    assert see(Mention("3", "a", 2, (3,)), document, kinds).mood == "negated"
