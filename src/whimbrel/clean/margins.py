"""Lines about an article that stand at its top: its title again, who wrote it, when it was published or changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from whimbrel.clean.blocks import HEADINGS, Block
from whimbrel.clean.bylines import is_byline
from whimbrel.clean.date_lists import dating
from whimbrel.clean.headline import loose_key
from whimbrel.clean.markup import markup
from whimbrel.clean.time_lines import is_stamp
from whimbrel.clean.written_days import days_in

TOP: Final = 6  # blocks of the article that may be such lines
LONGEST: Final = 120  # characters of one
TITLE: Final = 12  # letters of a title that is looked for
TITLED: Final = 300  # characters of a line that may be the title
BESIDE: Final = 60  # characters of a stamp's line beside its days
NAMES: Final = 4  # words around the author's name
_BAR: Final = re.compile(r"\s[|•»›–—-]\s")
_DIGITS: Final = re.compile(r"\d")
_SENTENCE: Final = re.compile(r"\w{3,}[.!?…][\"”»“’)]?$")


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of its article, as far as that helps to find it.

    `described` is the page's own description, which often is the paragraph above the body; `titles` are loose keys.
    """

    described: str = ""
    titles: frozenset[str] = frozenset()
    byline: str = ""


def about(fields: Mapping[str, str], described: str, titles: Iterable[str]) -> About:
    """From the fields of a page, its description, and its titles as data, meta elements and headings have them."""
    return About(" ".join(described.split()), keys_of(titles), " ".join(fields.get("byline", "").split()))


def keys_of(titles: Iterable[str]) -> frozenset[str]:
    """The loose keys of titles, whole and without the name of the site behind a bar."""
    parts = (part for title in titles for part in (title, _BAR.split(title)[0]))
    return frozenset(key for part in parts if len(key := loose_key(part)) >= TITLE)


def without_margins(blocks: Sequence[Block], said: About) -> list[Block]:
    """The blocks but such lines among the first."""
    return [block for at, block in enumerate(blocks) if at >= TOP or not _is_margin(block, said)]


def _is_margin(block: Block, said: About) -> bool:
    words = block.text
    if len(words) <= TITLED and loose_key(words) in said.titles:
        return True
    if len(words) > LONGEST or block.tag == "td":
        return False
    if markup().reading.match(words) or is_stamp(words):
        return True
    if _SENTENCE.search(words):
        return False
    return _names_author(words, said.byline) or is_byline(words) or (block.tag not in HEADINGS and is_dated(words))


def _names_author(words: str, byline: str) -> bool:
    """Whether a line is the author's name with a word or two around it: "Von Ann Poe, Oslo"."""
    if len(byline) < 5 or byline not in words:
        return False
    return len(words.replace(byline, " ").split()) <= NAMES


def is_dated(words: str) -> bool:
    """Whether a line holds a day or an hour and little else, in any language that pages are dated in."""
    if not _DIGITS.search(words):
        return False
    if is_stamp(words):
        return True
    days = days_in(words, dating().calendar)
    return bool(days) and len(words) - sum(day.end - day.start for day in days) <= BESIDE
