"""Opening a chronicle: is the file ours, is its schema known, and the engine to talk to it with.

A file that is not a chronicle is recognised from its first bytes, before SQLite gets to write to it. What is special to
PostgreSQL is in `postgresql`, `postgresql_schema` and `postgresql_errors`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as RawConnection
from sqlite3 import OperationalError as RawOperationalError
from sqlite3 import sqlite_version
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from whimbrel.chronicle import postgresql, postgresql_errors, postgresql_schema, transactions
from whimbrel.chronicle.interrupts import held_back
from whimbrel.chronicle.schema import APPLICATION_ID, REVISIONS
from whimbrel.errors import ChronicleError, NoChronicleError

MEMORY = ":memory:"
_MAGIC = b"SQLite format 3\0"

_NEEDED = {  # what SQLite may be built without, and a question that tells
    "FTS5": "SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'",
    "JSON functions": "SELECT count(*) FROM pragma_function_list WHERE name = 'json_extract'",
}
_REMEDIES = (  # words of the driver's message, what happened, what to do; the first that fits
    ("locked", "another program is writing to it", "wait until it has finished and try again"),
    ("is full", "the disk is full", "free some room and run the same command again; what was stored is whole"),
    ("disk i/o", "the disk cannot be read or written", "check the disk; what was stored before is whole"),
    ("readonly", "it cannot be written to", "check its permissions, or name another chronicle with -c"),
    ("read-only", "it cannot be written to", "check its permissions, or name another chronicle with -c"),
    ("unable to open", "it cannot be opened", "check the path and its permissions"),
    ("malformed", "the file is damaged", "restore a copy, or read the reports into a new chronicle"),
    ("not a database", "the file is damaged", "restore a copy, or read the reports into a new chronicle"),
)


def locate(target: str | Path) -> str:
    """The file path behind a path or `sqlite://` URL, ":memory:", or the address of a PostgreSQL database.

    Raises ChronicleError for other databases.
    """
    name = str(target)
    if postgresql.is_address(name):
        return name
    if name in (MEMORY, "sqlite://", "sqlite:///:memory:"):
        return MEMORY
    if name.startswith("sqlite:///"):
        return name.removeprefix("sqlite:///")
    if "://" in name:
        scheme = name.split("://", 1)[0]
        raise ChronicleError(
            f"a chronicle cannot be kept in a {scheme[:40]} database",
            remedy="name a file, or an address that begins with sqlite:/// or postgresql://",
        )
    return name


def shown(where: str) -> str:
    """Where a chronicle is, as it may be shown: without passwords."""
    return postgresql.without_secrets(where) if postgresql.is_address(where) else where


def beside(where: str) -> Path:
    """What the names of files begin with that are kept beside a chronicle: its own path, or, for a database, its name
    in the current folder."""
    return Path(postgresql.database(where) if postgresql.is_address(where) else where)


def connect(path: str, *, create: bool, timeout: float) -> Engine:
    """An engine on a chronicle whose schema is current. Raises ChronicleError; leaves what is not ours untouched."""
    if postgresql.is_address(path):
        engine = postgresql.engine_for(path, timeout)
        with driver_errors(shown(path)):
            postgresql_schema.check(engine, shown(path), create=create)
            _bring_up_to_date(engine, shown(path))
        return engine
    if path == MEMORY:
        engine = _engine(URL.create("sqlite"), {}, poolclass=StaticPool)
    else:
        _check_file(Path(path), create)
        engine = _file_engine(Path(path), timeout)
    with driver_errors(path):
        _check_sqlite(engine, path)
        _bring_up_to_date(engine, path)
        if path != MEMORY:
            _use_wal(engine)
    return engine


@contextmanager
def driver_errors(where: str) -> Iterator[None]:
    """Turns the driver's errors into ChronicleErrors that say what to do."""
    try:
        yield
    except (DBAPIError, RawOperationalError) as error:
        told = postgresql_errors.explained(error)
        if told is not None:
            raise ChronicleError(told[0], where=where, remedy=told[1]) from error
        message = str(getattr(error, "orig", None) or error)
        for word, what, remedy in _REMEDIES:
            if word in message.lower():
                raise ChronicleError(what, where=where, remedy=remedy) from error
        raise ChronicleError(message, where=where, remedy="nothing of this step was stored") from error


def _check_sqlite(engine: Engine, where: str) -> None:
    """Raises ChronicleError where Python's SQLite lacks what a chronicle needs, before anything is made with it."""
    with engine.connect() as connection:
        lacking = [name for name, probe in _NEEDED.items() if not connection.scalar(text(probe))]
    if lacking:
        told = f"the SQLite of this Python ({sqlite_version}) has no {' and no '.join(lacking)}"
        remedy = "use a Python from python.org, your system or conda, whose SQLite has it; nothing was changed"
        raise ChronicleError(told, where=where, remedy=remedy)


def identity(where: str) -> tuple[int, int] | None:
    """What tells a file from another of the same name; None where there is none, or none is needed."""
    if where == MEMORY or postgresql.is_address(where):
        return None
    try:
        found = Path(where).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise ChronicleError("this is a folder", where=str(path), remedy="name a file, such as chronicle.db")
    if not path.exists():
        if not create:
            raise NoChronicleError(
                "there is no chronicle here",
                where=str(path),
                remedy="run `whimbrel read PATH` first, or name a chronicle with -c",
            )
        if not path.parent.is_dir():
            raise ChronicleError("its folder does not exist", where=str(path), remedy=f"create {path.parent} first")
        return
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise ChronicleError(
            f"it cannot be read: {error.strerror}", where=str(path), remedy="check its permissions"
        ) from error
    if header and not _is_ours(path, header):
        raise ChronicleError(
            "this file is not a chronicle", where=str(path), remedy="nothing was changed; name another file with -c"
        )


def _is_ours(path: Path, header: bytes) -> bool:
    if not header.startswith(_MAGIC):
        return False
    application = int.from_bytes(header[68:72], "big")
    return application == APPLICATION_ID or (application == 0 and _has_no_tables(path))


def _has_no_tables(path: Path) -> bool:
    """An empty database, such as a creation that was cut short leaves behind. Looks without touching."""
    import sqlite3  # noqa: PLC0415 - only for files that are not plainly ours

    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            return not connection.execute("select 1 from sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False


def _file_engine(path: Path, timeout: float) -> Engine:
    """Read and write where the file allows it, else read only."""
    engine = _engine(URL.create("sqlite", database=str(path)), {"timeout": timeout})
    try:
        with engine.connect() as connection:
            connection.execute(text("select count(*) from sqlite_master"))
    except DBAPIError as error:
        engine.dispose()
        words = str(error.orig).lower()
        if not path.exists() or not ("readonly" in words or "unable to open" in words):
            with driver_errors(str(path)):
                raise
        return read_only_engine(path, timeout)
    return engine


def read_only_engine(path: Path, timeout: float) -> Engine:
    """For a file or folder that may not be written: SQLite takes it as it is, without locks or a log beside it."""
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return _engine(URL.create("sqlite", database=path.absolute().as_uri(), query=query), {"timeout": timeout})


def _engine(url: URL, connect_args: dict[str, Any], **options: Any) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False, **connect_args}, **options)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(raw: RawConnection, _record: object) -> None:
    raw.isolation_level = None  # SQLAlchemy's own BEGIN below, so that schema changes are transactional too
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = NORMAL")


def _on_begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _use_wal(engine: Engine) -> None:
    """Readers and a writer side by side. A file that somebody is in just now stays as it is until it is opened next."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    except RawOperationalError as error:
        if not any(word in str(error) for word in ("readonly", "locked")):
            raise
    finally:
        raw.close()


def _bring_up_to_date(engine: Engine, where: str) -> None:
    if _revision(engine, where) == REVISIONS[-1]:
        return
    with held_back(), transactions.writing(engine) as connection:
        upgrade(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Brings the tables up to a step of `REVISIONS`, within the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - a third of a second, and rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    postgresql_schema.settle(connection)


def blank(path: Path, timeout: float = 10.0) -> Engine:
    """An engine on a file without tables, for `upgrade`: a chronicle of any step is made in it."""
    return _engine(URL.create("sqlite", database=str(path)), {"timeout": timeout})


def _revision(engine: Engine, where: str) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("select version_num from alembic_version")).scalar()
    if found is not None and found not in REVISIONS:
        raise ChronicleError(
            f"its schema ({found}) is newer than this Whimbrel knows ({REVISIONS[-1]})",
            where=where,
            remedy="upgrade Whimbrel; nothing was changed",
        )
    return found
