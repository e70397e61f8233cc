"""What a chronicle is read with: the shipped knowledge, the user's own imports that it remembers, its own actors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from whimbrel.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.coder import Knowledge
from whimbrel.errors import DataError

if TYPE_CHECKING:
    from whimbrel.almanac.gazetteer import Gazetteer

ALMANAC, PLACES = "almanac", "places"  # kinds of imported files
FORGET = "none"


def remember(chronicle: Chronicle, kind: str, path: str) -> None:
    """From now on the chronicle is read with this file of imports; "none" forgets it, "" leaves it as it is.

    Raises DataError when there is no such file, or when it is not of that kind.
    """
    if not path:
        return
    if path == FORGET:
        chronicle.use_knowledge(kind, None)
        return
    file = Path(path).resolve()
    _check(kind, file)
    chronicle.use_knowledge(kind, str(file))


def _check(kind: str, file: Path) -> None:
    from whimbrel.almanac.gazetteer import Gazetteer  # noqa: PLC0415
    from whimbrel.almanac.shelf import Shelf  # noqa: PLC0415

    if not file.is_file():
        raise DataError("there is no such file", where=str(file), remedy=f"make it with `whimbrel import-{kind}`")
    (Shelf(file) if kind == ALMANAC else Gazetteer.open(file)).close()


def imported(chronicle: Chronicle, kind: str) -> Path | None:
    """The file of imports of a kind that the chronicle is read with. Raises DataError when it is gone."""
    path = chronicle.knowledge_used(kind)
    if path is None:
        return None
    if not Path(path).is_file():
        remedy = f"put it back, or read with --{kind} FILE or --{kind} {FORGET}"
        raise DataError("the chronicle was read with this file, and it is gone", where=path, remedy=remedy)
    return Path(path)


def almanac_of(chronicle: Chronicle) -> Almanac:
    """The shipped almanac with the chronicle's imports and own actors beside it."""
    return Almanac.load(imported(chronicle, ALMANAC), chronicle.own_actors())


def places_of(chronicle: Chronicle) -> Gazetteer:
    """The gazetteer that this chronicle's reports are read with."""
    from whimbrel.almanac.gazetteer import Gazetteer  # noqa: PLC0415

    return Gazetteer.open(imported(chronicle, PLACES))


def knowledge_of(chronicle: Chronicle, lexicon: str | Path | None = None) -> Knowledge:
    """Everything the coder knows for this chronicle; `lexicon` is a folder of words of one's own."""
    shelf, places = imported(chronicle, ALMANAC), imported(chronicle, PLACES)
    return Knowledge.load(lexicon, shelf, chronicle.own_actors(), places)
