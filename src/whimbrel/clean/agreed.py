"""The blocks chosen from a page's markup, held against the article's text where the page gives it for machines too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from whimbrel.clean.blocks import Block
from whimbrel.clean.headline import loose_key
from whimbrel.clean.structured import Told

SHORTEST: Final = 500  # characters; what is shorter is a summary
HARDLY: Final = 300  # letters of a page that shows hardly any text
LONGEST: Final = 100_000  # what is longer is compared with nothing, lest it take minutes
MOST_BLOCKS: Final = 2_000
AGREED: Final = 0.85  # of the given text found in the chosen blocks
AT_ODDS: Final = 0.3
WHOLE: Final = 0.6  # as long as the chosen blocks, at least: else the given text is cut off
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n")
_PARAGRAPHS: Final = re.compile(r"\s*\n\s*")


def agreed(blocks: Sequence[Block], told: Told) -> list[str]:
    """The paragraphs of an article. `told` is its text in the page's structured data.

    Where both tell the same, what stands behind its last paragraph goes, and so do stray lines that it does not have.
    Where hardly any of it is among the blocks, and it is longer than they are, it is the article: if it bears the title
    of the page, or the page shows hardly any text.
    """
    texts, given = [block.text for block in blocks], told.text
    if not SHORTEST <= len(given) <= LONGEST or len(texts) > MOST_BLOCKS:
        return texts
    keys = [loose_key(text) for text in texts]
    whole, own = "".join(keys), loose_key(given)
    sentences = [key for part in _SENTENCE.split(given) if len(key := loose_key(part)) > 20]
    share = sum(len(key) for key in sentences if key in whole) / max(1, sum(map(len, sentences)))
    if share < AT_ODDS and len(own) > len(whole) and (told.titled or len(whole) < HARDLY):
        return [words for part in _PARAGRAPHS.split(given) if (words := " ".join(part.split()))]
    if share < AGREED or len(own) < WHOLE * len(whole):
        return texts
    inside = [number for number, key in enumerate(keys) if key in own]
    if not inside:
        return texts
    return [
        text
        for number, (text, block) in enumerate(zip(texts, blocks, strict=True))
        if number in inside or number < inside[0] or (number < inside[-1] and block.tag != "div")
    ]
