"""What a page says about its article besides the day: JSON-LD first, then meta elements, then what a reader sees."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from whimbrel.clean.patterns import patterns
from whimbrel.clean.structured import Structured

_IN_JSON_LD: Final = {"title": ("headline",), "source": ("publisher",), "byline": ("author", "creator")}
_META: Final = ("title", "source", "byline", "url")
_CAPTION_CLASSES: Final = ("wp-caption-text", "image-caption", "photo-caption", "picture-caption")
_BEFORE_CAPTION: Final = ("wp", "image", "photo", "picture")
_MOST_CAPTIONS: Final = 100
_LONGEST_CAPTION: Final = 1000
_BYLINE: Final = re.compile(r"(?:^|[\s_-])(?:byline|author)(?:$|[\s_-]|[-_]*name)", re.IGNORECASE)
_BY: Final = re.compile(r"^(?:by|von|par|por|di|door)\s+", re.IGNORECASE)
_LONGEST_BYLINE: Final = 120


def page_fields(tree: etree._Element, said: Structured) -> dict[str, str]:
    """Title, source, byline, url and language as the page gives them; those it does not give are left out.

    `canonical` and `shared` are the addresses that it calls its own, as it writes them; neither is to be believed as it
    stands (`page_address`).
    """
    found = {name: said.first(*keys) for name, keys in _IN_JSON_LD.items()}
    for name in _META:
        if not found.get(name):
            found[name] = _meta(said, name)
    found["shared"] = found["url"]
    for link in tree.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical" and (address := (link.get("href") or "").strip()):
            found["canonical"] = address
            if address.startswith("http"):
                found["url"] = address
            break
    if not found["title"] and (heading := tree.find(".//h1")) is not None:
        found["title"] = text_of(heading)
    if not found["title"] and (heading := tree.find(".//title")) is not None:
        found["title"] = text_of(heading)
    found["byline"] = found["byline"] or _shown_byline(tree)
    found["language"] = _language(tree, said)
    return {name: value.strip() for name, value in found.items() if value and value.strip()}


def text_of(element: etree._Element) -> str:
    """The words inside an element, on one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def captions_of(tree: etree._Element, source: str) -> tuple[str, ...]:
    """The texts of picture captions, each once, in order. `source` tells whether classes need be looked through."""
    named = _names_captions(source)
    if not named and "figcaption" not in source:
        return ()
    elements = tree.iter("figcaption", "p", "div", "span", "dd", "em", "small") if named else tree.iter("figcaption")
    found: list[str] = []
    for element in elements:
        if element.tag == "figcaption" or (named and _is_caption(element)):
            found.append(text_of(element))
            if len(found) == _MOST_CAPTIONS:
                break
    return tuple(dict.fromkeys(words for words in found if 0 < len(words) <= _LONGEST_CAPTION))


def _names_captions(source: str) -> bool:
    """Whether one of the class names may stand in a page: one look through it, not one for each."""
    at = source.find("-caption")
    while at >= 0:
        if source.endswith(_BEFORE_CAPTION, max(0, at - 7), at):
            return True
        at = source.find("-caption", at + 1)
    return False


def _is_caption(element: etree._Element) -> bool:
    names = element.get("class")
    return names is not None and any(name in names for name in _CAPTION_CLASSES)


def _meta(said: Structured, name: str) -> str:
    for alias in patterns().html[f"meta_{name}"]:
        value = said.meta.get(alias, "")
        if value and not (name == "byline" and value.startswith("http")):
            return value.lstrip("@") if name == "source" else value
    return ""


def _shown_byline(tree: etree._Element) -> str:
    """The first short text marked as the author's name."""
    for element in tree.iter("a", "span", "div", "p", "li", "address", "strong", "b", "em", "cite", "td"):
        names = element.get("class")
        named = element.get("rel") == "author" or element.get("itemprop") == "author"
        if named or (names and _BYLINE.search(names)):
            name = next((one for one in element.iter() if one.get("itemprop") == "name"), element)
            if (words := text_of(name)) and len(words) <= _LONGEST_BYLINE:
                return _BY.sub("", words)
    return ""


def _language(tree: etree._Element, said: Structured) -> str:
    """The two-letter code that the page declares, "" if it declares none."""
    given = tree.get("lang") or said.first("inLanguage") or said.meta.get("og:locale") or ""
    code = re.split(r"[-_]", given.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else ""
