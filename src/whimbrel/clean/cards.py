"""Cards that lead to other stories: boxes side by side, each with a linked headline or a stamp and a line or two."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from whimbrel.clean.blocks import HEADINGS, Block, Blocks, Box

FEWEST: Final = 3  # side by side
FEWEST_SLIDES: Final = 4
SLIDES_SHARE: Final = 0.6  # of the article's running text, at most
SHARE: Final = 0.35  # of the article's running text, at most: what has more is a report told in pieces
MOST_LINES: Final = 8  # in a card
LONGEST: Final = 350  # characters of a card outside its links
SHORTEST: Final = 40
HEADLINE: Final = 15  # characters
STAMP: Final = 40  # characters of a line with a day or an hour
_STAMP: Final = re.compile(r"(?<!\d)(?:\d{1,2}:\d\d|(?:19|20)\d\d)(?!\d)")


def cards(page: Blocks, top: Box) -> set[int]:
    """Numbers of the boxes inside `top` that are such cards, and of all in them."""
    found: set[int] = set()
    whole = page.prose_in(top)
    for box in page.boxes[top.number : top.end]:
        if len(box.kids) < FEWEST or box.number in found:
            continue
        kids = [kid for number in box.kids if _is_card(page, kid := page.boxes[number])]
        if len(kids) >= FEWEST and sum(map(page.prose_in, kids)) < SHARE * whole:
            for kid in kids:
                found.update(range(kid.number, kid.end))
    return found


def slides(page: Blocks, top: Box) -> set[int]:
    """Numbers of the boxes inside `top` that are slides of one show, which tell its title again and again."""
    found: set[int] = set()
    for box in page.boxes[top.number : top.end]:
        if len(box.kids) < FEWEST_SLIDES or box.number in found:
            continue
        kids = [kid for number in box.kids if (kid := page.boxes[number]).first < kid.last]
        title, often = Counter(_title(page, kid) for kid in kids).most_common(1)[0] if kids else ("", 0)
        if title and often >= FEWEST_SLIDES and sum(map(page.prose_in, kids)) < SLIDES_SHARE * page.prose_in(top):
            for kid in kids:
                found.update(range(kid.number, kid.end))
    return found


def _title(page: Blocks, box: Box) -> str:
    first = page.blocks[box.first]
    return first.text if first.tag in HEADINGS and len(first.text) >= HEADLINE else ""


def _is_card(page: Blocks, box: Box) -> bool:
    lines = box.last - box.first
    if not 2 <= lines <= MOST_LINES or box.tag in ("tr", "td", "th", "li"):
        return False
    chars, links = page.chars[box.last] - page.chars[box.first], page.links[box.last] - page.links[box.first]
    if not SHORTEST <= chars - links <= LONGEST:
        return False
    first = box.first if links else box.first + 1  # an entry told by the hour begins with it, and leads nowhere
    return any(map(_leads_away, page.blocks[first : box.last]))


def _leads_away(block: Block) -> bool:
    size = len(block.text)
    if block.links * 10 >= size * 9:
        return size >= HEADLINE
    return size <= STAMP and _STAMP.search(block.text) is not None
