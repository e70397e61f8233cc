"""Training samples for the parser: stretches of one to five sentences, some dressed as news pages dress them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from training.conllu import GoldDocument, GoldSentence, Word
from whimbrel.grammar.features import written_lists

UNCLEAR_GENRES = frozenset(
    {"speech", "textbook", "vlog", "whow", "fiction", "essay", "letter", "podcast", "reddit", "conversation"}
)
"""GUM genres whose text licences are not open, or not listed: nothing that we ship may be trained on them."""

RARE = frozenset({"advcl:relcl", "cc:preconj", "csubj:pass", "csubj:outer", "det:predet", "nmod:desc", "nsubj:outer"})
CURLY = {'"': "“”", "``": "““", "''": "””", "'": "’’", "--": "——", "-": "––"}
SINGLE = 0.55
RENAMED = 0.3
KEPT_LISTS = ("title", "org", "loc", "calendar", "demonym", "particle")


def usable(documents: Sequence[GoldDocument]) -> list[GoldDocument]:
    """The documents that shipped models may learn from."""
    return [document for document in documents if document.genre not in UNCLEAR_GENRES]


def relation(deprel: str) -> str:
    """The label the parser learns for a relation: rare subtypes fall back to their main type."""
    return deprel.partition(":")[0] if deprel in RARE else deprel


def label(word: Word) -> str:
    """Both tags of a word as one label: `VBD|VERB`."""
    return f"{word.xpos}|{word.upos}"


@dataclass(frozen=True, slots=True)
class Dressing:
    """What varies a sample: chance, and names to put in the stead of others so that none is learnt by heart."""

    chance: random.Random
    names: Sequence[str]


def samples(documents: Sequence[GoldDocument], vocab: Vocab, seed: int, names: Sequence[str] = ()) -> Iterator[Example]:
    """One pass over the documents in random order, varied where `names` are given; the same for the same seed."""
    chance = random.Random(seed)
    dressing = Dressing(chance, names) if names else None
    stretches: list[list[GoldSentence]] = []
    for document in documents:
        rest = list(document.sentences)
        while rest:
            size = 1 if chance.random() < SINGLE else chance.randint(2, 5)
            stretches.append(rest[:size])
            rest = rest[size:]
    chance.shuffle(stretches)
    for stretch in stretches:
        yield example(stretch, vocab, dressing)


def example(sentences: Sequence[GoldSentence], vocab: Vocab, dressing: Dressing | None = None) -> Example:
    """A training example of whole sentences; dressed, some come as headlines, renamed or with curly quotes."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    tags: list[str] = []
    relations: list[str] = []
    starts: list[bool] = []
    curly = dressing is not None and dressing.chance.random() < 0.3
    for sentence in sentences:
        offset = len(words)
        kept = sentence.words
        forms = [word.form for word in kept]
        if dressing is not None:
            forms = _dressed(kept, dressing, curly)
            kept = _maybe_without_stop(kept, dressing.chance)
        words += forms[: len(kept)]
        spaces += [word.space_after for word in kept]
        heads += [word.head + offset for word in kept]
        tags += [label(word) for word in kept]
        relations += ["ROOT" if word.head == i else relation(word.deprel) for i, word in enumerate(kept)]
        starts += [i == 0 for i in range(len(kept))]
    reference = Doc(vocab, words=words, spaces=spaces, heads=heads, tags=tags, deps=relations, sent_starts=starts)
    return Example(Doc(vocab, words=words, spaces=spaces), reference)


def _dressed(words: Sequence[Word], dressing: Dressing, curly: bool) -> list[str]:
    chance = dressing.chance
    forms = [
        chance.choice(dressing.names) if _is_name(word) and chance.random() < RENAMED else word.form for word in words
    ]
    draw = chance.random()
    if draw < 0.03:
        forms = [
            form if len(form) < 4 and i and word.upos in ("ADP", "DET", "CCONJ") else form[:1].upper() + form[1:]
            for i, (form, word) in enumerate(zip(forms, words, strict=True))
        ]
    elif draw < 0.045:
        forms = [form.upper() for form in forms]
    elif draw < 0.065:
        forms = [form.lower() for form in forms]
    if curly:
        opening: dict[str, bool] = {}
        for i, form in enumerate(forms):
            if form in CURLY:
                opening[form] = not opening.get(form, False)
                forms[i] = CURLY[form][0 if opening[form] else 1]
            elif "'" in form:
                forms[i] = form.replace("'", "’")
    return forms


def _is_name(word: Word) -> bool:
    """Whether a word is a proper noun that another name could stand for: no title, month or common part of names."""
    lists = written_lists()
    lowered = word.form.lower()
    plain = word.xpos == "NNP" and word.upos == "PROPN" and len(word.form) > 2 and word.form[:1].isupper()
    return plain and word.form[1:].islower() and not any(lowered in lists[name] for name in KEPT_LISTS)


def _maybe_without_stop(words: tuple[Word, ...], chance: random.Random) -> tuple[Word, ...]:
    """Headlines end without a full stop."""
    last = len(words) - 1
    bare = last > 2 and words[-1].form == "." and all(word.head != last for word in words[:-1])
    return words[:-1] if bare and chance.random() < 0.06 else words
