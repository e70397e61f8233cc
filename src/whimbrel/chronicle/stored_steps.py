"""Which step a writer stored last, on PostgreSQL: a row in the same transaction, so that either both are there or none.

The number of a transaction would not do: those that a crash took back are given out again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import count
from threading import get_ident
from uuid import uuid4

from sqlalchemy import Connection, text

_PROCESS = uuid4().hex
_numbers = count(1)

_FORGET = text("delete from writers where at < now() - interval '1 day'")
_NOTE = text(
    "insert into writers (writer, step, at) "
    "select cast(:writer as varchar), :number, now() where pg_current_xact_id_if_assigned() is not null "
    "on conflict (writer) do update set step = excluded.step, at = excluded.at"
)
_FIND = text("select 1 from writers where writer = :writer and step = :number")


@dataclass(frozen=True, slots=True)
class Step:
    """A writing transaction of a thread."""

    writer: str
    number: int


def note(connection: Connection) -> Step:
    """Notes the step that this transaction is, unless it wrote nothing."""
    step = Step(f"{_PROCESS}-{os.getpid()}-{get_ident()}", next(_numbers))
    if step.number == 1:
        connection.execute(_FORGET)
    connection.execute(_NOTE, {"writer": step.writer, "number": step.number})
    return step


def is_there(connection: Connection, step: Step) -> bool:
    """Whether the step was stored. One that wrote nothing is not, and may be done again."""
    return connection.execute(_FIND, {"writer": step.writer, "number": step.number}).first() is not None
