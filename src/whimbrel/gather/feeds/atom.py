"""Atom 1.0 (RFC 4287) and its forerunner 0.3."""

from __future__ import annotations

from typing import Final

from lxml import etree

from whimbrel.gather.feeds.entry import Entry, Feed
from whimbrel.gather.feeds.xml import name_of, words_of
from whimbrel.gather.net.links import absolute

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"


def atom(root: etree._Element, url: str) -> Feed:
    """The feed under a root <feed>."""
    base = absolute(root.get(_BASE, ""), url) or url
    entries = [_entry(one, base, root.get(_LANG, "")) for one in root if name_of(one) == "entry"]
    return Feed("atom", _child(root, "title"), tuple(entries))


def _entry(entry: etree._Element, base: str, language: str) -> Entry:
    here = absolute(entry.get(_BASE, ""), base) or base
    links = [one for one in entry if name_of(one) == "link" and one.get("href")]
    best = min(links, key=_rank, default=None)
    published = _child(entry, "published") or _child(entry, "issued") or _child(entry, "created")
    updated = _child(entry, "updated") or _child(entry, "modified")
    names = [_child(author, "name") for author in entry if name_of(author) == "author"]
    usable = best is not None and _rank(best)[0] < _UNFIT
    return Entry(
        url=absolute(best.get("href", ""), here) if best is not None and usable else "",
        title=_child(entry, "title"),
        date=published or updated,
        updated=updated if published else "",
        byline=", ".join(name for name in names if name),
        language=entry.get(_LANG, "") or language,
    )


_UNFIT: Final = 2


def _rank(link: etree._Element) -> tuple[int, int]:
    """The page itself first; links to what is enclosed, related or answers it lead elsewhere."""
    rel = link.get("rel", "alternate")
    kind = link.get("type", "text/html")
    place = 0 if rel == "alternate" else 1 if rel == "self" else _UNFIT
    return place, 0 if "html" in kind else 1


def _child(element: etree._Element, name: str) -> str:
    return words_of(next((one for one in element if name_of(one) == name), None))
