"""JSON whose one long list is written as it comes, and text in it that no reader obeys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

from whimbrel.export.lines import as_json
from whimbrel.export.safe import lines

_HALF = re.compile("[\ud800-\udfff]")


def write_list(
    out: BinaryIO,
    opening: str,
    items: Iterable[object],
    closing: Callable[[], str],
    dumps: Callable[[object], str] = as_json,
) -> int:
    """`opening`, the items between commas, and what `closing` says once all are written; returns how many there are."""
    number = 0
    out.write(opening.encode())
    for item in items:
        out.write((("\n" if not number else ",\n") + dumps(item)).encode())
        number += 1
    out.write(("\n" + closing() + "\n").encode())
    return number


def for_pages(value: object) -> str:
    """A value as JSON that may stand in a page's script element: nothing in it can end that."""
    return as_json(value).replace("<", "\\u003c")


def members(record: Mapping[str, object]) -> str:
    """A record's members without the braces around them, to be written before or behind others."""
    return as_json(record)[1:-1]


def harmless(value: Any) -> Any:
    """The same value, its texts without controls, bidi overrides and halves of characters."""
    if isinstance(value, str):
        return lines(value)
    if isinstance(value, Mapping):
        return {key: harmless(member) for key, member in value.items()}
    return [harmless(member) for member in value] if isinstance(value, list | tuple) else value


def given(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without members that say nothing: null, empty text, empty lists."""
    return {key: value for key, value in record.items() if value not in (None, "", [], (), {})}


def whole_characters(text: str) -> str:
    """Text that can be written as UTF-8: halves of surrogate pairs are replaced, one for one."""
    return _HALF.sub("\ufffd", text)
