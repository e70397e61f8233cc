"""What gather hands on: the text of one page as it was found, and what its container says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Media = Literal["text", "html"]


@dataclass(frozen=True, slots=True)
class RawPage:
    """One article before cleaning. `position` is "" or its place in the container ("line 12").

    `fields` may hold title, date, modified, url, source, byline and language, as the container gave them, and
    `fetched`: when the page was had.
    """

    file: str
    position: str
    media: Media
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
