"""Two bodies' names: generic words may be missing, those that tell one body from another may not."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from whimbrel.almanac.fold import name_key, plain_letters
from whimbrel.almanac.name_alignment import SAME, align, fit_of
from whimbrel.almanac.name_parts import TOKEN, ParsedName, Token, body_tokens, word_class
from whimbrel.almanac.states import load_states
from whimbrel.model import Score

_OF = re.compile(r"\b(?:of|de|du|des|del|di|da|der)\b", re.IGNORECASE)
_FOR = re.compile(r"\b(?:for|pour|para|für)\b", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:ican|atic|ist|ive|onal|eral|ular|ary|ical|ial|omic)\Z")


def acronyms(name: str) -> frozenset[str]:
    """Acronyms that a body's name may be shortened to, with and without its small words."""
    words = [w for w in TOKEN.findall(plain_letters(name)) if w]
    telling = [w for w in words if w.lower() not in word_class("stop")]
    found = {"".join(w[0] for w in run).upper() for run in (words, telling) if len(run) > 1}
    return frozenset(found)


def body_with_short(a: str, b: str) -> Score:
    """One side reads like a body's name: the other may be its acronym or its telling word."""
    if _is_acronym(a, b) or _is_acronym(b, a):
        return Score(0.85, {"acronym": 1.0})
    return compare_bodies(a, b, as_body(a), as_body(b))


@lru_cache(maxsize=8_192)
def as_body(name: str) -> ParsedName:
    """A name taken apart as a body's, whatever it reads like."""
    return ParsedName(tuple(body_tokens(name_key(name).split())), "latin", body=True)


def _is_acronym(short: str, full: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", short)
    return 2 <= len(letters) <= 8 and letters.isupper() and letters in acronyms(full)


@cache
def generic_words() -> frozenset[str]:
    """Words that tell no body from another ("brigades", "party"), in the singular."""
    return frozenset(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in word_class("generic"))


def compare_bodies(a: str, b: str, left: ParsedName, right: ParsedName) -> Score:
    if _is_acronym(a, b) or _is_acronym(b, a):
        return Score(0.85, {"acronym": 1.0})
    alignment = align(left.tokens, right.tokens)
    if alignment.left_over and alignment.right_over and (turned := _turned(left.tokens, right.tokens)):
        parts = {"tokens": turned, "reordered": 1.0}
        if _FOR.search(f"{a} {b}") or not _OF.search(f"{a} {b}"):  # the Union for the Homeland is no Homeland Union
            return Score(0.6, parts)
        return Score(0.9, parts)
    if not alignment.pairs:
        return Score(0.0, {"tokens": 0.0})
    generic = generic_words()
    loose_left = [left.tokens[i].key for i in alignment.left_over if left.tokens[i].key not in generic]
    loose_right = [right.tokens[j].key for j in alignment.right_over if right.tokens[j].key not in generic]
    telling = [p for p in alignment.pairs if left.tokens[p[0]].key not in generic]
    parts = {"tokens": sum(p[2] for p in alignment.pairs) / len(alignment.pairs)}
    if (loose_left and loose_right) or not telling:
        return Score(0.2, {**parts, "other tokens": float(len(loose_left) + len(loose_right))})
    fit = fit_of(parts["tokens"])
    generic_over = len(alignment.left_over) + len(alignment.right_over) - len(loose_left) - len(loose_right)
    if (
        alignment.left_over
        and alignment.right_over
        and all(left.tokens[p[0]].key in word_class("org") for p in alignment.pairs)
    ):
        return Score(0.3, {**parts, "heads differ": 1.0})
    if generic_over and _only_state(left.tokens, right.tokens):
        return Score(0.3, {**parts, "state": 1.0})
    if generic_over and _only_adjective(left.tokens, right.tokens):
        return Score(0.78, {**parts, "adjective": 1.0})
    if loose_left or loose_right:
        return Score(round(0.65 * fit, 4), {**parts, "part": 1.0})
    return Score(round(max(SAME, fit - 0.05 * generic_over), 4) if generic_over < 2 else 0.78, parts)


def _turned(a: tuple[Token, ...], b: tuple[Token, ...]) -> float:
    """The mean likeness of two names of which one is the other with its end put first ("Ministry of Defence"); 0 for
    others."""
    for at in range(1, len(b)):
        found = align(a, b[at:] + b[:at])
        if not (found.left_over or found.right_over):
            return sum(pair[2] for pair in found.pairs) / len(found.pairs)
    return 0.0


def _only_adjective(a: tuple[Token, ...], b: tuple[Token, ...]) -> bool:
    """Whether one side is nothing but an adjective: "Republican" is not the Republican Committee."""
    return any(len(side) == 1 and _ADJECTIVE.search(side[0].key) is not None for side in (a, b))


def _only_state(a: tuple[Token, ...], b: tuple[Token, ...]) -> bool:
    """Whether one side is nothing but a state's name: Lebanon is not the Lebanese Forces."""
    return any(len(side) == 1 and side[0].key in load_states().countries for side in (a, b))
