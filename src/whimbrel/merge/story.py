"""How alike are two reports as stories? Words of headline and opening, weekdays and numbers; no claim need be read.

Events are found in what reports claim, with days and slots. Many reports have neither: an undated comment, a headline
with two lines. Whether two of them are about one story is then told by their wording. How rare a word is comes from
the shipped table, and so does everything else here: the likeness of two reports depends on the two alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt
from sys import intern

from whimbrel.merge.weights import StoryWeights, shipped_story_weights
from whimbrel.merge.words import WordRarity, running_words, shipped_rarity
from whimbrel.model import PassageKind, Report, Score

OPENING = 600  # code points of a report besides its headline that tell what the story is
TOLD = frozenset({PassageKind.HEADLINE, PassageKind.LEAD, PassageKind.BODY})
NUMBER = re.compile(r"\d[\d.,]*\d")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_NUMBERS = 2


@dataclass(frozen=True, slots=True)
class Gist:
    """What a report is about: its words with their weights (the vector has length 1), weekdays, numbers."""

    words: Mapping[str, float]
    days: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


def gist(report: Report, rarity: WordRarity | None = None, weights: StoryWeights | None = None) -> Gist:
    """The gist of a report's headline and opening."""
    rarity, weights = rarity or shipped_rarity(), weights or shipped_story_weights()
    headline, opening = _parts(report)
    times = Counter(running_words(opening))
    for word in running_words(headline):
        times[word] += int(weights.headline)
    found = {
        intern(word): (1 + log(number)) * weight
        for word, number in times.items()
        if (weight := word_weight(word, rarity, weights)) > 0
    }
    length = sqrt(sum(found[word] ** 2 for word in sorted(found)))
    said = f"{headline}\n{opening}"
    lower = said.casefold()
    return Gist(
        {word: found[word] / length for word in sorted(found)},
        frozenset(day for day in WEEKDAYS if day in lower),
        frozenset(NUMBER.findall(said)),
    )


def word_weight(word: str, rarity: WordRarity, weights: StoryWeights) -> float:
    """What a word tells of a story, from 0 to 1."""
    return min(rarity(word), weights.ordinary) / weights.ordinary


def likeness(a: Gist, b: Gist, weights: StoryWeights | None = None) -> Score:
    """How alike two reports are as stories, mostly from 0 to 1, with its parts. Symmetric."""
    weights = weights or shipped_story_weights()
    alike = words_alike(a, b)
    parts = {"words": alike}
    if a.days and b.days:
        parts["weekday"] = alike * (weights.same_day if a.days & b.days else weights.other_day)
    if shared := min(len(a.numbers & b.numbers), MOST_NUMBERS):
        parts["numbers"] = alike * weights.number * shared
    return Score(sum(parts.values()), parts)


def words_alike(a: Gist, b: Gist) -> float:
    """Cosine of the words of two reports."""
    return sum(a.words[word] * b.words[word] for word in sorted(a.words.keys() & b.words.keys()))


def _parts(report: Report) -> tuple[str, str]:
    """Headline and opening, without captions, credits and furniture."""
    pieces = {True: "", False: ""}
    for passage in report.passages:
        if passage.kind in TOLD:
            headline = passage.kind is PassageKind.HEADLINE
            pieces[headline] += report.text[passage.span.start : passage.span.end] + "\n"
    return pieces[True], pieces[False][:OPENING]
