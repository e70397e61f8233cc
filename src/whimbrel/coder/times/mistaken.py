"""What only looks like a time: names, verbs, titles, scores."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.coder.times.expression import Length, Stamp, Step
from whimbrel.coder.times.ranges import Phrase
from whimbrel.coder.times.tokens import Tok, at
from whimbrel.coder.times.words import traps

BEFORE_SHORT_MONTH = frozenset(
    {"in", "since", "until", "by", "of", "to", "and", "-", "through", "from", "early", "late"}
)
GIVEN_NAMES = frozenset({"ramadan", "eid"})


def trapped(toks: Sequence[Tok], hit: Phrase) -> bool:
    """Whether a phrase only looks like a time (a name, a verb, a score, a title)."""
    first, last = toks[hit.start], toks[hit.end - 1]
    before, after = at(toks, hit.start - 1), at(toks, hit.end)
    if any(toks[k].low == "\n" for k in range(hit.start, hit.end)):
        return True
    rules = [(last, rule, words) for rule, words in traps().get(last.low, ()) if rule == "never-next"]
    rules += [(first, rule, words) for rule, words in traps().get(first.low, ()) if rule != "never-next"]
    for tok, rule, words in rules:
        if rule == "never-next" and after.low in words:
            return True
        if tok is first and hit.end == hit.start + 1:
            if rule == "never-previous" and before.low in words:
                return True
            if rule == "needs-previous" and before.low not in words:
                return True
    return lone_abbreviation(toks, hit) or named(toks, hit) or timeless(toks, hit)


def lone_abbreviation(toks: Sequence[Tok], hit: Phrase) -> bool:
    """ "Sat", "Sun", "Jan" alone: a verb, a star, a given name, unless a preposition stands before."""
    form = hit.form
    if hit.end > hit.start + 2 or not isinstance(form, Stamp) or hit.clock or form.day or form.which is not None:
        return False
    low, before = toks[hit.start].low, at(toks, hit.start - 1).low
    if "weekday" in toks[hit.start].classes and not low.endswith("day"):
        return not (at(toks, hit.start + 1).low == "." and before == "on")
    if hit.end == hit.start + 1 and form.month and len(low) <= 4 and low not in ("may", "june", "july"):
        return before not in BEFORE_SHORT_MONTH
    return False


def named(toks: Sequence[Tok], hit: Phrase) -> bool:
    """A given name before a surname ("April Jones"), a war ("the Six-Day War")."""
    form, after = hit.form, at(toks, hit.end)
    if after.low in ("war", "wars", "revolution", "rising") and after.text[0].isupper():
        return isinstance(form, Length) or (isinstance(form, Stamp) and not form.year)
    if not isinstance(form, Stamp) or hit.end > hit.start + 1:
        return False
    before = at(toks, hit.start - 1)
    if form.feast:
        return person_part(after) or (person_part(before) and toks[hit.start].low in GIVEN_NAMES)
    if toks[hit.start].low in ("april", "june", "august", "may"):
        capital = after.text[:1].isupper() and not after.classes
        return capital and before.low not in ("in", "since", "until", "by", "last", "next", "of")
    return False


def person_part(tok: Tok) -> bool:
    """Whether a word beside a feast's name makes it part of another name ("Easter Island", a given name)."""
    return tok.text[:1].isupper() and tok.low.isalpha() and not tok.classes


def timeless(toks: Sequence[Tok], hit: Phrase) -> bool:
    """ "the current account", and a second that is none."""
    form, after = hit.form, at(toks, hit.end)
    if toks[hit.start].low == "current" and after.low in ("account", "affairs"):
        return True
    return isinstance(form, Step) and form.unit == "TS"
