"""Paths to files: folders recursively and in order, hidden entries left out, loops of links noticed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from whimbrel.model import Problem


def shown(path: str | Path) -> str:
    """A path as text that can be stored and printed, whatever bytes the file system holds."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode("utf-8")


def walk(path: Path) -> Iterator[Path | Problem]:
    """The regular files at or under `path`, sorted by name; a Problem for each folder or entry that cannot be used.

    A file that was named directly may also be a pipe.
    """
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
        return
    if not stat.S_ISDIR(status.st_mode):
        yield path
        return
    yield from _folder(path, {(status.st_dev, status.st_ino)})


def _folder(top: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Problem]:
    pending = [top]
    while pending:
        path = pending.pop()
        kind = _kind(path)
        if kind == "file":
            yield path
        elif kind == "folder":
            children = _children(path, seen, top)
            if isinstance(children, Problem):
                yield children
            else:
                pending.extend(reversed(children))
        else:
            yield _odd(path)


def _kind(path: Path) -> str:
    """ "folder", "file", or "" for what is neither or cannot be seen."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else ""


def _children(path: Path, seen: set[tuple[int, int]], top: Path) -> list[Path] | Problem:
    try:
        status = path.stat()
        here = (status.st_dev, status.st_ino)
        if path != top and here in seen:
            return Problem(shown(path), "", "unreadable", "a folder met before (a loop of links)", "remove the link")
        seen.add(here)
        with os.scandir(path) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        return _unreadable(path, error)
    return [path / name for name in names]


def _odd(path: Path) -> Problem:
    try:
        path.stat()
    except OSError as error:
        return _unreadable(path, error)
    return Problem(
        shown(path), "", "unreadable", "a pipe, socket or device, not a file", "name it directly if it is meant"
    )


def _unreadable(path: Path, error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(shown(path), "", "unreadable", "no such file or folder", "check the path")
    if isinstance(error, PermissionError):
        return Problem(shown(path), "", "unreadable", "permission denied", "make it readable for this user")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(shown(path), "", "unreadable", reason.lower(), "check the file system")
