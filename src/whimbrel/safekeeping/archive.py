"""The backup's form: a ZIP file with the rows of each table as JSON Lines, raw copies as they are, and a manifest.

    manifest.json          format, schema, when it was made, and of each member its SHA-256, size and rows
    tables/NAME.ndjson     a list a row, the columns in the order that the manifest gives; bytes in base64
    pages/NAME.warc.gz     the files of raw copies

Nothing in it depends on the machine, the store or the version of Python that wrote it.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

from whimbrel.errors import ChronicleError

FORMAT = "whimbrel backup 1"
MANIFEST = "manifest.json"
TABLES, PAGES = "tables/", "pages/"
_MEMBER = re.compile(r"tables/[a-z_]{1,60}\.ndjson|pages/[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
_LARGEST_MANIFEST = 4 * 1024 * 1024
_STEP = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_MOMENT = (1980, 1, 1, 0, 0, 0)  # of every member, so that equal chronicles give equal bytes


@dataclass(frozen=True, slots=True)
class Member:
    """One file within: `rows` and `columns` are a table's."""

    sha256: str
    size: int
    rows: int = 0
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `numbers` are the last that tables gave to a row, whether it is still there or not."""

    schema: str
    made: str  # UTC, ISO 8601
    whimbrel: str
    members: dict[str, Member] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    format: str = FORMAT

    def rows(self, table: str) -> int:
        found = self.members.get(f"{TABLES}{table}.ndjson")
        return found.rows if found else 0


class Hashed:
    """A stream that is written through, and what went through it."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._out.write(data)
        self._hash.update(data)
        self.size += len(data)

    def member(self, rows: int = 0, columns: tuple[str, ...] = ()) -> Member:
        return Member(self._hash.hexdigest(), self.size, rows, columns)


def new_member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_STORED if name.startswith(PAGES) else zipfile.ZIP_DEFLATED
    return archive.open(info, "w", force_zip64=True)


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    with new_member(archive, MANIFEST) as out:
        out.write(json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True).encode())


def open_archive(stream: BinaryIO, where: str) -> tuple[zipfile.ZipFile, Manifest]:
    """A backup that is to be read, and what it says of itself. Raises ChronicleError when it is none or has strange
    members."""
    try:
        archive = zipfile.ZipFile(stream)
        known = {info.filename: info for info in archive.infolist()}
        if MANIFEST not in known or known[MANIFEST].file_size > _LARGEST_MANIFEST:
            raise ValueError("it has no manifest")
        manifest = _manifest(json.loads(archive.read(MANIFEST)))
        if known.keys() != {*manifest.members, MANIFEST} or len(known) != len(archive.infolist()):
            raise ValueError("its members are not those of its manifest")
        for name, member in manifest.members.items():
            if not _MEMBER.fullmatch(name) or known[name].file_size != member.size:
                raise ValueError(f"its member {name[:80]!r} is not as its manifest says")
    except (*_BROKEN, ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = "give a file that `whimbrel backup` wrote; nothing was changed"
        raise ChronicleError(f"this is no whole backup: {error}", where=where, remedy=remedy) from error
    return archive, manifest


def _manifest(plain: dict[str, Any]) -> Manifest:
    if plain.pop("format") != FORMAT:
        raise ValueError(f"its format is not {FORMAT!r}: upgrade Whimbrel")
    members = {
        str(name): Member(str(one["sha256"]), int(one["size"]), int(one["rows"]), tuple(map(str, one["columns"])))
        for name, one in plain.pop("members").items()
    }
    numbers = {str(name): int(number) for name, number in plain.pop("numbers").items()}
    return Manifest(str(plain["schema"]), str(plain["made"]), str(plain["whimbrel"]), members, numbers)


def chunks(archive: zipfile.ZipFile, name: str, member: Member, where: str) -> Iterator[bytes]:
    """The bytes of a member. Raises ChronicleError when, at its end, they were not those of the manifest."""
    found, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as stream:
            while part := stream.read(_STEP):
                found.update(part)
                size += len(part)
                yield part
    except _BROKEN as error:
        raise _damaged(name, where) from error
    if size != member.size or found.hexdigest() != member.sha256:
        raise _damaged(name, where)


def verify(path: Path) -> Manifest:
    """Reads a backup to its end and holds every member against the manifest. Raises ChronicleError, OSError."""
    with path.open("rb") as stream:
        archive, manifest = open_archive(stream, str(path))
        for name, member in manifest.members.items():
            for _ in chunks(archive, name, member, str(path)):
                pass
    return manifest


def _damaged(name: str, where: str) -> ChronicleError:
    return ChronicleError(
        f"the backup is damaged: {name}", where=where, remedy="use another backup; nothing was changed"
    )
