"""A page as blocks of running text in order, and the boxes (div, section, …) that hold them.

Everything that chooses between parts of a page works on these two lists. A box is a range of blocks, so that what it
holds is a difference of running sums.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from whimbrel.clean.markup import Hint

WORD: Final = 25  # characters; what has longer words on average is code
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


def prose_of(block: Block) -> int:
    """Characters outside links, if the block reads like sentences."""
    size = len(block.text)
    if size < 40 or block.links * 2 > size or (size < 120 and block.tag in HEADINGS):
        return 0
    if size < 80 and block.text[-1] not in SENTENCE_ENDS:
        return 0
    return size - block.links if block.text.count(" ") * WORD >= size or not block.text.isascii() else 0
