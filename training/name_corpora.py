"""Names annotated in openly licensed text, brought to one form: sentences of words with PER, ORG and LOC spans.

Conventions: titles ("President"), leading "the" and nationalities are no part of a name; the widest name is taken; GPE
and facilities are LOC; works, products and named events are MISC, learnt so as not to be taken for the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy

from training.conllu import GoldSentence, read_conllu
from training.samples import usable
from whimbrel.grammar.features import written_lists

LABELS = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "ORGANISATION": "ORG", "ORGANIZATION": "ORG",
    "CORPORATION": "ORG", "GROUP": "ORG",
    "LOC": "LOC", "LOCATION": "LOC", "GPE": "LOC", "FAC": "LOC", "FACILITY": "LOC", "PLACE": "LOC",
    "MISC": "MISC", "CREATIVE-WORK": "MISC", "PRODUCT": "MISC", "PRO": "MISC", "EVENT": "MISC",
    "OBJECT": "MISC", "ABSTRACT": "MISC",
    "NON_HUMAN_PART": "MISC",
    "HUMAN_PART_PER": "PER", "HUMAN_PART_ORG": "ORG", "HUMAN_PART_GPE": "LOC", "LOC_GEO": "LOC", "LOC_FAC": "LOC",
}  # fmt: skip
FILLERS = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "de",
        "del",
        "la",
        "al",
        "el",
        "bin",
        "ibn",
        "-",
        "’s",
        "'s",
        "in",
        "to",
        "on",
        "&",
        "von",
        "van",
        "ad",
        "ul",
        "da",
        "dos",
        "du",
        ".",
    ]
)
_GUM_MARK = re.compile(r"\((?P<id>\d+)-(?P<kind>[a-z]+)-(?P<rest>[^()]*)(?P<closed>\))?|(?P<end>\d+)\)")

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """One sentence; `tags` are BIO."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    source: str


def corpora(data: Path) -> list[NamedSentence]:
    """Every set that shipped models may learn names from."""
    ner = data / "ner"
    found = list(_tagged(ner / "wikigold.jsonl", "wikigold"))
    found += _tagged(ner / "uner_ewt_dev.jsonl", "uner")
    found += _ecb(data / "coref" / "ecbplus_train.jsonl")
    found += _gum(data / "grammar" / "gum_open_train.conllu")
    return found


def running_news(data: Path) -> list[NamedSentence]:
    """News text that may be learnt from but whose names are not, or not all, marked as we want them: for `silver`."""
    found = list[NamedSentence]()
    for path in (data / "coref" / "ecbplus_train.jsonl", data / "coref" / "meantime_dev.jsonl"):
        for row in _rows(path):
            found += _by_sentence(row["tokens"], row["sent_of"], (), "news")
    return [*found, *_re3d(data / "ner" / "re3d_open.jsonl")]


def bio(length: int, spans: Iterable[Span]) -> tuple[str, ...]:
    """Spans as tags, the widest first; what overlaps it is left out."""
    tags = ["O"] * length
    for start, end, label in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if 0 <= start < end <= length and all(tag == "O" for tag in tags[start:end]):
            tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tuple(tags)


def tags_to_spans(tags: Sequence[str]) -> list[Span]:
    """BIO or IO tags as spans of PER, ORG, LOC and MISC; other types are dropped."""
    spans: list[Span] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, kind = tag.partition("-")
        kind = LABELS.get(kind.upper(), "")
        if label and (prefix != "I" or kind != label):
            spans.append((start, i, label))
            label = ""
        if kind and not label:
            start, label = i, kind
    return spans


def trimmed(words: Sequence[str], start: int, end: int, label: str) -> Span | None:
    """The name within a mention: without articles, nationalities before a title, titles and what follows a comma."""
    lists = written_lists()
    for i in range(start, end):
        if words[i] in (",", "(", ";", ":", '"', "“") and i > start:
            end = i
            break

    def leads(word: str) -> bool:
        low = word.lower()
        if not word[:1].isupper() or low in ("the", "a", "an", "-"):
            return True
        return label == "PER" and (low in lists["title"] or low in lists["demonym"] or low in lists["org"])

    runs: list[tuple[int, int]] = []
    here = start
    while here < end:
        if leads(words[here]):
            here += 1
            continue
        stop = here + 1
        while stop < end and (words[stop][:1].isupper() or words[stop].lower() in FILLERS):
            stop += 1
        while stop > here and not words[stop - 1][:1].isupper() and words[stop - 1] != ".":
            stop -= 1
        runs.append((here, stop))
        here = max(stop, here + 1)
    if not runs:
        return None
    first, last = runs[-1] if label == "PER" else runs[0]
    if last - first == 1 and words[first].lower() in lists["demonym"] | lists["title"]:
        return None
    return first, last, label


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _tagged(path: Path, source: str) -> Iterator[NamedSentence]:
    for row in _rows(path):
        yield NamedSentence(tuple(row["tokens"]), bio(len(row["tokens"]), tags_to_spans(row["ner"])), source)


def _ecb(path: Path) -> Iterator[NamedSentence]:
    """Only sentences whose capitalised words are all accounted for: ECB+ marks names in event descriptions alone."""
    for row in _rows(path):
        words = row["tokens"]
        spans = []
        for mention in row["mentions"]:
            label = LABELS.get(mention.get("tag", ""))
            if label and any(words[i][:1].isupper() for i in mention["tokens"]):
                span = trimmed(words, min(mention["tokens"]), max(mention["tokens"]) + 1, label)
                spans += [span] if span else []
        for sentence in _by_sentence(words, row["sent_of"], spans, "ecb"):
            bare = [
                w
                for w, tag in zip(sentence.words[1:], sentence.tags[1:], strict=True)
                if tag == "O" and w[:1].isupper()
            ]
            known = written_lists()
            bare = [w for w in bare if w.lower() not in known["demonym"] | known["calendar"] | known["title"]]
            if not bare and any(tag != "O" for tag in sentence.tags) and len(sentence.words) > 4:
                yield sentence


def _by_sentence(
    words: Sequence[str], sentence_of: Sequence[int], spans: Iterable[Span], source: str
) -> Iterator[NamedSentence]:
    tags = bio(len(words), spans)
    first = 0
    for i in range(1, len(words) + 1):
        if i == len(words) or sentence_of[i] != sentence_of[first]:
            yield NamedSentence(tuple(words[first:i]), tags[first:i], source)
            first = i


def _re3d(path: Path) -> Iterator[NamedSentence]:
    tokenizer = spacy.blank("en")
    tokenizer.add_pipe("sentencizer")
    for row in _rows(path):
        doc = tokenizer(row["text"])
        words = [token.text for token in doc]
        spans: list[Span] = []
        for entity in row["entities"]:
            label = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}.get(entity["type"])
            chunk = doc.char_span(entity["start"], entity["end"], alignment_mode="expand") if label else None
            if label and chunk is not None and chunk.end - chunk.start < 9:
                span = trimmed(words, chunk.start, chunk.end, label)
                if span:
                    spans.append(span)
        kept = [i for i, token in enumerate(doc) if not token.is_space]
        place = {old: new for new, old in enumerate(kept)}
        moved = [(place[a], place[b - 1] + 1, label) for a, b, label in spans if a in place and b - 1 in place]
        numbers = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for token in sentence:
                numbers[token.i] = number
        yield from _by_sentence([words[i] for i in kept], [numbers[i] for i in kept], moved, "re3d")


def _gum(path: Path) -> Iterator[NamedSentence]:
    for document in usable(read_conllu(path)):
        open_mentions: dict[str, list[tuple[int, str]]] = {}
        for sentence in document.sentences:
            words = [word.form for word in sentence.words]
            yield NamedSentence(tuple(words), bio(len(words), _gum_spans(sentence, open_mentions)), "gum")


def _gum_spans(sentence: GoldSentence, pending: dict[str, list[tuple[int, str]]]) -> Iterator[Span]:
    pending.clear()
    for i, word in enumerate(sentence.words):
        entity = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for mark in _GUM_MARK.finditer(entity):
            if mark["end"]:
                for start, kind in pending.get(mark["end"], [])[-1:]:
                    pending[mark["end"]].pop()
                    yield from _gum_name(sentence, start, i + 1, kind)
            elif mark["closed"]:
                yield from _gum_name(sentence, i, i + 1, mark["kind"])
            else:
                pending.setdefault(mark["id"], []).append((i, mark["kind"]))


def _gum_name(sentence: GoldSentence, start: int, end: int, kind: str) -> Iterator[Span]:
    """The name in a mention whose head is a proper noun."""
    label = LABELS.get(kind.upper())
    heads = [i for i in range(start, end) if not start <= sentence.words[i].head < end or sentence.words[i].head == i]
    if not label or not heads or sentence.words[heads[0]].xpos not in ("NNP", "NNPS"):
        return
    span = trimmed([word.form for word in sentence.words], start, end, label)
    if span and (span[0] <= heads[0] < span[1] or label == "PER"):
        yield span
