"""XML from strangers: no entities of its own, no outer DTD, nothing fetched, no trees without bound."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from whimbrel.errors import SetAside
from whimbrel.gather.decode import decode

_PROLOGUE: Final = re.compile(r"\s*<\?xml(?P<said>[^>]{0,300}?)\?>", re.IGNORECASE)
_ENCODING: Final = re.compile(r"encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:-]{1,40})")
_FORBIDDEN: Final = re.compile(r"<!\s*(?:ENTITY|ATTLIST|ELEMENT)\b", re.IGNORECASE)
_CONTROLS: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NUMBERED: Final = re.compile(r"&#(?:0*(\d{1,7})|[xX]0*([0-9a-fA-F]{1,6}));")
_BEFORE: Final = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)  # what may stand before the declarations
MOST: Final = 10_000  # entries of one feed


def parse_xml(data: bytes, where: str, told: str = "") -> etree._Element:
    """The root element. Raises SetAside (malformed) for what is no XML, and for entities, which could be a bomb."""
    prologue = _PROLOGUE.match(data[:400].decode("latin-1").lstrip("\xef\xbb\xbf"))
    said = _ENCODING.search(prologue["said"]) if prologue else None
    text = decode(data, told=told or (said[1] if said else "")).text
    text = _CONTROLS.sub("", _PROLOGUE.sub("", text, count=1).lstrip("\ufeff \t\r\n"))
    if "&#" in text:
        text = _NUMBERED.sub(_whole, text)
    if found := _FORBIDDEN.search(text, 0, _declarations_end(text)):
        raise _bomb(found[0], where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SetAside("malformed", f"no XML: {str(error)[:100]}", where=where, remedy="check the address") from None
    if root is None:
        raise SetAside("malformed", "no XML", where=where, remedy="check the address")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise _bomb("<!ENTITY", where)
    return root


def _whole(found: re.Match[str]) -> str:
    """A character given by its number, unless it is half of one, which the parser lets in and cannot give out."""
    number = int(found[1]) if found[1] else int(found[2], 16)
    return "\ufffd" if 0xD800 <= number <= 0xDFFF else found[0]


def name_of(element: etree._Element) -> str:
    """An element's name without its namespace, in lower case; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def space_of(element: etree._Element) -> str:
    """The namespace of an element."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def words_of(element: etree._Element | None) -> str:
    """The text inside an element, on one line, at most 2000 characters of it."""
    if element is None:
        return ""
    return " ".join("".join(str(piece) for piece in element.itertext())[:20_000].split())[:2000]


def _declarations_end(text: str) -> int:
    """Where the root element begins, as far as declarations of its own may stand before it."""
    at = 0
    while found := _BEFORE.match(text, at):
        at = found.end()
    if text[at : at + 9].upper() != "<!DOCTYPE":
        return at
    inner, outer = text.find("[", at), text.find(">", at)
    return len(text) if 0 <= inner < outer or outer < 0 else outer


def _bomb(found: str, where: str) -> SetAside:
    message = f"it declares entities of its own ({found} …), which could be a bomb"
    return SetAside("malformed", message, where=where, remedy="tell the outlet; nothing of it was read")
