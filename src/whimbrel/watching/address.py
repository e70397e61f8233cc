"""Where a webhook may be sent: never to the inner side of the net that we happen to stand in.

The name is looked up once, every address that it has must be a public one, and the connection is made to the address
that was checked: a name that answers differently the next time gains nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from whimbrel.errors import UsageError

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[str]]
LONGEST = 2000
_PORTS = {"http": 80, "https": 443}
_TRANSLATED = tuple(ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "fec0::/10"))


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was looked up and checked. `ip` is what to connect to, `host` what the server is called."""

    url: str
    scheme: str
    host: str
    port: int
    ip: str

    @property
    def pinned(self) -> str:
        """The URL with the checked address in the place of the name."""
        ip = f"[{self.ip}]" if ":" in self.ip else self.ip
        return urlsplit(self.url)._replace(netloc=f"{ip}:{self.port}", fragment="").geturl()

    @property
    def called(self) -> str:
        """What goes into the `Host` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def check_address(url: str, *, allow_private: bool = False) -> None:
    """Raises UsageError for what is no address to be called, as far as can be told without looking a name up."""
    parts = _parts(url)
    literal = _literal(parts.hostname or "")
    if literal and not allow_private:
        _check(literal, where_of(url))


def looked_up(url: str, *, allow_private: bool = False, resolve: Resolve | None = None) -> Target:
    """The address behind a URL. Raises UsageError for an inner one, and OSError where the name has none."""
    parts = _parts(url)
    host = parts.hostname or ""
    port = parts.port or _PORTS[parts.scheme]
    found = (resolve or _resolved)(host, port)
    if not found:
        raise OSError(f"{host} has no address")
    if not allow_private:
        for one in found:
            _check(ip_address(one.partition("%")[0]), where_of(url))
    return Target(url, parts.scheme, host, port, found[0])


def where_of(url: str) -> str:
    """The URL for messages: without its path and query, which may hold secrets."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…"


def is_public(address: Address) -> bool:
    """Whether an address is of the public net: not of this machine, this site, a tunnel to them, or many at once."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped or address.sixtofour or address.teredo:
            return False
        if any(address in net for net in _TRANSLATED):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _check(address: Address, where: str) -> None:
    if not is_public(address):
        raise UsageError(
            f"{address} is no address of the public net",
            where=where,
            remedy="--allow-private lets webhooks go to this machine and the nets around it",
        )


def _parts(url: str) -> SplitResult:
    remedy = "write https://host/path"
    try:
        if len(url) > LONGEST or not url.isascii() or any(char <= " " or char in '\\"<>^`{|}' for char in url):
            raise ValueError(url)
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname or parts.port == 0:
            raise ValueError(url)
    except ValueError:
        raise UsageError("the webhook is no http address", remedy=remedy) from None
    if parts.username is not None or parts.password is not None:
        raise UsageError("the webhook's address holds a name or password", remedy=remedy)
    return parts


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _resolved(host: str, port: int) -> list[str]:
    """Every address of a name, in the order of the system's preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))
