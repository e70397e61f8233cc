"""Serving over streamable HTTP: on this machine only unless a token is set, and never to a page of another site.

A page that is open in a browser could reach a server on the same machine by a name that it had pointed there. So the
`Host` must be one that we are known by, and an `Origin`, where a browser sends one, too. A token goes as
`Authorization: Bearer …`; it is taken from `WHIMBREL_TOKEN` or a file, never from an argument that others could see.
"""

from __future__ import annotations

import hmac
import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from whimbrel.errors import UsageError

TOKEN = "WHIMBREL_TOKEN"  # noqa: S105 - the name of a variable
SHORTEST_TOKEN = 16
MOST_BYTES = 256_000  # of a request
_LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen, under which names, and the token that must be shown; "" for none."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    token: str = field(default="", repr=False)

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def url(self, port: int) -> str:
        """Where the server is found, on the port that it got."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{port}/mcp"


def address(
    where: str, names: Sequence[str], token_file: str, *, write: bool, environment: Mapping[str, str] = os.environ
) -> Address:
    """The address behind HOST:PORT. Raises UsageError for one that cannot be, or that would be open to others."""
    host, port = _host_and_port(where)
    found = Address(host, port, tuple(names), _token(token_file, environment))
    remedy = f"set {TOKEN} or give --token-file"
    if not found.token and not found.is_local:
        raise UsageError(f"{host} can be reached from elsewhere, and no token is set", remedy=remedy)
    if not found.token and write:
        raise UsageError("writing over HTTP needs a token", remedy=remedy)
    if not names and host in ("0.0.0.0", "::"):  # noqa: S104 - refused
        raise UsageError(f"{host} is no name to be called by", remedy="name the hosts with --allow-host")
    return found


def app(server: MCPServer[object], where: Address) -> ASGIApp:
    """The server as an ASGI application that checks host, origin, size and token."""
    names = list(where.names) + (list(_LOCAL_NAMES) if where.is_local else [])
    if where.host not in ("0.0.0.0", "::"):  # noqa: S104
        names.append(f"[{where.host}]" if ":" in where.host else where.host)
    hosts = [name for one in dict.fromkeys(names) for name in (one, f"{one}:*")]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=hosts,
        allowed_origins=[f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts],
    )
    served = server.streamable_http_app(
        host=where.host,
        stateless_http=True,
        json_response=True,
        max_request_body_size=MOST_BYTES,
        transport_security=security,
    )
    return _Guard(served, where.token) if where.token else served


def listening(where: Address) -> socket.socket:
    """A socket on which the address is open. Raises UsageError where it cannot be."""
    made = socket.socket(socket.AF_INET6 if ":" in where.host else socket.AF_INET)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((where.host, where.port))
        made.listen(128)
    except OSError as error:
        made.close()
        said = error.strerror or error
        raise UsageError(f"{where.host}:{where.port} cannot be listened on: {said}", remedy="name another") from None
    return made


def serve(server: MCPServer[object], where: Address, sock: socket.socket) -> None:
    """Serves on an open socket until it is stopped."""
    import uvicorn  # noqa: PLC0415

    config = uvicorn.Config(app(server, where), log_level="warning", server_header=False, timeout_graceful_shutdown=3)
    with sock:
        uvicorn.Server(config).run(sockets=[sock])


@dataclass(frozen=True, slots=True)
class _Guard:
    """Lets nobody through who does not show the token."""

    inner: ASGIApp
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._is_shown(scope):
            await self.inner(scope, receive, send)
            return
        told = {"error": "invalid_token", "error_description": "show the token as Authorization: Bearer …"}
        refusal = JSONResponse(told, status_code=401, headers={"WWW-Authenticate": "Bearer"})
        await refusal(scope, receive, send)

    def _is_shown(self, scope: Scope) -> bool:
        given = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
        scheme, _, shown = given.partition(b" ")
        return scheme.lower() == b"bearer" and hmac.compare_digest(shown.strip(), self.token.encode())


def _host_and_port(where: str) -> tuple[str, int]:
    host, colon, port = where.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not (port.isascii() and port.isdigit() and int(port) < 65536):
        raise UsageError(f"--http {where!r} is no address", remedy="write HOST:PORT, such as 127.0.0.1:8766")
    return host, int(port)


def _token(file: str, environment: Mapping[str, str]) -> str:
    """The token of the file, or else of the environment. Raises UsageError for one that is none."""
    if file:
        try:
            token, source = Path(file).read_text(encoding="utf-8").strip(), file
        except (OSError, UnicodeDecodeError) as error:
            said = getattr(error, "strerror", None) or "is not text"
            raise UsageError(f"the token cannot be read: {said}", where=file, remedy="name another file") from None
        if not token:
            raise UsageError("there is no token in it", where=file, remedy="put one there")
    else:
        token, source = environment.get(TOKEN, "").strip(), TOKEN
    if token and (len(token) < SHORTEST_TOKEN or not token.isascii() or " " in token or not token.isprintable()):
        raise UsageError(
            "the token is too short, or holds odd characters",
            where=source,
            remedy=f"take {SHORTEST_TOKEN} letters and digits or more, such as `python -c 'import secrets; "
            "print(secrets.token_urlsafe())'` prints",
        )
    return token
