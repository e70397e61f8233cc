"""A JSON object to a page: which of its keys hold the text, the title, the date and so on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Final

from whimbrel.errors import DataError
from whimbrel.gather.page import RawPage

_FIELDS: Final = ("title", "date", "modified", "url", "source", "byline", "language")
_SECTIONS: Final = frozenset({*_FIELDS, "text", "html", "lists", "names"})
_EPOCH_MILLIS: Final = 10**11  # larger numbers are milliseconds (seconds would be past the year 5000)


@cache
def keys() -> Mapping[str, tuple[str, ...]]:
    """The table of aliases. Raises DataError when the file is broken."""
    where = "gather/keys.toml"
    try:
        table = tomllib.loads(files("whimbrel.gather").joinpath("keys.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not valid TOML: {error}", where=where, remedy="mend the line") from error
    if set(table) != _SECTIONS:
        odd = ", ".join(sorted(set(table) ^ _SECTIONS))
        raise DataError(f"missing or unknown entries: {odd}", where=where, remedy="keep exactly the known entries")
    for name, values in table.items():
        if not isinstance(values, list) or not values or not all(isinstance(value, str) and value for value in values):
            raise DataError(f"`{name}` must be a list of key names", where=where, remedy="write a list of strings")
    return {name: tuple(values) for name, values in table.items()}


def to_page(row: Mapping[str, object], file: str, position: str) -> RawPage | None:
    """The page in a JSON object, or None when no known key holds its text."""
    html, text = _text_of(row, "html"), _text_of(row, "text")
    if not text and not html and not is_article(row):
        return None
    fields = fields_of(row)
    if text or not html:
        return RawPage(file, position, "text", text, fields)
    return RawPage(file, position, "html", html, fields)


def fields_of(row: Mapping[str, object]) -> dict[str, str]:
    """What a JSON object says about its article beside the text: title, date, url and so on."""
    return {name: value for name in _FIELDS if (value := _text_of(row, name))}


def is_article(row: Mapping[str, object]) -> bool:
    """Whether an object has one of the keys that hold an article's text."""
    return any(name in row for name in keys()["text"] + keys()["html"])


def rows_in(document: object) -> Sequence[object] | None:
    """The list of articles in a whole JSON document: itself, or under a usual key; None when it is one article."""
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and not is_article(document):
        for name in keys()["lists"]:
            found = _look_up(document, name)
            if isinstance(found, list) and any(isinstance(row, dict) for row in found):
                return found
    return None


def _text_of(row: Mapping[str, object], name: str) -> str:
    for key in keys()[name]:
        value = _look_up(row, key)
        text = _epoch(value) if name in ("date", "modified") else ""
        text = text or _as_text(value)
        if text.strip():
            return text
    return ""


def _look_up(row: Mapping[str, object], key: str) -> object:
    value: object = row
    for part in key.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def _as_text(value: object, depth: int = 0) -> str:
    """A value as people would read it: a string, a list of names, an object's name."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or depth > 2:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(text for item in value[:20] if (text := _as_text(item, depth + 1)))
    if isinstance(value, Mapping):
        for name in keys()["names"]:
            if text := _as_text(value.get(name), depth + 1):
                return text
    return ""


def _epoch(value: object) -> str:
    """Seconds or milliseconds since 1970 as an ISO day; a compact date such as 20210511 is left alone."""
    if isinstance(value, bool) or not isinstance(value, int | float) or 10**7 < value < 10**8:
        return ""
    seconds = value / 1000 if abs(value) > _EPOCH_MILLIS else value
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
