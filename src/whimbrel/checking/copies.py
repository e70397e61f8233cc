"""Raw copies of pages in the folder beside the chronicle, and imported files that it is read with."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from whimbrel.checking.finding import Finding
from whimbrel.chronicle.schema import knowledge, page_copies
from whimbrel.gather.warc.read import BrokenWarcError, records

_PUT_BACK = "put the file back from a backup"


def check_copies(connection: Connection, folder: Path | None, *, deep: bool) -> Iterator[Finding]:
    """That each raw copy lies where it is noted; `deep` reads it and holds it against its digest."""
    sizes: dict[str, int] = {}
    for row in connection.execute(select(page_copies).order_by(page_copies.c.seq)):
        path = folder / row.file if folder else Path(row.file)
        if row.file not in sizes:
            sizes[row.file] = path.stat().st_size if path.is_file() else -1
            if sizes[row.file] < 0:
                yield Finding("copy", str(path), "the file of raw copies is gone", _PUT_BACK)
        if sizes[row.file] < 0:
            continue
        where = f"{path} at {row.offset}"
        if row.offset + row.size > sizes[row.file]:
            yield Finding("copy", where, f"the raw copy of {row.url} was cut off", _PUT_BACK)
        elif deep and not _is_whole(path, row.offset, row.digest):
            yield Finding("copy", where, f"the raw copy of {row.url} is not what was kept", _PUT_BACK)


def _is_whole(path: Path, offset: int, digest: str) -> bool:
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            record = next(records(stream), None)
        if record is None or record.block is None:
            return False
    except (OSError, BrokenWarcError):
        return False
    found = hashlib.sha1(record.block.partition(b"\r\n\r\n")[2], usedforsecurity=False).digest()
    return digest == "sha1:" + base64.b32encode(found).decode("ascii")


def check_knowledge(connection: Connection) -> Iterator[Finding]:
    """That the imported files are there that reports are read with."""
    for row in connection.execute(select(knowledge).order_by(knowledge.c.kind)):
        if not Path(row.path).is_file():
            remedy = f"put it back, or `whimbrel read --{row.kind} none`"
            yield Finding("knowledge", row.path, "the chronicle is read with this file, and it is gone", remedy)
