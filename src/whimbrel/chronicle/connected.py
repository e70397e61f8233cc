"""A chronicle that is open: its engine, its transactions, what was decided in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, Select, select

from whimbrel.chronicle import opening, transactions
from whimbrel.chronicle.decisions import stored
from whimbrel.chronicle.identity import Decision, Identities, identities
from whimbrel.chronicle.interrupts import held_back
from whimbrel.chronicle.schema import notes
from whimbrel.errors import ChronicleError

T = TypeVar("T")


class Connected:
    """What every part of the store stands on."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where
        self._file = opening.identity(where)

    @classmethod
    def open(cls, target: str | Path = opening.MEMORY, *, create: bool = True, timeout: float = 10.0) -> Self:
        """Opens the chronicle at a path, or a `sqlite:///` or `postgresql://` address; without one, an empty one in
        memory.

        A missing file, or a missing set of tables, is made unless `create` is false; an older schema is brought up to
        date. `timeout` is how many seconds to wait for another program's writing. Raises ChronicleError for a file that
        is not a chronicle (which stays untouched), a newer schema, a missing file, folder or database.
        """
        where = opening.locate(target)
        return cls(opening.connect(where, create=create, timeout=timeout), opening.shown(where))

    def check_answers(self) -> None:
        """Raises ChronicleError where the chronicle cannot be read just now: a database is not waited for."""
        with opening.driver_errors(self.where):
            transactions.fetched(self._engine, select(notes.c.name).limit(1), patience=0)

    def close(self) -> None:
        """Ends the work; the object cannot be used afterwards."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def decisions(self) -> list[Decision]:
        """What people decided about actors and events, in order, with what was undone and the undoings."""
        with self.looking() as connection:
            return stored(connection)

    def identities(self) -> Identities:
        """Who is who by the decisions in force."""
        return identities(self.decisions())

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with held_back():
            self._stay_there("nothing of this step was stored")
            with opening.driver_errors(self.where), transactions.writing(self._engine) as connection:
                yield connection
            self._stay_there("this step went with it")

    def _stay_there(self, stored: str) -> None:
        """Raises ChronicleError where the file lost its name: what is written to it then is lost."""
        if opening.identity(self.where) != self._file:
            told = "the file was moved, removed or replaced while it was open"
            remedy = f"put it back, or run the same command again to make it anew; {stored}"
            raise ChronicleError(told, where=self.where, remedy=remedy)

    @contextmanager
    def looking(self, *, write: bool = False) -> Iterator[Connection]:
        """All tables as they are at one instant, whatever others write meanwhile; nothing done here is kept.

        With `write` nobody else writes meanwhile.
        """
        with opening.driver_errors(self.where), transactions.looking(self._engine, write=write) as connection:
            yield connection

    @contextmanager
    def mending(self) -> Iterator[Connection]:
        """One writing transaction over all tables, for what makes rows anew from others."""
        with self._writing() as connection:
            yield connection

    def _write(self, step: Callable[[Connection], T]) -> T:
        """What a step gives, done in one transaction: again where the connection went before it was stored."""

        def work() -> T:
            with self._writing() as connection:
                return step(connection)

        return transactions.in_steps(work)

    def _fetch(self, query: Select[Any]) -> list[Any]:
        with opening.driver_errors(self.where):
            return transactions.fetched(self._engine, query)
