"""Which words of the almanac's loaded words each outlet used for an actor, told from the stored claims."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select

from whimbrel.almanac.loaded import LoadedWords, load_loaded_words
from whimbrel.chronicle.schema import claims, participants, reports

Fetch = Callable[[Select[Any]], list[Any]]

_SIDES = {"actor": "actors", "recipient": "recipients"}
_STORED = '%"word":%'  # how a loaded word stands in a claim's body


@dataclass(frozen=True, slots=True)
class OutletWord:
    """A word that an outlet used for an actor, in its dictionary form, and in how many claims.

    `outlet` is the report's file where the outlet is not known.
    """

    outlet: str
    word: str
    claims: int


def outlet_words(fetch: Fetch, ids: list[str]) -> dict[str, tuple[OutletWord, ...]]:
    """For each of these actors what the outlets call it: outlets by name, the commonest words of each first."""
    met: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for id, outlet, word, claim in _uses(fetch, ids, load_loaded_words()):
        met[id][outlet, word].add(claim)
    return {
        id: tuple(sorted((OutletWord(*key, len(told)) for key, told in found.items()), key=_order))
        for id, found in met.items()
    }


def _order(item: OutletWord) -> tuple[str, int, str]:
    return (item.outlet.casefold(), -item.claims, item.word)


def _uses(fetch: Fetch, ids: list[str], loaded: LoadedWords) -> Iterator[tuple[str, str, str, str]]:
    """Actor, outlet, word and claim: words that take a side as the claims keep them, plain ones from the mention."""
    told = set[tuple[str, str, int]]()
    for row in fetch(_mentions(ids, claims.c.body.like(_STORED)).add_columns(claims.c.body)):
        word = json.loads(row.body)[_SIDES[row.side]][row.position].get("word", "")
        if word:
            told.add((row.claim, row.side, row.position))
            found = loaded.find(word)
            yield row.id, row.outlet or row.file, found.word if found else word.lower(), row.claim
    plain = _plain_mentions(fetch, ids, loaded)
    for row in fetch(_mentions(ids, or_(participants.c.text.in_(plain), participants.c.title.in_(plain)))):
        if (row.claim, row.side, row.position) not in told:
            yield row.id, row.outlet or row.file, plain.get(row.text) or plain[row.title], row.claim


def _plain_mentions(fetch: Fetch, ids: list[str], loaded: LoadedWords) -> dict[str, str]:
    """The mentions and titles that end in a plain word ("Fighters", "Syrian rebels"), with that word."""
    found: dict[str, str] = {}
    for column in (participants.c.text, participants.c.title):
        for (text,) in fetch(select(column).where(participants.c.id.in_(ids)).distinct()):
            for start, end, row in loaded.said(text):
                if row.plain and end == len(text) and (start == 0 or text[start:end].islower()):
                    found[text] = row.word
    return found


def _mentions(ids: list[str], wanted: Any) -> Select[Any]:
    who = participants.c
    return (
        select(who.id, who.claim, who.side, who.position, who.text, who.title, reports.c.outlet, reports.c.file)
        .select_from(participants.join(claims, claims.c.id == who.claim).join(reports, reports.c.id == claims.c.report))
        .where(who.id.in_(ids), wanted)
    )
