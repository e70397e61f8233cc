"""`whimbrel plot`: pictures of a chronicle."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from whimbrel.cli import options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE

if TYPE_CHECKING:
    from whimbrel.chronicle import EventFilter


class Kind(StrEnum):
    """What is drawn; `whimbrel.plots.kinds` says what each shows."""

    timeline = "timeline"
    weeks = "weeks"
    network = "network"
    map = "map"
    outlets = "outlets"


class Image(StrEnum):
    """How a picture is written."""

    auto = "auto"
    svg = "svg"
    png = "png"


@options.narrowed
def plot(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help=f"{', '.join(Kind)}.")],
    *,
    out: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="A file that ends in .svg or .png; - prints it.")
    ],
    title: Annotated[str, typer.Option(metavar="TEXT", help="The picture's heading.")] = "",
    wanted: EventFilter,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: Annotated[Image, typer.Option("--format", "-f", help="auto: by the file's name, svg for -.")] = Image.auto,
) -> None:
    """Draw a picture: a timeline, events per week by type, the network of actors, a map, or coverage by outlet."""
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy

    with open_chronicle(chronicle) as opened:
        target = sys.stdout.buffer if out == "-" else out
        picture = opened.plot(kind, target, wanted, title=title, format="" if format is Image.auto else format)
    output.note(f"{out}: {picture.caption}" if out != "-" else picture.caption)
