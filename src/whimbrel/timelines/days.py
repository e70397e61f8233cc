"""When a happening was: the time that its sentence gives it, and the day that the report is telling of.

A report tells of one day for the most part: that of its lead, at most some days before publication. What it tells in
the past without a time may be supposed to be of that day; what it tells in the present, of the day of publication. That
is a guess, and is kept apart from what is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from whimbrel.coder.setting import find_when, token_at
from whimbrel.coder.times import resolve
from whimbrel.coder.tree import Tree
from whimbrel.model import PassageKind, Status, When
from whimbrel.timelines.happenings import Happening, is_event
from whimbrel.timelines.reading import Text

NEWS_DAYS = 7  # a lead that tells of an earlier day tells a story of then
MUCH_NEARER = 200  # days
LEAD = 3  # sentences, a headline among them, in which the day of the story is looked for
_HEADS = frozenset({PassageKind.HEADLINE, PassageKind.SUBHEAD})  # tell of what was in the present tense


def dated(text: Text, found: Sequence[Happening]) -> list[Happening]:
    """The happenings with the times that the text gives them, and the day of the story as `supposed`."""
    told = _told_before(text)
    own = [replace(h, when=_own_time(text, h, told[h.sentence])) for h in found]
    published = text.report.published
    story = _story_day(text, published) or published
    return [replace(h, supposed=_default(text, h, published, story)) for h in own]


def _told_before(text: Text) -> list[When | None]:
    """For each sentence the time told of last before it, from which "a year later" is reckoned."""
    before: list[When | None] = []
    told: When | None = None
    for tree in text.trees:
        before.append(told)
        for expression in text.times.within(tree.sentence.span.start, tree.sentence.span.end):
            if expression.kind in {"date", "time"}:
                found = resolve(expression, text.report.published, "past", told)
                told = found if found.earliest is not None else told
    return before


def _own_time(text: Text, h: Happening, told: When | None) -> When | None:
    tree = text.trees[h.sentence]
    others = frozenset(t.i for t in tree.tokens if t.i != h.token and is_event(tree, t.i))
    found = find_when(tree, h.token, others, text.times, h.status, told)
    if found is None or _in_a_name(tree, found):
        return None
    ahead = find_when(tree, h.token, others, text.times, Status.PLANNED, told)
    return ahead if ahead is not None and _nearer(ahead, found, text.report.published) else found


def _in_a_name(tree: Tree, when: When) -> bool:
    """ "at the 2010 congress", "Congress 2010": the year of a name is not that of what is told."""
    if when.span is None or not (when.text.isdigit() and len(when.text) == 4):
        return False
    at = token_at(tree, when.span.start)
    return at is not None and at > 0 and tree.tokens[at - 1].pos == "PROPN" and not tree.children(at, "case")


def _nearer(ahead: When, behind: When, published: When | None) -> bool:
    """Whether a day without its year is rather the one to come: eight days ahead, not a year ago."""
    if published is None or published.latest is None or ahead.earliest is None or behind.latest is None:
        return False
    return (ahead.earliest - published.latest).days < (published.latest - behind.latest).days - MUCH_NEARER


def _default(text: Text, h: Happening, published: When | None, story: When | None) -> When | None:
    if h.status is Status.PLANNED:
        return None
    past = h.passage in _HEADS or _is_past(text.trees[h.sentence], h.token)
    return story if past else published


def _is_past(tree: Tree, i: int) -> bool:
    """Whether the clause is in the past: by its finite verb, or that of the clause above it."""
    for at in (i, *tree.ancestors(i)):
        tags = {tree.tokens[at].tag, *(tree.tokens[c].tag for c in tree.children(at, "aux", "cop"))}
        if tags & {"VBZ", "VBP", "MD"}:
            return bool({tree.lemma(c) for c in tree.children(at, "aux")} & {"have"})
        if "VBD" in tags:
            return True
    return True


def _story_day(text: Text, published: When | None) -> When | None:
    """The day of what the lead tells, where it names one shortly before publication."""
    if published is None or published.latest is None:
        return None
    for tree in text.trees[:LEAD]:
        for token in tree.tokens:
            if is_event(tree, token.i) and tree.is_verbal(token.i):
                others = frozenset(t.i for t in tree.tokens if t.i != token.i and is_event(tree, t.i))
                when = find_when(tree, token.i, others, text.times, Status.HAPPENED)
                if when is not None and _recent(when, published.latest):
                    return when
    return None


def _recent(when: When, published: date) -> bool:
    if when.earliest is None or when.earliest != when.latest:
        return False
    return 0 <= (published - when.earliest).days <= NEWS_DAYS


def written(when: When | None) -> str:
    """A time as a date with what is not known left open: "2010-06-07", "2010-06", "2010", "" for none."""
    if when is None or when.edtf is None:
        return ""
    plain = when.edtf.strip("[]{}").rstrip("?~%")
    if "/" in plain:
        first, _, last = plain.partition("/")
        plain = first if first not in {"", ".."} else last
    first = plain.replace("..", ",").split(",")[0]
    return first[:10]
