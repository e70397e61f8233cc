"""`whimbrel mcp`: the chronicle for an assistant."""

from __future__ import annotations

import os
import signal
from typing import Annotated

import typer

from whimbrel.cli import STOPPED, options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE
from whimbrel.errors import UsageError


def mcp(
    *,
    http: Annotated[
        str,
        typer.Option(
            metavar="HOST:PORT", help="Serve over streamable HTTP at /mcp, not over standard input and output."
        ),
    ] = "",
    write: Annotated[
        bool,
        typer.Option("--write", help="Also offer the decisions: same, different, split, right, wrong, edit, undo."),
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="With --http: a name by which it may be called; may be repeated."),
    ] = None,
    token_file: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="With --http: the token that callers must show, else $WHIMBREL_TOKEN. Needed beyond this machine, and "
            "with --write.",
        ),
    ] = "",
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
) -> None:
    """Serve the chronicle to an assistant, by the Model Context Protocol. Read-only unless --write is given."""
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy

    if not http and (allow_host or token_file):
        raise UsageError("--allow-host and --token-file are for --http", remedy="give --http HOST:PORT too")
    try:
        from whimbrel.mcp_server.desk import Desk  # noqa: PLC0415 - an extra
        from whimbrel.mcp_server.http import address, listening, serve  # noqa: PLC0415
        from whimbrel.mcp_server.server import build  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(f"{error.name} is not installed", remedy="pip install 'whimbrel[mcp]'") from error
    where = address(http, allow_host or (), token_file, write=write) if http else None
    with open_chronicle(chronicle) as opened:
        server = build(Desk(opened), write=write)
        if where is None:
            signal.signal(signal.SIGINT, _stop)
            server.run("stdio")
        else:
            sock = listening(where)
            url = where.url(sock.getsockname()[1])
            output.note(f"{opened.where} is at {url}, {'with decisions' if write else 'read-only'} (Ctrl-C stops it)")
            serve(server, where, sock)


def _stop(*_: object) -> None:
    """Ends at once: a read of standard input that waits cannot be called off. The chronicle is whole at any instant."""
    output.note("whimbrel: stopped")
    os._exit(STOPPED)
