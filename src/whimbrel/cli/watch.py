"""The commands that watch: saved views, their feeds, and telling webhooks what is new."""

from __future__ import annotations

import re
import sys
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from whimbrel.cli import CANNOT, options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE, Detail, Format, opened_chronicle
from whimbrel.errors import UsageError

if TYPE_CHECKING:
    from whimbrel.api import Chronicle
    from whimbrel.watching import Manner

app = typer.Typer(help="Save views of the chronicle, and be told what changes in them.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The view's name.")]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Webhooks may be on this machine and in the nets around it.")
]
_EVERY = re.compile(r"(\d{1,6})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SOONEST = 5  # seconds between two rounds


@app.command()
@options.narrowed
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits and hyphens.")],
    *,
    asked: dict[str, Any],
    webhook: Annotated[str, typer.Option(metavar="URL", help="Where `watch run` is to send what is new.")] = "",
    allow_private: PrivateOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Save a view: the events that these options narrow down to. What is in it now counts as known."""
    with opened_chronicle(chronicle) as opened:
        view = opened.watch(name, webhook=webhook, allow_private=allow_private, **asked)
        record = next(one for one in opened.view_records() if one["name"] == view.name)
        if format is Detail.json:
            output.record({**record, "secret": view.secret or None})
            return
        print(f"view {view.name}: {record['events']} event{'' if record['events'] == 1 else 's'} now")
        if view.secret:
            print(f"secret {view.secret}")
            output.note("the secret is shown this once: the receiver checks signatures with it")


@app.command(name="list")
def list_views(
    limit: options.LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List the saved views."""
    with opened_chronicle(chronicle) as opened:
        output.listing("view", opened.view_records(), format, limit=limit, none="no view is saved")


@app.command()
def remove(
    name: NameArgument,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Remove a saved view. Events stay as they are."""
    with opened_chronicle(chronicle) as opened:
        view = opened.unwatch(name)
        if format is Detail.json:
            output.record({"removed": view.name})
        else:
            print(f"view {view.name} is removed")


@app.command()
def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Only this view; without it all.")] = "",
    *,
    once: Annotated[bool, typer.Option("--once", help="Tell what is new and end; so it is without --every.")] = False,
    every: Annotated[str, typer.Option(metavar="TIME", help="Go on and tell what is new each 30s, 15m, 2h, 1d.")] = "",
    allow_private: PrivateOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
    log: options.LogOption = options.Log.none,
) -> None:
    """Tell webhooks what is new or changed since they were last told. What is not taken is told again the next time."""
    from whimbrel.watching import Manner  # noqa: PLC0415

    output.start_log(log)
    if once and every:
        raise UsageError("--once and --every do not go together", remedy="give one of them")
    pause = _seconds(every) if every else 0
    manner = Manner(allow_private=allow_private)
    while True:
        with opened_chronicle(chronicle) as opened:
            whole = _tell(opened, manner, name, format)
        if not pause:
            raise typer.Exit(0 if whole else CANNOT)
        time.sleep(pause)


@app.command()
def feed(
    name: NameArgument,
    *,
    out: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; - prints it.")] = "-",
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where the chronicle is served; entries then lead there.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="At most so many events.")] = 50,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
) -> None:
    """Write a view as an Atom feed, the last changed events first."""
    if address and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", address):
        raise UsageError(f"--address {address[:80]!r} is no http address", remedy="write https://host")
    with opened_chronicle(chronicle) as opened:
        number = opened.write_feed(name, sys.stdout.buffer if out == "-" else out, address=address, limit=limit)
    if out != "-":
        output.note(f"{number} event{'' if number == 1 else 's'} in {out}")


def _tell(opened: Chronicle, manner: Manner, name: str, format: Detail) -> bool:
    """One round; whether every webhook took all."""
    from whimbrel.logs import log as note  # noqa: PLC0415

    sent = []
    for one in opened.tell_views(manner, name=name):
        sent.append(one)
        note("told", view=one.view, events=one.events, deliveries=one.deliveries, failed=bool(one.fault))
        if one.fault:
            output.note(f"view {one.view}: {one.fault}; what is new stays due")
        if format is Detail.text:
            print(f"view {one.view}: {one.events} event{'' if one.events == 1 else 's'} told", flush=True)
    if format is Detail.json:
        output.record(
            {
                "views": [
                    {"view": s.view, "events": s.events, "deliveries": s.deliveries, "fault": s.fault} for s in sent
                ]
            }
        )
    if not sent:
        output.note("no view has a webhook")
    return not any(one.fault for one in sent)


def _seconds(every: str) -> int:
    """The seconds of "15m". Raises UsageError."""
    match = _EVERY.fullmatch(every.strip())
    seconds = int(match[1]) * _SECONDS[match[2]] if match else 0
    if seconds < _SOONEST:
        raise UsageError(f"--every {every!r} is no time", remedy=f"write 15m or 1h; {_SOONEST}s is the shortest")
    return seconds
