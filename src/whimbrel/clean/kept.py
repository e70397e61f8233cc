"""What of the box that holds an article is the article: all but lists of links, cards, credits and comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from whimbrel.clean.blocks import HEADINGS, SENTENCE_ENDS, Block, Blocks, Box
from whimbrel.clean.cards import cards, slides
from whimbrel.clean.markers import markers
from whimbrel.clean.markup import Markup
from whimbrel.clean.patterns import line_key

LINKED: Final = 0.5  # of the text of a box in links: then it is a list of them
STRAY: Final = 20  # characters of a line in no paragraph that is no part of the text
LABEL: Final = 80  # characters of a line that closes the article at most
CREDIT: Final = 200  # of a line that credits a picture or tells readers what to do
CAPTION: Final = 300  # of one that ends in a credit
ARTICLE: Final = 1000  # characters of running text above readers' comments, if these may be longer
SHORT: Final = 300  # and above a heading of theirs
LIST: Final = 3  # items of a list of other stories
LIST_LINKED: Final = 5  # and of such an item at least the fifth part is a link
PROMO: Final = 300  # characters of the outlet's word to its readers
COPY: Final = 100  # characters of a paragraph that nobody writes twice
LEFT: Final = 3  # blocks that stay however they begin


def kept(page: Blocks, box: Box, first: int, markup: Markup) -> list[Block]:
    """The blocks of a box from a first one but lists of links, stray short lines, and headings of what goes."""
    links = _link_boxes(page, box) | cards(page, box) | slides(page, box)
    found: list[Block] = []
    shut = 0  # number of the block up to which a list of other stories goes
    for block in page.blocks[first : box.last]:
        short = len(block.text) <= LABEL
        if short and found and _ends_article(page, box, block, markup):
            break
        closing = short and markup.closing.match(block.text) is not None
        if closing and block.tag in HEADINGS:
            shut = _closed_by(page, block, box)
        if (
            (block.noise and not box.noise)
            or block.box in links
            or (block.tag == "h1" and not found)
            or closing
            or block.number < shut
            or _is_stray(block)
            or is_furniture(block, markup)
        ):
            while found and found[-1].tag in HEADINGS and not block.noise and block.links * 2 > len(block.text):
                found.pop()
            continue
        found.append(block)
    return found


def _ends_article(page: Blocks, box: Box, block: Block, markup: Markup) -> bool:
    """Whether a line is the head of the readers' comments, or of a word about the author that is shorter than his."""
    if block.links * 2 > len(block.text):
        return False
    before = page.prose[block.number] - page.prose[box.first]
    behind = page.prose[box.last] - page.prose[block.number]
    if markup.comments.match(block.text):
        return before >= (SHORT if block.tag in HEADINGS else ARTICLE) or before > behind
    return before > 2 * behind and markup.ending.match(block.text) is not None


def _closed_by(page: Blocks, heading: Block, top: Box) -> int:
    """The number behind the last block under a heading: the box that it heads, not one made for the heading alone."""
    box = page.boxes[heading.box]
    while box is not top and box.last - box.first == 1 and box.parent >= 0:
        box = page.boxes[box.parent]
    return box.last if box is not top else heading.number + 1


def _link_boxes(page: Blocks, top: Box) -> set[int]:
    """Numbers of the boxes inside `top` that are lists of links, and of all in them."""
    found: set[int] = set()
    waiting = list(top.kids)
    while waiting:
        number = waiting.pop()
        box = page.boxes[number]
        if box.parent in found or page.link_share(box) > LINKED:
            found.add(number)
        waiting.extend(box.kids)
    return found


def _is_stray(block: Block) -> bool:
    size = len(block.text)
    if size <= STRAY and not any(map(str.isalnum, block.text)):
        return True
    if block.links * 10 > size * 7:
        return size < 200 or block.links * 10 > size * 9
    return block.tag == "div" and size < STRAY and block.text[-1] not in ".!?"


def is_furniture(block: Block, markup: Markup) -> bool:
    """A picture's credit, a request for consent, or a line that the lists of passages know as no part of any story."""
    words = block.text
    if markup.credited.search(words, max(0, len(words) - CREDIT)) and len(words) <= CAPTION:
        return True
    if markup.consent.match(words):
        return True
    if len(words) > CREDIT:
        return False
    return markup.credit.match(words) is not None or markers().is_machinery(line_key(words), words)


def once(blocks: Sequence[Block]) -> list[Block]:
    """Without paragraphs that stood before, word for word: leads repeated, promotion, copies for other screens."""
    seen: set[str] = set()
    found = []
    for block in blocks:
        if len(block.text) < COPY or block.text not in seen:
            found.append(block)
            seen.add(block.text)
    return found


def trimmed(blocks: list[Block]) -> list[Block]:
    """Without headings and stray short lines at the end."""
    end = len(blocks)
    while end:
        block = blocks[end - 1]
        stray = block.tag == "div" and len(block.text) < 2 * STRAY and block.text[-1] not in SENTENCE_ENDS
        if not stray and block.tag not in HEADINGS:
            break
        end -= 1
    return blocks[:end] or blocks


def without_list(blocks: list[Block]) -> list[Block]:
    """Without a list at the end of which every item has a link and few are sentences: other stories to read."""
    end = len(blocks)
    while end and blocks[end - 1].tag == "li" and blocks[end - 1].links * LIST_LINKED >= len(blocks[end - 1].text):
        end -= 1
    items = blocks[end:]
    sentences = sum(item.text[-1] in ".!" for item in items)
    if len(items) < LIST or sentences * 4 > len(items) or sum(len(one.text) for one in blocks[:end]) < ARTICLE:
        return blocks
    while end and len(blocks[end - 1].text) <= LABEL and blocks[end - 1].text[-1] not in ".!?":
        end -= 1
    return blocks[:end] or blocks


def without_promo(blocks: list[Block], markup: Markup) -> list[Block]:
    """Without the outlet's word to its readers at the end: follow us, sign up, all rights reserved."""
    end = len(blocks)
    while end > LEFT and _is_promo(blocks[end - 1].text, markup):
        end -= 1
    return trimmed(blocks[:end]) if end < len(blocks) else blocks


def _is_promo(words: str, markup: Markup) -> bool:
    return len(words) <= PROMO and (words[0] == "©" or markup.promo.match(words) is not None)
