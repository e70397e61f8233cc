"""How a name of a PETRARCH dictionary is written, and what it tells of its bearer: a person, or a body."""

from __future__ import annotations

import re

from whimbrel.almanac.english_words import dictionary_words, given_names
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.roles import load_role_nouns, load_titles
from whimbrel.almanac.states import load_states
from whimbrel.grammar.features import written_lists
from whimbrel.model import Name

_SMALL = frozenset("a an and at by da de del des di du e el for from i in la le of on the to van von with y".split())
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BRACKETED = re.compile(r"\s*\(([^()]*)\)")
_LONGEST_ACRONYM = 5  # of a name that is one word, or stands in brackets
_MOST_WORDS = 5  # of a person's name


def written(name: str) -> list[Name]:
    """ "BARACK_OBAMA_" -> Barack Obama; "LIBERATION_FRONT_(LF)_" -> Liberation Front, LF; "UNHCR_" -> UNHCR."""
    plain = " ".join(name.replace("_", " ").split())
    bare = " ".join(_BRACKETED.sub("", plain).split())
    found = [_name(bare)] if bare else []
    for inner in _BRACKETED.findall(plain):
        if inner.isalpha() and len(inner) <= _LONGEST_ACRONYM and name_key(inner) not in load_states().countries:
            found.append(Name(inner, "en", "acronym"))
    return found


def _name(text: str) -> Name:
    words = text.split()
    if len(words) == 1 and len(text) <= _LONGEST_ACRONYM:
        return Name(text, "en", "acronym" if text.isupper() else "full")
    small = (i > 0 and word.lower() in _SMALL for i, word in enumerate(words))
    cased = [w.lower() if low else _WORD.sub(_capitals, w) for w, low in zip(words, small, strict=True)]
    return Name(" ".join(cased), "en", "full")


def _capitals(match: re.Match[str]) -> str:
    """ "D'ESCOTO" -> "D'Escoto", "PEOPLE'S" -> "People's"; what is not all capitals stays."""
    word = match[0]
    if not word.isupper():
        return word
    return re.sub(r"(?<=\A.['’])\w", lambda letter: letter[0].upper(), word.capitalize())


def without_title(name: Name) -> Name:
    """ "President Karzai" -> "Karzai"."""
    _, bare = load_titles().strip(name.text)
    return Name(bare or name.text, name.lang, name.kind)


def names_a_body(name: Name) -> bool:
    """Whether a word of the name is one of bodies' ("Front", "Ministry"), or it is an acronym."""
    return name.kind == "acronym" or any(map(_of_bodies, _words(name)))


def names_a_person(name: Name) -> bool:
    """Whether a name begins with a given name, and what follows are no words of bodies or of the dictionary."""
    words = _words(without_title(name))
    if not 1 < len(words) <= _MOST_WORDS or words[0] not in given_names():
        return False
    return not any(_of_bodies(word) or word in dictionary_words() for word in words[1:])


def _words(name: Name) -> list[str]:
    return name.text.lower().split()


def _of_bodies(word: str) -> bool:
    noun = load_role_nouns().get(word)
    return word in written_lists()["org"] or (noun is not None and bool(noun.body))
