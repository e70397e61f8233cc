"""Offices held: "Prime Minister X" is not from before X took office; "former president Y" not from before Y left it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.records import Mention, Title
from whimbrel.almanac.roles import is_title_word
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import days, not_after, not_before
from whimbrel.dating.sheet import Sheet
from whimbrel.model import Role, Span

LONGEST_TITLE = 6  # words before the name
REACH = 70  # characters before the name in which its title stands
NO_OFFICE = 9  # the rank of forms of address
AWAITING_DAYS = 120  # from an election to taking office
HIGH_RANK = 3  # heads and ministers: who follows them is known at once; an envoy or a band's leader keeps the name
MONTH = timedelta(days=31)
GRACE = timedelta(days=30)  # an office is still told of for a while
EARLY = timedelta(days=20)  # and the winner of a vote is called by it before the oath
_NOT_NEWS = re.compile(
    r"\b(?:then|long-?time|under|when|since|ousted|deposed|toppled|slain|disgraced|(?:ouster|ousting|overthrow|fall|removal|flight|death"
    r"|assassination|killing|trial|impeachment|days|years|presidency) of)[\s-]*(?:[\w-]+\s?){0,2}$",
    re.IGNORECASE,
)


OFTEN_OVER = re.compile(r"long-?time\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Held:
    """A person named with an office: the roles that the words may mean."""

    person: str
    name: str
    title: Title
    roles: tuple[Role, ...]
    span: Span


def office_constraints(sheet: Sheet, almanac: Almanac) -> Iterator[Constraint]:
    """What the offices say. Of several holders of one office only the latest bounds the report from above."""
    found = list(_held(sheet, almanac))
    latest: dict[tuple[str, str], date] = {}
    for item in found:
        for role in item.roles:
            if item.title.tense != "former" and role.start:
                key = (role.title, role.of)
                latest[key] = max(latest.get(key, role.start), role.start)
    for item in found:
        yield from _bounds(item, latest, sheet)


def _held(sheet: Sheet, almanac: Almanac) -> Iterator[Held]:
    for mention in almanac.mentions(sheet.text):
        line = sheet.line_at(mention.start)
        if line is None or mention.kind in {"body", "people"}:
            continue
        before = sheet.text[max(line.span.start, mention.start - REACH) : mention.start]
        titles = list(_titles_before(before, almanac))
        if titles and (held := _holder(mention, titles, almanac)):
            yield held


def _holder(mention: Mention, titles: Sequence[Title], almanac: Almanac) -> Held | None:
    """Who of those that the name may mean held one of the titles; the longest title that somebody held counts."""
    for title in titles:
        for actor_id in mention.ids:
            actor = almanac.actor(actor_id)
            roles = tuple(r for r in actor.roles if _fits(r, title, almanac)) if actor else ()
            if actor and roles:
                span = Span(max(0, mention.start - 1 - len(title.text)), mention.end)
                return Held(actor_id, actor.name, title, roles, span)
    return None


def _titles_before(before: str, almanac: Almanac) -> Iterator[Title]:
    """The titles that end right before a name, the longest first, with "former" and the like where they stand before
    them. Forms of address between the two are passed over ("head of its political bureau, the fighter Brother X")."""
    if before[-1:] not in {" ", "\u00a0"}:
        return
    words = ["the" if word in {"its", "his", "her", "their"} else word for word in before.split()]
    while words and _addresses(words[-1], almanac):
        words.pop()
    if len(words) < len(before.split()):  # "the Brother X", "the fighter Brother X"
        words = words[:-1] if words[-1:] == ["the"] else words[:-2] if words[-2:-1] == ["the"] else words
    if not words or not _may_end_title(words[-1].rstrip(",")):
        return  # as before nearly all names
    for size in range(min(LONGEST_TITLE, len(words)), 0, -1):
        chosen = " ".join(words[-size:]).rstrip(",")
        if size > 1 and words[-size].endswith((".", ",", ";")) and len(words[-size]) > 4:
            continue
        if OFTEN_OVER.match(chosen):
            return
        title = almanac.title(chosen.strip("“\"'(‘"))
        if title is not None and title.rank < NO_OFFICE and not _NOT_NEWS.search(" ".join(words[:-size])):
            yield _awaiting(title)


def _addresses(word: str, almanac: Almanac) -> bool:
    """Whether a word is a form of address with no office in it: "Sheikh", "Brother", "Dr"."""
    title = almanac.title(word.strip(",."))
    return title is not None and title.rank >= NO_OFFICE


def _awaiting(title: Title) -> Title:
    """ "prime minister-designate" as the prime minister's office, awaited."""
    office, _, rest = title.canonical.rpartition("-")
    return replace(title, canonical=office, tense="designate") if rest in {"designate", "elect"} else title


def _may_end_title(word: str) -> bool:
    last = word.rpartition("-")[2].strip("“\"'(‘.")
    return is_title_word(last) or last.lower() in {"designate", "elect"}


def _fits(role: Role, title: Title, almanac: Almanac) -> bool:
    known = almanac.title(role.title)
    canonical = known.canonical if known else role.title
    same = canonical == title.canonical or (
        canonical.removeprefix("interim ") == title.canonical.removeprefix("interim ")
    )
    of = title.of.partition(".")[0]
    return same and (not of or role.of.partition(".")[0] == of)


def _bounds(item: Held, latest: dict[tuple[str, str], date], sheet: Sheet) -> Iterator[Constraint]:
    text = f"{item.title.text} {item.name}"
    tense = item.title.tense
    if tense == "former":
        ends = [earliest_end(role) for role in item.roles]
        known = [end for end in ends if end is not None]
        if known and len(known) == len(ends):
            left = min(known)
            words = f"{item.name} left the office of {item.roles[0].title} on {left} at the earliest"
            yield Constraint("office left", item.span, text, item.person, not_before(left), Strength.STRONG, words)
        return
    starts = [role.start for role in item.roles]
    if None in starts:
        return
    slack = timedelta(days=AWAITING_DAYS) if tense == "designate" else EARLY
    first = min(start for start in starts if start) - slack
    words = f"{item.name} was {item.roles[0].title} from {min(s for s in starts if s)}"
    yield Constraint("office", item.span, text, item.person, not_before(first), Strength.STRONG, words)
    newest = [role for role in item.roles if role.start == latest.get((role.title, role.of))]
    ends = [role.end for role in newest]
    if tense == "designate" and newest:
        last = max(role.start for role in newest if role.start)
        words = f"{item.name} took office as {newest[0].title} on {last}"
        yield Constraint("office awaited", item.span, text, item.person, not_after(last), Strength.STRONG, words)
    elif newest and _told_of_at_once(item, newest) and not _told_as_over(item, sheet):
        terms = days((r.start - EARLY if r.start else None, r.end + GRACE if r.end else None) for r in item.roles)
        words = f"{item.name} was {newest[0].title} until {max(e for e in ends if e)}"
        yield Constraint("office held", item.span, text, item.person, terms, Strength.STRONG, words)


def _told_as_over(item: Held, sheet: Sheet) -> bool:
    """Whether the report says elsewhere that the person has left: "the ouster of Y", "Y was toppled"."""
    name = re.escape(item.name.split()[-1])
    gone = r"(?:oust\w+|toppl\w+|depos\w+|overthr\w+|former|resignation|removal|impeachment)"
    left = r"(?:ouster|was ousted|was toppled|was overthrown|fled|resigned|stepped down|left office)"
    return (
        re.search(rf"\b{gone}\s(?:\S+\s){{0,4}}{name}\b|\b{name}(?:['’]?s)?\s(?:\S+\s)?{left}\b", sheet.text)
        is not None
    )


def _told_of_at_once(item: Held, newest: list[Role]) -> bool:
    """Whether the office is one whose holders change under everybody's eyes, on days that are known."""
    high = item.title.rank <= HIGH_RANK and item.title.canonical not in {"leader", "ambassador", "vice president"}
    ends = [(role.end, earliest_end(role)) for role in newest]
    return high and all(end is not None and first is not None and end - first <= MONTH for end, first in ends)


def earliest_end(role: Role) -> date | None:
    """The first day on which the office may have ended: an end given as a month or year is filed as its last day."""
    end = role.end
    if end is None:
        return None
    if (end.month, end.day) == (12, 31):
        return date(end.year, 1, 1)
    if (end + timedelta(days=1)).day == 1:
        return end.replace(day=1)
    return end
