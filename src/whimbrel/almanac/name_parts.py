"""A name taken apart into the tokens that tell one bearer from another: titles, articles and particles left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from whimbrel.almanac.fold import name_key, plain_letters
from whimbrel.almanac.other_readings import other_readings
from whimbrel.almanac.roles import load_titles
from whimbrel.almanac.sounds import ABJADS, script_of, sound_of
from whimbrel.almanac.states import load_states
from whimbrel.almanac.table import data_folder, read_rows

LONGEST_NAME = 200
TOKEN = re.compile(r"[^\W_]+(?:['’‘ʼʻʾʿ`׳]+[^\W_]+)*['’׳]?")
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u0640]")
_SILENT_HE = re.compile("ه\\u200c")  # Persian, before an ending: Khamenei's
_APOSTROPHE = re.compile(r"['’‘ʼʻʾʿ`]")
_ABD = re.compile(r"abd(?:[aeiou]?l|[aeiou](?=([b-df-hj-np-tv-z])\1)|[aeiou]r(?=r)|[ou])?(?P<rest>[a-z]{3,})\Z")
_ALLAH = re.compile(r"[aeiou]?l+[ao]h?\Z")
_DIN = re.compile(r"(?P<head>[a-z]{2,}?)(?:[aeiou]+l?)?d+(?:i|ee|ie|ii|y)n+e?\Z")
_ABD_HEADS = frozenset({"abd", "abdel", "abdul", "abdal", "abdol", "abdur", "abder", "abdu", "abdoul", "abdou"})
_DIN_TAILS = frozenset({"din", "deen", "dine", "dein", "ddin", "eddine", "eddin", "uddin"})


class Token(NamedTuple):
    """One telling part of a name: how it is written (folded) and how it sounds.

    A tuple, since caches are asked by it thousands of times a report, and tuples are hashed without Python's help.
    """

    key: str
    sound: str
    initial: bool = False
    abjad: bool = False
    other: tuple[str, ...] = ()  # what else it may sound like

    @property
    def sounds(self) -> tuple[str, ...]:
        return (self.sound, *self.other)


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name in tokens, titles and articles left out. `generation` is "jr", "ii" or empty."""

    tokens: tuple[Token, ...]
    script: str
    generation: str = ""
    title: str = ""
    body: bool = False


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of `name_words.csv`: article, particle, kunya, generation, numeral, common, stop, …"""
    source = data_folder().joinpath("name_words.csv")
    rows = read_rows(source, "almanac/data/name_words.csv", ("word", "class", "note"))
    return frozenset(row["word"] for row in rows if row["class"] == name)


@lru_cache(maxsize=8_192)
def parse_name(name: str) -> ParsedName:
    """Split a name into telling tokens: titles, articles and particles dropped, compounds joined."""
    name = _MARKS.sub("", _SILENT_HE.sub("", name[:LONGEST_NAME])).strip()
    script = script_of(name)
    if script != "latin":
        return ParsedName(tuple(_foreign_tokens(name, script)), script)
    if "," in name and name.count(",") == 1:
        last, first = name.split(",")
        if first.strip().lower().rstrip(".") not in word_class("generation"):
            name = f"{first.strip()} {last.strip()}"
    words = [_APOSTROPHE.sub("", word).lower() for word in TOKEN.findall(plain_letters(name))]
    if any(word in word_class("org") for word in words):
        return ParsedName(tuple(body_tokens(words)), script, body=True)
    titles, bare = load_titles().strip(name)
    words = [_APOSTROPHE.sub("", word).lower() for word in TOKEN.findall(plain_letters(bare))]
    generation = ""
    if len(words) > 1 and words[-1] in word_class("generation"):
        generation = words.pop()
    numbered = [i for i in range(1, len(words)) if _is_numeral(words, i)]
    if numbered and not generation:
        generation = words.pop(numbered[0])
    return ParsedName(tuple(_person_tokens(words)), script, generation, titles[0].canonical if titles else "")


def _is_numeral(words: list[str], at: int) -> bool:
    """A Roman numeral before "of": Abdullah II of Jordan. Elsewhere it may be an initial, or a name: Xi, Vi."""
    return words[at] in word_class("numeral") and words[at + 1 : at + 2] == ["of"]


def _token(word: str) -> Token:
    return Token(word, sound_of(word), initial=len(word) == 1)


def _person_tokens(words: list[str]) -> list[Token]:
    tokens: list[Token] = []
    i = 0
    kunya = ""
    while i < len(words):
        word, last = words[i], i == len(words) - 1
        if word in _ABD_HEADS and not last:
            i += 1
            while words[i] in word_class("article") and i < len(words) - 1:
                i += 1
            word = f"abd{words[i]}" if not _ALLAH.match(words[i]) else "abdalah"
        elif word in word_class("kunya") and not last:
            kunya = "abu" if word[0] == "a" else "um"
            i += 1
            continue
        elif not last and (word in word_class("article") or (word in word_class("particle") and (tokens or i == 0))):
            if not (word in word_class("article") and i + 1 < len(words) and words[i + 1] in _DIN_TAILS and tokens):
                i += 1
                continue
            i += 1
            head = tokens.pop()
            word = f"{head.key}din"
        elif word in _DIN_TAILS and tokens:
            word = f"{tokens.pop().key}din"
        tokens.append(_token(kunya + _compound(word)))
        kunya = ""
        i += 1
    return tokens


def _compound(word: str) -> str:
    """One spelling of the element of a compound name: "abdulrahman" -> "abdrahman", "ezzedine" -> "ezzdin"."""
    if word.startswith("abd") and len(word) > 6:
        match = _ABD.match(word)
        if match:
            rest = match["rest"]
            return "abdalah" if _ALLAH.match(rest) else f"abd{rest}"
    if word.endswith(("n", "ne")) and len(word) > 5:
        match = _DIN.match(word)
        if match:
            return f"{match['head']}din"
    return word


@lru_cache(maxsize=8_192)
def _states_name(word: str) -> str:
    """ "syrian" -> "syria": a body is called after its state by the one as by the other."""
    states = load_states()
    state = states.by_id.get(states.adjectives.get(word, "")) if word not in states.loaded else None
    name = name_key(state.name) if state is not None and state.kind != "people" else ""
    return name if name and " " not in name else word


def body_tokens(words: list[str]) -> list[Token]:
    stop = word_class("stop")
    kept = [_states_name(word) for word in words if word not in stop] or words
    joined: list[str] = []
    for word in kept:
        if word in _DIN_TAILS and joined:
            joined[-1] += "din"
        else:
            joined.append(_compound(word))
    return [
        _token(word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word)
        for word in joined
    ]


@lru_cache(maxsize=4_096)
def _is_particle(word: str, script: str) -> bool:
    """Whether a word in another script sounds like an article or a particle: "фон дер", "бин"."""
    return len(word) > 1 and sound_of(word, script) in _particle_sounds()


@cache
def _particle_sounds() -> frozenset[str]:
    return frozenset(sound_of(word) for word in (*word_class("article"), *word_class("particle")) if word.isascii())


def _foreign_tokens(name: str, script: str) -> list[Token]:
    tokens: list[Token] = []
    held = ""
    words = TOKEN.findall(name)
    for number, word in enumerate(words, start=1):
        folded = word.lower()
        if script not in ABJADS and number < len(words) and _is_particle(folded, script):
            continue
        if script == "arabic":
            if folded in {"بن", "ابن", "بنت", "آل", "ال"}:
                continue
            if folded in {"عبد", "أبو", "ابو", "أبي", "أم"}:
                held = folded
                continue
            if folded.startswith("ال") and len(folded) > 3 and folded != "الله":
                folded = folded[2:]
            if folded in {"دين", "الدين"} and tokens:
                previous = tokens.pop()
                tokens.append(Token(previous.key + "دين", previous.sound + "din", abjad=True))
                continue
        sound = sound_of(held, script) + sound_of(folded, script)
        folded, held = held + folded, ""
        if sound:
            other = other_readings(folded, script)
            tokens.append(Token(folded, sound, len(folded) == 1, script in ABJADS, other))
    return tokens
