"""JSON Lines read line by line, and whole JSON documents."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import BinaryIO, Final

from whimbrel.gather.decode import decode
from whimbrel.gather.fields import rows_in, to_page
from whimbrel.gather.page import RawPage
from whimbrel.model import Problem

LINE_LIMIT: Final = 20 * 1024 * 1024
_GIVE_UP: Final = 20  # lines in a row from the top that are no JSON: the file is something else
_CHUNK: Final = 1 << 20


def json_lines(stream: BinaryIO, file: str, limit: int = LINE_LIMIT) -> Iterator[RawPage | Problem]:
    """One page or problem for each line that is not blank. Holds one line at a time."""
    bad: list[RawPage | Problem] = []
    good = 0
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        position = f"line {number}"
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(stream)
            yield _problem(file, position, "too-large", f"a line of more than {limit >> 20} MB", "split the record")
            continue
        if not line.strip(b" \t\r\n\0"):
            continue
        found = _line(line, file, position)
        if not good and isinstance(found[0], Problem) and found[0].code == "malformed":
            bad.extend(found)
            if len(bad) >= _GIVE_UP:
                yield _problem(
                    file,
                    "",
                    "malformed",
                    f"none of its first {_GIVE_UP} lines is a JSON object with a text",
                    "give it a .txt or .html suffix, or write one JSON object a line",
                )
                return
            continue
        good += 1
        yield from bad
        bad.clear()
        yield from found
    yield from bad
    if not number:
        yield _problem(file, "", "empty", "the file is empty", "leave it out")


def json_document(data: bytes, file: str) -> Iterator[RawPage | Problem]:
    """The page or pages of a whole JSON document: one object, a list, or a list under a usual key."""
    try:
        document = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            yield from json_lines(io.BytesIO(data), file)  # lines under the wrong suffix, the first of them very long
            return
        yield _problem(file, "", "malformed", f"not valid JSON: {_reason(error)}", "fetch or export the file again")
        return
    rows = rows_in(document)
    if rows is None:
        yield _row(document, file, "")
        return
    for number, row in enumerate(rows, 1):
        yield _row(row, file, f"item {number}")


def is_json(data: bytes) -> bool:
    """Whether the bytes are one whole JSON list or object."""
    try:
        return isinstance(json.loads(decode(data).text), list | dict)
    except (ValueError, RecursionError):
        return False


def is_json_lines(head: bytes) -> bool:
    """Whether the first line of a file is a whole JSON object."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].strip()
    if not first.startswith(b"{"):
        return False
    try:
        json.loads(decode(first).text)
    except (ValueError, RecursionError):
        return False
    return True


def _line(line: bytes, file: str, position: str) -> list[RawPage | Problem]:
    """What one line holds: nearly always one page or problem; more when it is a whole document of articles."""
    try:
        row = json.loads(decode(line).text)
    except (ValueError, RecursionError) as error:
        cut = not line.endswith(b"\n")
        remedy = "the file seems to be cut short: fetch it again" if cut else "mend or remove the line"
        return [_problem(file, position, "malformed", f"not valid JSON: {_reason(error)}", remedy)]
    if isinstance(row, dict) and (rows := rows_in(row)) is not None:
        return [_row(item, file, f"{position}, item {number}") for number, item in enumerate(rows, 1)]
    return [_row(row, file, position)]


def _row(row: object, file: str, position: str) -> RawPage | Problem:
    if not isinstance(row, dict):
        return _problem(file, position, "malformed", "not a JSON object", "write each article as an object with a text")
    page = to_page(row, file, position)
    if page is None:
        shown = ", ".join(str(key)[:30] for key in list(row)[:8]) or "none"
        return _problem(file, position, "malformed", f"no text among its keys ({shown})", "name the text `text`")
    return page


def _skip_line(stream: BinaryIO) -> None:
    while chunk := stream.readline(_CHUNK):
        if chunk.endswith(b"\n"):
            return


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]


def _problem(file: str, position: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(file, position, code, message, remedy)
