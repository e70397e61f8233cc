"""The text of a PDF document, with pypdf (the extra `pdf`): page by page, within bounds."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from typing import Any, Final

from whimbrel.gather.page import RawPage
from whimbrel.model import Problem

_MOST_PAGES: Final = 60  # an article; a report of a thousand pages is none
_MOST_TEXT: Final = 500_000


def is_pdf(data: bytes) -> bool:
    return data[:1024].lstrip().startswith(b"%PDF-")


def pdf_page(data: bytes, file: str, position: str = "", fields: Mapping[str, str] | None = None) -> RawPage | Problem:
    """The text of a PDF with the title and author it gives, or why there is none. Nothing is raised."""
    try:
        import pypdf  # noqa: PLC0415 - an extra
    except ImportError:
        remedy = "pip install 'whimbrel[pdf]', or convert it to text or HTML first"
        return Problem(file, position, "binary", "a PDF document, not text", remedy)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every slip of a document
    remedy = "convert it to text"
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted:
            return Problem(file, position, "binary", "a PDF document that is locked", "unlock it, or save its text")
        if len(document.pages) > _MOST_PAGES:
            message = f"a PDF document of {len(document.pages):,} pages"
            return Problem(file, position, "too-large", message, "save the pages that are the report")
        text = _text(document)
        own = {"title": _said(document, "title"), "byline": _said(document, "author")}
    except Exception as error:
        message = f"a broken PDF document: {type(error).__name__}: {str(error)[:80]}"
        return Problem(file, position, "malformed", message, remedy)
    if not text.strip():
        return Problem(file, position, "empty", "a PDF document without text, perhaps scanned", remedy)
    told = {name: value for name, value in own.items() if value}
    return RawPage(file, position, "text", text, {**told, **(fields or {})})


def _text(document: Any) -> str:
    found: list[str] = []
    size = 0
    for page in document.pages:
        found.append(page.extract_text())
        size += len(found[-1])
        if size > _MOST_TEXT:
            break
    return "\n\n".join(found)


def _said(document: Any, name: str) -> str:
    value = getattr(document.metadata, name, None) if document.metadata else None
    return value.strip()[:500] if isinstance(value, str) else ""
