"""Which blocks of a page are its article: the box that holds most running text, without what in it is furniture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from whimbrel.clean.blocks import HEADINGS, SENTENCE_ENDS, Block, Blocks, Box
from whimbrel.clean.cards import cards, slides
from whimbrel.clean.margins import About, without_margins
from whimbrel.clean.markers import markers
from whimbrel.clean.markup import Hint, Markup
from whimbrel.clean.patterns import line_key

MOST: Final = 0.8  # of a box's running text, in one box inside it: then the article is in there
INNER: Final = 0.5  # of the running text of an element named so, in another named so inside it
HINTED: Final = 0.15  # of the page's running text, in an element named as an article's body
ENOUGH: Final = 300  # characters of running text in such an element
LINKED: Final = 0.5  # of the text of a box in links: then it is a list of them
STRAY: Final = 20  # characters of a line in no paragraph that is no part of the text
LABEL: Final = 80  # characters of a line that closes the article at most
CREDIT: Final = 200  # of a line that credits a picture or tells readers what to do
STANDFIRST: Final = 60  # characters that a paragraph between the headline and the body has at least
LONG: Final = 150  # and one that no headline stands above
NEAR: Final = 8  # blocks above the body
PROMO: Final = 300  # characters of the outlet's word to its readers
LEFT: Final = 3  # blocks that stay however they begin
LOOKED_BACK: Final = 60  # blocks
NOTHING: Final = About()


def article_blocks(page: Blocks, markup: Markup, said: About = NOTHING) -> list[Block]:
    """The blocks of the article in order; empty when the page holds no running text."""
    box = by_density(page)
    hinted = by_hint(page)
    if hinted is not None:
        prose, whole = page.prose_in(hinted), page.prose_in(page.boxes[0])
        if prose >= HINTED * whole and (prose >= ENOUGH or prose * 2 >= whole):
            box = hinted
    body = without_promo(trimmed(kept(page, box, markup)), markup)
    return without_margins([*standfirst(page, box, said.described), *body], said)


def by_density(page: Blocks) -> Box:
    """The innermost box that holds most of the running text of the box around it, from the page down."""
    box = page.boxes[0]
    while box.kids:
        inner = max((page.boxes[kid] for kid in box.kids), key=page.prose_in)
        if page.prose_in(inner) < MOST * page.prose_in(box) or not page.prose_in(inner):
            break
        box = inner
    return box


def by_hint(page: Blocks) -> Box | None:
    """The box named as an article's body; where several stand side by side, the one around those that hold most."""
    found = [box for box in page.boxes if box.hint is Hint.BODY and not box.noise and page.prose_in(box)]
    if not found:
        return None
    best = _innermost(page, found)
    outer = best
    while outer.parent >= 0:
        outer = page.boxes[outer.parent]
        inside = [box for box in found if _in(box, outer)]
        beside = sum(page.prose_in(box) for box in _beside(best, inside))
        if beside * 4 > page.prose_in(best) and beside + page.prose_in(best) > 0.8 * page.prose_in(outer):
            best = outer
    return best


def _innermost(page: Blocks, found: Sequence[Box]) -> Box:
    """The box that holds most; or the one of the same kind inside it that holds most of that, alone."""
    best = max(found, key=page.prose_in)
    while True:
        inside = [box for box in found if box.number > best.number and _in(box, best)]
        inner = max(inside, key=page.prose_in, default=best)
        beside = sum(page.prose_in(box) for box in _beside(inner, inside))
        if inner is best or page.prose_in(inner) < INNER * page.prose_in(best) or beside * 4 > page.prose_in(inner):
            return best
        best = inner


def _beside(one: Box, others: Sequence[Box]) -> list[Box]:
    return [box for box in others if not _in(box, one) and not _in(one, box)]


def _in(inner: Box, outer: Box) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def standfirst(page: Blocks, box: Box, described: str) -> list[Block]:
    """Paragraphs that stand between the headline and the body, and the one that the page describes itself with."""
    start = max(0, box.first - LOOKED_BACK)
    above = page.blocks[start : box.first]
    heads = [at for at, block in enumerate(above) if block.tag == "h1"]
    head = heads[0] if heads else max(0, len(above) - NEAR)
    least = STANDFIRST if heads else LONG
    return [
        block
        for at, block in enumerate(above)
        if (at >= head and not block.noise and len(block.text) >= least and _is_prose(block))
        or (block.text[:STANDFIRST] == described[:STANDFIRST] and len(block.text) >= STANDFIRST and block.tag != "h1")
    ]


def _is_prose(block: Block) -> bool:
    return block.links * 4 < len(block.text) and block.tag != "h1"


def kept(page: Blocks, box: Box, markup: Markup) -> list[Block]:
    """The blocks of a box but those of boxes that are mostly links, stray short lines, and headings of what goes."""
    links = _link_boxes(page, box) | cards(page, box) | slides(page, box)
    found: list[Block] = []
    shut = 0  # number of the block up to which a list of other stories goes
    for block in page.blocks[box.first : box.last]:
        closing = len(block.text) <= LABEL and markup.closing.match(block.text) is not None
        if closing and block.tag in HEADINGS:
            shut = _closed_by(page, block, box)
        if (
            (block.noise and not box.noise)
            or block.box in links
            or (block.tag == "h1" and not found)
            or closing
            or block.number < shut
            or _is_stray(block)
            or _is_furniture(block, markup)
        ):
            while found and found[-1].tag in HEADINGS and not block.noise and block.links * 2 > len(block.text):
                found.pop()
            continue
        found.append(block)
    return found


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
    if block.links * 10 > size * 7:
        return size < 200 or block.links * 10 > size * 9
    return block.tag == "div" and size < STRAY and block.text[-1] not in ".!?"


def _is_furniture(block: Block, markup: Markup) -> bool:
    """A picture's credit, or a line that the lists of passages know as no part of any story."""
    words = block.text
    if len(words) > CREDIT:
        return False
    return markup.credit.match(words) is not None or markers().is_machinery(line_key(words), words)


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


def without_promo(blocks: list[Block], markup: Markup) -> list[Block]:
    """Without the outlet's word to its readers at the end: follow us, sign up, all rights reserved."""
    end = len(blocks)
    while end > LEFT and _is_promo(blocks[end - 1].text, markup):
        end -= 1
    return trimmed(blocks[:end]) if end < len(blocks) else blocks


def _is_promo(words: str, markup: Markup) -> bool:
    return len(words) <= PROMO and (words[0] == "©" or markup.promo.match(words) is not None)
