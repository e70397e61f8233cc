"""Text from elsewhere as Markdown that shows just these characters, in CommonMark, GitHub's and Pandoc's readers."""

from __future__ import annotations

import re

from whimbrel.export.safe import one_line

# What opens code, emphasis, links, HTML, entities, footnotes, mathematics, citations, mentions, tables, templates.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&~^|$@#]")
_BARE_ADDRESS = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)  # which some readers make links of
_LINE_START = re.compile(r"^(?:([-+=:%])|(\d{1,9})([.)])(?=\s|$))")


def escaped(text: str) -> str:
    """The text on one line, with a backslash before everything that a reader of Markdown would obey."""
    line = " ".join(one_line(text).split())
    safe = _SPECIAL.sub(lambda match: "\\" + match[0], line)
    safe = _BARE_ADDRESS.sub(lambda match: "\\" + match[0], safe)
    safe = _LINE_START.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", safe)
    return f"{safe[:-1]}\\!" if safe.endswith("!") else safe  # "!" before our "[" would make a picture


def link(address: str) -> str:
    """An address as `web_address` gives it, as a link that shows itself; "" for ""."""
    return f"<{address}>" if address else ""
