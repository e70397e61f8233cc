"""What a page says about itself: JSON-LD, OpenGraph and other meta elements, its heading and time elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml.html import HtmlElement

from whimbrel.clean.patterns import patterns

_ARTICLE: Final = re.compile(r"Article|NewsArticle|BlogPosting|Report|LiveBlogPosting|WebPage")
_META: Final = ("title", "date", "source", "byline", "url")
_LD_LIMIT: Final = 500_000


def page_fields(tree: HtmlElement) -> dict[str, str]:
    """Title, date, source, byline and url as the page gives them; those it does not give are left out."""
    fields = _meta(tree)
    fields.update(_json_ld(tree))
    if canonical := tree.xpath("//link[@rel='canonical']/@href"):
        fields["url"] = str(canonical[0])
    if "title" not in fields and (heading := tree.xpath("//h1[1]|//title[1]")):
        fields["title"] = text_of(heading[-1])
    if "date" not in fields and (date := _visible_date(tree)):
        fields["date"] = date
    return {name: value.strip() for name, value in fields.items() if value and value.strip()}


def text_of(element: HtmlElement) -> str:
    """The words inside an element, on one line."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _meta(tree: HtmlElement) -> dict[str, str]:
    given: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            given.setdefault(name.strip().lower(), content)
    found: dict[str, str] = {}
    for name in _META:
        value = next((given[alias] for alias in patterns().html[f"meta_{name}"] if alias in given), "")
        if value and not (name == "byline" and value.startswith("http")):
            found[name] = value.lstrip("@") if name == "source" else value
    return found


def _json_ld(tree: HtmlElement) -> dict[str, str]:
    best: dict[str, str] = {}
    for script in tree.xpath("//script[@type='application/ld+json']"):
        source = script.text or ""
        if len(source) > _LD_LIMIT:
            continue
        try:
            document = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(document, 0):
            kind = node.get("@type")
            if not _ARTICLE.search(" ".join(map(str, kind)) if isinstance(kind, list) else str(kind)):
                continue
            given = _from_node(node)
            if len(given) > len(best):
                best = given
    return best


def _nodes(document: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(document, list):
        for item in document[:50]:
            yield from _nodes(item, depth + 1)
    elif isinstance(document, dict):
        yield document
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(document.get(key), depth + 1)


def _from_node(node: dict[str, Any]) -> dict[str, str]:
    values = {
        "title": _name(node.get("headline")),
        "date": _name(node.get("datePublished") or node.get("dateCreated")),
        "source": _name(node.get("publisher")),
        "byline": _name(node.get("author")),
    }
    return {name: value for name, value in values.items() if value}


def _name(value: Any, depth: int = 0) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and depth < 3:
        return ", ".join(name for item in value[:10] if (name := _name(item, depth + 1)))
    if isinstance(value, dict) and depth < 3:
        return _name(value.get("name"), depth + 1)
    return ""


def _visible_date(tree: HtmlElement) -> str:
    for path in ("//article//time/@datetime", "//*[@itemprop='datePublished']/@datetime", "//time/@datetime"):
        if found := tree.xpath(path):
            return str(found[0])
    for element in tree.xpath("//*[@itemprop='datePublished']|//time[1]")[:2]:
        if words := text_of(element):
            return words
    return ""
