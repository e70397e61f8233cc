"""Captions without a credit or any other mark: a sentence that describes what is on view, in a report that tells what happened.

    Protesters wave flags in Tunis on Friday.          Hagop Simonian in his workshop.

Signs are added up (`SIGNS`): a verb of doing in the present behind people without an article, a day or a place at the end, no verb at
all. What is said, past, meant or somebody's pronoun speaks against it. Only text that mostly tells of the past lets one see the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
_EARLY: Final = 11  # words in which the verb of a scene stands
_WORD: Final = re.compile(r"[A-Za-z][\w’'-]*")
_OPEN: Final = tuple('.!?…:;"”’')
_WRITTEN: Final = re.compile(
    r"\b(?:reads?|reading|saying|that says|with the words|with the slogan)[:,]? [\"“][^\"”]{2,80}[\"”]"
)
_SOURCE: Final = re.compile(r"\s?\([A-Z][\w.’'/ -]{1,40}\)\W*$")
_SAID: Final = re.compile(
    r"\b(?:said|says|say|told|tell|according to|reported|announced|warned|added|denied|accused|confirmed)\b|[\"“”]"
)
_MEANT: Final = re.compile(
    r"\b(?:would|will|can|could|should|must|may|might|has|have|had|not|never|no|nobody|because|if|but|although|than|that|which|who|whose|were|was|did|does|do|when|what|why|how)\b"
)
_ASIDE: Final = re.compile(r"^(?:[A-Z][\w.'’-]*[, ]{1,2}){0,6}(?:who|which|that|where|whose)\b")
_PRONOUN: Final = re.compile(
    r"^(?:He|She|They|It|We|I|You|This|That|These|Those|There|His|Her|Their|Its|Our|My|But|And|Yet|So|If|As|When|While|Let|Not|No|Nobody|Both|Each|How|What|Why|Where|Who|Most|Many|Such)\b"
)
_BARE: Final = re.compile(
    r"^(?:An? |Two |Three |Four |Five |Six |Several |Some |Dozens of |Hundreds of |Thousands of )?(?:[A-Za-z’'-]+,? ){0,3}?[A-Za-z’'-]+"
)
_AT: Final = re.compile(
    r"\b(?:outside|near|beside|past|behind|at the scene|in front of|next to|during|amid|on the outskirts|at a|at an|at the|in a|in an|through|along|across|inside|from the air|from above|by the roadside|on an?|in his|in her|in their|with his|with her|with their|at his|on the)\b"
)
_PARTICIPLE: Final = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!be )(?<!also )\b(?:seen|pictured|photographed|shown)\b(?! (?:by|as|in court|to|that)\b)"
)
_VERBISH: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|may|might|must|should|[a-z]+ed|[a-z]+s)\b"
)
_COPULA: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should|said|says)\b"
)
_WITH: Final = re.compile(r"\b(?:with|at|in|outside|inside|during|before|after|near|on|under|among|from)\b")
_NAME_WORDS: Final = 2
_SOMEBODY: Final = re.compile(r"(?:[A-Z][\w.'’-]+ ){2,4}(?:in|at|with|outside|on|during) [a-z]")
_NAMED_SOMEWHERE: Final = re.compile(
    r"^(?:The )?(?:[A-Z][\w.’'-]+,? (?:(?:and|of|the|al|de) )?){2,6}(?:in|at|with|on|outside|inside|during|after|before|near)\b (?!which|whom)|^[A-Z]\w+ (?:in|at|with|on) (?:his|her|their) "
)
_PASSIVE: Final = re.compile(
    r"\b(?:is|are) (?:being )?(?:greeted|helped|carried|escorted|pictured|evacuated|loaded|unloaded|surrounded|parked|projected|welcomed|displayed|flanked|sworn in|lowered|buried)\b"
)
_YEAR: Final = re.compile(r"\bin (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
_INDEFINITE: Final = frozenset({"A", "An", "Two", "Three", "Four", "Five", "Six", "Several", "Some"})
_AUXILIARY: Final = frozenset(
    {"has", "have", "had", "was", "were", "is", "are", "will", "would", "of", "in", "and", "who", "that", "which"}
)
_BEFORE_NOUN: Final = frozenset(
    {
        "to",
        "the",
        "a",
        "an",
        "of",
        "their",
        "his",
        "her",
        "its",
        "this",
        "that",
        "no",
        "first",
        "last",
        "for",
        "in",
        "on",
    }
)
_NO_SCENE: Final = frozenset({"show", "shows"})  # papers and numbers do
_SUBORDINATE: Final = frozenset(
    {"where", "who", "which", "that", "as", "after", "before", "while", "when", "during", "since", "whose", "following"}
)
_IRREGULAR: Final = frozenset(
    "went came took drew fell left held gave got found made kept lost won sent spent struck shot broke brought bought fought fled grew knew met ran rose saw sat spoke stood told "
    "thought threw wore wrote began became oversaw withdrew overthrew underwent built burnt chose drove flew froze heard hid led lay paid put rode sang slept stole swore taught tore woke".split()
)


def score(line: str) -> int:
    """How much a line looks like a scene, up to about 9; what is said, or begins with a pronoun, is none."""
    line = _WRITTEN.sub("", line)
    if len(line) > _LONGEST or line[:1].islower() or _SAID.search(line) or _PRONOUN.match(line):
        return _NONE
    parts = sentences(line, 0, len(line))
    if len(parts) > _SENTENCES:
        return _NONE
    first = line[: parts[0][1]]
    first = _SOURCE.sub("", first)
    words = _WORD.findall(first)
    if len(words) < _FEWEST and not (_SOMEBODY.match(first) and len(words) > _NAME_WORDS):
        return _NONE
    return sum(_signs(line, first, words))


def _signs(line: str, first: str, words: list[str]) -> Iterable[int]:
    verb = _verb(words)
    told = words[: _clause_end(words, verb)]
    past = _past(told)
    meant = _MEANT.search(" ".join(told)) is not None
    yield 2 if verb and not past else 0
    yield 3 if not verb and not past and _PASSIVE.search(first) else 0
    yield 1 if verb and _is_bare(words, verb) else 0
    yield 3 if _PARTICIPLE.search(first) and not _COPULA.search(first) else 0
    dated, placed = END_DATE.search(first[-60:]) or _YEAR.search(first), _AT.search(first)
    yield 1 if dated else 0
    yield 1 if placed else 0
    yield 1 if dated and placed and not line.endswith(_OPEN) else 0
    yield 2 if not verb and _is_verbless(first, words) else 0
    yield 2 if not verb and _NAMED_SOMEWHERE.match(first) and not _COPULA.search(first) else 0
    yield -2 if past else 0
    yield -2 if meant else 0
    yield -1 if first.startswith("The ") else 0
    yield -1 if first.endswith(("?", "!")) else 0
    yield -1 if len(words) > 30 else 0


def _verb(words: list[str]) -> int:
    """The number of the first word that may be the verb of a scene, 0 without one; "a fire has" and "the fire of" are none."""
    start = 2 if words[0] in _INDEFINITE or words[0] == "The" else 1
    for number, (word, behind) in enumerate(zip(words[start:_EARLY], [*words[start + 1 :], ""], strict=False), start):
        if (
            word in _verbs()
            and behind not in _AUXILIARY
            and words[number - 1].lower() not in _BEFORE_NOUN
            and word not in _NO_SCENE
        ):
            return number
    return 0


def _clause_end(words: list[str], verb: int) -> int:
    """Where the clause of the verb ends: "stands where a man was shot" does not tell of the past."""
    return next((number for number in range(verb, len(words)) if verb and words[number] in _SUBORDINATE), len(words))


def _is_bare(words: list[str], verb: int) -> bool:
    """Whether people without an article, or one or some of them, or somebody by name, do it."""
    if words[0] in _INDEFINITE:
        return True
    subject = words[:verb]
    return words[0] not in ("The", "In", "On", "At", "For", "With", "From", "After", "Before") and (
        any(
            word.lower().endswith(("s", "men", "women", "people", "children", "police", "personnel"))
            for word in subject
        )
        or all(word[0].isupper() for word in subject)
    )


def _is_verbless(first: str, words: list[str]) -> bool:
    return (
        not _COPULA.search(first)
        and not _past(words)
        and _WITH.search(first) is not None
        and not any(word in _verbs() for word in words[1:])
        and len(words) >= 5
    )


def _past(words: list[str]) -> bool:
    """Whether one of the words is a past tense for all one can see: "shelled", not "the burned bus"."""
    before = ""
    for word in words[1:]:
        if word in _IRREGULAR or (
            word.endswith("ed") and word[0].islower() and before not in _NO_VERB and not before.endswith(("ed", "ly"))
        ):
            return True
        before = word
    return False


_NO_VERB: Final = frozenset(
    {
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "by",
        "with",
        "and",
        "from",
        "at",
        "to",
        "his",
        "her",
        "their",
        "its",
        "be",
        "are",
        "is",
        "those",
        "newly",
        "as",
        "under",
        "heavily",
    }
)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(patterns().caption_verbs)
