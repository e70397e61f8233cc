"""The grammar stage: text to segments (cheap, for every sentence), segments to parsed sentences (where asked)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import resources
from itertools import islice, pairwise
from pathlib import Path
from sys import intern

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from whimbrel.grammar.agreement import agree
from whimbrel.grammar.decoder import Decoder
from whimbrel.grammar.encoder import Encoder
from whimbrel.grammar.kept import Kept
from whimbrel.grammar.lemmas import LemmaTable, read_lemmas
from whimbrel.grammar.names import NameFinder
from whimbrel.grammar.sentence import NameSpan, Segment, Sentence, Token
from whimbrel.grammar.splitting import CLOSERS, ENDS, sentence_bounds, starters
from whimbrel.grammar.verbless import with_its_verb
from whimbrel.grammar.weights import unpack
from whimbrel.grammar.words import Word, bounded, words_of
from whimbrel.model import Span

Named = tuple[tuple[str, ...], tuple[NameSpan, ...]]  # a segment's words and names: its trees follow from nothing else
Unplaced = tuple[int, str, str, str, str, str, int]  # a token without its offsets
Outline = tuple[tuple[Unplaced, ...], tuple[NameSpan, ...]]  # a sentence without offsets

BATCH = 128
MAY_END = frozenset(ENDS + ":;-–—")
BULLETS = frozenset("•●○▪▫■□◦‣►▶➤")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sentences, words, names, and parses on demand. Load once and share.

    What was read a moment ago is kept, without its offsets, for when it comes again; nothing found depends on it.
    """

    nlp: Language
    encoder: Encoder
    decoder: Decoder
    lemmas: LemmaTable
    names: NameFinder
    lemma: Callable[[str, str], str]  # a word with its tag → the table's lemma, remembered
    said: Kept[str, tuple[Segment, ...]] = field(default_factory=Kept)  # by a sentence's text
    parsed: Kept[Named, tuple[Outline, ...]] = field(default_factory=Kept)

    @classmethod
    def load(cls, folder: Path | None = None) -> Grammar:
        """The models inside the package, or those in `folder`. Raises DataError when they are missing or damaged."""
        if folder is not None:
            return _read(folder)
        return _shipped()

    def keeping(self, room: int) -> Grammar:
        """The same models with stores of their own, each of so many characters; with 0 no call knows of another."""
        return replace(self, said=Kept(room), parsed=Kept(room))

    def segment(self, text: str, start: int = 0, end: int | None = None) -> list[Segment]:
        """The sentences of `text[start:end]` with their words and names; offsets are those of `text`.

        One that is too long to be read comes in pieces, marked as given up.
        """
        stop = len(text) if end is None else min(end, len(text))
        bounds = sentence_bounds(text, max(start, 0), stop)
        said = [(at, piece) for at, until in bounds for piece in self._said(text[at:until])]
        names = agree([piece.words for _, piece in said], [piece.names for _, piece in said])
        return [_moved(piece, at, found) for (at, piece), found in zip(said, names, strict=True)]

    def _said(self, sentence: str) -> tuple[Segment, ...]:
        """A sentence in pieces that can be read, each with the names that it has by itself; offsets begin at 0."""
        known = self.said.get(sentence)
        if known is None:
            words = words_of(self.nlp.tokenizer, sentence, 0, len(sentence))
            known = tuple(self._piece(piece, extent) for piece, extent in bounded(words))
            self.said.put(sentence, known, len(sentence))
        return known

    def _piece(self, said: Sequence[Word], extent: tuple[int, int] | None) -> Segment:
        words = tuple([word for word, _, _ in said])
        spans = tuple([(start, end) for _, start, end in said])
        return Segment(words, spans, self.names.find(words), extent and Span(*extent))

    def parse(self, segments: Sequence[Segment]) -> list[list[Sentence]]:
        """The parsed sentences of each segment, in order; a segment may turn out to hold several."""
        found: dict[Named, tuple[Outline, ...]] = {}
        new: dict[Named, Segment] = {}
        for segment in segments:
            named = (segment.words, segment.names)
            kept = self.parsed.get(named)
            if kept is None:
                new[named] = segment
            else:
                found[named] = kept
        for named, outlines in zip(new, self._outlines(list(new.values())), strict=True):
            found[named] = outlines
            self.parsed.put(named, outlines, sum(map(len, named[0])))
        return [_placed(found[segment.words, segment.names], segment) for segment in segments]

    def document(self, segment: Segment) -> Doc:
        """A segment as spaCy's parser is given it: its words, and where no sentence may begin."""
        spans, words = segment.spans, segment.words
        spaces = [a[1] < b[0] for a, b in pairwise(spans)] + [False]
        starts = [1, *(0 if _may_begin(words, i) else -1 for i in range(1, len(words)))]
        for name in segment.names:  # a name is never cut in two
            starts[name.start + 1 : name.end] = [-1] * (name.end - name.start - 1)
        return Doc(self.nlp.vocab, words=_for_parser(segment), spaces=spaces, sent_starts=starts)

    def _outlines(self, segments: Sequence[Segment]) -> Iterator[tuple[Outline, ...]]:
        for at in range(0, len(segments), BATCH):
            batch = segments[at : at + BATCH]
            docs = [self.document(segment) for segment in batch]
            vectors = self.encoder([_for_parser(segment) for segment in batch])
            self.decoder.parse(docs, vectors)
            tags = iter(self.decoder.tagged(vectors))
            for doc, segment in zip(docs, batch, strict=True):
                yield tuple(self._sentences(doc, list(islice(tags, len(doc))), segment))

    def _sentences(self, doc: Doc, tags: list[str], segment: Segment) -> Iterator[Outline]:
        strings = self.nlp.vocab.strings
        array = doc.to_array([DEP, HEAD, SENT_START])
        heads = (np.arange(len(doc)) + array[:, 1].astype(np.int64)).tolist()
        relations = [intern(strings[relation]) for relation in array[:, 0].tolist()]
        rows = list(zip(tags, relations, heads, strict=True))
        starts = [i for i, begins in enumerate(array[:, 2].tolist()) if i == 0 or begins == 1]
        for first, last in zip(starts, [*starts[1:], len(doc)], strict=True):
            told = [(label, relation, head - first) for label, relation, head in rows[first:last]]
            told = with_its_verb(segment.words[first:last], told)
            names = tuple(
                NameSpan(name.start - first, name.end - first, name.label)
                for name in segment.names
                if first <= name.start and name.end <= last
            )
            yield tuple(self._tokens(told, segment.words[first:last])), names

    def _tokens(self, rows: Sequence[tuple[str, str, int]], words: Sequence[str]) -> Iterator[Unplaced]:
        """The tokens of a sentence, given each one's tag with its part of speech, relation and head."""
        for i, ((label, relation, head), word) in enumerate(zip(rows, words, strict=True)):
            tag, pos = _tag_and_pos(label)
            lemma = self.lemma(word, tag)
            if lemma == "be" and relation == "aux" and tag == "VBZ" and len(word) == 2:
                lemma = "be" if rows[head][0].startswith("VBG|") else "have"
            yield i, word, lemma, pos, tag, "root" if relation == "ROOT" else relation, head


def _moved(piece: Segment, by: int, names: Sequence[NameSpan]) -> Segment:
    """A piece of a sentence that begins at `by`, with the names that it has among the others of its text."""
    spans = tuple([(start + by, end + by) for start, end in piece.spans])
    stretch = piece.given_up and Span(piece.given_up.start + by, piece.given_up.end + by)
    return Segment(piece.words, spans, tuple([_to_last_part(name, piece.words, spans) for name in names]), stretch)


def _placed(outlines: Sequence[Outline], segment: Segment) -> list[Sentence]:
    """The sentences of a segment, where its words stand."""
    sentences, at = [], 0
    for words, names in outlines:
        spans = segment.spans[at : at + len(words)]
        tokens = tuple([Token._make(word + span) for word, span in zip(words, spans, strict=True)])
        sentences.append(Sentence(tokens, names))
        at += len(words)
    return sentences


@cache
def _tag_and_pos(label: str) -> tuple[str, str]:
    tag, _, pos = label.partition("|")
    return tag, pos


def _may_begin(words: Sequence[str], i: int) -> bool:
    """Whether the parser may begin a sentence at word `i`: after a stop, or at a word that begins sentences."""
    before = words[i - 1]
    if before[-1] in CLOSERS and len(before) == 1 and i > 1:
        before = words[i - 2]
    return before[-1] in MAY_END or words[i] in starters()


@cache
def _shipped() -> Grammar:
    folder = resources.files("whimbrel.grammar").joinpath("model")
    with resources.as_file(folder) as path:
        return _read(path)


def _read(folder: Path) -> Grammar:
    nlp, lemmas = unpack(folder / "parser.bin"), read_lemmas(folder / "lemmas.bin")
    names = NameFinder.load(folder, lemmas.dictionary())
    return Grammar(nlp, Encoder.of(nlp), Decoder.of(nlp), lemmas, names, lru_cache(maxsize=40_000)(lemmas.lemma))


def _for_parser(segment: Segment) -> list[str]:
    """The words as the parser shall see them: what follows a hyphen inside a name gets a capital, lest the "in" of
    "Jae-in" be taken for a preposition; a list's bullet is a dash, lest it be taken for a noun."""
    words = list(segment.words)
    if words[0] in BULLETS:
        words[0] = "-"
    for name in segment.names:
        for i in range(name.start + 1, name.end):
            if words[i - 1] in {"-", "‑"} and words[i].islower():
                words[i] = words[i].capitalize()
    return words


def _to_last_part(name: NameSpan, words: tuple[str, ...], spans: tuple[tuple[int, int], ...]) -> NameSpan:
    """A person's name with what a hyphen ties to its end: "Moon Jae" is Moon Jae-in."""
    end = name.end
    while (
        name.label == "PER" and end + 1 < len(words) and words[end] in {"-", "‑"} and words[end + 1].isalpha()
        and spans[end - 1][1] == spans[end][0] and spans[end][1] == spans[end + 1][0]
    ):  # fmt: skip
        end += 2
    return name if end == name.end else NameSpan(name.start, end, name.label)
