"""Which boxes of a page are machinery: those that class names call so, unless they hold what the page is about."""

from __future__ import annotations

from collections import Counter
from typing import Final

from whimbrel.clean.blocks import Blocks, Box
from whimbrel.clean.markup import Hint

TOO_MUCH: Final = 0.4  # of a page's running text; no share bar and no list of related stories has so much
MOST: Final = 0.6  # and no word takes more, though an article be left
ARTICLE: Final = 1200  # characters of running text beside machinery that is longer than usual
LEAST: Final = 300  # characters of running text that an article has, if there is one beside the comments
NEVER: Final = frozenset({"body", "main"})  # their class names tell of the page, not of themselves


def mark_noise(page: Blocks, raw: list[int], skipped: Counter[str], lenient: bool) -> None:
    """Mark what stands in boxes named as machinery, unless the page would lose most of its running text by that.

    Readers' comments and consent banners may be longer than the article: they stay marked as long as anything is left
    beside them. `lenient` marks them alone.
    """
    _clear_article(page, raw)
    whole = raw[-1] + skipped.total()
    named = Counter(skipped)  # running text by the word that names it machinery
    outside = named.pop("", 0)
    hinted = [box for box in page.boxes if box.hint is Hint.NOISE or box.hint is Hint.OUTSIDE]
    for box in hinted:
        prose = raw[box.last] - raw[box.first]
        if prose and box.hint is Hint.NOISE and box.tag not in NEVER and not _within(page, box, box.word):
            named[box.word] += prose
        elif box.hint is Hint.OUTSIDE and not _within(page, box, ""):
            outside += prose
    strict = whole - outside >= LEAST
    whole -= outside if strict else 0
    for box in hinted:
        if box.noise or box.tag in NEVER or (box.tag == "article" and box.hint is Hint.OUTSIDE):
            continue
        if box.hint is Hint.OUTSIDE:
            noisy = strict
        else:
            noisy = _may_go(named[box.word], whole) and not lenient and not _holds_body(page, box, raw)
        if noisy:
            for inner in page.boxes[box.number : box.end]:
                inner.noise = True
    boxes, prose = page.boxes, 0
    page.prose = [0]
    for block in page.blocks:
        if boxes[block.box].noise:
            block.noise = True
        else:
            prose += raw[block.number + 1] - raw[block.number]
        page.prose.append(prose)


def _clear_article(page: Blocks, raw: list[int]) -> None:
    """Take the hint off boxes from outside that hold the headline or a body: they tell that there are comments."""
    head = next((block.number for block in page.blocks if block.tag == "h1"), -1)
    for box in page.boxes:
        if box.hint is Hint.OUTSIDE and (box.first <= head < box.last or _holds_body(page, box, raw)):
            box.hint, box.word = Hint.NONE, ""


def _may_go(prose: int, whole: int) -> bool:
    """Whether so much running text in boxes of one name may be machinery: little of the page, or an article is left."""
    return prose <= TOO_MUCH * whole or (prose <= MOST * whole and whole - prose >= ARTICLE)


def _holds_body(page: Blocks, box: Box, raw: list[int]) -> bool:
    """Whether most of a box is an element named as an article's body."""
    prose = raw[box.last] - raw[box.first]
    if prose < LEAST:
        return False
    inside = page.boxes[box.number + 1 : box.end]
    return any(inner.hint is Hint.BODY and (raw[inner.last] - raw[inner.first]) * 2 > prose for inner in inside)


def _within(page: Blocks, box: Box, word: str) -> bool:
    """Whether a box lies in another that is named by the same word, or with none, in another that is outside."""
    while box.parent >= 0:
        box = page.boxes[box.parent]
        if box.word == word if word else box.hint is Hint.OUTSIDE:
            return True
    return False
