"""Text exports of news databases: many articles in one file, each with its fields before it (Nexis and Factiva)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from whimbrel.gather.page import RawPage

_SNIFF: Final = 20_000
_NEXIS_HEAD: Final = re.compile(r"^[ \t]*(?:Document )?\d+ of \d+ DOCUMENTS?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_NEXIS_END: Final = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
_NEXIS_BODY: Final = re.compile(r"^[ \t]*Body[ \t]*$", re.MULTILINE)
_NEXIS_FIELD: Final = re.compile(r"^[ \t]*([A-Z][A-Za-z-]{2,24}):[ \t]*(.*)$")
_FACTIVA_END: Final = re.compile(r"^(?:AN[ \t]+)?Document [A-Za-z0-9]{20,32}[ \t]*$", re.MULTILINE)
_FACTIVA_FIELD: Final = re.compile(
    r"^(HD|BY|CR|WC|PD|ET|SN|SC|SE|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|AN)(?:[ \t]+|$)(.*)$"
)
_MONTH: Final = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE: Final = re.compile(rf"{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}}")
_COPYRIGHT: Final = re.compile(r"^\s*(?:Copyright\b|\(c\)|©|All Rights Reserved)", re.IGNORECASE)


@dataclass
class _Parts:
    fields: dict[str, str] = field(default_factory=dict)
    text: str = ""


def is_export(text: str) -> bool:
    """Whether a text is such an export: it says so at the beginning (Nexis) or its documents end so (Factiva)."""
    head = text[:_SNIFF]
    if _NEXIS_HEAD.search(head[:2000]):
        return True
    if _NEXIS_END.search(text) and _NEXIS_BODY.search(head):
        return True
    return _FACTIVA_END.search(text) is not None and _codes_in(head) >= {"HD", "PD", "SN"}


def export_pages(text: str, file: str) -> Iterator[RawPage]:
    """The articles of an export, numbered as they stand in it; lists of contents between them are left out."""
    if _NEXIS_HEAD.search(text[:2000]):
        pieces, read = _NEXIS_HEAD.split(text)[1:], _nexis_old
    elif _NEXIS_END.search(text):
        pieces, read = _NEXIS_END.split(text), _nexis_new
    else:
        pieces, read = _FACTIVA_END.split(text), _factiva
    for number, piece in enumerate(pieces, 1):
        parts = read(piece)
        if parts.text.strip():
            yield RawPage(file, f"document {number}", "text", parts.text, {k: v for k, v in parts.fields.items() if v})


def _codes_in(text: str) -> set[str]:
    return {found[1] for line in text.splitlines() if (found := _FACTIVA_FIELD.match(line))}


def _nexis_old(piece: str) -> _Parts:
    """Outlet and day in lines of their own, then fields in capitals; the text stands between LENGTH and LOAD-DATE."""
    paragraphs = _paragraphs(piece)
    parts = _Parts()
    body: list[str] = []
    inside = False
    for at, words in enumerate(paragraphs):
        found = _NEXIS_FIELD.match(words)
        name = found[1].upper() if found else ""
        if name in ("LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "GRAPHIC", "URL"):
            inside = False
        elif name in ("BYLINE", "HEADLINE"):
            parts.fields["title" if name == "HEADLINE" else "byline"] = found[2] if found else ""
        elif name in ("LENGTH", "SECTION", "DATELINE", "HIGHLIGHT", "COPYRIGHT"):
            inside = inside or name == "LENGTH"
        elif inside:
            body.append(words)
        elif _COPYRIGHT.match(words):
            continue
        elif "date" not in parts.fields and (day := _DATE.search(words)) and len(words) < 100:
            parts.fields["date"] = day[0]
        elif "date" not in parts.fields and at < 4:
            parts.fields["source"] = words
        elif "title" not in parts.fields and not found:
            parts.fields["title"] = words
    parts.text = "\n\n".join(body)
    return parts


def _nexis_new(piece: str) -> _Parts:
    """Title, outlet and day in the first lines; the text stands between "Body" and "Load-Date"."""
    before, _, after = _split_at(piece, _NEXIS_BODY)
    parts = _Parts()
    plain = [line.strip() for line in before.splitlines() if line.strip() and not _COPYRIGHT.match(line)]
    day = next((at for at, line in enumerate(plain) if _DATE.match(line)), -1)
    if day >= 2:
        found = _DATE.search(plain[day])
        parts.fields = {"title": plain[day - 2], "source": plain[day - 1], "date": found[0] if found else ""}
    for line in plain[day + 1 :]:
        if (named := _NEXIS_FIELD.match(line)) and named[1].lower() == "byline":
            parts.fields["byline"] = named[2]
    body: list[str] = []
    for words in _paragraphs(after):
        found = _NEXIS_FIELD.match(words)
        if found and found[1].lower() in ("load-date", "graphic", "classification"):
            break
        if words != "Classification":
            body.append(words)
    parts.text = "\n\n".join(body)
    return parts


def _factiva(piece: str) -> _Parts:
    """Two letters before each field: LP and TD are the text."""
    values: dict[str, list[str]] = {}
    code = ""
    for line in piece.splitlines():
        if found := _FACTIVA_FIELD.match(line):
            code = found[1]
            values.setdefault(code, []).append(found[2])
        elif code:
            values[code].append(line)
    told = {name: " ".join(" ".join(values.get(key, ())).split()) for key, name in _FACTIVA_NAMES.items()}
    text = "\n\n".join("\n".join(values.get(key, ())).strip() for key in ("LP", "TD"))
    return _Parts({name: value for name, value in told.items() if value}, text.strip())


_FACTIVA_NAMES: Final = {"HD": "title", "BY": "byline", "PD": "date", "SN": "source"}


def _paragraphs(text: str) -> Sequence[str]:
    return [" ".join(piece.split()) for piece in re.split(r"\n[ \t]*\n", text) if piece.strip()]


def _split_at(text: str, mark: re.Pattern[str]) -> tuple[str, str, str]:
    found = mark.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")
