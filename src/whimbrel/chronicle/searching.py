"""Full-text search: the words of an event's names, place and quoted sentences, found by their beginnings.

The index is SQLite's FTS5 (https://www.sqlite.org/fts5.html): words are folded to lower case without accents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, insert, literal_column, select

from whimbrel.chronicle.given import GIVEN, given
from whimbrel.chronicle.schema import event_numbers, event_words

Fetch = Callable[[Select[Any]], list[Any]]

_NUMBERS = select(event_numbers.c.event, event_numbers.c.seq).where(event_numbers.c.event.in_(GIVEN))
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")


def index_words(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Adds events to the index, by their rows (`id` and `folded`). Events that are gone left it with their number."""
    connection.execute(insert(event_numbers), [{"event": row["id"]} for row in rows])
    numbers = {row.event: row.seq for row in connection.execute(_NUMBERS, given(row["id"] for row in rows))}
    words = [{"rowid": numbers[row["id"]], "folded": row["folded"]} for row in rows]
    connection.execute(insert(event_words), words)


def numbers_with(fetch: Fetch, words: str) -> list[int]:
    """Numbers of the events that hold every one of some words, each perhaps only begun, or a "quoted phrase" whole.

    Words without a letter or digit ask for nothing; where none is left, nothing is found.
    """
    asked = match_words(words)
    if not asked:
        return []
    query = select(event_words.c.rowid).where(literal_column("event_words").op("match")(asked))
    return [row[0] for row in fetch(query)]


def match_words(words: str) -> str:
    """The words as FTS5 asks for them; none of its operators gets through."""
    parts = []
    for phrase, word in _PHRASE.findall(words):
        found = _WORD.findall(phrase or word)
        if found:
            parts.append(f'"{" ".join(found)}"' + ("" if phrase else "*"))
    return " ".join(parts)
