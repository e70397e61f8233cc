"""`whimbrel fetch`, `follow` and `sources`: pages from the web into the chronicle, and how it goes with sources."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from whimbrel.cli import FOUND_NOTHING, STOPPED, options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE, Format
from whimbrel.errors import UsageError

if TYPE_CHECKING:
    from whimbrel.api import Chronicle
    from whimbrel.coder import Knowledge
    from whimbrel.following import Round, Watched, WatchList
    from whimbrel.gather.net.fetcher import Fetcher

AllowOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-private", metavar="ADDRESS",
        help="An inner address or network (127.0.0.1, 10.0.0.0/8) that may be called all the same; more than once.",
    ),
]  # fmt: skip
PauseOption = Annotated[
    float | None, typer.Option(min=0, metavar="SECONDS", help="Between two requests to one host; by default 1.")
]


def fetch(
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL…", help="Addresses of pages.")] = None,
    *,
    list_file: Annotated[
        str,
        typer.Option("--list", metavar="FILE", help="More of them: one a line, or CSV or JSON; - for stdin."),
    ] = "",
    pause: PauseOption = None,
    allow_private: AllowOption = None,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """Fetch pages and read them into the chronicle, politely; a raw copy of each is kept beside it."""
    asked = [*(urls or ()), *(_listed(list_file) if list_file else ())]
    if not asked:
        raise UsageError("no address to fetch", remedy="name one, or a file of them with --list")
    _need_net()
    from whimbrel.api import Chronicle  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.cli.reading import progress, teller  # noqa: PLC0415
    from whimbrel.following import fetch as run  # noqa: PLC0415
    from whimbrel.following.watch_list import WatchList  # noqa: PLC0415
    from whimbrel.pipeline import Reading  # noqa: PLC0415 - spaCy and the models

    fetcher = _fetcher(WatchList(), pause, allow_private or ())
    with Chronicle.open(chronicle) as opened:
        try:
            with progress() as on_progress:
                reading = Reading(opened, on_problem=teller())
                found = run(asked, opened, fetcher, reading=reading, on_progress=on_progress)
        except KeyboardInterrupt:
            raise typer.Exit(_stopped()) from None
        _said(found, chronicle, format)


def follow(
    feeds: Annotated[
        list[str] | None, typer.Argument(metavar="FEED…", help="RSS, Atom or JSON feeds, sitemaps, lists of pages.")
    ] = None,
    *,
    watch_list: Annotated[
        str, typer.Option("--watch-list", metavar="FILE", help="A TOML file of sources (see the how-to).")
    ] = "",
    every: Annotated[str, typer.Option(metavar="TIME", help="Go on for ever, a round every 15m, 2h, 1d.")] = "",
    once: Annotated[bool, typer.Option("--once", help="One round, whatever the watch list says.")] = False,
    most: Annotated[int, typer.Option(min=1, metavar="N", help="Pages of one source in one round; others wait.")] = 500,
    pause: PauseOption = None,
    allow_private: AllowOption = None,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
    log: options.LogOption = options.Log.none,
) -> None:
    """Visit feeds and read what is new there; run again, or --every so often, it goes on from where it was."""
    _need_net()
    from whimbrel.following.watch_list import WatchList, read_watch_list, seconds, watched  # noqa: PLC0415

    output.start_log(log)
    listed = read_watch_list(watch_list) if watch_list else WatchList()
    known = {one.url: one for one in (*listed.sources, *(watched(url) for url in feeds or ()))}
    if not known:
        raise UsageError("nothing to follow", remedy="name a feed, or a watch list with --watch-list")
    pace = 0 if once else seconds(every, "--every") if every else listed.every
    from whimbrel.api import Chronicle  # noqa: PLC0415 - SQLAlchemy

    with Chronicle.open(chronicle) as opened:
        try:
            knowledge = None
            while True:
                began = time.monotonic()
                fetcher = _fetcher(listed, pause, allow_private or ())  # a new one asks for robots.txt anew
                found, knowledge = _round(opened, list(known.values()), fetcher, most, knowledge)
                _said(found, chronicle, format, leave=not pace)
                if not pace:
                    return
                sys.stdout.flush()
                time.sleep(max(0.0, pace - (time.monotonic() - began)))
        except KeyboardInterrupt:
            raise typer.Exit(_stopped()) from None


def sources(
    *,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List the sources that are followed: how it goes with each, and why where it does not go well."""
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.following.health import source_records  # noqa: PLC0415

    with open_chronicle(chronicle) as opened:
        output.listing("source", source_records(opened), format, none="no source is followed")


def versions(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="Its address, or the id of a report read from it.")],
    *,
    diff: Annotated[bool, typer.Option("--diff", help="What changed from version to version.")] = False,
    raw: Annotated[int, typer.Option(min=0, metavar="N", help="The page of version N as it was sent.")] = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List the versions of a page that were fetched, show what changed, or give one back as it was sent."""
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.export.safe import one_line  # noqa: PLC0415
    from whimbrel.following import versions as found_versions  # noqa: PLC0415

    with open_chronicle(chronicle) as opened:
        found = found_versions.versions(opened, page)
        if raw > len(found):
            raise UsageError(f"there is no version {raw}", remedy=f"1 to {len(found)}")
        if raw:
            sys.stdout.buffer.write(found_versions.raw_page(opened, found[raw - 1]))
            sys.stdout.buffer.flush()
        elif diff:
            for line in found_versions.difference(opened, found).splitlines():
                print(one_line(line))
        else:
            output.listing("version", found_versions.version_records(opened, found), format)


def _round(
    opened: Chronicle, watched: Sequence[Watched], fetcher: Fetcher, most: int, knowledge: Knowledge | None
) -> tuple[Round, Knowledge | None]:
    """One round, and what its reports were read with, which is slow to load."""
    from whimbrel.cli.reading import progress, teller  # noqa: PLC0415
    from whimbrel.following import follow as run  # noqa: PLC0415
    from whimbrel.pipeline import Reading  # noqa: PLC0415 - spaCy and the models

    with progress() as on_progress:
        reading = Reading(opened, knowledge, teller())
        return run(watched, opened, fetcher, reading=reading, most=most, on_progress=on_progress), reading.knowledge


def _fetcher(listed: WatchList, pause: float | None, allowed: Sequence[str]) -> Fetcher:
    """A fetcher with the manners that options and watch list ask for. Raises UsageError."""
    from whimbrel.addresses import network  # noqa: PLC0415
    from whimbrel.gather.net.fetcher import Fetcher  # noqa: PLC0415
    from whimbrel.gather.net.manner import Manner, user_agent  # noqa: PLC0415

    between = pause if pause is not None else listed.pause
    networks = tuple(network(one) for one in (*listed.allow_private, *allowed))
    return Fetcher(
        Manner(pause=1.0 if between is None else between, allowed=networks, agent=user_agent(listed.contact))
    )


def _need_net() -> None:
    """Raises UsageError where the extra is not installed: before anything is loaded that stands on it."""
    if find_spec("httpcore") is None:
        raise UsageError("httpcore is not installed", remedy="pip install 'whimbrel[net]'")


def _listed(path: str) -> list[str]:
    """The addresses in a file, or in standard input. Raises UsageError for one that cannot be used."""
    from whimbrel.errors import SetAside  # noqa: PLC0415
    from whimbrel.gather.feeds import read_feed  # noqa: PLC0415 - lxml

    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        found = [entry.url for entry in read_feed(data, path).entries]
    except OSError as error:
        raise UsageError((error.strerror or str(error)).lower(), where=path, remedy="check the path") from None
    except SetAside as reason:
        raise UsageError(reason.message, where=path, remedy=reason.remedy) from None
    if not found:
        raise UsageError("no address in it", where=path, remedy="write one a line")
    return found


def _said(found: Round, chronicle: str, format: Format, *, leave: bool = True) -> None:
    """What a round came to; ends the program with 1 when nothing usable came in, unless it goes on."""
    from whimbrel.chronicle.opening import shown  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.following.health import visit_record  # noqa: PLC0415
    from whimbrel.logs import bare  # noqa: PLC0415
    from whimbrel.logs import log as note  # noqa: PLC0415

    for visit in found.visits:
        told = {name: getattr(visit, name) for name in ("listed", "fetched", "new", "unchanged", "aside", "failed")}
        note("visit", source=bare(visit.source), **told, reasons=" ".join(sorted(visit.reasons)))
    output.listing("visit", (visit_record(visit) for visit in found.visits), format)
    if any(visit.aside or visit.failed for visit in found.visits):
        where = "" if chronicle == DEFAULT_CHRONICLE else f" -c {shown(chronicle)}"
        output.note(f"`whimbrel problems{where}` lists what was set aside or failed, and why")
    if leave and not found.read and any(visit.failed or visit.aside for visit in found.visits):
        raise typer.Exit(FOUND_NOTHING)


def _stopped() -> int:
    output.note("stopped; what was read is whole, and the same command goes on from there")
    return STOPPED
