"""Transactions on both stores: a step of writing, a look at one moment, a single question.

Writers take turns. On SQLite they do by `BEGIN IMMEDIATE` (see `opening`); on PostgreSQL a writing transaction holds an
advisory lock on its schema, and readers wait for nobody. There a connection may go at any time: what only asks is asked
again, and whether a step that was lost while it was being stored is there tells the row that each writer keeps of its
last one (`stored_steps`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from whimbrel.chronicle import stored_steps
from whimbrel.chronicle.dialects import POSTGRESQL
from whimbrel.chronicle.interrupts import heed
from whimbrel.chronicle.schema import APPLICATION_ID
from whimbrel.errors import ChronicleError, LostConnectionError

T = TypeVar("T")

PATIENCE = 30.0  # seconds to wait for a server that restarts
TRIES = 5  # of a step whose connection went again and again
_PAUSE = 0.2

_TURN = text(f"select pg_advisory_xact_lock({APPLICATION_ID}, hashtext(current_schema()))")
_ONE_MOMENT = {"isolation_level": "REPEATABLE READ"}
_PASSING = (  # what a server that cannot be had just now says, or the driver for it
    "refused", "starting up", "shutting down", "recovery", "closed the connection", "timeout expired",
    "too many clients", "remaining connection slots", "terminating connection", "connection is lost", "timed out",
    "reset by peer", "no such file or directory",
)  # fmt: skip


def is_lost(error: BaseException | None) -> bool:
    """Whether the connection to a server went, or there is none to be had just now."""
    if not isinstance(error, DBAPIError) or type(error.orig).__module__.partition(".")[0] == "sqlite3":
        return False
    passing = isinstance(error, OperationalError) and any(word in str(error.orig).lower() for word in _PASSING)
    return error.connection_invalidated or passing


def fetched(engine: Engine, query: Select[Any], *, patience: float = PATIENCE) -> list[Any]:
    """The rows of a single question. Asked again for so many seconds where the connection goes."""
    if engine.dialect.name != POSTGRESQL:
        with engine.connect() as connection:
            return list(connection.execute(query))

    def ask() -> list[Any]:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            return list(connection.execute(query))

    return _patiently(ask, patience)


@contextmanager
def looking(engine: Engine, *, write: bool = False) -> Iterator[Connection]:
    """A connection that sees the chronicle as it is at one moment, whatever is written meanwhile; nothing done with it
    is kept. With `write` nobody else writes meanwhile."""
    if engine.dialect.name != POSTGRESQL:
        with engine.connect().execution_options(write=write) as connection:
            yield connection
    elif write:
        with _patiently(lambda: _in_turn(engine)) as connection:
            yield connection
    else:
        with _patiently(engine.connect) as connection:
            yield connection.execution_options(**_ONE_MOMENT)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else writes, stored as a whole when the block ends, or not at all.

    Raises LostConnectionError where the connection went and nothing was stored, ChronicleError where nobody can tell.
    """
    if engine.dialect.name != POSTGRESQL:
        with engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection
        return
    connection = _patiently(lambda: _in_turn(engine))
    try:
        yield connection
        step = stored_steps.note(connection)
    except BaseException as error:
        _give_up(connection)
        if is_lost(error):
            raise LostConnectionError("the connection to the database went", remedy=_AGAIN) from error
        raise
    try:
        connection.commit()
    except SQLAlchemyError as error:
        _give_up(connection)
        if not is_lost(error):
            raise
        if not _was_stored(engine, step, error):
            raise LostConnectionError("the connection to the database went", remedy=_AGAIN) from error
    finally:
        connection.close()


_AGAIN = "nothing of this step was stored; run the same command again"


def in_steps(work: Callable[[], T]) -> T:
    """What `work` gives, one writing transaction; done again where the connection went before it was stored."""
    for _ in range(TRIES - 1):
        with suppress(LostConnectionError):
            return work()
    return work()


def _in_turn(engine: Engine) -> Connection:
    """A connection in a transaction that has its turn to write."""
    connection = engine.connect()
    try:
        connection.execute(_TURN)
    except BaseException:
        _give_up(connection)
        raise
    return connection


def _give_up(connection: Connection) -> None:
    """Ends a transaction of which nothing is to stay, and its connection."""
    with suppress(SQLAlchemyError):
        connection.rollback()
    with suppress(SQLAlchemyError):
        connection.close()


def _was_stored(engine: Engine, step: stored_steps.Step, lost: SQLAlchemyError) -> bool:
    """Whether a step is there whose connection went while it was being stored: asked when no server works on it."""

    def ask() -> bool:
        connection = _in_turn(engine)  # as long as the lost one still works on it, it holds the turn
        with connection:
            return stored_steps.is_there(connection, step)

    try:
        return _patiently(ask)
    except SQLAlchemyError:
        raise ChronicleError(
            "the connection to the database went while a step was being stored, and did not come back",
            remedy="look whether it is there before you do it again; reading the same reports again does no harm",
        ) from lost


def _patiently(ask: Callable[[], T], patience: float = PATIENCE) -> T:
    """What `ask` gives, asked again for a while as long as the server cannot be had."""
    until = monotonic() + patience
    pause = _PAUSE
    while True:
        try:
            return ask()
        except DBAPIError as error:
            if not is_lost(error) or monotonic() > until:
                raise
        heed()
        sleep(pause)
        pause = min(2 * pause, 2.0)
