"""The names of one text made to agree: types settled by their long forms and by majority, missed mentions filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whimbrel.grammar.sentence import NameSpan

OFTEN = 2
"""A name found this often in a text is one wherever it stands in the text."""


@dataclass(frozen=True, slots=True)
class Cast:
    """What a text's names tell about each other: votes for each form's type, and the surnames of full names."""

    votes: dict[str, Counter[str]]
    surnames: frozenset[str]

    def label(self, key: str, label: str) -> str:
        """The type of a form that the tagger gave `label`."""
        votes = self.votes[key]
        if key in self.surnames and votes["LOC"] + votes["ORG"] <= 3:
            return "PER"
        best, count = votes.most_common(1)[0]
        return best if count > votes[label] else label


def agree(sentences: Sequence[Sequence[str]], found: Sequence[tuple[NameSpan, ...]]) -> list[tuple[NameSpan, ...]]:
    """The names of one text, sentence by sentence, after settling."""
    cast = _cast(sentences, found)
    settled = []
    for words, names in zip(sentences, found, strict=True):
        kinds = [cast.label(_key(words, name), name.label) for name in names]
        settled.append(
            tuple(
                name if name.label == kind else replace(name, label=kind)
                for name, kind in zip(names, kinds, strict=True)
            )
        )
    return _filled(sentences, settled)


def _cast(sentences: Sequence[Sequence[str]], found: Sequence[tuple[NameSpan, ...]]) -> Cast:
    votes: dict[str, Counter[str]] = {}
    surnames: set[str] = set()
    for words, names in zip(sentences, found, strict=True):
        for name in names:
            votes.setdefault(_key(words, name), Counter())[name.label] += 1
            if name.label == "PER" and name.end - name.start > 1:
                surnames.add(words[name.end - 1].lower())
    return Cast(votes, frozenset(surnames))


def _filled(sentences: Sequence[Sequence[str]], found: Sequence[tuple[NameSpan, ...]]) -> list[tuple[NameSpan, ...]]:
    """Single words that are a surname or a frequent name of the text, named also where the tagger passed them over."""
    known: dict[str, str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for words, names in zip(sentences, found, strict=True):
        for name in names:
            if name.end - name.start == 1:
                counts[words[name.start], name.label] += 1
            elif name.label == "PER":
                known.setdefault(words[name.end - 1], "PER")
    known |= {word: label for (word, label), count in sorted(counts.items()) if count >= OFTEN}
    known = {word: label for word, label in known.items() if word[:1].isupper() and len(word) > 2}
    if not known:
        return list(found)
    plain = {word for words in sentences for word in words if word.islower()}
    known = {word: label for word, label in known.items() if word.lower() not in plain}
    return (
        [_added(words, names, known) for words, names in zip(sentences, found, strict=True)] if known else list(found)
    )


def _added(words: Sequence[str], names: tuple[NameSpan, ...], known: dict[str, str]) -> tuple[NameSpan, ...]:
    if known.keys().isdisjoint(words):
        return names
    taken = {i for name in names for i in range(name.start, name.end)}
    more = [
        NameSpan(i, i + 1, known[word])
        for i, word in enumerate(words)
        if word in known and i not in taken and not _in_a_run(words, i)
    ]
    return tuple(sorted((*names, *more), key=lambda name: name.start)) if more else names


def _in_a_run(words: Sequence[str], i: int) -> bool:
    """Whether capitals stand beside the word: then it is part of something else."""
    after = i + 1 < len(words) and words[i + 1][:1].isupper()
    return after or (i > 1 and words[i - 1][:1].isupper())


def _key(words: Sequence[str], name: NameSpan) -> str:
    return " ".join(words[name.start : name.end]).lower()
