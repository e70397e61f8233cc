"""The article's text out of a page's tree, without help from outside: the fallback when trafilatura is not there."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from lxml.html import HtmlElement

from whimbrel.clean.html_meta import text_of
from whimbrel.clean.patterns import patterns

_BODY_PATHS: Final = (
    "//*[@itemprop='articleBody']",
    "//*[contains(@class,'article-body') or contains(@class,'articleBody') or contains(@class,'article__body')"
    " or contains(@class,'story-body') or contains(@class,'entry-content') or contains(@class,'post-content')"
    " or contains(@class,'article-content') or contains(@class,'article-text') or contains(@class,'story-content')]",
    "//article",
    "//main",
)
_ENOUGH: Final = 400  # characters; with less the container was a wrong guess
_DEEPEST: Final = 200


def body_text(tree: HtmlElement) -> str:
    """One line a paragraph. Empty when the page holds no running text."""
    text = ""
    for top in (_container(tree), tree):
        lines: list[str] = []
        _collect(top, lines, 0)
        text = "\n\n".join(lines)
        if len(text) >= _ENOUGH:
            break
    return text


def captions_of(tree: HtmlElement) -> list[str]:
    """The texts of figure captions."""
    found = tree.xpath("//figcaption|//*[contains(@class,'wp-caption-text') or contains(@class,'image-caption')]")
    return [words for element in found[:100] if (words := text_of(element))]


def _container(tree: HtmlElement) -> HtmlElement:
    """The element with most paragraph text: a known body element, or the parent whose own paragraphs are longest."""
    best, most = tree, 0
    for path in _BODY_PATHS:
        for element in tree.xpath(path)[:20]:
            length = _paragraph_text(element)
            if length > most:
                best, most = element, length
        if most > 500:
            return best
    totals: dict[HtmlElement, int] = {}
    for paragraph in tree.iter("p"):
        parent = paragraph.getparent()
        if parent is not None and not _is_noise(paragraph):
            totals[parent] = totals.get(parent, 0) + len(text_of(paragraph))
    if totals:
        parent = max(totals, key=lambda element: totals[element])
        if totals[parent] > most:
            return parent
    return best


def _paragraph_text(element: HtmlElement) -> int:
    return sum(len(text_of(paragraph)) for paragraph in element.iter("p"))


def _is_noise(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in patterns().html["dropped"]:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return bool(marks.strip()) and _noise().search(marks) is not None


@cache
def _noise() -> re.Pattern[str]:
    words = "|".join(map(re.escape, patterns().html["noise"]))
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)


def _collect(element: HtmlElement, lines: list[str], depth: int) -> None:
    """Walk the tree; text between block elements becomes a line."""
    pending: list[str] = []
    blocks = frozenset(patterns().html["blocks"])

    def flush() -> None:
        words = " ".join("".join(pending).split())
        pending.clear()
        if words:
            lines.append(words)

    def walk(node: HtmlElement, level: int) -> None:
        pending.append(node.text or "")
        for child in node:
            block = isinstance(child.tag, str) and child.tag in blocks
            if block or child.tag == "br":
                flush()
            if level < _DEEPEST and not _is_noise(child):
                walk(child, level + 1)
            if block:
                flush()
            pending.append(child.tail or "")

    walk(element, depth)
    flush()
