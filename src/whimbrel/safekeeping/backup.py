"""Writing a backup, while others read and write the chronicle."""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection, LargeBinary, Table, select

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.clock import utc_now
from whimbrel.chronicle.copying import counts_up, given_out
from whimbrel.chronicle.followed import copies_folder
from whimbrel.chronicle.schema import REVISIONS, metadata, page_copies
from whimbrel.errors import ChronicleError, UsageError
from whimbrel.export.whole import whole_file
from whimbrel.safekeeping.archive import PAGES, TABLES, Hashed, Manifest, Member, new_member, verify, write_manifest

_STEP = 1 << 20
_BATCH = 500


def backup(chronicle: Chronicle, path: Path, *, force: bool = False) -> Manifest:
    """Writes a chronicle with its raw copies into one file, as it is at one instant, and reads the file again.

    The file is there as a whole or not at all. Raises UsageError when there
    is one already and not `force`, OSError when it cannot be written or a raw copy is gone, ChronicleError when the
    chronicle cannot be read.
    """
    if path.exists() and not force:
        raise UsageError(
            "there is a file of this name", where=str(path), remedy="name another, or overwrite it with --force"
        )
    if path.exists() and Path(chronicle.where).exists() and path.samefile(chronicle.where):
        raise UsageError("this is the chronicle itself", where=str(path), remedy="name another file")
    with whole_file(path) as out, zipfile.ZipFile(out, "w") as archive, chronicle.looking() as connection:
        members = {
            f"{TABLES}{table.name}.ndjson": _table(archive, connection, table) for table in metadata.sorted_tables
        }
        members |= dict(_pages(archive, connection, copies_folder(chronicle.where)))
        written = Manifest(REVISIONS[-1], utc_now(), version("whimbrel"), members, _numbers(connection))
        write_manifest(archive, written)
    if verify(path) != written:
        raise ChronicleError("what was written cannot be read back", where=str(path), remedy="check the disk")
    return written


def _table(archive: zipfile.ZipFile, connection: Connection, table: Table) -> Member:
    packed = [isinstance(column.type, LargeBinary) for column in table.columns]
    number = 0
    with new_member(archive, f"{TABLES}{table.name}.ndjson") as stream:
        out = Hashed(stream)
        rows = connection.execution_options(yield_per=_BATCH).execute(
            select(table).order_by(*table.primary_key.columns)
        )
        for row in rows:
            plain = [b64encode(value).decode() if bytes_ and value is not None else value
                     for value, bytes_ in zip(row, packed, strict=True)]  # fmt: skip
            out.write(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            number += 1
    return out.member(number, tuple(column.name for column in table.columns))


def _pages(archive: zipfile.ZipFile, connection: Connection, folder: Path | None) -> Iterator[tuple[str, Member]]:
    """The files of raw copies that the chronicle knows; what came into them since is taken along."""
    if folder is None:
        return
    for name in connection.scalars(select(page_copies.c.file).distinct().order_by(page_copies.c.file)).all():
        with (folder / name).open("rb") as source, new_member(archive, f"{PAGES}{name}") as stream:
            out = Hashed(stream)
            while part := source.read(_STEP):
                out.write(part)
        yield f"{PAGES}{name}", out.member()


def _numbers(connection: Connection) -> dict[str, int]:
    """The last numbers that were given to rows of tables that never use one again."""
    last = {table.name: given_out(connection, table) for table in metadata.sorted_tables if counts_up(table)}
    return {name: number for name, number in last.items() if number}
