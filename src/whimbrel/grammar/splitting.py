"""Where sentences begin and end in running text, by rule: news style, scraped text, abbreviations, quotes, initials.

Works on offsets alone and never changes the text. A wrong join is mended by the parser, which may split a segment; a
wrong split is not, so doubtful full stops do not split.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

CLOSERS = "\"'”’)]»›"
OPENERS = "\"'“‘([«‹„¿¡-–—•*"
ENDS = ".!?…。！？؟۔।"

_CANDIDATE = re.compile(rf"(?P<marks>[{ENDS}]+[{re.escape(CLOSERS)}]*)(?:[^\S\n]?\[\d{{1,3}}\])*")
_PARAGRAPH = re.compile(r"\r?\n[^\S\n]*\r?\n\s*|[\f\v\u2028\u2029]+|\r(?!\n)")
_LINE = re.compile(r"\r?\n")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’\-]{1,20}[ /]?){1,4}(?:,[^\S\n][^\n—–()]{1,25})?[^\S\n]{0,3}"  # KORA, May 3
    r"(?:\([^()\n]{1,30}\))?[^\S\n]{0,3}(?:--|[—–-])(?=[^\S\n])"  # (Agency) -
)
_TOWN_LINE = re.compile(  # Kora - A man was shot
    r"(?:[A-Z][^\W\d_]{1,20}[ ]){1,3}[—–-](?=[ ][A-Z\"“])(?![ ][^\n]*[ ][—–-][ ])"
)
_SAYS = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30}[^\S\n]){0,3}(?:he|she|they|it|who)?[^\S\n]?"
    r"(?:said|says|asked|asks|added|told|wrote|replied|shouted|chanted|wondered|tweeted|cried|declared)\b"
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘'—–/]{1,30}$")
_NEXT_WORD = re.compile(rf"[{re.escape(OPENERS)}]*([^\W_]+(?:[’'][^\W_]+)?)")
_ADDRESS = re.compile(r"[@/\\]|www|http|\.(?:com|org|net|co|uk|gov)\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def sentence_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]` as offset pairs, without the white space around them, in order."""
    for block_start, block_end in _blocks(text, start, end):
        yield from _sentences(text, block_start, block_end)


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Paragraphs, and the lines of those that are lists or have one paragraph a line."""
    here = start
    for gap in _PARAGRAPH.finditer(text, start, end):
        yield from _lines(text, here, gap.start())
        here = gap.end()
    yield from _lines(text, here, end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    breaks = list(_LINE.finditer(text, start, end))
    here = start
    for number, gap in enumerate(breaks):
        following_end = breaks[number + 1].start() if number + 1 < len(breaks) else end
        if not _runs_on(text, here, gap.start(), gap.end(), following_end):
            yield here, gap.start()
            here = gap.end()
    yield here, end


def _runs_on(text: str, start: int, stop: int, following: int, following_end: int) -> bool:
    """Whether a line break is only the wrapping of a long line."""
    line = text[max(start, stop - 120) : stop].rstrip()
    following_line = text[following : min(following_end, following + 200)].lstrip()
    if not line or not following_line:
        return True
    if line[-1] in ENDS or (line[-1] in CLOSERS and line[-2:-1] in ENDS) or line[-1] == ":":
        return False
    last = line.rpartition("\n")[2]
    return following_line[0].islower() or (45 <= len(last) <= 100 and following_line[0] not in "•*-–")


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = _trim(text, start, end)
    if start >= end:
        return
    here = start
    dateline = _DATELINE.match(text, start, end) or _TOWN_LINE.match(text, start, end)
    if dateline and dateline.end() < end - 10:
        yield start, dateline.end()
        here = _trim(text, dateline.end(), end)[0]
    for mark in _CANDIDATE.finditer(text, here, end):
        cut = _cut(text, here, mark, end)
        if cut is not None:
            bounds = _trim(text, here, cut)
            if bounds[0] < bounds[1]:
                yield bounds
            here = cut
    bounds = _trim(text, here, end)
    if bounds[0] < bounds[1]:
        yield bounds


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b\u200e\u200f"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b\u200e\u200f"):
        end -= 1
    return start, end


def _cut(text: str, here: int, mark: re.Match[str], end: int) -> int | None:
    """The offset at which the sentence that began at `here` ends, if it ends at this mark."""
    stop = mark.end()
    if stop >= end:
        return None
    if not text[stop].isspace():
        return _cut_without_space(text, here, mark)
    following = stop
    while following < end and text[following].isspace():
        following += 1
    if following >= end:
        return None
    return stop if _ends(text, here, mark, following, end) else None


def _ends(text: str, here: int, mark: re.Match[str], following: int, end: int) -> bool:
    upcoming = _NEXT_WORD.match(text, following, min(end, following + 60))
    first = upcoming.group(1)[0] if upcoming else text[following]
    if first.islower():
        return False
    marks = mark["marks"]
    quoted = marks[-1] in CLOSERS
    stopper = marks.rstrip(CLOSERS)
    if quoted and stopper[-1] in "!?" and _SAYS.match(text, following, min(end, following + 120)):
        return False
    if quoted and marks[-1] in ")]" and not _opens_sentence(text, here, mark.start()):
        return stopper[-1] == "." and len(stopper) == 1 and _word_before(text, here, mark.start()).islower()
    if stopper != ".":
        return True
    return _stop_ends(text, here, mark.start(), upcoming.group(1) if upcoming else "", quoted)


def _opens_sentence(text: str, here: int, stop: int) -> bool:
    """Whether the bracket that closes after `stop` was opened at the sentence's beginning."""
    opening = max(text.rfind("(", here, stop), text.rfind("[", here, stop))
    return opening <= here + 1


def _stop_ends(text: str, here: int, stop: int, upcoming: str, quoted: bool) -> bool:
    """Whether a single full stop ends a sentence, judged by the word before it and the one after."""
    word = _word_before(text, here, stop)
    if not word:
        return True
    starter = upcoming in starters()
    kind = _kind(word)
    if kind in ("title", "never"):
        return quoted
    if kind == "number":
        return not upcoming[:1].isdigit() and (starter or word.islower() or len(word) > 3)
    if kind == "maybe":
        return starter or quoted or (word in ("a.m", "p.m", "etc") and not upcoming[:1].isdigit())
    if (len(word) == 1 and word.isupper()) or ("." in word and _INITIALS.fullmatch(word)):
        return starter and upcoming not in ("A", "I")
    return not (word.isdigit() and stop - len(word) == here)


def _word_before(text: str, here: int, stop: int) -> str:
    found = _WORD_BEFORE.search(text[max(here, stop - 30) : stop])
    return found.group() if found else ""


def _cut_without_space(text: str, here: int, mark: re.Match[str]) -> int | None:
    """Scraped pages lose the space between sentences: `ended.The`, `over.”He`, `2012.In`."""
    stop = mark.end()
    word = _word_before(text, here, mark.start())
    marks = mark["marks"]
    if marks[-1] in CLOSERS and len(marks) == 2 and marks[0] == "." and text[stop].islower():
        return None
    after = text[stop : stop + 25]
    opening = after[:1] in '“"‘(' and len(after) > 1
    letters = after[1:] if opening else after
    if not (letters[:1].isupper() and (letters[1:2].islower() or letters[1:2].isspace() or letters[1:2] in "’'")):
        return None
    if (len(word) < 3 and not word.isdigit()) or _kind(word) or not (word[-2:].islower() or word.isdigit()):
        return None
    around = text[max(here, mark.start() - 30) : mark.start()].split()[-1:] + after.split()[:1]
    return None if _ADDRESS.search("".join(around)) or "." in word else stop


def _kind(word: str) -> str:
    """How an abbreviation behaves, also one in capitals; empty for other words."""
    table = _abbreviations()
    return table.get(word, "") or (table.get(word.capitalize(), "") if word.isupper() and len(word) > 2 else "")


@cache
def _abbreviations() -> Mapping[str, str]:
    """Abbreviations without their last full stop, and how each behaves before a capital."""
    table = resources.files("whimbrel.grammar").joinpath("data", "abbreviations.csv").read_text(encoding="utf-8")
    return {row["word"]: row["kind"] for row in csv.DictReader(table.splitlines())}


@cache
def starters() -> frozenset[str]:
    """Capitalised words that begin sentences and seldom continue a name."""
    table = resources.files("whimbrel.grammar").joinpath("data", "starters.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(table.splitlines()))
