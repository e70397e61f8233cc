"""Rules over single words: capitalised words of the dictionary are no persons, capitals left over are bodies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from whimbrel.grammar.features import WordLists, read_table
from whimbrel.grammar.name_bounds import BODY_HEADS, capital
from whimbrel.grammar.sentence import NameSpan
from whimbrel.grammar.splitting import starters

_LISTS = read_table("name_rules.csv")
HONORIFICS, NO_BODIES = _LISTS["honorific"], _LISTS["no_body"]  # Mr; CEO, GDP
SHORTEST, LONGEST = 3, 6  # letters of an acronym
JOINTS = frozenset("-–/&$")
QUIET = 0.3  # share of words in capitals up to which capitals tell anything


def shouts(word: str) -> bool:
    """Whether a word is in capitals throughout."""
    return len(word) > 1 and word.isupper()


def ordinary(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """ "Demand fell": a person of one word that is in the dictionary and on no list of names is none."""
    for name in names:
        word = words[name.start].lower()
        before = words[name.start - 1].lower().rstrip(".") if name.start else ""
        common = name.label == "PER" and name.end - name.start == 1 and word in lists.dictionary
        if not common or before in HONORIFICS or word in lists.any_of("given", "family", "arab"):
            yield name


def areas(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """ "the governor of Gujarat": a province is no person, and is named also where the tagger passed it over."""
    taken: set[int] = set()
    for name in names:
        told = " ".join(words[name.start : name.end]).lower()
        area = name.label == "PER" and told in lists.areas and not _other_word(told, lists)
        yield NameSpan(name.start, name.end, "LOC" if area else name.label)
        taken.update(range(name.start - 1, name.end + 1))
    for i, word in enumerate(words):
        if not capital(word) or i in taken or word.lower() not in lists.areas:
            continue
        alone = not (i and capital(words[i - 1])) and not _in_a_run(words, i)
        if alone and not _other_word(word.lower(), lists):
            yield NameSpan(i, i + 1, "LOC")


@lru_cache(maxsize=8)
def area_starts(lists: WordLists) -> frozenset[str]:
    """The first words of all areas."""
    return frozenset(area.partition(" ")[0] for area in lists.areas)


def _other_word(word: str, lists: WordLists) -> bool:
    """Whether a word is known as something else: a name, a people, a word of the language."""
    return word in lists.dictionary or word in lists.any_of("given", "family", "arab", "demonym", "org", "title")


def left_over(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """ "members of the ANC": a word in capitals that the tagger passed over, in a sentence that does not shout."""
    yield from names
    shouted = [shouts(word) for word in words]
    if not any(shouted) or sum(shouted) > QUIET * len(words):
        return
    taken = {i for name in names for i in range(name.start, name.end)}
    for i, word in enumerate(words):
        acronym = shouted[i] and i not in taken and _acronym(word, lists)
        if acronym and not _in_a_run(words, i) and _of_body(words, i, lists):
            yield NameSpan(i, i + 1, "ORG")


def _of_body(words: Sequence[str], i: int, lists: WordLists) -> bool:
    """Whether an acronym in brackets stands behind a body's name, not behind a place, a law or a thing."""
    if i < 2 or words[i - 1] != "(":
        return True
    at = i - 2
    while at >= 0 and (capital(words[at]) or words[at] in {"of", "for", "and", "the"}):
        if words[at].lower() in BODY_HEADS or words[at].lower() in lists.lists["org"]:
            return True
        at -= 1
    return False


def _acronym(word: str, lists: WordLists) -> bool:
    low = word.lower()
    plain = low in NO_BODIES or low in lists.lists["calendar"] or low in lists.lists["title"] or low in starters()
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and not plain and low not in lists.dictionary


def _in_a_run(words: Sequence[str], i: int) -> bool:
    """Whether a dash or a capitalised word stands beside it: then it is part of something else."""
    before, after = words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
    return after in JOINTS or before in JOINTS or capital(after)
