"""A page's tree, without what no reader sees: scripts (but data), styles, drawings and comments are cut out unparsed.

They are half of a page. Nothing is run, no entity but those of HTML is known, nothing is fetched. A page is read as far
as `LONGEST` characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

LONGEST: Final = 8_000_000  # characters of a page; what comes behind them is not read
_LONG_TAG: Final = 20_000  # characters
_MOST_WORDS: Final = 2_000  # in such a tag
_TAG: Final = re.compile(rf"(<[A-Za-z][\w-]{{0,40}})[^<>]{{{_LONG_TAG},}}")
_PROLOGUE: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
# Other spellings of the opening tags are left to the parser, those of the closing ones must be known.
_OPENING: Final = re.compile(r"<(?:(script|style|svg)(?![\w-])|!--)")
_CLOSING: Final = {
    "script": re.compile(r"</[sS][cC][rR][iI][pP][tT](?![\w-])[^>]*>"),
    "style": re.compile(r"</[sS][tT][yY][lL][eE](?![\w-])[^>]*>"),
    "svg": re.compile(r"</[sS][vV][gG](?![\w-])[^>]*>|<[sS][vV][gG]\b"),
    None: re.compile(r"--!?>"),
}
_DATA: Final = re.compile(r"ld(?:\+|&#(?:43|x2[bB]);|&plus;)json")


def tree_of(source: str) -> etree._Element | None:
    """The outermost element of a page; None where there is none. Never raises."""
    prologue = _PROLOGUE.match(source)
    source = source[prologue.end() if prologue else 0 : LONGEST].replace("\0", "")
    data = _without_bombs("".join(_read(source))).encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    try:
        return etree.fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _read(source: str) -> Iterator[str]:
    """The runs of a page that are read; what opens and never closes is left to the parser."""
    done = at = 0
    while opening := _OPENING.search(source, at):
        kind, behind = opening[1], opening.end()
        if kind is not None:
            behind = source.find(">", behind) + 1
            if not behind:
                break
        else:
            behind = opening.start() + 2  # "<!-->" is a whole comment
        closing = _CLOSING[kind].search(source, behind)
        if closing is None:
            break
        at = closing.end()
        if kind == "script" and _DATA.search(source, opening.end(), behind):
            continue
        if kind == "svg" and (source[behind - 2] == "/" or closing[0][1] != "/"):
            at = behind
            continue
        yield source[done : opening.start()]
        done = at
    yield source[done:]


def _without_bombs(source: str) -> str:
    """A page whose tags have few attributes: the parser compares each with all before it, which takes minutes."""
    at = 0
    while at + _LONG_TAG < len(source):
        at = source.rfind(">", at, at + _LONG_TAG) + 1
        if not at:
            break
    else:
        return source
    return _TAG.sub(lambda tag: tag[1] if len(tag[0].split(None, _MOST_WORDS)) > _MOST_WORDS else tag[0], source)
