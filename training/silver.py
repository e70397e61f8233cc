"""More training sentences for names: EWT, whose proper nouns are marked by hand and typed by a first tagger.

The hand-made tags tell where names are, the first tagger only which kind; sentences with a name that it cannot
place are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from training.conllu import GoldSentence, read_conllu
from training.name_corpora import NamedSentence, Span, bio, trimmed
from training.samples import usable
from whimbrel.grammar.features import WordLists, features, written_lists

KINDS = ("PER", "ORG", "LOC", "MISC")
SURE = 0.45


def silver_sentences(data: Path, model: bytes, lists: WordLists) -> Iterator[NamedSentence]:
    """The sentences of EWT train with every run of proper nouns typed by the tagger in `model`."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    for document in usable(read_conllu(data / "grammar" / "ewt_train.conllu")):
        for sentence in document.sentences:
            words = tuple(word.form for word in sentence.words)
            spans = _typed(sentence, words, tagger, lists)
            if spans is not None:
                yield NamedSentence(words, bio(len(words), spans), "silver")


def _typed(sentence: GoldSentence, words: Sequence[str], tagger: pycrfsuite.Tagger, lists: WordLists) -> list[Span] | None:
    runs = list(_runs(sentence))
    if not runs or len(words) > 120:
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


def _runs(sentence: GoldSentence) -> Iterator[tuple[int, int]]:
    """Runs of capitalised proper nouns, joined by hyphens and by "of" where the second part depends on the first."""
    words = sentence.words
    start = -1
    for i in range(len(words) + 1):
        proper = i < len(words) and words[i].xpos in ("NNP", "NNPS") and words[i].form[:1].isupper()
        joins = (
            start >= 0 and i + 1 < len(words) and words[i + 1].xpos in ("NNP", "NNPS")
            and (words[i].form in ("-", "&", "al", "bin", "ibn") or (words[i].form == "of" and start <= words[words[i].head].head < i))
        )
        if proper or joins:
            start = i if start < 0 else start
        elif start >= 0:
            yield start, i
            start = -1
