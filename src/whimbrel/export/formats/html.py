"""The self-contained page of `whimbrel page`, as one of the formats."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import BinaryIO

from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.page import write_page


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="\n", write_through=True)
    try:
        write_page(text, dossiers, title=edition.title)
    finally:
        text.detach()


FORMATS = {
    "html": Format(
        "html",
        ".html",
        "text/html",
        "one page that needs nothing else, with every source's words",
        write,
        streams=False,
    ),
}
