"""A backup made a chronicle again: beside the place where it is to be, and moved there when it was found whole.

For a database it is made in a file first as well; then its rows go over in one transaction.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, LargeBinary, MetaData, Table, insert, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from whimbrel.checking import check_file
from whimbrel.chronicle import Chronicle, opening
from whimbrel.chronicle.copying import check_empty
from whimbrel.chronicle.followed import copies_folder
from whimbrel.chronicle.postgresql import is_address
from whimbrel.chronicle.schema import REVISIONS
from whimbrel.errors import ChronicleError, NoChronicleError, UsageError
from whimbrel.export.whole import folder_beside, told_of
from whimbrel.safekeeping.archive import PAGES, TABLES, Manifest, Member, chunks, open_archive

_BATCH = 500
_LONGEST = 256 * 1024 * 1024  # of a row
_WORDS = (
    "INSERT INTO event_words (rowid, folded) "
    "SELECT n.seq, e.folded FROM event_numbers n JOIN events e ON e.id = n.event ORDER BY n.seq"
)


def restore(path: Path, target: Path | str, *, force: bool = False) -> Manifest:
    """Makes the chronicle `target` of a backup: a file, or the address of a database. A file that was there before is
    replaced in the last step, or not at all; a chronicle in a database never is.

    Raises UsageError when there is something and not `force`, ChronicleError for a backup that is none, is damaged, is
    of a newer Whimbrel or does not make a whole chronicle, and for a database that cannot be used or holds one; OSError
    when something cannot be read or written.
    """
    if is_address(str(target)):
        return _into_database(path, str(target), force=force)
    target = Path(target)
    pages = _pages_of(target)
    _stay_clear((target, pages), force=force)
    if not target.parent.is_dir():
        raise UsageError("its folder does not exist", where=str(target), remedy=f"create {target.parent} first")
    with folder_beside(target) as name:
        made = Path(name) / target.name
        manifest = _make(path, made)
        _leave_no_log(target)
        _move_pages(_pages_of(made), pages)
        made.replace(target)  # the last step: until here the chronicle that was there is as it was
    return manifest


def _into_database(path: Path, address: str, *, force: bool) -> Manifest:
    pages = _pages_of(address)
    _check_free(address)
    _stay_clear((pages,), force=force)
    with folder_beside(pages) as name:
        made = Path(name) / "chronicle.db"
        manifest = _make(path, made)
        with Chronicle.open(made, create=False) as here, Chronicle.open(address) as there:
            here.copy_to(there)
        _move_pages(_pages_of(made), pages)
    return manifest


def _stay_clear(paths: tuple[Path, ...], *, force: bool) -> None:
    for there in paths:
        if there.exists() and not force:
            remedy = "name another chronicle with -c, or overwrite it with --force"
            raise UsageError("there is something of this name", where=str(there), remedy=remedy)


def _check_free(address: str) -> None:
    """Raises ChronicleError for a database that cannot be had, or holds a chronicle, before any work is done for it."""
    with suppress(NoChronicleError), Chronicle.open(address, create=False) as there, there.looking() as connection:
        check_empty(connection, there.where)


def try_restore(path: Path) -> Manifest:
    """Makes a chronicle of a backup, checks it, and throws it away. Raises as `restore`."""
    with TemporaryDirectory(prefix="whimbrel-restore-") as name:
        return _make(path, Path(name) / "chronicle.db")


def _make(path: Path, made: Path) -> Manifest:
    """The chronicle of a backup at a place where nothing is, found whole."""
    manifest = fill(path, made)
    faults = [one for one in check_file(made).faults if one.code != "knowledge"]  # files of the machine it comes from
    if faults:
        told = f"what it holds is not whole: {faults[0].line()}"
        raise ChronicleError(told, where=str(path), remedy="use another backup; nothing was changed")
    return manifest


def fill(path: Path, made: Path) -> Manifest:
    """The chronicle of a backup at a place where nothing is, as it comes. Raises as `restore`."""
    with path.open("rb") as stream:
        archive, manifest = open_archive(stream, str(path))
        if manifest.schema not in REVISIONS:
            told = f"it is of a newer Whimbrel ({manifest.whimbrel}, schema {manifest.schema})"
            raise ChronicleError(told, where=str(path), remedy="upgrade Whimbrel; nothing was changed")
        _fill_tables(archive, manifest, made, str(path))
        _unpack_pages(archive, manifest, _pages_of(made), str(path))
    with Chronicle.open(made, create=False):
        return manifest  # by which an older schema is brought up to date


def _fill_tables(archive: zipfile.ZipFile, manifest: Manifest, made: Path, where: str) -> None:
    """The tables as they were in the schema of the backup, in one transaction."""
    engine = opening.blank(made)
    try:
        with (
            opening.driver_errors(str(made.parent.parent)),  # where the disk may be full
            engine.connect().execution_options(write=True) as connection,
            connection.begin(),
        ):
            opening.upgrade(connection, manifest.schema)
            there = MetaData()
            there.reflect(connection)
            for table in there.sorted_tables:
                name = f"{TABLES}{table.name}.ndjson"
                if name in manifest.members:
                    _insert(connection, table, archive, name, manifest.members[name], where)
            if "event_words" in there.tables:
                connection.execute(text(_WORDS))
            _set_numbers(connection, manifest.numbers)
    finally:
        engine.dispose()


def _insert(
    connection: Connection, table: Table, archive: zipfile.ZipFile, name: str, member: Member, where: str
) -> None:
    if set(member.columns) != set(table.columns.keys()):
        raise ChronicleError(f"its {table.name} have other columns", where=where, remedy="use another backup")
    packed = [isinstance(table.columns[column].type, LargeBinary) for column in member.columns]
    batch: list[dict[str, Any]] = []
    number = 0
    for line in _lines(chunks(archive, name, member, where), where):
        try:
            values = json.loads(line)
            plain = [b64decode(value) if is_packed else value for value, is_packed in zip(values, packed, strict=True)]
        except (ValueError, TypeError) as error:
            told = f"a row of {table.name} cannot be read: {error}"
            raise ChronicleError(told, where=where, remedy="use another backup") from error
        batch.append(dict(zip(member.columns, plain, strict=True)))
        number += 1
        if len(batch) == _BATCH:
            _put(connection, table, batch, where)
            batch = []
    if batch:
        _put(connection, table, batch, where)
    if number != member.rows:
        raise ChronicleError(
            f"{number} rows of {table.name}, not {member.rows}", where=where, remedy="use another backup"
        )


def _put(connection: Connection, table: Table, batch: list[dict[str, Any]], where: str) -> None:
    try:
        connection.execute(insert(table), batch)
    except OperationalError:  # of the disk
        raise
    except SQLAlchemyError as error:
        told = f"rows of {table.name} are not what they should be: {getattr(error, 'orig', error)}"
        raise ChronicleError(told, where=where, remedy="use another backup; nothing was changed") from error


def _lines(parts: Iterator[bytes], where: str) -> Iterator[bytes]:
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        if len(rest) > _LONGEST:
            raise ChronicleError("a row without end", where=where, remedy="use another backup")
        yield from whole
    if rest:
        yield rest


def _set_numbers(connection: Connection, numbers: dict[str, int]) -> None:
    for name, number in sorted(numbers.items()):
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
        connection.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"), {"name": name, "seq": number}
        )


def _unpack_pages(archive: zipfile.ZipFile, manifest: Manifest, folder: Path, where: str) -> None:
    for name, member in manifest.members.items():
        if name.startswith(PAGES):
            folder.mkdir(exist_ok=True)
            with told_of(folder.parent.parent), (folder / name.removeprefix(PAGES)).open("xb") as out:
                for part in chunks(archive, name, member, where):
                    out.write(part)


def _pages_of(chronicle: Path | str) -> Path:
    folder = copies_folder(str(chronicle))
    assert folder is not None  # only one in memory has none
    return folder


def _leave_no_log(target: Path) -> None:
    """Takes the log of the chronicle that is there into its file, so that nothing of it is left beside the new one.

    Raises ChronicleError when another program is in it. What is no database has no log.
    """
    if not target.is_file():
        return
    try:
        with closing(sqlite3.connect(target, timeout=1)) as raw:
            raw.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            told = "another program is using it"
            raise ChronicleError(told, where=str(target), remedy="stop it; nothing was changed") from error
    except sqlite3.DatabaseError:
        pass
    for old in (target.with_name(f"{target.name}-wal"), target.with_name(f"{target.name}-shm")):
        old.unlink(missing_ok=True)


def _move_pages(made: Path, wanted: Path) -> None:
    """Raw copies that are there and in the backup are replaced; others stay, and are known to nobody."""
    if made.is_dir():
        wanted.mkdir(exist_ok=True)
        for one in sorted(made.iterdir()):
            one.replace(wanted / one.name)
