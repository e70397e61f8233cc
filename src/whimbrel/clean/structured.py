"""What a page says of itself for machines: JSON-LD objects with an article's type, and meta elements by name."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from whimbrel.clean.headline import loose_key

_ARTICLE: Final = re.compile(r"Article|BlogPosting|Report|LiveBlogPosting|NewsItem")
_PAGE: Final = re.compile(r"WebPage|ItemPage|VideoObject|AudioObject|Event|Recipe|Product|CreativeWork")
_ELEMENT: Final = re.compile(r"<[^>]{0,500}>")
_BREAK: Final = re.compile(r"<(?:/(?:p|div|li|h[1-6]|blockquote|tr)|br)\b[^>]{0,500}>", re.IGNORECASE)
_UNSOUND: Final = re.compile("[\0\ud800-\udfff]")
_LD_LIMIT: Final = 500_000
_DEEPEST: Final = 6
_MOST_NODES: Final = 500


@dataclass(frozen=True, slots=True)
class Told:
    """An article's text in data for machines ("" for none), and whether its object bears the page's title."""

    text: str
    titled: bool


@dataclass(frozen=True, slots=True)
class Structured:
    """`meta` by lower-case name, the first of each; `nodes` JSON-LD objects, articles before pages; `named` by @id."""

    meta: Mapping[str, str]
    nodes: Sequence[Mapping[str, Any]] = ()
    named: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def first(self, *keys: str) -> str:
        """The first value of these keys, key by key over all nodes; "" if none has any."""
        return next((text for key in keys for node in self.nodes if (text := self.text(node.get(key)))), "")

    def text(self, value: Any, depth: int = 0) -> str:
        """A value as people would read it: a string, a list of names, the name of an object or of one pointed to."""
        if isinstance(value, str):
            return _sound(html.unescape(value) if "&" in value else value).strip()
        if isinstance(value, list) and depth < 3:
            return ", ".join(dict.fromkeys(name for item in value[:10] if (name := self.text(item, depth + 1))))
        if isinstance(value, dict) and depth < 3:
            told = value.get("name") or value.get("@value") or self.named.get(str(value.get("@id")), {}).get("name")
            return self.text(told, depth + 1)
        return ""

    def body(self, titles: Container[str] = ()) -> Told:
        """The article's text as an object holds it, a paragraph a line, without markup.

        Where several objects hold one, as on a page of many stories, that of an object with one of the page's `titles`
        (loose keys) is taken, and none without such.
        """
        holders = [node for node in self.nodes if isinstance(body := node.get("articleBody"), str) and body.strip()]
        titled = [node for node in holders if loose_key(self.text(node.get("headline"))) in titles]
        if not titled and len({node["articleBody"] for node in holders}) > 1:
            return Told("", False)
        longest = max((str(node["articleBody"]) for node in titled or holders), key=len, default="")
        if "&" in longest or "<" in longest:
            longest = _ELEMENT.sub(" ", _BREAK.sub("\n", html.unescape(html.unescape(longest))))
        return Told(_sound(longest), bool(titled))


def _sound(text: str) -> str:
    """Without zeros and halves of characters, which JSON may hold."""
    return _UNSOUND.sub("\ufffd", text)


def structured(tree: etree._Element) -> Structured:
    """What a parsed page says of itself. Nothing in it is trusted: broken or huge JSON is left out."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            meta.setdefault(name.strip().lower(), content.strip())
    found: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            found.extend(_objects(script.text or ""))
    named = {str(node["@id"]): node for node in found if "@id" in node and len(node) > 1}
    kinds = [(node, _kind(node)) for node in found]
    articles = [node for node, kind in kinds if _ARTICLE.search(kind)]
    pages = [node for node, kind in kinds if _PAGE.search(kind) and not _ARTICLE.search(kind)]
    return Structured(meta, [*articles, *pages], named)


def _objects(source: str) -> list[Mapping[str, Any]]:
    source = source.strip().removeprefix("<!--").removesuffix("-->").rstrip("; \n")
    if not source or len(source) > _LD_LIMIT:
        return []
    try:
        document = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[Mapping[str, Any]] = []
    for node in _nodes(document, 0):
        found.append(node)
        if len(found) >= _MOST_NODES:
            break
    return found


def _kind(node: Mapping[str, Any]) -> str:
    kind = node.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _nodes(document: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(document, list):
        for item in document[:100]:
            yield from _nodes(item, depth + 1)
    elif isinstance(document, dict):
        yield document
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _nodes(document.get(key), depth + 1)
