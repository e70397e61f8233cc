"""`whimbrel import-actors` and `import-places`: knowledge of others, made ready for reading with."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from whimbrel.cli import FOUND_NOTHING, output
from whimbrel.export import safe

if TYPE_CHECKING:
    from whimbrel.almanac.importers.checks import Refused
    from whimbrel.model import Actor

_TOLD = 10  # refusals that are told one by one; all of them stand in the file beside the import
_EVERY = 5_000  # actors between two words of progress

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="What to import; .gz and .bz2 are unpacked.")]


def import_actors(
    file: FileArgument,
    into: Annotated[str, typer.Option("--into", metavar="FILE", help="The almanac of your own to write.")],
    source: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help="wikidata, followthemoney, petrarch or csv; else told by the name."
        ),
    ] = "",
) -> None:
    """Make an almanac of your own of a Wikidata dump, FollowTheMoney entities, a PETRARCH dictionary or a CSV."""
    from whimbrel.almanac import Almanac  # noqa: PLC0415
    from whimbrel.almanac.importers import reader_of  # noqa: PLC0415
    from whimbrel.almanac.shelf_write import write_shelf  # noqa: PLC0415

    path = Path(file)
    reader = reader_of(path, source)
    refusals = Refusals(Path(into))
    with _progress("actors") as on_progress:
        done = write_shelf(Path(into), _counted(reader(path), on_progress), refusals.tell, Almanac.load())
    said = f"{done.kept:,} actors, {done.folded:,} added to actors of the almanac"
    _finish(said, done.kept + done.folded, refusals)


def import_places(
    file: FileArgument,
    into: Annotated[str, typer.Option("--into", metavar="FILE", help="The gazetteer of your own to write.")],
) -> None:
    """Make a gazetteer of your own of GeoNames' dump (allCountries.txt, or one country's file)."""
    from whimbrel.almanac.gazetteer_import import import_geonames  # noqa: PLC0415

    refusals = Refusals(Path(into))
    with _progress("lines") as on_progress:
        done = import_geonames(Path(file), Path(into), refusals.tell, on_progress)
    kept = ", ".join(f"{number:,} {kind}" for kind, number in sorted(done.kept.items()) if number)
    _finish(f"{kept}; {done.passed_over:,} of other kinds passed over", done.kept.total(), refusals)


class Refusals:
    """Takes what was refused: all of it into a CSV beside the import, the first of it to the terminal."""

    def __init__(self, into: Path) -> None:
        self.path = into.with_name(into.name + ".refused.csv")
        self.whole = self.parts = 0
        self.broken_off = False
        self._stream: TextIO | None = None

    def tell(self, one: Refused) -> None:
        if self._stream is None:
            self._stream = self.path.open("w", encoding="utf-8", newline="")
            csv.writer(self._stream).writerow(("where", "what", "reason", "kept"))
        cells = (one.where, one.what, one.reason, "in part" if one.part else "no")
        csv.writer(self._stream).writerow([safe.cell(text) for text in cells])
        self.whole += not one.part
        self.parts += one.part
        self.broken_off = self.broken_off or one.cut
        if self.whole + self.parts <= _TOLD:
            output.note(f"{one.where} {one.what}: {one.reason}".strip())

    def close(self) -> None:
        if self._stream is None:
            self.path.unlink(missing_ok=True)  # of an earlier import
        else:
            self._stream.close()


def _finish(kept: str, total: int, refusals: Refusals) -> None:
    refusals.close()
    print(f"{kept}, {refusals.whole:,} refused, {refusals.parts:,} kept but for a part")
    if refusals.whole + refusals.parts:
        output.note(f"{refusals.path} lists all that was left out, and why")
    if not total:
        output.note("nothing is left to keep; what stood there before stays as it was")
    if refusals.broken_off:
        output.note("the file breaks off; what stood before is kept")
    if refusals.broken_off or not total:
        raise typer.Exit(FOUND_NOTHING)


def _counted(items: Iterable[Actor | Refused], tell: Callable[[int], None]) -> Iterator[Actor | Refused]:
    for number, item in enumerate(items, start=1):
        if number % _EVERY == 0:
            tell(number)
        yield item


def _silent(_number: int) -> None:
    """No progress is shown."""


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int], None]]:
    """A line on standard error that tells how far the import is; nothing when that is not a terminal."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True, highlight=False, markup=False).status(f"importing {what}") as line:
        yield lambda number: line.update(f"{number:,} {what}")
