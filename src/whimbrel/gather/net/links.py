"""Addresses as pages and feeds write them, in the plain letters that go over the wire."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

_NO_NAME: Final = re.compile(r"[\0-\x20\x7f<>\"\\^`{|}]")
_SAFE: Final = "/%:@!$&'()*+,;=~-._"


def ascii_url(url: str) -> str:
    """The address with its host in IDNA, its path and query percent-encoded, its fragment left out.

    Raises ValueError for a host or port that cannot be.
    """
    plain = urldefrag("".join(url.split("\n")).replace("\t", "").replace("\r", "").strip())[0]
    parts = urlsplit(plain)
    host = parts.hostname or ""
    if not host and parts.path.startswith("//"):
        raise ValueError("it names no host")  # put together again, its path would be one
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError("its host is no name") from None
    login = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    if _NO_NAME.search(f"{login}{host}") or not login.isascii():  # a blank may come of another letter in the host
        raise ValueError("its host is no name")
    if ":" in host:
        host = f"[{host}]"
    port = f":{parts.port}" if parts.port is not None else ""
    scheme = parts.scheme.lower()
    if (scheme, parts.port) in (("http", 80), ("https", 443)):
        port = ""
    path = quote(parts.path, safe=_SAFE) or "/"
    return urlunsplit((scheme, f"{login}{host}{port}", path, quote(parts.query, safe=_SAFE + "?[]"), ""))


def absolute(link: str, base: str) -> str:
    """A link as an address of its own, "" when it leads to no web page."""
    try:
        found = ascii_url(urljoin(base, link.strip()))
        web = found.startswith(("http://", "https://")) and urlsplit(found).hostname
    except ValueError:
        return ""
    return found if web else ""
