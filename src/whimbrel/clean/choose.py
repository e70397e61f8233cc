"""Which blocks of a page are its article: those of the box that holds most running text, and the lead above it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from whimbrel.clean.blocks import HEADINGS, Block, Blocks, Box
from whimbrel.clean.headline import loose_key
from whimbrel.clean.kept import is_furniture, kept, once, trimmed, without_list, without_promo
from whimbrel.clean.margins import About, without_margins
from whimbrel.clean.markup import Hint, Markup

MOST: Final = 0.8  # of a box's running text, in one box inside it: then the article is in there
TITLED: Final = 0.6  # and in one that holds the title, too
INNER: Final = 0.5  # of the running text of an element named so, in another named so inside it
HINTED: Final = 0.15  # of the page's running text, in an element named as an article's body
ENOUGH: Final = 300  # characters of running text in such an element
STANDFIRST: Final = (
    100  # characters that a paragraph between headline and body has at least: else it is a headline, too
)
ALIKE: Final = 60  # characters that tell the page's description
LONG: Final = 150  # and one that no headline stands above
NEAR: Final = 8  # blocks above the body
BELOW: Final = 0.7  # of the running text in the box, below the title
LOOKED_BACK: Final = 60  # blocks
NOTHING: Final = About()


def article_blocks(page: Blocks, markup: Markup, said: About = NOTHING) -> list[Block]:
    """The blocks of the article in order; empty when the page holds no running text."""
    box = by_density(page, said.titles)
    hinted = by_hint(page)
    if hinted is not None:
        prose, whole = page.prose_in(hinted), page.prose_in(page.boxes[0])
        if prose >= HINTED * whole and (prose >= ENOUGH or prose * 2 >= whole):
            box = hinted
    inside = kept(page, box, below_title(page, box, said.titles), markup)
    body = without_promo(without_list(trimmed(inside)), markup)
    return without_margins(once([*standfirst(page, box, said.described, markup), *body]), said)


def by_density(page: Blocks, titles: Container[str] = ()) -> Box:
    """The innermost box that holds most of the running text of the box around it, from the page down.

    One that holds the title, too, need not hold as much: what is beside it stands beside the article.
    """
    box, heads = page.boxes[0], [block.number for block in page.blocks if _is_title(block, titles)]
    while box.kids:
        inner = max((page.boxes[kid] for kid in box.kids), key=page.prose_in)
        titled = any(inner.first <= number < inner.last for number in heads)
        if page.prose_in(inner) < (TITLED if titled else MOST) * page.prose_in(box) or not page.prose_in(inner):
            break
        box = inner
    return box


def _is_title(block: Block, titles: Container[str]) -> bool:
    return block.tag in HEADINGS and loose_key(block.text) in titles


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


def below_title(page: Blocks, box: Box, titles: Container[str]) -> int:
    """The number of the block in a box that the article begins with: the page's title, if most of the text is below."""
    for block in page.blocks[box.first : box.last]:
        if block.tag == "h1" and loose_key(block.text) in titles:
            below = page.prose[box.last] - page.prose[block.number]
            return block.number if below >= BELOW * page.prose_in(box) else box.first
    return box.first


def standfirst(page: Blocks, box: Box, described: str, markup: Markup) -> list[Block]:
    """Paragraphs that stand between the headline and the body, and the one that the page describes itself with."""
    start = max(0, box.first - LOOKED_BACK)
    above = page.blocks[start : box.first]
    heads = [at for at, block in enumerate(above) if block.tag == "h1"]
    head = heads[0] if heads else max(0, len(above) - NEAR)
    least = STANDFIRST if heads else LONG
    return [
        block
        for at, block in enumerate(above)
        if (at >= head and not block.noise and len(block.text) >= least and _is_prose(block, markup))
        or (block.text[:ALIKE] == described[:ALIKE] and len(block.text) >= STANDFIRST and block.tag != "h1")
    ]


def _is_prose(block: Block, markup: Markup) -> bool:
    return block.links * 4 < len(block.text) and block.tag != "h1" and not is_furniture(block, markup)
