"""Whether a PostgreSQL database can hold a chronicle, whether what lies there is ours, and texts in order of bytes."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from whimbrel.chronicle.dialects import POSTGRESQL
from whimbrel.chronicle.schema import metadata
from whimbrel.errors import ChronicleError, NoChronicleError

OLDEST = 15

_SERVER = text(
    "select current_setting('server_version_num')::int / 10000, current_setting('server_encoding'), "
    "current_schema()::text, split_part(current_setting('search_path'), ',', 1)"
)
_THERE = text("select c.relname from pg_class c where c.relkind in ('r', 'p', 'v') and c.relnamespace = "
              "(select oid from pg_namespace where nspname = current_schema())")  # fmt: skip
_OTHERWISE_ORDERED = text(
    "select c.relname, a.attname, format_type(a.atttypid, a.atttypmod) from pg_attribute a "
    "join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace "
    "where n.nspname = current_schema() and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped "
    "and a.attcollation <> 0 and a.attcollation <> 'pg_catalog.\"C\"'::regcollation "
    "order by c.relname, a.attnum"
)


def check(engine: Engine, where: str, *, create: bool) -> None:
    """Raises ChronicleError for a server that is too old, a database of another encoding, tables that are not ours, and
    for none, unless they are to be made."""
    with engine.connect() as connection:
        version, encoding, schema, wanted = connection.execute(_SERVER).one()
        if version < OLDEST:
            raise ChronicleError(f"PostgreSQL {version} is too old", where=where, remedy=f"use {OLDEST} or newer")
        if encoding != "UTF8":
            raise ChronicleError(
                f"its texts are in {encoding}", where=where, remedy="make one with `createdb -E UTF8 -T template0`"
            )
        there = set(connection.scalars(_THERE)) if schema else set()
    if "alembic_version" in there and {"claims", "event_words"} <= there:
        return
    ours = metadata.tables.keys() | {"alembic_version", "event_words", "writers"}
    if there & ours:
        raise ChronicleError(
            f"schema {schema} holds tables of another program",
            where=where,
            remedy="nothing was changed; name another schema with ?schema=NAME",
        )
    if not create:
        raise NoChronicleError(
            "there is no chronicle here", where=where, remedy="run `whimbrel read PATH` first, or name another with -c"
        )
    if schema is None:
        _make_schema(engine, wanted.strip().strip('"'))


def settle(connection: Connection) -> None:
    """After a step of the schema: every text is in order of its bytes, as on SQLite, so that listings and the places
    where they go on are the same. Nothing to do on SQLite."""
    if connection.dialect.name != POSTGRESQL:
        return
    changes: dict[str, list[str]] = {}
    for table, column, kind in connection.execute(_OTHERWISE_ORDERED):
        changes.setdefault(table, []).append(f'alter column "{column}" type {kind} collate "C"')
    for table, columns in changes.items():
        connection.exec_driver_sql(f'alter table "{table}" {", ".join(columns)}')


def _make_schema(engine: Engine, schema: str) -> None:
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f'create schema if not exists "{schema}"')
    except DBAPIError:
        with engine.connect() as connection:
            if connection.execute(_SERVER).one()[2] is not None:  # another made it at the same time
                return
        raise
