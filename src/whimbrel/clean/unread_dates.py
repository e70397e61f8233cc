"""The day of a page that neither says nor shows one: from what its scripts hold, and from its pictures' addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from whimbrel.clean.structured import Structured

_IN_SCRIPT: Final = re.compile(
    r"""["'](?:date_?published|first_?published\w{0,12}|published?_?(?:at|date|on|time)|pub_?date|publication_?date"""
    r"""|created?_?(?:at|date|on)|date_?created|release_?date|upload_?date|posted_?(?:at|on))"""
    r"""\\?["']\s{0,3}:\s{0,3}\\?["']((?:19|20)\d\d-\d\d-\d\d[^"'\\]{0,30})""",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"publish|publication|upload|creat|issued|release|posted")
_PICTURES: Final = ("og:image", "twitter:image", "og:image:secure_url")
_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)[/_-]?(\d\d)[/_-]?(\d\d)(?=[/_-])")


def unread_day(said: Structured, source: str) -> Iterator[tuple[str, str]]:
    """Days with where they stand, best first."""
    for name, value in said.meta.items():
        if _NAMED.search(name):
            yield value, f"meta {name}"
    if found := _IN_SCRIPT.search(source):
        yield found[1], "script"
    for name in _PICTURES:
        if address := _IN_ADDRESS.search(said.meta.get(name, "")[:500]):
            yield "-".join(address.groups()), "picture"
