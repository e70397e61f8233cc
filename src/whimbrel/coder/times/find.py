"""Finding the expressions of time in a text, and leaving alone what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.coder.times.expression import Clock, Form, Kind, Lean, Length, Repeat, TimeExpression
from whimbrel.coder.times.mistaken import trapped
from whimbrel.coder.times.phrase import phrase
from whimbrel.coder.times.ranges import Phrase
from whimbrel.coder.times.tokens import Tok, at, tokenise
from whimbrel.coder.times.words import feast_names
from whimbrel.model import Span

STARTERS = frozenset(
    {"the", "a", "an", "half", "more", "less", "fewer", "up", "at", "no", "these", "those", "right", "fiscal", "recent"}
    | {"year", "q", "'", "once", "twice", "its", "his", "her", "their", "eve", "some", "over"}
)
COUNTING = frozenset({"number", "scale"})
NAMING = frozenset(  # the classes without one of which, or a number, near by, no expression can be
    {"month", "weekday", "weekdays", "unit", "units", "daypart", "season", "seasons", "decades", "day", "ref", "often"}
    | {"meridiem", "zone"}
)
TELLING_WORDS = frozenset({"anniversary", "anniversaries", "eve", "future", "past", "term", "half", "hours", "period"})
TENSES = frozenset({"past", "future"})  # classes that only tell the tense of the words around
REACH = 6  # how many words an expression may have before its first telling word (of 10,376 found, 4 at most)
JOINING = frozenset({"-", "/", ".", ":", "'", "o", "a", "p", "ad", "bc", "ce", "bce"})
"""What may stand behind a short figure that is a time by itself: "13-08", "9:15", "8 o'clock", "6 p.m.", "640 AD"."""
SENTENCE_ENDS = frozenset({".", "!", "?", ";", "\n"})
BOUNDS = {
    "since": "since",
    "until": "until",
    "till": "until",
    "by": "by",
    "before": "before",
    "after": "after",
    "from": "from",
    "through": "until",
}


def find_times(text: str, start: int, end: int) -> list[TimeExpression]:
    """The expressions of time in `text[start:end]`, in order and without overlap; spans are offsets into `text`."""
    toks = tokenise(text, max(0, start), min(end, len(text)))
    near, named = distances(toks)
    found: list[TimeExpression] = []
    i = 0
    while i < len(toks):
        begins = near[i] < REACH and may_start(toks[i]) and (named[i] < REACH or not bare_figure(toks, i))
        hit = phrase(toks, i) if begins else None
        if hit and not trapped(toks, hit):
            found.append(expression(text, toks, hit))
            i = hit.end
        else:
            i += 1
    return found


def distances(toks: Sequence[Tok]) -> tuple[list[int], list[int]]:
    """For each token, how far ahead the next telling one is, and the next that names a time or a unit of it."""
    near, named = [0] * len(toks), [0] * len(toks)
    to_telling = to_naming = REACH
    for i in range(len(toks) - 1, -1, -1):
        names = names_time(toks[i])
        to_naming = 0 if names else to_naming + 1
        to_telling = 0 if names or counts(toks[i]) else to_telling + 1
        near[i], named[i] = to_telling, to_naming
    return near, named


def names_time(tok: Tok) -> bool:
    """Whether a token names a time or a unit of it, and does not only count."""
    if tok.classes and not tok.classes.keys().isdisjoint(NAMING):
        return True
    return tok.low in TELLING_WORDS or tok.low in feast_names()


def counts(tok: Tok) -> bool:
    """Whether a token is a number, in figures or words."""
    return tok.low[0].isdigit() or (bool(tok.classes) and not tok.classes.keys().isdisjoint(COUNTING))


def bare_figure(toks: Sequence[Tok], i: int) -> bool:
    """Whether a token is a number that stands alone, and no year: no time, where none is named near by."""
    tok, behind = toks[i], at(toks, i + 1)
    if tok.classes:  # a word; "nineteen ninety-six" is a year
        return tok.classes.keys() <= COUNTING and not (behind.classes and counts(behind))
    return tok.low.isdigit() and len(tok.low) < 4 and behind.low not in JOINING


def may_start(tok: Tok) -> bool:
    """Whether an expression can begin with a token."""
    if tok.classes and not tok.classes.keys() <= TENSES:
        return True
    return tok.low in STARTERS or tok.low[0].isdigit() or tok.low in feast_names()


def expression(text: str, toks: Sequence[Tok], hit: Phrase) -> TimeExpression:
    """A phrase as its reader sees it, with the preposition before it and a guess at the tense around it."""
    span = Span(toks[hit.start].start, toks[hit.end - 1].end)
    return TimeExpression(
        span,
        text[span.start : span.end],
        kind_of(hit.form, hit.clock),
        hit.form,
        hit.clock,
        BOUNDS.get(at(toks, hit.start - 1).low, "") if not hit.members else "",
        lean(toks, hit),
        tuple(expression(text, toks, member) for member in hit.members),
    )


def kind_of(form: Form, clock: Clock | None) -> Kind:
    if isinstance(form, Repeat):
        return "set"
    if isinstance(form, Length) and not form.toward:
        return "duration"  # "the past two weeks" do lie somewhere
    return "time" if clock else "date"


def lean(toks: Sequence[Tok], hit: Phrase) -> Lean:
    """The tense that the nearest telling word before (then after) the phrase suggests; "" when none does."""
    for i in range(hit.start - 1, max(-1, hit.start - 10), -1):
        if toks[i].low in SENTENCE_ENDS:
            break
        if "future" in toks[i].classes or (toks[i].low == "to" and i < hit.start - 1 and base_verb(at(toks, i + 1))):
            return "past" if any(at(toks, i - k).low == "had" for k in (1, 2, 3)) else "future"
        if past_verb(toks[i]):
            return "past"
    for i in range(hit.end, min(len(toks), hit.end + 6)):
        if toks[i].low in SENTENCE_ENDS:
            break
        if "future" in toks[i].classes:
            return "future"
        if past_verb(toks[i]):
            return "past"
    return ""


def past_verb(tok: Tok) -> bool:
    return "past" in tok.classes or (tok.low.endswith("ed") and len(tok.low) > 4)


def base_verb(tok: Tok) -> bool:
    return (
        tok.low.isalpha()
        and tok.text.islower()
        and tok.low not in ("the", "a", "an", "its", "his", "her", "their")
        and not tok.low.endswith("s")
    )
