"""One walk of a page's tree: its blocks of text and the boxes that hold them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import Final

from lxml import etree

from whimbrel.clean.blocks import Block, Blocks, Box, prose_of
from whimbrel.clean.machinery import LEAST, TOO_MUCH, mark_noise
from whimbrel.clean.markup import NO_HINT, Hint, Markup

DEEPEST: Final = 200
MOST_BLOCKS: Final = 50_000
MOST_BOXES: Final = 50_000
MACHINERY: Final = (Hint.NOISE, Hint.OUTSIDE)
SMALL: Final = 150  # characters of running text in a piece of machinery that need not be looked into
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]+")  # hyphens and joints that nobody sees
CELLS: Final = frozenset({"td", "th"})


def blocks_of(top: etree._Element, markup: Markup) -> Blocks:
    """The blocks under an element, those in page machinery marked as `noise`.

    Where hardly any running text is left, the page is walked again with elements like `nav` and `aside` entered and no
    class name heeded but those of comments and consent banners. On the first walk small pieces of machinery are not
    entered, which saves a third of the time.
    """
    walker = _Walker(markup, hasty=True)
    page = walker.page(top)
    if max(walker.skipped.values(), default=0) > TOO_MUCH * (page.prose[-1] + walker.skipped.total()):
        page = _Walker(markup).page(top)
    if page.prose[-1] < LEAST:
        again = _Walker(markup, lenient=True).page(top)
        if again.prose[-1] > 2 * page.prose[-1]:
            return again
    return page


def _lines_in(element: etree._Element) -> int:
    """About how much running text stands in an element: its lines that are long enough."""
    text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return sum(len(line) for line in map(str.strip, text.split("\n")) if len(line) >= 40)


class _Walker:
    """The walk's state: blocks and boxes so far, and the pieces of the line at hand.

    `hasty` does not enter small pieces of machinery, `lenient` enters elements that are machinery by what they are.
    """

    def __init__(self, markup: Markup, *, hasty: bool = False, lenient: bool = False) -> None:
        self.markup, self.hasty, self.lenient = markup, hasty, lenient
        self.skipped = Counter[str]()  # running text in machinery not entered, by the word that names it
        self.dropped = markup.dropped if lenient else markup.dropped | markup.machinery
        self.blocks: list[Block] = []
        self.boxes: list[Box] = []
        self.parts: list[str] = []
        self.linked = 0
        self.noisy = (
            False  # whether in machinery: what lies in it is entered unmeasured, so that none is measured twice
        )
        self.at = -1
        self.tag = "div"
        self.hints: dict[tuple[str | None, ...], tuple[Hint, str]] = {}

    def page(self, top: etree._Element) -> Blocks:
        """Walk a page from its outermost element down."""
        self.box(top, "body", 0)
        page = Blocks(self.blocks, self.boxes)
        raw = list(accumulate(map(prose_of, page.blocks), initial=0))
        page.chars = list(accumulate((len(block.text) for block in page.blocks), initial=0))
        page.links = list(accumulate((block.links for block in page.blocks), initial=0))
        mark_noise(page, raw, self.skipped, self.lenient)
        return page

    def flush(self) -> None:
        if self.parts:
            words = "".join(self.parts)
            if not words.isascii() and _UNSEEN.search(words):
                words = _UNSEEN.sub("", words)
            words = " ".join(words.split())
            self.parts = []
            if words and len(self.blocks) < MOST_BLOCKS:
                number = len(self.blocks)
                self.blocks.append(Block(words, self.tag, self.at, min(self.linked, len(words)), number))
            self.linked = 0

    def say(self, text: str, linking: bool) -> None:
        """Add words to the line at hand; blanks alone only where a word stands before them."""
        if text.isspace():
            if self.parts:
                self.parts.append(" ")
            return
        self.parts.append(text)
        if linking:
            self.linked += len(text.strip())

    def box(self, element: etree._Element, tag: str, level: int, hint: tuple[Hint, str] = NO_HINT) -> None:
        """Walk an element that is a box of its own."""
        self.flush()
        number, outer, kind = len(self.boxes), self.at, self.tag
        here = Box(tag, outer, *hint, len(self.blocks), number=number)
        self.boxes.append(here)
        if outer >= 0:
            self.boxes[outer].kids.append(number)
        self.at, self.tag = number, tag if tag in self.markup.lines or tag in CELLS else "div"
        self.inside(element, level, False)
        self.flush()
        here.last, here.end = len(self.blocks), len(self.boxes)
        self.at, self.tag = outer, kind

    def inside(self, element: etree._Element, level: int, linking: bool) -> None:
        if text := element.text:
            self.say(text, linking)
        dropped, deeper = self.dropped, level + 1
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag not in dropped and level < DEEPEST:
                self.one(child, tag, deeper, linking)
            if text := child.tail:
                self.say(text, linking)

    def one(self, child: etree._Element, tag: str, level: int, linking: bool) -> None:
        markup = self.markup
        if tag in markup.inline:
            self.inside(child, level, linking or tag == "a")
            return
        if tag == "br":
            self.parts.append("\n")
            following = child.getnext()
            if following is not None and following.tag == "br" and not (child.tail or "").strip():
                self.flush()
            return
        hint = self.hint(child) if child.attrib else NO_HINT
        if tag in markup.fallback:
            hint = (Hint.NOISE, tag)
        if hint[0] in MACHINERY and self.hasty and not self.noisy:
            if (prose := _lines_in(child)) < SMALL:
                self.skipped[hint[1] if hint[0] is Hint.NOISE else ""] += prose
                self.flush()
                return
            self.noisy = True
            self.box(child, tag, level, hint)
            self.noisy = False
            return
        if (hint is not NO_HINT or tag in markup.boxes or "-" in tag) and len(self.boxes) < MOST_BOXES:
            self.box(child, tag, level, hint)
        elif tag in markup.lines:
            self.flush()
            outer, self.tag = self.tag, tag
            self.inside(child, level, linking)
            self.flush()
            self.tag = outer
        else:
            self.inside(child, level, linking)

    def hint(self, element: etree._Element) -> tuple[Hint, str]:
        get = element.get
        if get("hidden") is not None or get("aria-hidden") == "true":
            return Hint.NOISE, "hidden"
        style = get("style")
        if style and "display:none" in style.replace(" ", ""):
            return Hint.NOISE, "hidden"
        marks = (get("class"), get("id"), get("itemprop"), get("role"))
        found = self.hints.get(marks)
        if found is None:
            words = " ".join([mark for mark in marks if mark])[:300]
            found = self.hints[marks] = self.markup.hint(words) if words else NO_HINT
        return found
