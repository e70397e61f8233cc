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
LONG_LINE: Final = 40  # characters of a line that may be a sentence
SMALL: Final = 150  # characters of running text in a piece of machinery that need not be looked into
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]+")  # hyphens and joints that nobody sees
MARKS: Final = frozenset({"class", "id", "itemprop", "role"})
HIDING: Final = frozenset({"hidden", "aria-hidden", "style"})
HIDDEN: Final = (Hint.NOISE, "hidden")
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
    if len(text) < LONG_LINE:
        return 0
    lines = [line for line in text.split("\n") if len(line) >= LONG_LINE]
    return sum(len(line) for line in map(str.strip, lines) if len(line) >= LONG_LINE)


def _hides(name: str, value: str) -> bool:
    """Whether an attribute takes its element out of sight."""
    if name == "style":
        return "none" in value and "display:none" in value.replace(" ", "")
    return name == "hidden" or value == "true"


class _Walker:
    """The walk's state: blocks and boxes so far, and the pieces of the line at hand.

    `hasty` does not enter small pieces of machinery, `lenient` enters elements that are machinery by what they are, and
    takes no link for one that holds boxes: it may never have been closed.
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
        self.hints: dict[str, tuple[Hint, str]] = {}

    def page(self, top: etree._Element) -> Blocks:
        """Walk a page from its outermost element down."""
        self.box(top, "body", 0, False)
        page = Blocks(self.blocks, self.boxes)
        raw = list(accumulate(map(prose_of, page.blocks), initial=0))
        page.chars = list(accumulate((len(block.text) for block in page.blocks), initial=0))
        page.links = list(accumulate((block.links for block in page.blocks), initial=0))
        mark_noise(page, raw, self.skipped, self.lenient)
        return page

    def flush(self) -> None:
        """End the line at hand."""
        if not self.parts:
            return
        words = "".join(self.parts)
        if not words.isascii() and _UNSEEN.search(words):
            words = _UNSEEN.sub("", words)
        words = " ".join(words.split())
        self.parts.clear()
        number = len(self.blocks)
        if words and number < MOST_BLOCKS:
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

    def box(
        self, element: etree._Element, tag: str, level: int, linking: bool, hint: tuple[Hint, str] = NO_HINT
    ) -> None:
        """Walk an element that is a box of its own."""
        self.flush()
        number, outer, kind = len(self.boxes), self.at, self.tag
        here = Box(tag, outer, hint[0], hint[1], len(self.blocks), 0, number)
        self.boxes.append(here)
        if outer >= 0:
            self.boxes[outer].kids.append(number)
        self.at, self.tag = number, tag if tag in self.markup.lines or tag in CELLS else "div"
        self.inside(element, level, linking and not self.lenient)
        self.flush()
        here.last, here.end = len(self.blocks), len(self.boxes)
        self.at, self.tag = outer, kind

    def inside(self, element: etree._Element, level: int, linking: bool) -> None:
        """Walk what stands in an element: its words, its children and the words behind each."""
        if (text := element.text) and (self.parts or not text.isspace()):
            self.say(text, linking)
        dropped, inline, deeper = self.dropped, self.markup.inline, level + 1
        for child in element:
            tag = child.tag
            if tag in dropped or level >= DEEPEST or not isinstance(tag, str):
                pass
            elif tag in inline:
                self.inside(child, deeper, linking or (tag == "a" and child.get("href") is not None))
            else:
                self.one(child, tag, deeper, linking)
            if (text := child.tail) and (self.parts or not text.isspace()):
                self.say(text, linking)

    def one(self, child: etree._Element, tag: str, level: int, linking: bool) -> None:
        """Walk an element that is not inside a line, or need not be."""
        if tag == "br":
            self.line_break(child)
            return
        markup = self.markup
        hint = self.hint(child) if tag not in markup.fallback else (Hint.NOISE, tag)
        if hint is NO_HINT:
            if tag in markup.lines:
                self.line(child, tag, level, linking)
            elif (tag in markup.boxes or "-" in tag) and len(self.boxes) < MOST_BOXES:
                self.box(child, tag, level, linking)
            else:
                self.inside(child, level, linking)
        elif hint[0] in MACHINERY and self.hasty and not self.noisy:
            self.machinery(child, tag, level, linking, hint)
        elif len(self.boxes) < MOST_BOXES:
            self.box(child, tag, level, linking, hint)
        elif tag in markup.lines:
            self.line(child, tag, level, linking)
        else:
            self.inside(child, level, linking)

    def line_break(self, element: etree._Element) -> None:
        """One ends a word, two end the line."""
        self.parts.append("\n")
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            self.flush()

    def line(self, element: etree._Element, tag: str, level: int, linking: bool) -> None:
        """Walk an element that is a line of its own."""
        self.flush()
        outer, self.tag = self.tag, tag
        if tag == "pre":  # the class names in a listing tell of its words
            self.say("".join(map(str, element.itertext())), linking)
        else:
            self.inside(element, level, linking)
        self.flush()
        self.tag = outer

    def machinery(self, element: etree._Element, tag: str, level: int, linking: bool, hint: tuple[Hint, str]) -> None:
        """Walk a piece of page machinery, unless it is small."""
        if (prose := _lines_in(element)) < SMALL:
            self.skipped[hint[1] if hint[0] is Hint.NOISE else ""] += prose
            self.flush()
            return
        self.noisy = True
        self.box(element, tag, level, linking, hint)
        self.noisy = False

    def hint(self, element: etree._Element) -> tuple[Hint, str]:
        """What an element's attributes say of it."""
        words = ""
        for name, value in element.items():
            if name in MARKS:
                words = f"{words} {value}" if words else value
            elif name in HIDING and _hides(name, value):
                return HIDDEN
        if not words:
            return NO_HINT
        found = self.hints.get(words)
        if found is None:
            found = self.hints[words] = self.markup.hint(words[:300])
        return found
