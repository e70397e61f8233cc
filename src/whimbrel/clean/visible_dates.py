"""The day of publication as a reader sees it on a page that does not mark it up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from lxml import etree

from whimbrel.clean.written_days import Calendar, days_in

LEAST: Final = -1  # points under which nothing is said
_SHORT: Final = re.compile(r"[./]\s?\d{1,2}[./]\s?\d\d(?!\d)")  # the end of 3.2.21
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_LETTER: Final = re.compile(r"[^a-z]+")
_COPYRIGHT: Final = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_SKIPPED: Final = frozenset({"script", "style", "option", "noscript", "nav", "select", "template", "textarea"})
_STAMPED: Final = frozenset({"time", "abbr", "span"})
_STAMP: Final = 45  # characters; a stamp's line is no longer
_HEAD: Final = 30  # characters of a longer line in which a dateline's day stands
_ANCESTORS: Final = 4
_MANY: Final = 4  # days in elements of one kind, which tell that they are a list
_NEAR: Final = 25  # texts between headline and stamp
_LOOKED_AT: Final = 1000  # characters of one text
_MOST: Final = 400  # candidates


@dataclass(frozen=True, slots=True)
class Classes:
    """Parts of class names of elements that hold the day of publication, and of those that hold another."""

    published: re.Pattern[str]
    other: re.Pattern[str]

    @classmethod
    def of(cls, published: Iterable[str], other: Iterable[str]) -> Classes:
        return cls(_any_of(published), _any_of(other))


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands before a day: of publication, of a change."""

    published: re.Pattern[str]
    modified: re.Pattern[str]

    @classmethod
    def of(cls, published: Iterable[str], modified: Iterable[str]) -> Labels:
        return cls(_ends_with(published), _ends_with(modified))


@dataclass(frozen=True, slots=True)
class Shown:
    """A day on the page, what speaks for it, the how-manieth text it stands in, and in what kind of element."""

    day: date
    points: int
    order: int
    element: str = ""


def visible_day(
    tree: etree._Element,
    months: Calendar,
    classes: Classes,
    labels: Labels,
    latest: date,
    locale: str,
    month: tuple[int, int] | None = None,
) -> Shown | None:
    """The day with most points: a label, a class name, a short line and a place near the headline speak for it.

    `month` is the year and month in the page's address, where it has one.
    """
    body = tree.find("body")
    american = locale.endswith("US") or (tree.get("lang") or "").lower() == "en-us"
    found: list[Shown] = []
    for order, (element, text, before, near) in enumerate(_dated_texts(body if body is not None else tree)):
        for stated in days_in(text, months, month_first=american)[:3]:
            if stated.day <= latest and not _COPYRIGHT.search(text[: stated.start][-30:]):
                points = _points(element, text, stated.start, before, classes, labels)
                points += 2 if near else 0
                points += 2 if month == (stated.day.year, stated.day.month) else 0
                found.append(Shown(stated.day, points, order, f"{element.tag!s} {element.get('class') or ''}"))
        if len(found) >= _MOST:
            break
    listed = _listed(found)
    best = max(found, key=lambda one: (one.points - (2 if one.element in listed else 0), -one.order), default=None)
    return best if best and best.points >= LEAST else None


def _listed(found: Iterable[Shown]) -> set[str]:
    """The kinds of elements that hold many days: those of other stories, or of readers' comments."""
    days: dict[str, set[date]] = {}
    for one in found:
        days.setdefault(one.element, set()).add(one.day)
    return {element for element, held in days.items() if len(held) >= _MANY}


def _points(element: etree._Element, text: str, start: int, previous: str, classes: Classes, labels: Labels) -> int:
    points = 0
    before = f"{previous} {text[:start]}"[-_STAMP:]
    if labels.modified.search(before):
        points -= 1
    elif labels.published.search(before):
        points += 3
    if len(text) <= _STAMP:
        points += 2
    elif start > _HEAD:
        points -= 2
    elif start == 0 and len(text) <= 2 * _STAMP:
        points += 1
    if element.tag == "a" and start:  # the name of another report
        points -= 3
    if element.tag == "time":
        points += 2
    names = list(_names(element))
    if any(classes.other.search(name) for name in names) or _in_margin(element):
        points -= 3
    if any(classes.published.search(name) for name in names[:2]):
        points += 2
    return points


def _in_margin(element: etree._Element) -> bool:
    """Whether an element lies in the page's own foot or sides, not in those of an article."""
    tags = {around.tag for around in element.iterancestors()}
    return not tags.isdisjoint(_SKIPPED) or ("article" not in tags and ("footer" in tags or "aside" in tags))


def _dated_texts(top: etree._Element) -> Iterator[tuple[etree._Element, str, str, bool]]:
    """The texts of a tree that may hold a day, with the elements they stand in, nearly in order (one behind an element
    comes first), the end of the text before each, and whether the headline stands not far before it.
    """
    headline = {inner for heading in islice(top.iter("h1"), 1) for inner in heading.iter()}
    order, last, previous = 0, -1, ""  # `last`: the number of the last text that is near the headline
    for element in top.iter():
        tag = element.tag
        if tag not in _SKIPPED:
            if tag in _STAMPED and (stamp := element.get("datetime") or element.get("title")):
                order += 1
                if _may_be_dated(stamp):
                    yield element, stamp[:_LOOKED_AT], previous[-_STAMP:], order <= last
                previous = stamp
            if (text := element.text) and not text.isspace():
                order += 1
                if last < 0 and element in headline:
                    last = order + _NEAR
                if _may_be_dated(text):
                    yield element, text.strip()[:_LOOKED_AT], previous.rstrip()[-_STAMP:], order <= last
                previous = text
        if (text := element.tail) and not text.isspace() and element is not top:
            order += 1
            if _may_be_dated(text) and (parent := element.getparent()) is not None:
                yield parent, text.strip()[:_LOOKED_AT], previous.rstrip()[-_STAMP:], order <= last
            previous = text


def _may_be_dated(text: str) -> bool:
    return "20" in text or "19" in text or (("." in text or "/" in text) and _SHORT.search(text) is not None)


def _names(element: etree._Element) -> Iterator[str]:
    """The parts of class and id of an element and those around it, inner first."""
    around: etree._Element | None = element
    for _ in range(_ANCESTORS):
        if around is None or around.tag in ("body", "html"):
            return
        marks = f"{around.get('class') or ''} {around.get('id') or ''} {around.get('itemprop') or ''}"[:300]
        yield f" {_NO_LETTER.sub(' ', _CAMEL.sub(' ', marks).lower())} "
        around = around.getparent()


def _any_of(entries: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f" (?:{'|'.join(sorted(entries, key=lambda entry: (-len(entry), entry)))}) ")


def _ends_with(phrases: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"(?<!\w)(?:{words})\W{{0,4}}(?:\w{{2,10}}\W{{1,2}})?$", re.IGNORECASE)
