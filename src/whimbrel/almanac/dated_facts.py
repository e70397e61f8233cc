"""Dated facts: wars, summits, attacks, accords and the like, with their days and the words that name them.

`data/dated_facts/*.csv` holds `id,name,names,start,end,country,kind,source`. Days may be given as a month or a year.
`names` lists wordings separated by ` | ` beside the name itself; within one, ` + ` joins runs of words that must stand
in one sentence, a word ending in `*` stands for all that begin so, and a word with a capital must have it in the text.
A wording of one word is mostly a place, which was there before: it counts only beside a word for what happened there;
and what is only remembered (a foundation) counts beside a word for its anniversary.

Towns are fought over more than once: facts that share a wording are what it may mean, all of them. A wording that
begins with `~` is loose: it names where the thing was, or what was done there more than once, and so tells of the fact
only in what is plainly news.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from whimbrel.almanac.fold import Word, words_of
from whimbrel.almanac.table import Row, data_files, parse_day, read_rows, split_cell
from whimbrel.errors import DataError

COLUMNS = ("id", "name", "names", "start", "end", "country", "kind", "source")
KINDS = frozenset(
    "war operation offensive siege capture ceasefire election summit disaster attack accord trial death coup crisis"
    " founding law pandemic office statement foundation".split()
)
TOLD_WITH = {
    "attack": "attack bomb blast kill kidnap abduct massacre shoot shot gun siege hostage victim strike raid dead",
    "disaster": "disaster earthquake quake flood storm landslide crash sank sink sunk collaps nuclear fire dead kill",
    "capture": "captur seiz fell fall took taken retook retak battle recaptur liberat",
    "operation": "operation offensive troops assault battle push",
    "offensive": "offensive troops clash battle fight fought siege",
    "siege": "siege besieg surround encircl blockad clash fight fought shell bomb",
    "crisis": "crisis protest clash independen dispute police school kill",
    "death": "die death dead kill shot",
    "foundation": "anniversar birthday",
}  # kind → beginnings of words
REMEMBERED = "foundation"  # a day that is spoken of on its anniversaries: named alone it says nothing of a date
LOST_POSSESSIVE = "s"  # "Syrias war": the apostrophe was lost on the way
OFFICE, BELOW_IT = "office", frozenset({"vice", "deputy", "acting"})  # "Vice President X" names another office
AWAITED = frozenset({"election", "summit"})  # named before they take place


@dataclass(frozen=True, slots=True)
class FactWord:
    key: str
    capital: bool
    prefix: bool

    def fits(self, word: Word, text: str) -> bool:
        if self.capital and not text[word.start].isupper():
            return False
        if self.prefix:
            return word.key.startswith(self.key)
        return word.key == self.key or (self.capital and word.key == self.key + LOST_POSSESSIVE)


Wording = tuple[tuple[FactWord, ...], ...]
LOOSE = "~"


@dataclass(frozen=True, slots=True)
class DatedFact:
    """`start` to `end` are inclusive; `precise` tells whether both days are known and not only a month or year.

    `loose` are those of the wordings by which only plain news means the fact.
    """

    id: str
    name: str
    wordings: tuple[Wording, ...]
    loose: frozenset[Wording]
    start: date
    end: date
    country: str
    kind: str
    precise: bool


@dataclass(frozen=True, slots=True)
class FactMention:
    """A fact found at [start, end); `last` is where its last run of words stands ("Marathon" and "bombing" apart).

    `facts` are those that the words may mean, the earliest first: mostly one. `loose` as the wording that was found.
    """

    facts: tuple[DatedFact, ...]
    start: int
    end: int
    last: tuple[int, int]
    loose: bool = False

    @property
    def fact(self) -> DatedFact:
        return self.facts[0]

    @property
    def sure(self) -> bool:
        return len(self.facts) == 1


class DatedFacts:
    """The facts, found in sentences through the first word of each wording."""

    def __init__(self, facts: Sequence[DatedFact]) -> None:
        self.facts = {fact.id: fact for fact in facts}
        meant: dict[Wording, list[DatedFact]] = {}
        for fact in sorted(facts, key=lambda f: (f.start, f.id)):
            for wording in dict.fromkeys(fact.wordings):
                meant.setdefault(wording, []).append(fact)
        self._starts: dict[str, list[tuple[tuple[DatedFact, ...], Wording]]] = {}
        for wording, those in meant.items():
            self._starts.setdefault(wording[0][0].key, []).append((tuple(those), wording))

    def mentions(self, words: Sequence[Word], text: str) -> list[FactMention]:
        """Facts that a sentence names; `words` are its words, with offsets into `text`. Each fact once.

        What one wording leaves open another may settle: a fact named by words of its own stands alone.
        """
        found: dict[tuple[str, ...], FactMention] = {}
        keys = {word.key for word in words}
        for at, word in enumerate(words):
            for facts, wording in self._starting(word, text):
                ids = tuple(fact.id for fact in facts)
                if ids in found and not found[ids].loose:
                    continue
                mention = _mention(facts, wording, words, at, keys, text)
                if mention is not None and (ids not in found or not mention.loose):
                    found[ids] = mention
        named = {mention.fact.id for mention in found.values() if mention.sure and not mention.loose}
        return [m for m in found.values() if m.sure or not any(fact.id in named for fact in m.facts)]

    def _starting(self, word: Word, text: str) -> Sequence[tuple[tuple[DatedFact, ...], Wording]]:
        """The wordings that may begin with a word."""
        exact = self._starts.get(word.key, ())
        if not exact and word.key.endswith(LOST_POSSESSIVE) and text[word.start].isupper():
            return self._starts.get(word.key[:-1], ())
        return exact


def _mention(
    facts: tuple[DatedFact, ...], wording: Wording, words: Sequence[Word], at: int, keys: set[str], text: str
) -> FactMention | None:
    if not _runs_on(wording[0], words, at, text):
        return None
    if not all(run[0].prefix or run[0].capital or run[0].key in keys for run in wording[1:]):
        return None
    kind = facts[0].kind
    if kind == OFFICE and at and words[at - 1].key in BELOW_IT:
        return None
    if (kind == REMEMBERED or _is_bare(wording)) and not _told(kind, keys):
        return None
    rest = [_where(run, words, text) for run in wording[1:]]
    if None in rest:
        return None
    start, end = words[at].start, words[at + len(wording[0]) - 1].end
    loose = any(wording in fact.loose for fact in facts)
    return FactMention(facts, start, end, (rest[-1] if rest else None) or (start, end), loose)


def _is_bare(wording: Wording) -> bool:
    return len(wording) == 1 and len(wording[0]) == 1 and wording[0][0].capital


def _told(kind: str, keys: set[str]) -> bool:
    beginnings = tuple(TOLD_WITH.get(kind, "").split())
    return not beginnings or any(key.startswith(beginnings) for key in keys)


def _runs_on(run: Sequence[FactWord], words: Sequence[Word], at: int, text: str) -> bool:
    if at + len(run) > len(words):
        return False
    return all(part.fits(words[at + i], text) for i, part in enumerate(run))


def _where(run: Sequence[FactWord], words: Sequence[Word], text: str) -> tuple[int, int] | None:
    for at in range(len(words)):
        if _runs_on(run, words, at, text):
            return words[at].start, words[at + len(run) - 1].end
    return None


@cache
def load_dated_facts() -> DatedFacts:
    """All rows. Raises DataError, with file and line, for one that breaks the rules."""
    facts: dict[str, DatedFact] = {}
    for row in rows():
        fact = as_fact(row)
        if fact.id in facts:
            raise DataError(f"{fact.id!r} is there twice", where=row.where, remedy="give each fact its own id")
        facts[fact.id] = fact
    return DatedFacts(list(facts.values()))


def rows() -> Iterator[Row]:
    for source in data_files("dated_facts"):
        yield from read_rows(source, f"almanac/data/dated_facts/{source.name}", COLUMNS)


def as_fact(row: Row) -> DatedFact:
    """One row read. Raises DataError for a date, kind or wording that cannot be read."""
    start = parse_day(row["start"], row.where, last=False)
    end = parse_day(row["end"] or row["start"], row.where, last=True)
    if start is None or end is None or end < start:
        raise DataError(
            "has no days, or ends before it starts", where=row.where, remedy="give a start, and a later end"
        )
    if row["kind"] not in KINDS:
        raise DataError(f"{row['kind']!r} is no kind", where=row.where, remedy=f"one of {', '.join(sorted(KINDS))}")
    texts = dict.fromkeys([row["name"], *split_cell(row["names"])])
    wordings = tuple(as_wording(text.removeprefix(LOOSE), row) for text in texts)
    loose = frozenset(wording for wording, text in zip(wordings, texts, strict=True) if text.startswith(LOOSE))
    precise = all(len(cell) == 10 for cell in (row["start"], row["end"] or row["start"]))
    return DatedFact(row["id"], row["name"], wordings, loose, start, end, row["country"], row["kind"], precise)


def as_wording(text: str, row: Row) -> Wording:
    parts = tuple(tuple(_fact_words(part)) for part in text.split(" + "))
    if not all(parts) or parts[0][0].prefix:
        raise DataError(f"{text!r} cannot be looked up", where=row.where, remedy="begin with a whole word")
    return parts


def _fact_words(part: str) -> Iterator[FactWord]:
    for piece in part.split():
        star = piece.endswith("*")
        for word in words_of(piece.rstrip("*")):
            yield FactWord(word.key, piece[word.start].isupper(), star)
