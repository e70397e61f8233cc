"""`whimbrel serve`: the chronicle in a browser."""

from __future__ import annotations

from socket import SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, getaddrinfo, socket
from typing import Annotated

import typer

from whimbrel.cli import options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE
from whimbrel.errors import UsageError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    *,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; by default this machine only.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8765,
    title: Annotated[str, typer.Option(metavar="TEXT", help="What the pages are headed with.")] = "Chronicle",
) -> None:
    """Serve the chronicle as web pages and as an HTTP API, until stopped with Ctrl-C."""
    try:
        import uvicorn  # noqa: PLC0415 - heavy

        from whimbrel.browsing import Query  # noqa: PLC0415
        from whimbrel.web.app import make_app  # noqa: PLC0415
        from whimbrel.web.site import Settings, open_site  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed", remedy="pip install 'whimbrel[web]'") from error
    from whimbrel.api import open_chronicle  # noqa: PLC0415

    sock = _listen(host, port)
    with open_chronicle(chronicle) as opened:
        site = open_site(opened, Settings(title=title))
        site.browser.facets(Query(), ())  # so that nobody waits for the first page
        where = f"[{host}]" if ":" in host else host
        output.note(f"{chronicle} is at http://{where}:{sock.getsockname()[1]}/ (Ctrl-C stops it)")
        if host not in LOOPBACK:
            output.note("whoever reaches this address can read the whole chronicle")
        config = uvicorn.Config(
            make_app(site), log_level="warning", access_log=False, server_header=False, timeout_keep_alive=30
        )
        uvicorn.Server(config).run(sockets=[sock])


def _listen(host: str, port: int) -> socket:
    """A socket on which the address is open already when the first line is printed. Raises UsageError."""
    try:
        family, kind, protocol, _, address = getaddrinfo(host, port, type=SOCK_STREAM)[0]
        made = socket(family, kind, protocol)
        made.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as error:
        remedy = "name another with --port, or 0 for a free one"
        raise UsageError(f"{host}:{port} cannot be listened on: {error.strerror}", remedy=remedy) from error
    return made
