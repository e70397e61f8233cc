"""Files that are there as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOENT
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream into a file, which is replaced only when all is written and nothing was raised. Raises OSError."""
    if path.exists() and not path.is_file():  # a device, such as /dev/stdout
        with path.open("wb") as out:
            yield out
        return
    if not path.parent.is_dir():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(path.parent))
    with told_of(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        _settle(name)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename in (None, name):
            error.filename = str(path)  # a full disk does not say of which file, and the other name is ours
        raise


@contextmanager
def folder_beside(path: Path) -> Iterator[str]:
    """The name of a folder beside a file or folder that is to be made in it; it goes with the block. Raises OSError."""
    with told_of(path):
        made = tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    with made as name:
        yield name


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Has a failure of the system's name what the caller asked for, not what we made for it."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def _settle(name: str) -> None:
    """Brings a file to the disk, or its new name could be there before what it names."""
    handle = os.open(name, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
