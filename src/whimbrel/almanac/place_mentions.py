"""Which words of a report may name a place, and what the words beside them say about which one it is.

The cues are read from the text itself: what stands after a comma ("Jos, Nigeria"), in a phrase with "in" ("Sidon in
southern Lebanon"), before as owner or demonym ("the northern Syrian town of …", "Iraq's Anbar province"), and the
word for its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.place_candidate import Candidate
from whimbrel.grammar.sentence import Segment
from whimbrel.model import Precision, Span

Demonym = Callable[[str], str | None]

_WINDOW = 90
_RUN = r"[A-Z][\w.'’-]*(?:[ ](?:of[ ](?:the[ ])?|and[ ])?[A-Z][\w.'’-]*){0,3}"
_KIND = (
    r"(?P<kind>autonomous region|province|governorate|state|region|oblast|department|county|parish|prefecture|division"
    r"|district|neighbou?rhood|suburb|quarter|(?:refugee )?camp|city|town|village|hamlet|township|municipality|island)"
)
_KIND_AFTER = re.compile(rf"[ ]{_KIND}\b")
_KIND_BEFORE = re.compile(rf"\b{_KIND}[ ](?:of[ ](?:the[ ])?)?(?:[\"“‘']?)$")
_AFTER = re.compile(
    rf"(?:[ ]{_KIND})?(?:,? (?:in|of)(?: the)?(?: [a-z-]+){{0,2}} |, (?:[a-z-]+ ){{0,2}}|[ ]?\(|[ ])(?P<run>{_RUN})"
)
_OWNER = re.compile(rf"(?P<run>{_RUN})['’]s?(?: [a-z-]+){{0,4}} [\"“‘']?$")
_ADJECTIVE = re.compile(r"(?P<run>[A-Z][\w-]+(?: [A-Z][\w-]+)?)(?: [a-z-]+){0,4} [\"“‘']?$")
_PERSON_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Rev|Sen|Rep|Gov|Prof|President|Minister|General|Colonel|King|Queen"
    r"|Prince|Princess|Sheikh|Judge|Justice|Sir|Lord|Lady|Pope|Saint|named|called)\.? $"
)
_PRECISIONS = {
    "province": (Precision.PROVINCE, Precision.REGION), "district": (Precision.DISTRICT, Precision.SITE),
    "town": (Precision.TOWN, Precision.DISTRICT, Precision.SITE),
}  # fmt: skip
_KIND_GROUP = {
    **dict.fromkeys(("county", "parish", "district", "division"), "area"),
    **dict.fromkeys(("neighborhood", "neighbourhood", "suburb", "quarter", "camp", "refugee camp"), "district"),
    **dict.fromkeys(("city", "town", "village", "hamlet", "township", "municipality"), "town"),
    "island": "",
}


@dataclass(frozen=True, slots=True, eq=False)
class PlaceMention:
    """A name that may be a place's. Compared by identity: each mention is its own.

    `inside` holds the areas and countries that the words beside it put it in; `precisions` what its kind word says
    (empty: nothing said); `sure` is False when nothing but the gazetteer says that this is a place at all.
    """

    text: str
    span: Span
    candidates: tuple[Candidate, ...]
    inside: tuple[Candidate, ...]
    precisions: tuple[Precision, ...]
    sure: bool


def place_mentions(
    segment: Segment, text: str, gazetteer: Gazetteer, demonym: Demonym | None = None
) -> list[PlaceMention]:
    """The place names of one segment of `text` (the whole report's), in order: names tagged LOC, and capitalised runs
    that the gazetteer knows, are in no other name and do not look like persons or common words."""
    taken = [False] * len(segment.words)
    found = []
    for name in segment.names:
        taken[name.start : name.end] = [True] * (name.end - name.start)
        if name.label == "LOC":
            start, end = segment.spans[name.start][0], segment.spans[name.end - 1][1]
            mention = mention_at(text, start, end, gazetteer, demonym)
            found += [mention] if mention.candidates else []
    found += _untagged(segment, text, taken, gazetteer, demonym)
    return sorted(found, key=lambda m: m.span.start)


def mention_at(
    text: str, start: int, end: int, gazetteer: Gazetteer, demonym: Demonym | None = None, *, sure: bool = True
) -> PlaceMention:
    """The mention that `text[start:end]` is, with the cues beside it. Its candidates may be empty."""
    name = text[start:end]
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    kind = _kind(before, after)
    candidates = gazetteer.candidates(name)
    if kind:
        wider = gazetteer.candidates(f"{name} {kind}")
        candidates = wider + tuple(c for c in candidates if all(c.place.id != w.place.id for w in wider))
    inside = _containers(before, after, gazetteer, demonym)
    own = {c.place.id for c in candidates}
    inside = tuple(c for c in inside if c.place.id not in own)
    group = _KIND_GROUP.get(kind, "province" if kind else "")
    precisions = (*_PRECISIONS["province"], Precision.DISTRICT) if group == "area" else _PRECISIONS.get(group, ())
    return PlaceMention(name, Span(start, end), candidates, inside, precisions, sure)


def toponym_at(text: str, start: int, end: int, gazetteer: Gazetteer, demonym: Demonym | None = None) -> PlaceMention:
    """As `mention_at`, for words of which somebody else says that they name a place: the adjective or people of a state
    ("Georgian", "Americans") is read as the state before any hamlet of that name."""
    mention = mention_at(text, start, end, gazetteer, demonym)
    code = demonym(mention.text) if demonym and gazetteer.country(mention.text) is None else None
    state = gazetteer.place(f"place:{code.lower()}") if code else None
    return replace(mention, candidates=(state,)) if state else mention


def _kind(before: str, after: str) -> str:
    match = _KIND_AFTER.match(after) or _KIND_BEFORE.search(before)
    return match["kind"] if match else ""


def _containers(before: str, after: str, gazetteer: Gazetteer, demonym: Demonym | None) -> tuple[Candidate, ...]:
    """The areas that the words on either side put the name in, nearest cue first."""
    found: list[Candidate] = []
    match = _AFTER.match(after)
    if match and not (match[0].startswith(" ") and match.start("run") == 1):
        found += _container(match["run"], gazetteer)
    match = _OWNER.search(before)
    if match:
        found += _container(match["run"], gazetteer, from_end=True)
    match = _ADJECTIVE.search(before)
    if match and demonym:
        words = match["run"].split(" ")
        code = demonym(match["run"]) or demonym(words[-1])
        state = gazetteer.place(f"place:{code.lower()}") if code else None
        found += [state] if state else []
    return tuple(found)


def _container(run: str, gazetteer: Gazetteer, *, from_end: bool = False) -> tuple[Candidate, ...]:
    """What the longest part of a capitalised run, counted from the name's side, may be as an area or country."""
    words = run.split(" ")
    for size in range(len(words), 0, -1):
        part = " ".join(words[-size:] if from_end else words[:size])
        found = gazetteer.containers(part)
        if found:
            return found
    return ()


def _untagged(
    segment: Segment, text: str, taken: list[bool], gazetteer: Gazetteer, demonym: Demonym | None
) -> list[PlaceMention]:
    found = []
    i = 0
    while i < len(segment.words):
        if taken[i] or not segment.words[i][:1].isupper():
            i += 1  # as nearly all words
            continue
        end = _run_end(segment.words, taken, i)
        for stop in range(end, i, -1):
            start, finish = segment.spans[i][0], segment.spans[stop - 1][1]
            if _placelike(text, start, finish, whole=stop == end, first=i == 0) and gazetteer.known(text[start:finish]):
                found.append(mention_at(text, start, finish, gazetteer, demonym, sure=False))
                break
        i = end
    return found


def _run_end(words: tuple[str, ...], taken: list[bool], i: int) -> int:
    end = i
    while end < len(words) and end < i + 5 and not taken[end] and words[end][:1].isupper():
        end += 1
    return end


def _placelike(text: str, start: int, end: int, *, whole: bool, first: bool) -> bool:
    """Part of a longer capitalised run is more likely a surname; a lone word that opens a sentence or follows a title
    is no safe ground; nor is a common word."""
    name = text[start:end]
    if not whole or _PERSON_BEFORE.search(text[max(0, start - 20) : start]):
        return False
    return (not first or " " in name or "-" in name) and name.casefold() not in common_words()


@cache
def common_words() -> frozenset[str]:
    """Words that are also some town's name but in a report nearly always something else."""
    lines = (files("whimbrel.almanac") / "data" / "places" / "not_places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))
