"""`whimbrel serve`: the chronicle in a browser."""

from __future__ import annotations

from socket import SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, getaddrinfo, socket
from typing import Annotated
from urllib.parse import urlsplit

import typer

from whimbrel.cli import options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE
from whimbrel.cli.token import TokensOption, tokens_path
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
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where it is reached from outside, behind a proxy say.")
    ] = "",
    public: Annotated[bool, typer.Option("--public", help="Let whoever reaches it read without a token.")] = False,
    requests: Annotated[
        int, typer.Option(min=0, metavar="N", help="Requests that one client may send a minute; 0 for any number.")
    ] = 600,
    tokens: TokensOption = "",
    log: options.LogOption = options.Log.none,
) -> None:
    """Serve the chronicle as web pages and as an HTTP API, until stopped with Ctrl-C.

    From this machine everyone may read it. Writing needs a token (`whimbrel token add NAME`); so does reading from
    elsewhere, unless it is made public.
    """
    try:
        import uvicorn  # noqa: PLC0415 - heavy

        from whimbrel.web.app import make_app  # noqa: PLC0415
        from whimbrel.web.site import Settings, open_site  # noqa: PLC0415
        from whimbrel.web.tokens import read_tokens  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed", remedy="pip install 'whimbrel[web]'") from error
    from whimbrel.api import open_chronicle  # noqa: PLC0415
    from whimbrel.logs import log as note  # noqa: PLC0415

    output.start_log(log)

    kept = tokens_path(tokens, chronicle)
    reviewers = read_tokens(kept)
    if host not in LOOPBACK and not public and not reviewers:
        raise UsageError(
            f"at {host} others can reach it, and nobody has a token to read it with",
            remedy="`whimbrel token add NAME`, or --public to let everyone read it",
        )
    settings = Settings(
        title=title,
        address=_address(address),
        hosts=(host.casefold(),),
        tokens_file=kept,
        public=public or host in LOOPBACK,
        requests_a_minute=requests,
    )
    with open_chronicle(chronicle) as opened:
        sock = _listen(host, port)
        site = open_site(opened, settings)
        site.warm()
        where = f"[{host}]" if ":" in host else host
        output.note(f"{opened.where} is at http://{where}:{sock.getsockname()[1]}/ (Ctrl-C stops it)")
        if not reviewers:
            output.note("nobody may write to it yet: `whimbrel token add NAME` makes a token")
        if host not in LOOPBACK:
            who = "whoever reaches this address" if public else "who has a token"
            output.note(f"{who} can read the whole chronicle; put a server that speaks https before it")
        config = uvicorn.Config(
            make_app(site), log_level="warning", access_log=False, server_header=False, timeout_keep_alive=30
        )
        note("serving", port=sock.getsockname()[1], public=settings.public, writers=len(reviewers))
        try:
            uvicorn.Server(config).run(sockets=[sock])
        finally:  # Ctrl-C goes on from there
            note("stopped")


def _address(text: str) -> str:
    """An address without a slash at its end. Raises UsageError."""
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/")):
        raise UsageError(f"--address {text!r}", remedy="write it as https://chronicle.example.org")
    return text.rstrip("/")


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
