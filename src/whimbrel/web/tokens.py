"""Tokens with which reviewers write: made once, shown once, kept as their SHA-256 beside the reviewer's name."""

from __future__ import annotations

import json
import os
import re
import secrets
import stat
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock

from whimbrel.chronicle.opening import beside, locate
from whimbrel.errors import UsageError

BEGIN = "whimbrel_"  # so that scanners for leaked secrets know one
LONGEST_NAME = 60
_HEAD = "# Who may write to the chronicle. Only the SHA-256 of each token stands here; a lost one is made anew.\n"
_HEX = re.compile(r"[0-9a-f]{64}")
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Token:
    """One reviewer's right to write. `made` is UTC, ISO 8601."""

    name: str
    sha256: str  # hex
    made: str = ""


def tokens_file(chronicle: str) -> Path:
    """Where a chronicle's tokens are kept, unless another file is named: beside it, or in the current folder under the
    name of its database."""
    return Path(f"{beside(locate(chronicle))}.tokens.toml")


def digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def read_tokens(path: Path) -> tuple[Token, ...]:
    """The tokens of a file; none where there is no such file.

    Raises UsageError for a file that is none of ours, or that others than its owner may write.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            told = tomllib.load(file)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", remedy="check its permissions") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no list of tokens: {error}", remedy="make tokens anew in another file") from error
    if os.name == "posix" and mode & _OTHERS_MAY_WRITE:
        raise UsageError(f"others may write {path}", remedy=f"chmod 600 {path}, and see whose tokens stand in it")
    rows = told.get("token", [])
    found = [_token(row, path) for row in rows] if isinstance(rows, list) else []
    if len({one.name for one in found}) != len(found):
        raise UsageError(f"{path}: a name stands there twice", remedy="remove one of the two")
    return tuple(found)


def add_token(path: Path, name: str) -> str:
    """Makes a token for a reviewer and returns it: it can be read nowhere afterwards. Raises UsageError."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(f"{name[:40]!r} cannot be a name", remedy=f"up to {LONGEST_NAME} characters that can be seen")
    known = read_tokens(path)
    if any(one.name == name for one in known):
        raise UsageError(f"{name} has a token", remedy=f"`whimbrel token remove {name}` first")
    made = BEGIN + secrets.token_urlsafe(32)
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    _write(path, (*known, Token(name, digest(made), at)))
    return made


def remove_token(path: Path, name: str) -> None:
    """From now on a reviewer's token is none. Raises UsageError where nobody of that name has one."""
    known = read_tokens(path)
    kept = tuple(one for one in known if one.name != name)
    if len(kept) == len(known):
        names = ", ".join(one.name for one in known) or "nobody"
        raise UsageError(f"{name[:40]!r} has no token", remedy=f"who has: {names}")
    _write(path, kept)


class Keys:
    """Who may write: fixed tokens, and those of a file, which is read again whenever it changed."""

    def __init__(self, fixed: Sequence[tuple[str, str]] = (), path: Path | None = None) -> None:
        self._fixed = dict(fixed)
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._names: dict[str, str] = dict(fixed)
        self._lock = Lock()

    def reviewer(self, sha256: str) -> str:
        """The reviewer behind a token's SHA-256 (hex); "" where it is nobody's. Found by hash, so that the time it
        takes tells nothing of the token."""
        return self._now().get(sha256, "")

    def __bool__(self) -> bool:
        return bool(self._now())

    def _now(self) -> dict[str, str]:
        if self._path is None:
            return self._names
        with self._lock:
            seen = _look(self._path)
            if seen != self._seen:
                self._names = {**self._fixed, **{one.sha256: one.name for one in read_tokens(self._path)}}
                self._seen = seen
            return self._names


def _look(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _token(row: object, path: Path) -> Token:
    if isinstance(row, dict):
        name, hashed, made = row.get("name"), row.get("sha256"), row.get("made", "")
        if isinstance(name, str) and name and isinstance(hashed, str) and _HEX.fullmatch(hashed):
            return Token(name, hashed, str(made))
    raise UsageError(f"{path}: an entry without name or sha256", remedy="`whimbrel token add NAME` writes whole ones")


def _write(path: Path, tokens: Sequence[Token]) -> None:
    """Replaces the file whole, readable by its owner alone. Raises UsageError."""
    rows = [
        f"\n[[token]]\nname = {json.dumps(one.name, ensure_ascii=False)}\n"
        f'sha256 = "{one.sha256}"\nmade = {json.dumps(one.made)}\n'
        for one in tokens
    ]
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(_HEAD + "".join(rows))
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UsageError(f"{path} cannot be written: {error.strerror}", remedy="name another with --tokens") from error
