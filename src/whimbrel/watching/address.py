"""Where a webhook may be sent: never to the inner side of the net that we happen to stand in.

The name is looked up once, every address that it has must be a public one, and the connection is made to the address
that was checked: a name that answers differently the next time gains nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from whimbrel.addresses import PORTS, InnerAddressError, Resolve, checked_address, is_public, web_parts
from whimbrel.errors import UsageError

__all__ = ["Resolve", "Target", "check_address", "is_public", "looked_up", "where_of"]

_EVERYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))


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
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def check_address(url: str, *, allow_private: bool = False) -> None:
    """Raises UsageError for what is no address to be called, as far as can be told without looking a name up."""
    host = _parts(url).hostname or ""
    try:
        literal = ip_address(host.partition("%")[0])
    except ValueError:
        return
    if not allow_private and not is_public(literal):
        raise _inner(InnerAddressError(host, str(literal)), url)


def looked_up(url: str, *, allow_private: bool = False, resolve: Resolve | None = None) -> Target:
    """The address behind a URL. Raises UsageError for an inner one, and OSError where the name has none."""
    parts = _parts(url)
    host = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    try:
        ip = checked_address(host, port, allowed=_EVERYWHERE if allow_private else (), resolve=resolve)
    except InnerAddressError as error:
        raise _inner(error, url) from None
    return Target(url, parts.scheme, host, port, ip)


def where_of(url: str) -> str:
    """The URL for messages: without its path and query, which may hold secrets."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…"


def _inner(error: InnerAddressError, url: str) -> UsageError:
    remedy = "--allow-private lets webhooks go to this machine and the nets around it"
    return UsageError(str(error), where=where_of(url), remedy=remedy)


def _parts(url: str) -> SplitResult:
    try:
        return web_parts(url)
    except ValueError as error:
        raise UsageError(f"the webhook is no http address: {error}", remedy="write https://host/path") from None
