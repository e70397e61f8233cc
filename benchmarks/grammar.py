"""Tags, lemmas and trees against a CoNLL-U treebank.

`upos`, `lemma`, `uas`, `las`: gold words in gold sentences (where the parser splits one further, that costs it).
`uas` and `las` leave punctuation out and compare main relations (`nsubj:pass` counts as `nsubj`). `sentence_f1`:
sentences found in the running text, both ends right. `las_own_split`: gold words in our own sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.result import Outcome, f_score, ratio, say
from training.conllu import GoldDocument, Word, read_conllu
from whimbrel.grammar import Grammar, Segment, Sentence, Token


@dataclass(frozen=True, slots=True)
class RunningText:
    """A gold document as text: where its words lie, and where its sentences begin (as word numbers)."""

    text: str
    words: tuple[Word, ...]
    spans: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

    def sentence_spans(self) -> set[tuple[int, int]]:
        ends = (*self.starts[1:], len(self.words))
        return {(self.spans[a][0], self.spans[b - 1][1]) for a, b in zip(self.starts, ends, strict=True)}

    def segments(self, cuts: Sequence[int]) -> list[Segment]:
        """Gold words cut into segments at the given word numbers."""
        bounds = zip(cuts, (*cuts[1:], len(self.words)), strict=True)
        return [Segment(tuple(w.form for w in self.words[a:b]), self.spans[a:b], ()) for a, b in bounds]


def run(data: Path) -> Outcome:
    grammar = Grammar.load()
    documents = read_conllu(data)
    say(f"grammar: {len(documents)} documents")
    tally: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    for document in documents:
        running = running_text(document)
        gold_parse = parsed(grammar, running.segments(running.starts))
        count(running, document, gold_parse, tally, errors)
        own = [sentence.span for group in grammar.parse(grammar.segment(running.text)) for sentence in group]
        found = {(span.start, span.end) for span in own}
        gold = running.sentence_spans()
        tally.update(sentences_right=len(found & gold), sentences_found=len(found), sentences_gold=len(gold))
        own_parse = parsed(grammar, running.segments(cuts_of(running, [span.start for span in own])))
        tally["own_las"] += attached(running, document, own_parse)
    return Outcome(metrics(tally), tally["words"], errors)


def metrics(tally: Counter[str]) -> dict[str, float]:
    precision = ratio(tally["sentences_right"], tally["sentences_found"])
    recall = ratio(tally["sentences_right"], tally["sentences_gold"])
    return {
        "upos": ratio(tally["upos"], tally["words"]),
        "lemma": ratio(tally["lemma"], tally["words"]),
        "uas": ratio(tally["uas"], tally["scored"]),
        "las": ratio(tally["las"], tally["scored"]),
        "sentence_f1": f_score(precision, recall),
        "las_own_split": ratio(tally["own_las"], tally["scored"]),
    }


def running_text(document: GoldDocument) -> RunningText:
    """The text of a document: words spaced as annotated, sentences by a space, paragraphs by a blank line."""
    text, words, spans, starts = "", list[Word](), list[tuple[int, int]](), list[int]()
    for sentence in document.sentences:
        if text:
            text = text.rstrip() + ("\n\n" if sentence.new_paragraph else " ")
        starts.append(len(words))
        for word in sentence.words:
            spans.append((len(text), len(text) + len(word.form)))
            words.append(word)
            text += word.form + (" " if word.space_after else "")
    return RunningText(text, tuple(words), tuple(spans), tuple(starts))


def parsed(grammar: Grammar, segments: Sequence[Segment]) -> list[tuple[Token, int]]:
    """Each word's token with its head as a word number of the document."""
    tokens: list[tuple[Token, int]] = []
    sentences: Iterator[Sentence] = (sentence for group in grammar.parse(segments) for sentence in group)
    for sentence in sentences:
        offset = len(tokens)
        tokens += [(token, token.head + offset) for token in sentence.tokens]
    return tokens


def count(
    running: RunningText,
    document: GoldDocument,
    found: Sequence[tuple[Token, int]],
    tally: Counter[str],
    errors: Counter[str],
) -> None:
    """Adds a document's rights and wrongs to the tallies."""
    heads = gold_heads(document)
    for i, (word, (token, head)) in enumerate(zip(running.words, found, strict=True)):
        tally["words"] += 1
        tally["upos"] += token.pos == word.upos
        tally["lemma"] += word.lemma in (token.lemma, "_")
        if token.pos != word.upos:
            errors[f"tag: {word.upos} taken for {token.pos}"] += 1
        if word.upos == "PUNCT":
            continue
        tally["scored"] += 1
        gold, ours = main_relation(word.deprel), main_relation(token.dep)
        tally["uas"] += head == heads[i]
        tally["las"] += head == heads[i] and gold == ours
        if gold != ours:
            errors[f"relation: {gold} taken for {ours}"] += 1
        elif head != heads[i]:
            errors[f"attachment of {gold}"] += 1


def attached(running: RunningText, document: GoldDocument, found: Sequence[tuple[Token, int]]) -> int:
    """How many words but punctuation have the right head and main relation."""
    rows = zip(running.words, gold_heads(document), found, strict=True)
    return sum(
        head == gold and main_relation(word.deprel) == main_relation(token.dep)
        for word, gold, (token, head) in rows
        if word.upos != "PUNCT"
    )


def gold_heads(document: GoldDocument) -> list[int]:
    heads: list[int] = []
    for sentence in document.sentences:
        offset = len(heads)
        heads += [word.head + offset for word in sentence.words]
    return heads


def cuts_of(running: RunningText, starts: Sequence[int]) -> list[int]:
    """Sentence beginnings in characters as word numbers."""
    wanted = sorted(starts)
    cuts, at = [], 0
    for i, (_, end) in enumerate(running.spans):
        fresh = i == 0
        while at < len(wanted) and wanted[at] < end:
            fresh, at = True, at + 1
        if fresh:
            cuts.append(i)
    return cuts


def main_relation(label: str) -> str:
    return label.partition(":")[0]
