"""Who held which town when: `data/held_towns.csv`, `names,holder,start,end,country,source`.

`names` lists the spellings of a town or quarter; `holder` is one of `data/holders.csv` (`holder,words`), whose words
make the phrases by which news says that it holds a place; an open `end` is one that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from whimbrel.almanac.fold import Word, words_of
from whimbrel.almanac.table import Row, data_folder, parse_day, read_rows, split_cell
from whimbrel.errors import DataError

COLUMNS = ("names", "holder", "start", "end", "country", "source")
HOLDERS = ("holder", "words")
HELD = r"(?:held|controlled|occupied|run|dominated|ruled)"
SEAT = r"(?:stronghold|bastion|capital|enclave|territory|hub|pocket)"


@dataclass(frozen=True, slots=True)
class Holding:
    names: tuple[str, ...]
    holder: str
    start: date
    end: date | None


class Holdings:
    """`holders` are patterns, by holder, of the phrases that say that they hold what is named beside them."""

    def __init__(self, rows: Sequence[Holding], holders: Mapping[str, re.Pattern[str]]) -> None:
        self.rows = tuple(rows)
        self.holders = holders
        self._starts: dict[str, list[tuple[tuple[str, ...], list[Holding]]]] = {}
        named: dict[tuple[str, ...], list[Holding]] = {}
        for row in rows:
            for name in row.names:
                named.setdefault(tuple(word.key for word in words_of(name)), []).append(row)
        for keys, those in named.items():
            self._starts.setdefault(keys[0], []).append((keys, those))

    def towns(self, words: Sequence[Word], text: str) -> Iterator[tuple[int, int, list[Holding]]]:
        """Each town named in a sentence: where, and who held it when."""
        for at, word in enumerate(words):
            if not text[word.start].isupper():
                continue
            for key in (word.key, word.key.removesuffix("s")):  # "Aleppos": its apostrophe was lost
                for keys, those in self._starts.get(key, ()):
                    last = at + len(keys) - 1
                    if last < len(words) and all(words[at + i].key == keys[i] for i in range(1, len(keys))):
                        yield word.start, words[last].end, those
                if key in self._starts:
                    break


@cache
def load_holdings() -> Holdings:
    """All rows. Raises DataError for an unknown holder, a row without a town or dates out of order."""
    source = data_folder().joinpath("holders.csv")
    holders = {
        row["holder"]: phrases(split_cell(row["words"]))
        for row in read_rows(source, "almanac/data/holders.csv", HOLDERS)
    }
    source = data_folder().joinpath("held_towns.csv")
    rows = [as_holding(row, holders) for row in read_rows(source, "almanac/data/held_towns.csv", COLUMNS)]
    return Holdings(rows, holders)


def as_holding(row: Row, holders: Mapping[str, object]) -> Holding:
    start, end = parse_day(row["start"], row.where, last=False), parse_day(row["end"], row.where, last=True)
    names = tuple(split_cell(row["names"]))
    if row["holder"] not in holders:
        raise DataError(f"{row['holder']!r} is no holder", where=row.where, remedy="add it to holders.csv")
    if not names or start is None or (end is not None and end < start):
        raise DataError("needs a town, a start and a later end", where=row.where, remedy="fill its cells")
    return Holding(names, row["holder"], start, end)


def phrases(words: Sequence[str]) -> re.Pattern[str]:
    """ "rebel-held", "held by the rebels", "a rebel stronghold", "controlled by Islamic State"."""
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    group = rf"(?:{names})(?:['’]?s)?(?:\s(?:group|militants?|fighters?|forces|movement|rebels))?(?:['’]?s)?"
    return re.compile(
        rf"\b{group}[\s-]{HELD}\b|\b(?:de[\s-]fact(?:o|or)\s)?{group}\s(?:[a-z-]+\s){{0,2}}{SEAT}\b"
        rf"|\b{HELD}\sby\s(?:the\s|so-called\s|[A-Z][a-z]+\s)*{group}\b|\b{SEAT}\sof\s(?:the\s)?{group}\b",
        re.IGNORECASE,
    )
