"""What is compared: mentions of events, each a few words in a parsed sentence of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whimbrel.grammar import Grammar, Segment, Sentence


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that tell of an event: `words` are indexes into the sentence number `sentence` of the document."""

    id: str
    document: str
    sentence: int
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. A sentence is one of the given ones, though the parser may see several roots in it."""

    id: str
    sentences: tuple[Sentence, ...]


def read_document(id: str, sentences: Sequence[Sequence[str]], grammar: Grammar) -> Document:
    """A document of given sentences of given words. Empty sentences stay empty: the numbers of the others hold."""
    segments, at = list[Segment](), 0
    filled = [i for i, words in enumerate(sentences) if words]
    for i in filled:
        words, spans = sentences[i], list[tuple[int, int]]()
        for word in words:
            spans.append((at, at + len(word)))
            at += len(word) + 1
        segments.append(Segment(tuple(words), tuple(spans), ()))
    names = grammar.names.find_all([segment.words for segment in segments])
    named = [
        Segment(segment.words, segment.spans, tuple(found)) for segment, found in zip(segments, names, strict=True)
    ]
    whole = {i: _as_one(parts) for i, parts in zip(filled, grammar.parse(named), strict=True)}
    return Document(id, tuple(whole.get(i, Sentence((), ())) for i in range(len(sentences))))


def _as_one(parts: Sequence[Sentence]) -> Sentence:
    """The sentences that the parser made of one, as one again."""
    if len(parts) == 1:
        return parts[0]
    tokens, names, first = [], [], 0
    for part in parts:
        tokens += [token._replace(i=token.i + first, head=token.head + first) for token in part.tokens]
        names += [type(name)(name.start + first, name.end + first, name.label) for name in part.names]
        first += len(part.tokens)
    return Sentence(tuple(tokens), tuple(names))


def head_of(mention: Mention, sentence: Sentence) -> int:
    """The word of a mention that governs the others: whose own governor is outside, the first where several are.

    A light or auxiliary word yields to what it carries, as the parser hangs it: "take place" is headed by the parser's.
    """
    inside = set(mention.words)
    outer = [i for i in mention.words if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i]
    return outer[0] if outer else mention.words[0]
