"""Which addresses are of one page: written in many ways, for small screens, for print, behind caches and archives.

`canonical_url` is an address to keep and to click; `page_key` is what all addresses of one page have in common, and no
address. Both are idempotent, and neither raises.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from whimbrel.addresses import LONGEST, PORTS, TRACKING

_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE: Final = "!$%&'()*+,-./:;=@_~"
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})?")
_TWIN_HOSTS: Final = frozenset(
    ("www", "www1", "www2", "www3", "m", "mobile", "mobi", "amp", "touch", "wap", "lite", "print")
)
_TWIN_PATHS: Final = frozenset(("amp", "amphtml"))  # wherever they stand
_TWIN_ENDS: Final = frozenset(
    ("amp.html", "print", "print.html", "printable", "print-view", "printview", "printpage", "print.php")
)
_TWIN_STARTS: Final = frozenset(("m", "mobile", "print", "printable"))
_TWIN_QUERY: Final = frozenset((
    "amp", "amp=1", "amp=true", "output=amp", "outputtype=amp", "outputtype=valid_amp", "view=amp", "usqp=mq331aq",
    "print", "print=1", "print=true", "print=yes", "printable=1", "printable=true", "view=print", "mode=print",
    "output=print", "format=print", "printerfriendly=true", "m=1", "mobile=1", "mobile=true", "nomobile=1",
    "view=mobile", "platform=mobile", "singlepage=true", "page=all", "pagewanted=all", "pagewanted=print",
))  # fmt: skip
_INDEX: Final = re.compile(r"(?:index|default|home)\.(?:html?|xhtml|php|aspx?|jsp|cfm|shtml)", re.IGNORECASE)
_AMP_END: Final = re.compile(r"\.amp(?=\.html?$|$)", re.IGNORECASE)
_WRAPPED: Final = (  # addresses that lead to another, which is in them
    re.compile(
        r"^https?://web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(?P<to>(?:https?:/+)?[^/?]+\.[^/?]+.*)$", re.IGNORECASE
    ),
    re.compile(
        r"^https?://[\w-]+\.cdn\.ampproject\.org/[cvwi]/(?P<s>s/)?(?P<to>(?:https?:/+)?[^/?]+\.[^/?]+.*)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(?P<s>s/)?(?P<to>(?:https?:/+)?[^/?]+\.[^/?]+.*)$", re.IGNORECASE
    ),
)
_SECOND_LEVEL: Final = frozenset((
    "ac", "co", "com", "edu", "gen", "go", "gob", "gouv", "gov", "govt", "in", "info", "mil", "ne", "net", "nom",
    "or", "org", "press",
))  # fmt: skip
_ENDING: Final = re.compile(r"\.[a-z]{2,6}$", re.IGNORECASE)
_MOST_LAYERS: Final = 8
_WORDS: Final = re.compile(r"[-_]+")
_LITTLE: Final = frozenset(("", "and", "the", "of", "y", "et", "und"))
_DAY_INDEX: Final = re.compile(r"(?:[^/]{1,40}/)?(?:19|20)\d\d(?:/\d{1,2}){0,2}|(?:.*/)?page/\d+")


def canonical_url(url: str) -> str:
    """The address in its plain form; "" if it is none of the web.

    Host in lower case and IDNA, percent signs only where they must be, no login, default port, fragment, `.` and `..`,
    nor parameters that only track readers. It leads where the given one leads.
    """
    url = "".join(url.split())[:LONGEST]
    try:
        parts = urlsplit(url)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not host:
        return ""
    if port and port != PORTS[scheme]:
        host = f"{host}:{port}"
    pieces = [piece for piece in parts.query.split("&") if piece and not f"{piece}=".lower().startswith(TRACKING)]
    path = "/" + "/".join(_without_dots(_plain(parts.path).split("/")[1:]))
    return urlunsplit((scheme, host, path, "&".join(map(_plain_query, pieces)), ""))


def page_key(url: str) -> str:
    """What all addresses of one page share: `host/path?query` without what only tells the way to it; "" for none.

    The scheme, `www.`, the twins for small screens and for print, AMP and its caches, archives' copies, index pages,
    closing slashes and the order of parameters make no other page.
    """
    for _ in range(_MOST_LAYERS):  # what is inside may be wrapped once more
        key = _key(url)
        if not key or url == f"https://{key}":
            return key
        url = f"https://{key}"
    return key


def _key(url: str) -> str:
    url = canonical_url(url)
    url = _unwrapped(url) or url
    if not url:
        return ""
    parts = urlsplit(url)
    path = _path_key([part for part in parts.path.split("/") if part])
    pieces = parts.query.replace("%20", "+").split("&")
    pieces = sorted({piece for piece in pieces if piece and piece.lower() not in _TWIN_QUERY})
    query = f"?{'&'.join(pieces)}" if pieces else ""
    port = f":{parts.port}" if parts.port else ""
    return f"{host_key(parts.hostname or '')}{port}/{path}{query}"


def host_key(host: str) -> str:
    """A host without the labels before it that make no other outlet: `www.`, `m.`, `amp.`."""
    labels = host.lower().strip(".").split(".")
    while len(labels) > 2 and labels[0] in _TWIN_HOSTS:
        labels = labels[1:]
    return ".".join(labels)


def site_of(host: str) -> str:
    """The domain that somebody registered, as far as its labels tell: `news.example.co.uk` → `example.co.uk`."""
    labels = host_key(host).split(".")
    wide = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if wide else labels[-2:])


def is_article(key: str) -> bool:
    """Whether a page's key looks like that of one article: not of a front page, a section, or the list of a day.

    Such pages hold other articles from day to day, so that what is found there twice is not one article twice.
    """
    path, _, query = key.partition("/")[2].partition("?")
    if any(character.isdigit() for character in query):
        return True
    if not path or _DAY_INDEX.fullmatch(path):
        return False
    last = unquote(path.rsplit("/", 1)[-1])
    return (
        any(character.isdigit() for character in last)
        or bool(_ENDING.search(last))
        or len([word for word in _WORDS.split(last) if word not in _LITTLE]) > 2
        or len(last) > 24
    )


def is_section_above(key: str, other: str) -> bool:
    """Whether the first key is of a front page or a section of the second: a part of its path, and no article's."""
    return key != other and not is_article(key) and other.startswith(key.partition("?")[0].rstrip("/") + "/")


def _host(name: str) -> str:
    name = name.lower().strip(".")
    if name.isascii():
        return f"[{name}]" if ":" in name else name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError("no name of a host") from None


def _plain(text: str) -> str:
    """Percent signs only where they must be, each with large letters."""
    return quote(_ESCAPE.sub(_escaped, text), safe=_SAFE)


def _plain_query(text: str) -> str:
    return quote(_ESCAPE.sub(_escaped, text), safe=_SAFE + "?")


def _escaped(found: re.Match[str]) -> str:
    if not found[1]:
        return "%25"
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _without_dots(parts: Sequence[str]) -> list[str]:
    """The parts of a path, `.` and `..` followed."""
    kept: list[str] = []
    for at, part in enumerate(parts):
        if part == "..":
            kept = kept[:-1]
        elif part != ".":
            kept.append(part)
        if part in (".", "..") and at == len(parts) - 1:
            kept.append("")
    return kept


def _unwrapped(url: str) -> str:
    """The address that a cache or an archive shows the page of; "" for any other."""
    for form in _WRAPPED:
        if found := form.match(url):
            to = found["to"]
            if not to.startswith(("http://", "https://")):
                to = re.sub(r"^(https?):/+", r"\1://", to) if to.startswith("http") else f"https://{to}"
            return canonical_url(to)
    return ""


def _path_key(parts: Sequence[str]) -> str:
    kept = [part for part in parts if part.lower() not in _TWIN_PATHS]
    before: list[str] | None = None
    while kept and kept != before:
        before = kept
        if _INDEX.fullmatch(kept[-1]) or (len(kept) > 1 and kept[-1].lower() in _TWIN_ENDS):
            kept = kept[:-1]
        elif len(kept) > 1 and kept[0].lower() in _TWIN_STARTS:
            kept = kept[1:]
        else:
            kept = [part for part in (*kept[:-1], _AMP_END.sub("", kept[-1])) if part]
    return "/".join(kept)
