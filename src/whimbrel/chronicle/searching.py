"""Full-text search: the words of an event's names, place and quoted sentences, found by their beginnings.

The index is SQLite's FTS5 (https://www.sqlite.org/fts5.html): words are folded to lower case without accents. Its twin
on PostgreSQL is `searching_postgresql`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, literal_column, select

from whimbrel.chronicle import searching_postgresql
from whimbrel.chronicle.dialects import POSTGRESQL, insert_values
from whimbrel.chronicle.given import GIVEN, given
from whimbrel.chronicle.schema import event_numbers, event_words

Fetch = Callable[[Select[Any]], list[Any]]

_NUMBERS = select(event_numbers.c.event, event_numbers.c.seq).where(event_numbers.c.event.in_(GIVEN))
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")


def index_words(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Adds events to the index, by their rows (`id` and `folded`). Events that are gone left it with their number."""
    insert_values(connection, event_numbers, ("event",), [(row["id"],) for row in rows])
    numbers = {row.event: row.seq for row in connection.execute(_NUMBERS, given(row["id"] for row in rows))}
    index_numbered(connection, {numbers[row["id"]]: row["folded"] for row in rows})


def index_numbered(connection: Connection, folded: Mapping[int, str]) -> None:
    """Adds events to the index: their folded words by the numbers that they have."""
    if connection.dialect.name == POSTGRESQL:
        searching_postgresql.index(connection, folded)
    else:
        insert_values(connection, event_words, ("rowid", "folded"), list(folded.items()))


def numbers_with(fetch: Fetch, words: str, dialect: str) -> list[int]:
    """Numbers of the events that hold every one of some words, each perhaps only begun, or a "quoted phrase" whole.

    Words without a letter or digit ask for nothing; where none is left, nothing is found. In order of the numbers.
    """
    if dialect == POSTGRESQL:
        held, number = searching_postgresql.holds(asked_phrases(words)), searching_postgresql.ROWID
    else:
        asked, number = match_words(words), event_words.c.rowid
        held = literal_column("event_words").op("match")(asked) if asked else None
    return [] if held is None else [row[0] for row in fetch(select(number).where(held).order_by(number))]


def match_words(words: str) -> str:
    """The words as FTS5 asks for them; none of its operators gets through."""
    return " ".join(f'"{phrase}"' + ("*" if begun else "") for phrase, begun in asked_phrases(words))


def asked_phrases(words: str) -> list[tuple[str, bool]]:
    """The phrases that are asked for, words with blanks between, and whether their last word may be only begun."""
    parts = ((_WORD.findall(phrase or word), not phrase) for phrase, word in _PHRASE.findall(words))
    return [(" ".join(found), begun) for found, begun in parts if found]
