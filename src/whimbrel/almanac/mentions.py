"""Names of the almanac found in running text: whole words only, longest first, with the case that names have.

Words are looked up by their first word, so the cost does not grow with the number of names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from whimbrel.almanac.fold import Word, words_of
from whimbrel.almanac.name_parts import word_class
from whimbrel.almanac.records import Mention
from whimbrel.almanac.states import States
from whimbrel.almanac.store import Alias, Store

_GAP = re.compile(r"[ \t\u00a0]*(?:[-‐‑–]|\r?\n)?[ \t\u00a0]*\Z|['’]s?[ \t\u00a0]+\Z")
_DOTTED = re.compile(r"[.,&/]?[ \t\u00a0]*\Z")
_ARTICLE = re.compile(r"(?:\b|\A)(?:al|el|as|ad|an|ar|at|az|ash|ul)[-‐‑]\Z", re.IGNORECASE)
LONGEST_BODY = 4


def find_mentions(text: str, store: Store, states: States) -> list[Mention]:
    """Every almanac name in `text`, in order, none overlapping another."""
    words = words_of(text)
    keys = [word.key for word in words]
    found: list[Mention] = []
    at = 0
    while at < len(words):
        key = keys[at]
        if key not in store.starts and not (key in states.starts and text[words[at].start].isupper()):
            at += 1  # as nearly all words
            continue
        mention, used = _mention_at(text, words, keys, at, store, states)
        if mention is not None:
            found.append(mention)
        at += used
    return found


def _mention_at(
    text: str, words: list[Word], keys: list[str], at: int, store: Store, states: States
) -> tuple[Mention | None, int]:
    key = keys[at]
    body, body_size = _body_at(text, words, keys, at, states) if key in states.starts else (None, 0)
    shortest = max(1, body_size)  # an actor's very name goes before one composed of the same words
    for size in range(min(store.starts.get(key, 0), len(words) - at), shortest - 1, -1):
        aliases = store.aliases.get(" ".join(keys[at : at + size]))
        if aliases:
            mention = _as_mention(text, words[at : at + size], aliases)
            if mention is not None and not (size == body_size and mention.kind == "loaded"):
                return mention, size
    if body is not None:
        return body, body_size
    state = states.people.get(key)
    if state and text[words[at].start].isupper() and key not in states.adjectives:
        word = words[at]
        return Mention(word.start, word.end, text[word.start : word.end], (states.people_id(state),), "people"), 1
    return None, 1


def _as_mention(text: str, run: list[Word], aliases: Sequence[Alias]) -> Mention | None:
    start, end = run[0].start, run[-1].end
    written = text[start:end]
    if len(run) == 1 and run[0].key in word_class("word") and _shouted(text, start):
        return None
    fitting = [alias for alias in aliases if _case_fits(written, alias) and _gaps_fit(text, run, alias)]
    if not fitting:
        return None
    if written.isupper():  # SADR is the republic, not the family
        fitting = [alias for alias in fitting if alias.text.isupper()] or fitting
    if len(run) > 1 or not fitting[0].text.isupper():
        article = _ARTICLE.search(text, max(0, start - 5), start)
        if article is not None and article.end() == start:
            start = article.start()
    if fitting[0].text.endswith(".") and text[end : end + 1] == ".":
        end += 1
    ids = tuple(dict.fromkeys(alias.actor for alias in fitting))
    return Mention(start, end, text[start:end], ids, fitting[0].kind)


def _shouted(text: str, at: int) -> bool:
    """The line is all capitals, so capitals do not tell CAR the country from a car."""
    line = text[text.rfind("\n", 0, at) + 1 : at + 200].partition("\n")[0]
    return line.isupper()


def _case_fits(written: str, alias: Alias) -> bool:
    """Acronyms keep their capitals ("US" is not "us"); other names keep a capital where the alias has one."""
    name = alias.text
    if alias.kind == "acronym" or (len(name) <= 6 and name.isupper()):
        return written.isupper() or written == name or (len(name) > 4 and written == name.capitalize())
    if written[:1].isupper() or written.isupper() or not name[:1].isupper():
        capitals = sum(part[:1].isupper() for part in name.split())
        return sum(part[:1].isupper() for part in written.split()) >= capitals - ("-" in name or "'" in name)
    return False


def _gaps_fit(text: str, run: list[Word], alias: Alias) -> bool:
    """Nothing but spaces or a hyphen between the words, unless the alias itself has a dot, comma or stroke."""
    loose = any(mark in alias.text for mark in ".,&/")
    letters = "." in alias.text and all(len(word.key) == 1 for word in run)
    for left, right in pairwise(run):
        gap = text[left.end : right.start]
        if letters and "." not in gap:
            return False  # "A U.S. official" is not of the A.U.
        if gap in {" ", "-"} or _GAP.match(gap):
            continue
        if not (loose and _DOTTED.match(gap)):
            return False
    return True


def _body_at(text: str, words: list[Word], keys: list[str], at: int, states: States) -> tuple[Mention | None, int]:
    """ "Israeli army", "Egypt's Foreign Ministry": a country followed by a phrase for one of its bodies."""
    for size in (1, 2, 3):
        key = " ".join(keys[at : at + size])
        state = states.adjectives.get(key)
        if state is None:
            state = states.countries.get(key)
            if state is None:
                continue
            end = words[at : at + size][-1].end
            if text[end : end + 2] not in {"'s", "’s"}:
                continue
        if not text[words[at].start].isupper():
            continue
        for more in range(min(LONGEST_BODY, len(words) - at - size), 0, -1):
            suffix = states.phrases.get(" ".join(keys[at + size : at + size + more]))
            body = states.body_id(state, suffix) if suffix else None
            run = words[at : at + size + more] if body else []
            if body and all(_GAP.match(text[left.end : right.start]) for left, right in pairwise(run)):
                start, end = run[0].start, run[-1].end
                return Mention(start, end, text[start:end], (body,), "body"), size + more
    return None, 0
