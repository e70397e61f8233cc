"""The watch list: one TOML file that says what is followed, how often and with which manners."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from whimbrel.addresses import web_parts
from whimbrel.errors import UsageError
from whimbrel.gather.net.links import ascii_url

_EVERY: Final = re.compile(r"(\d{1,5})\s*(s|m|h|d)")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SHORTEST: Final = 60
_TOP: Final = frozenset({"every", "contact", "pause", "allow-private", "source"})
_SOURCE: Final = frozenset({"url", "name", "outlet"})


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed, sitemap or list to follow. `outlet` is what its reports' outlet is called, "" for what the pages say."""

    url: str
    name: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class WatchList:
    """`every` are seconds between two rounds, 0 where the list does not say; `pause` those between two requests."""

    sources: tuple[Watched, ...] = ()
    every: int = 0
    contact: str = ""
    pause: float | None = None
    allow_private: tuple[str, ...] = ()


def watched(url: str, name: str = "", outlet: str = "", where: str = "") -> Watched:
    """A source under its address in plain letters. Raises UsageError for what is no web address."""
    try:
        plain = ascii_url(url)
        web_parts(plain)
    except ValueError as error:
        raise UsageError(
            f"{url[:200]!r} is no web address: {error}", where=where, remedy="write https://host/path"
        ) from None
    return Watched(plain, name, outlet)


def seconds(every: str, where: str = "") -> int:
    """A length of time as people write it (90s, 15m, 2h, 1d), at least a minute. Raises UsageError."""
    found = _EVERY.fullmatch(every.strip().lower())
    if not found:
        raise UsageError(f"{every!r} is no length of time", where=where, remedy="write 15m, 2h or 1d")
    length = int(found[1]) * _SECONDS[found[2]]
    if length < _SHORTEST:
        raise UsageError(f"{every!r} is too often", where=where, remedy="at least a minute: 1m")
    return length


def read_watch_list(path: str | Path) -> WatchList:
    """The watch list in a file. Raises UsageError, with the place, for what cannot be."""
    where = str(path)
    try:
        table = tomllib.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        message = (error.strerror or str(error)).lower()
        raise UsageError(message, where=where, remedy="check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"not valid TOML: {error}", where=where, remedy="mend the line") from None
    _known(table, _TOP, where)
    rows = table.get("source", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError("`source` is no list of tables", where=where, remedy="write [[source]] above each")
    found = [_source(row, f"{where}, source {number}") for number, row in enumerate(rows, 1)]
    doubled = next((one.url for one in found if sum(other.url == one.url for other in found) > 1), "")
    if doubled:
        raise UsageError(f"{doubled} stands there twice", where=where, remedy="leave one out")
    every = _text(table, "every", where)
    return WatchList(
        tuple(found), seconds(every, where) if every else 0, _text(table, "contact", where), _pause(table, where),
        _texts(table, "allow-private", where),
    )  # fmt: skip


def _source(row: Mapping[str, Any], where: str) -> Watched:
    _known(row, _SOURCE, where)
    return watched(_text(row, "url", where), _text(row, "name", where), _text(row, "outlet", where), where)


def _known(table: Mapping[str, Any], keys: frozenset[str], where: str) -> None:
    if odd := sorted(table.keys() - keys):
        raise UsageError(f"unknown: {', '.join(odd)}", where=where, remedy=f"known are {', '.join(sorted(keys))}")


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"`{key}` is no text", where=where, remedy=f'write {key} = "…"')
    return value.strip()


def _texts(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value: Sequence[Any] = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"`{key}` is no list of texts", where=where, remedy=f'write {key} = ["…"]')
    return tuple(value)


def _pause(table: Mapping[str, Any], where: str) -> float | None:
    value = table.get("pause")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 3600:
        raise UsageError("`pause` is no number of seconds", where=where, remedy="write pause = 2")
    return float(value)
