"""The HTML pages of a benchmark's rows: members of the archive beside the file, or files named relative to it."""

from __future__ import annotations

import gzip
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.rows import rows

LARGEST = 64 << 20  # bytes of one page


def pages(data: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Every row with the bytes of its page, `html`. Raises ValueError naming a row whose page is not there."""
    archive = data.with_suffix(".tar.xz")
    held = _members(archive) if archive.is_file() else {}
    for number, row in enumerate(rows(data), start=1):
        name = str(row.get("html") or "")
        if name in held:
            yield row, held[name]
            continue
        path = data.parent / name
        if not name or not path.is_file():
            raise ValueError(f"{data.name}:{number}: no page {name!r} in {archive.name} nor beside the file")
        page = path.read_bytes()
        yield row, gzip.decompress(page) if name.endswith(".gz") else page


def _members(archive: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    with tarfile.open(archive, "r:xz") as members:
        for member in members:
            if member.isfile() and member.size <= LARGEST and (stream := members.extractfile(member)):
                found[member.name.removeprefix("./")] = stream.read()
    return found
