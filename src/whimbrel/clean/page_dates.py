"""The day a page was published, and that of its last change: the first of its statements that can be believed.

In this order: the address, JSON-LD, meta elements, microdata and `time` elements, then what a reader sees, where the
place, the words before it and the names of its element tell that it is the day of publication and not of a change,
another story, a comment or the site. An instant in universal time near midnight gives way to the day beside it that the
page shows: the outlet's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from lxml import etree

from whimbrel.clean.date_lists import Dating, dating
from whimbrel.clean.structured import Structured
from whimbrel.clean.unread_dates import unread_day
from whimbrel.clean.visible_dates import Shown, visible_day
from whimbrel.clean.written_days import Calendar, days_in, plausible

_IN_URL: Final = re.compile(
    r"(?<!\d)(?P<y>199\d|20\d\d)[/_-](?P<m>\d{1,2})[/_-](?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<d2>\d\d)[/._-](?P<m2>\d\d)[/._-](?P<y2>199\d|20\d\d)(?!\d)"
    r"|(?<=/)(?P<y3>20\d\d)(?P<m3>\d\d)(?P<d3>\d\d)(?=[/_-])"
)
_MONTH_IN_URL: Final = re.compile(r"/(199\d|20\d\d)/(0[1-9]|1[0-2])(?=[/-])")
_UTC: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):\d\d:\d\d\+00:00")
WEST, EAST = 9, 20  # o'clock in universal time: earlier it may be yesterday in the West, later tomorrow in the East
_MARKED: Final = etree.XPath(".//*[@itemprop='datePublished']")
_CLOCK: Final = re.compile(r"T?\s?(\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?")
SURE: Final = 3  # points of a day that a reader sees, above which it goes before loosely used meta elements
_LOOKED_AT: Final = 100  # characters of a value


@dataclass(frozen=True, slots=True)
class PageDates:
    """`published` and `modified` as ISO 8601, with time and zone where the page gives them, "" where it does not; `how`
    names the statement that the first was taken from."""

    published: str = ""
    modified: str = ""
    how: str = ""


def page_dates(
    tree: etree._Element, said: Structured, url: str = "", today: date | None = None, source: str = ""
) -> PageDates:
    """The days of a page. None is later than tomorrow or earlier than the web. `source` is the page as it came."""
    latest = (today or datetime.now(UTC).date()) + timedelta(days=1)
    lists = dating()
    modified = _first(_changes(said, lists), lists, latest)[0]
    published, how = _first(_statements(tree, said, url, lists, source), lists, latest)
    beside = _day_beside(published, modified)
    rivals = _rivals(said, published, lists, latest) if published and how != "url" else {}
    if published and not beside and not rivals:
        return PageDates(published, modified, how)
    locale, month = said.meta.get("og:locale", ""), _url_month(url)
    shown = visible_day(tree, lists.calendar, lists.classes, lists.labels, latest, locale, month)
    if published:
        return _as_shown(PageDates(published, modified, how), beside, rivals, shown)
    loose, how = _first(_loose(said, lists), lists, latest)
    if shown and (shown.points >= SURE or not loose):
        return PageDates(shown.day.isoformat(), modified, "visible")
    if loose:
        return PageDates(loose, modified, how)
    if modified:
        return PageDates(modified, modified, "change")
    unread, how = _first(unread_day(said, source), lists, latest)
    return PageDates(unread, "", how)


def _rivals(said: Structured, published: str, lists: Dating, latest: date) -> dict[date, str]:
    """Other days that the page states, with their stamps; none where two kinds of statements agree."""
    found: dict[date, str] = {}
    agreeing = 0
    for statements in (
        iter([(said.first("datePublished"), "json-ld")]),
        ((said.meta.get(name, ""), "meta") for name in lists.published),
        _loose(said, lists),
    ):
        stamp = _first(statements, lists, latest)[0]
        if stamp[:10] == published[:10]:
            agreeing += 1
        elif stamp:
            found.setdefault(date.fromisoformat(stamp[:10]), stamp)
    return found if agreeing < 2 else {}


def _as_shown(stated: PageDates, beside: date | None, rivals: Mapping[date, str], shown: Shown | None) -> PageDates:
    """What is stated, unless a reader sees for sure the day beside it, or another that is stated as well."""
    if shown is None or shown.points < SURE or shown.day.isoformat() == stated.published[:10]:
        return stated
    if shown.day == beside:
        return PageDates(shown.day.isoformat(), stated.modified, f"{stated.how}, and as shown")
    if shown.day in rivals:
        return PageDates(rivals[shown.day], stated.modified, "two statements, one of them shown")
    return stated


def _day_beside(stamp: str, modified: str) -> date | None:
    """The other day that an instant in universal time may be of where the outlet is: the day before it or behind it.

    Where a page's day of publication is that of its last change to the second, it may have been the day before, too.
    """
    found = _UTC.fullmatch(stamp)
    if not found:
        return None
    if WEST <= int(found[2]) < EAST:
        return date.fromisoformat(found[1]) - timedelta(days=1) if stamp == modified else None
    return date.fromisoformat(found[1]) + timedelta(days=-1 if int(found[2]) < WEST else 1)


def _statements(
    tree: etree._Element, said: Structured, url: str, lists: Dating, source: str
) -> Iterator[tuple[str, str]]:
    """What the page says of its publication, best first, each with its kind."""
    yield _url_day(url), "url"
    yield said.first("datePublished"), "json-ld"
    for name in lists.published:
        if name in said.meta:
            yield said.meta[name], f"meta {name}"
    if not source or "datePublished" in source:
        for element in _MARKED(tree):
            yield _value(element), "microdata"
    yield from _time_elements(tree)
    yield said.first("dateCreated", "uploadDate"), "json-ld created"


def _loose(said: Structured, lists: Dating) -> Iterator[tuple[str, str]]:
    return ((said.meta.get(name, ""), f"meta {name}") for name in lists.loose)


def _changes(said: Structured, lists: Dating) -> Iterator[tuple[str, str]]:
    yield said.first("dateModified"), "json-ld"
    for name in lists.modified:
        if name in said.meta:
            yield said.meta[name], f"meta {name}"


def _first(statements: Iterator[tuple[str, str]], lists: Dating, latest: date) -> tuple[str, str]:
    for value, how in statements:
        if value and (stamp := _iso(value[:_LOOKED_AT], lists.calendar, latest)):
            return stamp, how
    return "", ""


def _iso(value: str, months: Calendar, latest: date) -> str:
    """A value's day, with its time and zone if it goes on with them; "" if it has none that can be."""
    for found in days_in(value, months):
        if found.day <= latest:
            clock = _CLOCK.match(value, found.end)
            if clock and int(clock[1]) < 24 and int(clock[2]) < 60:
                zone = (clock[4] or "").replace("Z", "+00:00")
                zone = f"{zone[:3]}:{zone[-2:]}" if zone else ""
                return f"{found.day.isoformat()}T{clock[1]}:{clock[2]}:{clock[3] or '00'}{zone}"
            return found.day.isoformat()
    return ""


def _url_day(url: str) -> str:
    """The day in an address, its numbers apart from each other."""
    for found in _IN_URL.finditer(url[:500]):
        year, month, day = (int(found[name] or found[f"{name}2"] or found[f"{name}3"]) for name in "ymd")
        if known := plausible(year, month, day):
            return known.isoformat()
    return ""


def _url_month(url: str) -> tuple[int, int] | None:
    """The year and month in an address, as blogs have them."""
    found = _MONTH_IN_URL.search(url[:500])
    return (int(found[1]), int(found[2])) if found else None


def _value(element: etree._Element) -> str:
    return element.get("content") or element.get("datetime") or "".join(map(str, element.itertext()))


def _time_elements(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """`time` elements marked as the publication's."""
    for element in list(tree.iter("time"))[:50]:
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if element.get("pubdate") is not None or "publish" in names or "entry-date" in names:
            yield _value(element), "time"
