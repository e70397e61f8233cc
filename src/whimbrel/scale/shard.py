"""Shards: what some pages came to, in a file that is named for its content and is there whole or not at all.

The first line says which pages are in it and where their lines lie; each further line is one page's. A shard is written
under a name of its writer's own, made durable and renamed, so that a worker that is killed leaves nothing that could be
taken for one, and two workers that coded the same pages leave one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from whimbrel.chronicle.codec import dumps, loads
from whimbrel.errors import ClusterError
from whimbrel.model import Problem
from whimbrel.pages import ReadPage
from whimbrel.scale.place import Place

ENDING, UNFINISHED = ".shard", ".part"
_CODED, _PROBLEM = "c", "p"  # how a line begins


@dataclass(frozen=True, slots=True)
class Row:
    """What one page came to; `key` is that of the page (`place.key_of`)."""

    place: Place
    key: str
    read: ReadPage | Problem


@dataclass(frozen=True, slots=True)
class Found:
    """Where in a shard the line of a page lies."""

    place: Place
    key: str
    shard: str
    at: int
    length: int


def write_shard(folder: Path, rows: Sequence[Row]) -> str:
    """Writes rows as a shard; gives its name. Raises OSError, and then leaves nothing."""
    lines = [_line(row.read) for row in rows]
    places = [[row.place.file, row.place.turn, row.place.number, row.key] for row in rows]
    for place, line in zip(places, lines, strict=True):
        place.append(len(line))
    data = b"".join([json.dumps(places, separators=(",", ":")).encode() + b"\n", *lines])
    name = sha256(data).hexdigest()[:32] + ENDING
    part = folder / f"{uuid4().hex}{UNFINISHED}"
    try:
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(folder / name)
    finally:
        part.unlink(missing_ok=True)
    return name


def found_in(folder: Path, name: str) -> list[Found]:
    """The pages of a shard. Raises ClusterError for one that is not what was written, FileNotFoundError for none."""
    path = folder / name
    data = path.read_bytes()
    if sha256(data).hexdigest()[:32] + ENDING != name:
        message, remedy = "this shard is not what its worker wrote", "remove it: its pages are coded again"
        raise ClusterError(message, where=str(path), remedy=f"{remedy} when you run the same command again")
    head, _, _ = data.partition(b"\n")
    at, found = len(head) + 1, []
    for file, turn, number, key, length in json.loads(head):
        found.append(Found(Place(file, turn, number), key, name, at, length))
        at += length
    return found


def read_row(folder: Path, found: Found) -> ReadPage | Problem:
    """What a page came to. Raises OSError when its shard is gone."""
    with (folder / found.shard).open("rb") as shard:
        shard.seek(found.at)
        line = shard.read(found.length).decode()
    return loads(Problem, line[1:]) if line.startswith(_PROBLEM) else loads(ReadPage, line[1:])


def _line(read: ReadPage | Problem) -> bytes:
    kind = _PROBLEM if isinstance(read, Problem) else _CODED
    return f"{kind}{dumps(read)}\n".encode()
