"""More training sentences for names: open text whose proper nouns are known, typed by a first tagger.

The tags (by hand in EWT, by our own tagger elsewhere) tell where names are, the first tagger only which kind; sentences
with a name that it cannot place are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite
from spacy.language import Language
from spacy.tokens import Doc

from training.conllu import read_conllu
from training.name_corpora import NamedSentence, Span, bio, running_news, trimmed
from training.samples import usable
from whimbrel.grammar.features import WordLists, features, written_lists

KINDS = ("PER", "ORG", "LOC", "MISC")
SURE = 0.5
LONGEST = 120
PROPER = ("NNP", "NNPS")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence whose proper nouns are known: its words, which are proper nouns, and each word's head."""

    words: tuple[str, ...]
    proper: tuple[bool, ...]
    heads: tuple[int, ...]


def silver_sentences(
    data: Path, model: bytes, lists: WordLists, grammar: Callable[[], Language]
) -> list[NamedSentence]:
    """Sentences of EWT, ECB+, MEANTIME and re3d with every run of proper nouns typed by the tagger in `model`."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    found = []
    for sentence in (*_treebank(data), *_news(data, grammar())):
        spans = _typed(sentence, tagger, lists)
        if spans is not None:
            found.append(NamedSentence(sentence.words, bio(len(sentence.words), spans), "silver"))
    return found


def _treebank(data: Path) -> Iterator[Tagged]:
    for document in usable(read_conllu(data / "grammar" / "ewt_train.conllu")):
        for sentence in document.sentences:
            words = tuple(word.form for word in sentence.words)
            yield Tagged(words, tuple(w.xpos in PROPER for w in sentence.words), tuple(w.head for w in sentence.words))


def _news(data: Path, nlp: Language) -> Iterator[Tagged]:
    texts = [s.words for s in running_news(data) if 5 < len(s.words) < LONGEST]
    docs = (Doc(nlp.vocab, words=list(words)) for words in texts)
    for _, pipe in nlp.pipeline:
        docs = pipe.pipe(docs, batch_size=256)
    for words, doc in zip(texts, docs, strict=True):
        proper = tuple(token.tag_.partition("|")[0] in PROPER for token in doc)
        yield Tagged(words, proper, tuple(token.head.i for token in doc))


def _typed(sentence: Tagged, tagger: pycrfsuite.Tagger, lists: WordLists) -> list[Span] | None:
    words = sentence.words
    runs = list(_runs(sentence))
    if not runs or len(words) > LONGEST:
        return None
    tagger.set(features(words, lists))
    known = written_lists()
    spans: list[Span] = []
    for start, end in runs:
        if all(words[i].lower() in known["calendar"] | known["demonym"] | known["title"] for i in range(start, end)):
            continue
        scores = {kind: sum(_mass(tagger, kind, i) for i in range(start, end)) / (end - start) for kind in KINDS}
        kind = max(scores, key=lambda name: scores[name])
        if scores[kind] < SURE:
            return None
        span = trimmed(words, start, end, kind)
        spans += [span] if span else []
    return spans


def _mass(tagger: pycrfsuite.Tagger, kind: str, i: int) -> float:
    return float(tagger.marginal(f"B-{kind}", i) + tagger.marginal(f"I-{kind}", i))


def _runs(sentence: Tagged) -> Iterator[tuple[int, int]]:
    """Runs of capitalised proper nouns, joined by hyphens and by "of" where the second part depends on the first."""
    words, proper = sentence.words, sentence.proper
    start = -1
    for i in range(len(words) + 1):
        name = i < len(words) and proper[i] and words[i][:1].isupper()
        joins = start >= 0 and i + 1 < len(words) and proper[i + 1] and _joins(sentence, start, i)
        if name or joins:
            start = i if start < 0 else start
        elif start >= 0:
            yield start, i
            start = -1


def _joins(sentence: Tagged, start: int, i: int) -> bool:
    word = sentence.words[i]
    return word in ("-", "&", "al", "bin", "ibn") or (word == "of" and start <= sentence.heads[sentence.heads[i]] < i)
