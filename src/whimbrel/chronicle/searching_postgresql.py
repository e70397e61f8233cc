"""Full-text search on PostgreSQL: the twin of `searching`, with the same words found by the same beginnings.

The words are cut and folded by SQLite's own tokenizer, in memory, so that both stores know the same ones: PostgreSQL's
parser has other ideas of hyphens, addresses and accents. They are kept as a `tsvector` with their places, under a GIN
index (https://www.postgresql.org/docs/current/datatype-textsearch.html).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from sqlalchemy import ColumnElement, Connection, Text, bindparam, cast, column, func, insert, select, table
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR

from whimbrel.chronicle.given import GIVEN_NUMBERS, given

TOKENIZER = "unicode61 remove_diacritics 2"
_LONGEST = 500  # letters of a word: PostgreSQL takes 2046 bytes
_LAST_PLACE = 16383  # in a tsvector

_event_words = table("event_words", column("rowid"), column("words", TSVECTOR))
_INSERT = insert(_event_words).values(rowid=bindparam("rowid"), words=cast(bindparam("words"), TSVECTOR))

ROWID = _event_words.c.rowid
_HELD = select(ROWID, _event_words.c.words.cast(Text).label("words")).where(ROWID.in_(GIVEN_NUMBERS))


def index(connection: Connection, texts: Mapping[int, str]) -> None:
    """Adds events to the index: their folded words by their numbers."""
    rows = [{"rowid": number, "words": _vector(words)} for number, words in _tokens(texts)]
    if rows:
        connection.execute(_INSERT, rows)


def differing(connection: Connection, texts: Mapping[int, str]) -> list[int]:
    """The numbers of those events for which the index holds other words, or nothing."""
    there = {row.rowid: row.words for row in connection.execute(_HELD, given(texts))}
    wanted = {number: _vector(words) for number, words in _tokens(texts)}
    asked = select(func.unnest(cast(bindparam("words"), ARRAY(TSVECTOR))).cast(Text))
    as_kept = connection.scalars(asked, {"words": list(wanted.values())})
    return [number for number, words in zip(wanted, as_kept, strict=True) if there.get(number) != words]


def holds(phrases: Sequence[tuple[str, bool]]) -> ColumnElement[bool] | None:
    """The condition that an event is told in all of these phrases, each perhaps only begun; None where no word is left
    of them."""
    words = dict(_tokens(dict(enumerate(phrase for phrase, _ in phrases))))
    asked = [_phrase(words[at], begun) for at, (_, begun) in enumerate(phrases) if words[at]]
    return _event_words.c.words.op("@@")(cast(" & ".join(asked), TSQUERY)) if asked else None


def _phrase(words: Sequence[str], begun: bool) -> str:
    return "(" + " <-> ".join(f"'{word}'" for word in words) + (":*)" if begun else ")")


def _vector(words: Sequence[str]) -> str:
    """The words with their places, as PostgreSQL reads them: none holds a quote or backslash, which cut words."""
    places: dict[str, list[str]] = defaultdict(list)
    for at, word in enumerate(words, 1):
        places[word].append(str(min(at, _LAST_PLACE)))
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def _tokens(texts: Mapping[int, str]) -> Iterator[tuple[int, list[str]]]:
    """The words of each text as SQLite's index would know them, in their order."""
    with closing(sqlite3.connect(":memory:")) as words:
        words.execute(f"create virtual table texts using fts5(text, tokenize = '{TOKENIZER}')")
        words.execute("create virtual table found using fts5vocab(texts, instance)")
        words.executemany("insert into texts (rowid, text) values (?, ?)", texts.items())
        in_order: dict[int, list[tuple[int, str]]] = {number: [] for number in texts}
        for number, at, word in words.execute("select doc, offset, term from found"):
            in_order[number].append((at, word[:_LONGEST]))
    for number, found in in_order.items():
        yield number, [word for _, word in sorted(found)]
