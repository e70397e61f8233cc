"""Captions without a credit or any other mark: a sentence that describes what is on view.

    Protesters wave flags in Tunis on Friday.          Hagop Simonian in his workshop.

Signs are added up: a verb of doing in the present behind people without an article, a day or a place at the end, no
verb at all. What is said, past, meant or somebody's pronoun speaks against it. The words are in patterns.toml, [scene].
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from whimbrel.clean.patterns import patterns
from whimbrel.clean.sentences import sentences

ENOUGH: Final = 4
_NONE: Final = -9  # the score of what is no scene whatever else it has
_LONGEST: Final = 330
END_DATE: Final = re.compile(
    r"(?:\b(?:on|in)\s|,\s|\s)(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s?"
    r"|(?:on\s)?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,7}\.?\s\d{1,2}(?:,?\s\d{4})?"
    r"|yesterday|\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}(?:,?\s\d{4})?){1,2}\W{0,3}$"
)
_SENTENCES: Final = 3
_FEWEST: Final = 5  # words
_LONG: Final = 30  # words that hardly any caption has in a sentence
_EARLY: Final = 11  # words in which the verb of a scene stands
_WORD: Final = re.compile(r"[A-Za-z][\w’'-]*")
_OPEN: Final = tuple('.!?…:;"”’')
_WRITTEN: Final = re.compile(
    r"\b(?:reads?|reading|saying|that says|with the words|with the slogan)[:,]? [\"“][^\"”]{2,80}[\"”]"
)
_SOURCE: Final = re.compile(r"\s?\([A-Z][\w.’'/ -]{1,40}\)\W*$")
_PARTICIPLE: Final = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!be )(?<!also )\b(?:seen|pictured|photographed|shown)\b"
    r"(?! (?:by|as|in court|to|that)\b)"
)
_NAME_WORDS: Final = 2
_SOMEBODY: Final = re.compile(r"(?:[A-Z][\w.'’-]+ ){2,4}(?:in|at|with|outside|on|during) [a-z]")
_NAMED_SOMEWHERE: Final = re.compile(
    r"^(?:The )?(?:[A-Z][\w.’'-]+,? (?:(?:and|of|the|al|de) )?){2,6}"
    r"(?:in|at|with|on|outside|inside|during|after|before|near)\b (?!which|whom)"
    r"|^[A-Z]\w+ (?:in|at|with|on) (?:his|her|their) "
)
_YEAR: Final = re.compile(r"\bin (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
_PEOPLE: Final = ("s", "men", "women", "people", "children", "police", "personnel")  # how words for several people end


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of [scene], those that are searched for as one pattern each."""

    verbs: frozenset[str]
    said: re.Pattern[str]
    meant: frozenset[str]
    pronouns: frozenset[str]
    indefinite: frozenset[str]
    places: re.Pattern[str]
    passive: re.Pattern[str]
    copulas: frozenset[str]
    somewhere: frozenset[str]
    no_verb: frozenset[str]
    before_noun: frozenset[str]
    behind_noun: frozenset[str]
    subordinate: frozenset[str]
    past: frozenset[str]
    before_participle: frozenset[str]


@cache
def _lists() -> _Words:
    scene = patterns().scene

    def words(name: str) -> frozenset[str]:
        return frozenset(scene[name])

    def any_of(name: str) -> str:
        return "|".join(map(re.escape, scene[name]))

    return _Words(
        verbs=frozenset(patterns().caption_verbs) - words("no_scene"),
        said=re.compile(rf"\b(?:{any_of('said')})\b|[\"“”]"),
        places=re.compile(rf"\b(?:{any_of('places')})\b"),
        passive=re.compile(rf"\b(?:is|are) (?:being )?(?:{any_of('passive')})\b"),
        meant=words("meant"),
        pronouns=words("pronouns"),
        indefinite=words("indefinite"),
        copulas=words("copulas"),
        somewhere=words("somewhere"),
        no_verb=words("no_scene"),
        before_noun=words("before_noun"),
        behind_noun=words("behind_noun"),
        subordinate=words("subordinate"),
        past=words("past"),
        before_participle=words("before_participle"),
    )


def score(line: str) -> int:
    """How much a line looks like a scene, up to about 9; what is said, or begins with a pronoun, is none."""
    line = _WRITTEN.sub("", line)
    if len(line) > _LONGEST or line[:1].islower() or _lists().said.search(line):
        return _NONE
    parts = sentences(line, 0, len(line))
    first = _SOURCE.sub("", line[: parts[0][1]])
    words = _WORD.findall(first)
    if len(parts) > _SENTENCES or not words or words[0].split("'")[0].split("’")[0] in _lists().pronouns:
        return _NONE
    if len(words) < _FEWEST and not (_SOMEBODY.match(first) and len(words) > _NAME_WORDS):
        return _NONE
    return sum(_signs(line, first, words))


def _signs(line: str, first: str, words: Sequence[str]) -> Iterable[int]:
    verb = _verb(words)
    told = words[: _clause_end(words, verb)]
    past = _past(told)
    bare = not _lists().copulas.intersection(words)
    dated, placed = END_DATE.search(first[-60:]) or _YEAR.search(first), _lists().places.search(first)
    yield 2 if verb and not past else 0
    yield 1 if verb and _is_bare(words, verb) else 0
    yield 3 if not verb and not past and _lists().passive.search(first) else 0
    yield 3 if bare and _PARTICIPLE.search(first) else 0
    yield 2 if bare and not verb and _is_somewhere(words) else 0
    yield 2 if bare and not verb and _NAMED_SOMEWHERE.match(first) else 0
    yield 1 if dated else 0
    yield 1 if placed else 0
    yield 1 if dated and placed and not line.endswith(_OPEN) else 0
    yield -2 if past else 0
    yield -2 if _lists().meant.intersection(told) else 0
    yield -1 if words[0] == "The" else 0
    yield -1 if first.endswith(("?", "!")) else 0
    yield -1 if len(words) > _LONG else 0


def _verb(words: Sequence[str]) -> int:
    """The number of what may be the verb of a scene, 0 without one; "a fire has" and "the fire of" hold none."""
    known = _lists()
    start = 2 if words[0] in known.indefinite or words[0] == "The" else 1
    for number, (word, behind) in enumerate(zip(words[start:_EARLY], [*words[start + 1 :], ""], strict=False), start):
        noun = behind in known.behind_noun or words[number - 1].lower() in known.before_noun
        if word in known.verbs and not noun:
            return number
    return 0


def _clause_end(words: Sequence[str], verb: int) -> int:
    """Where the clause of the verb ends: "stands where a man was shot" does not tell of the past."""
    ends = _lists().subordinate
    return next((number for number in range(verb, len(words)) if verb and words[number] in ends), len(words))


def _is_bare(words: Sequence[str], verb: int) -> bool:
    """Whether people without an article, or one or some of them, or somebody by name, do it."""
    if words[0] in _lists().indefinite:
        return True
    subject = words[:verb]
    several = any(word.lower().endswith(_PEOPLE) for word in subject)
    return words[0] not in _NO_SUBJECT and (several or all(word[0].isupper() for word in subject))


_NO_SUBJECT: Final = frozenset({"The", "In", "On", "At", "For", "With", "From", "After", "Before"})


def _is_somewhere(words: Sequence[str]) -> bool:
    """Whether nobody does anything: "Supporters outside the court"."""
    known = _lists()
    return (
        len(words) >= _FEWEST
        and not _past(words)
        and not known.somewhere.isdisjoint(words)
        and known.verbs.isdisjoint(words[1:])
    )


def _past(words: Sequence[str]) -> bool:
    """Whether one of the words is a past tense for all one can see: "shelled", not "the burned bus"."""
    known, before = _lists(), ""
    for word in words[1:]:
        participle = before in known.before_participle or before.endswith(("ed", "ly"))
        if word in known.past or (word.endswith("ed") and word[0].islower() and not participle):
            return True
        before = word
    return False
