"""A page as blocks of running text in order, and the boxes (div, section, …) that hold them: one walk of the tree.

Everything that chooses between parts of a page works on these two lists. A box is a range of blocks, so that what it
holds is a difference of running sums.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from lxml import etree

from whimbrel.clean.markup import NO_HINT, Hint, Markup

DEEPEST: Final = 200
MOST_BLOCKS: Final = 50_000
MOST_BOXES: Final = 50_000
TOO_MUCH: Final = 0.4  # of a page's running text; no share bar and no list of related stories has so much
WORD: Final = 25  # characters; what has longer words on average is code
LEAST: Final = 300  # characters of running text that an article has, if there is one beside the comments
MACHINERY: Final = (Hint.NOISE, Hint.OUTSIDE)
SMALL: Final = 150  # characters of running text in a piece of machinery that need not be looked into
NEVER: Final = frozenset({"body", "main"})  # their class names tell of the page, not of themselves
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]+")  # hyphens and joints that nobody sees
CELLS: Final = frozenset({"td", "th"})
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SENTENCE_ENDS: Final = frozenset(".!?…:;\"”»“'’)।。！？؟")


@dataclass(slots=True)
class Block:
    """A paragraph, heading, item or stray line: its words on one line, and how many characters of them are links."""

    text: str
    tag: str
    box: int
    links: int
    number: int
    noise: bool = False


@dataclass(slots=True)
class Box:
    """An element that holds blocks `first` to `last`, itself in the box `parent` (-1 for the outermost)."""

    tag: str
    parent: int
    hint: Hint
    word: str
    first: int
    last: int = 0
    number: int = 0
    end: int = 0  # the number behind that of the last box inside
    noise: bool = False
    kids: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Blocks:
    """The blocks and boxes of one page; `prose` and `chars` are running sums over the blocks."""

    blocks: list[Block]
    boxes: list[Box]
    prose: list[int] = field(default_factory=list)
    chars: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)

    def prose_in(self, box: Box) -> int:
        """Characters of running text in a box: those of its sentences outside links."""
        return self.prose[box.last] - self.prose[box.first]

    def link_share(self, box: Box) -> float:
        """How much of a box's text are links, 0 to 1."""
        chars = self.chars[box.last] - self.chars[box.first]
        return (self.links[box.last] - self.links[box.first]) / chars if chars else 0.0


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


def _mark_noise(page: Blocks, raw: list[int], skipped: Counter[str], lenient: bool) -> None:
    """Mark what stands in boxes named as machinery, unless the page would lose most of its running text by that.

    Readers' comments and consent banners may be longer than the article: they stay marked as long as anything is left
    beside them. `lenient` marks them alone.
    """
    whole = raw[-1] + skipped.total()
    named = Counter(skipped)  # running text by the word that names it machinery
    outside = named.pop("", 0)
    for box in page.boxes:
        prose = raw[box.last] - raw[box.first]
        if prose and box.hint is Hint.NOISE and box.tag not in NEVER and not _within(page, box, box.word):
            named[box.word] += prose
        elif box.hint is Hint.OUTSIDE and not _within(page, box, ""):
            outside += prose
    strict = whole - outside >= LEAST
    whole -= outside if strict else 0
    for box in page.boxes:
        box.noise = box.parent >= 0 and page.boxes[box.parent].noise
        if box.noise:
            continue
        if box.tag in NEVER or (box.tag == "article" and box.hint is Hint.OUTSIDE):
            continue
        if box.hint is Hint.NOISE:
            box.noise = named[box.word] <= TOO_MUCH * whole and not lenient and not _holds_body(page, box, raw)
        elif box.hint is Hint.OUTSIDE:
            box.noise = strict
    page.prose = [0]
    for block in page.blocks:
        block.noise = page.boxes[block.box].noise
        own = 0 if block.noise else raw[block.number + 1] - raw[block.number]
        page.prose.append(page.prose[-1] + own)


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


def _lines_in(element: etree._Element) -> int:
    """About how much running text stands in an element: its lines that are long enough."""
    text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return sum(len(line) for line in map(str.strip, text.split("\n")) if len(line) >= 40)


def _prose(block: Block) -> int:
    """Characters outside links, if the block reads like sentences."""
    size = len(block.text)
    if size < 40 or block.links * 2 > size or (size < 120 and block.tag in HEADINGS):
        return 0
    if size < 80 and block.text[-1] not in SENTENCE_ENDS:
        return 0
    return size - block.links if block.text.count(" ") * WORD >= size or not block.text.isascii() else 0


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
        raw = list(accumulate(map(_prose, page.blocks), initial=0))
        page.chars = list(accumulate((len(block.text) for block in page.blocks), initial=0))
        page.links = list(accumulate((block.links for block in page.blocks), initial=0))
        _mark_noise(page, raw, self.skipped, self.lenient)
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
