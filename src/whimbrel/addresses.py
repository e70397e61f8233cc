"""Which addresses of the net may be called: never one on the inner side of the net that we happen to stand in.

A name is looked up once, every address that it has must be a public one, and the connection is made to the address
that was checked: a name that answers differently the next time gains nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from whimbrel.errors import UsageError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
_TRANSLATED = tuple(ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "fec0::/10"))
TRACKING = (  # beginnings of parameters that tell who sent a reader, and nothing of the page
    "utm_", "fbclid", "gclid", "dclid", "msclkid", "yclid", "mc_cid", "mc_eid", "igshid", "ncid", "ocid", "cmpid",
    "smid", "ref_src", "__twitter", "amp;", "at_medium", "at_campaign", "at_custom", "traffic_source", "xtor",
    "_hsenc", "_hsmi", "mkt_tok", "srsltid", "guccounter", "guce_referrer",
)  # fmt: skip
_NEVER_IN_URLS = '\\"<>^`{|}'


class InnerAddressError(Exception):
    """The name leads to an address that is not of the public net."""

    def __init__(self, host: str, address: str) -> None:
        said = address if host.strip("[]") == address else f"{host} ({address})"
        super().__init__(f"{said} is no address of the public net")


def is_public(address: Address) -> bool:
    """Whether an address is of the public net: not of this machine, this site, a tunnel to them, or many at once."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped or address.sixtofour or address.teredo:
            return False
        if any(address in net for net in _TRANSLATED):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def checked_address(host: str, port: int, *, allowed: Sequence[Network] = (), resolve: Resolve | None = None) -> str:
    """The address to connect to for a host. `allowed` are inner networks that may be called all the same.

    Raises InnerAddressError when any address of the host is an inner one, OSError where it has none.
    """
    found = list((resolve or looked_up)(host, port))
    if not found:
        raise OSError(f"{host} has no address")
    for one in found:
        address = ip_address(one.partition("%")[0])
        if not is_public(address) and not any(address in net for net in allowed):
            raise InnerAddressError(host, str(address))
    return found[0]


def looked_up(host: str, port: int) -> list[str]:
    """Every address of a name, in the order of the system's preference. Raises OSError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(f"{host[:80]} is no name of a host") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def without_tracking(url: str) -> str:
    """The address without fragment and parameters that only track; all else stays to the letter."""
    plain = url.partition("#")[0]
    path, mark, query = plain.partition("?")
    kept = [piece for piece in query.split("&") if piece and not f"{piece}=".lower().startswith(TRACKING)]
    return f"{path}?{'&'.join(kept)}" if mark and kept else path


def network(given: str) -> Network:
    """An address or network as a person writes it ("127.0.0.1", "10.0.0.0/8"). Raises UsageError."""
    try:
        return ip_network(given.strip(), strict=False)
    except ValueError:
        raise UsageError(f"{given!r} is no address or network", remedy="write 127.0.0.1 or 10.0.0.0/8") from None


def web_parts(url: str) -> SplitResult:
    """A plain web address in its parts. Raises ValueError, with the reason, for any other."""
    if len(url) > LONGEST:
        raise ValueError(f"an address of more than {LONGEST} characters")
    if not url.isascii() or any(char <= " " or char in _NEVER_IN_URLS for char in url):
        raise ValueError("characters that no web address has")
    parts = urlsplit(url)
    if parts.scheme not in PORTS:
        raise ValueError(f"not http or https but {parts.scheme[:20] or 'nothing'}")
    if not parts.hostname or parts.port == 0:
        raise ValueError("no host in it")
    if parts.username is not None or parts.password is not None:
        raise ValueError("a name or password in it")
    return parts
