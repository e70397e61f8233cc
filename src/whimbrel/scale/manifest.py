"""What a run is and which of its shards count: the first line says what run it is, each further one commits a shard.

Lines are added and made durable one by one. A line that was cut short is no line. Only a shard that stands here is
read, so that whatever a killed worker or driver left beside them changes nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from whimbrel.errors import ClusterError
from whimbrel.scale.fingerprint import Fingerprint, differing
from whimbrel.scale.shard import ENDING, UNFINISHED

NAME, LOCK = "manifest.jsonl", "lock"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Run:
    """What is read, into which chronicle, on what day, with what knowledge. `id` tells two runs of the same apart."""

    paths: tuple[str, ...]
    chronicle: str
    today: str
    knowledge: Fingerprint
    format: int = FORMAT
    id: str = ""

    @property
    def day(self) -> date:
        return date.fromisoformat(self.today)


class Manifest:
    """The manifest in a folder of shards: begun anew, or gone on with."""

    def __init__(self, folder: Path, run: Run, shards: list[str]) -> None:
        self.folder = folder
        self.run = run
        self.shards = shards  # those that are committed, in that order

    @classmethod
    def open(cls, folder: Path, run: Run) -> Manifest:
        """That of a run in its folder. One that was broken off is gone on with, with its own id and day.

        Raises ClusterError when the folder holds another run or is not one for shards.
        """
        folder.mkdir(parents=True, exist_ok=True)
        known = read_manifest(folder)
        if known is None:
            _refuse_foreign(folder)
            begun = replace(run, id=uuid4().hex)
            _append(folder / NAME, asdict(begun))
            return cls(folder, begun, [])
        _refuse_another(folder, known.run, run)
        _mend(folder / NAME)
        return known

    def commit(self, shard: str) -> None:
        """From now on this shard counts."""
        if shard not in self.shards:
            _append(self.folder / NAME, {"shard": shard})
            self.shards.append(shard)

    def sweep(self) -> None:
        """Removes what does not count: shards that were not committed, and those that were not finished."""
        counted = set(self.shards)
        for path in self.folder.iterdir():
            if path.suffix == UNFINISHED or (path.suffix == ENDING and path.name not in counted):
                path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Removes all of it, once the chronicle holds what is in it. The manifest goes last."""
        for path in self.folder.iterdir():
            if path.suffix in (ENDING, UNFINISHED):
                path.unlink(missing_ok=True)
        (self.folder / NAME).unlink(missing_ok=True)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder; None where there is none. Raises ClusterError for one that is not ours."""
    path = folder / NAME
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]  # what follows the last was cut
    except FileNotFoundError:
        return None
    if not lines:
        return None
    try:
        first, rest = json.loads(lines[0]), [json.loads(line)["shard"] for line in lines[1:]]
        run = Run(**{**first, "paths": tuple(first["paths"])})
    except (ValueError, KeyError, TypeError) as error:
        remedy = "name another folder with --shards"
        raise ClusterError("this is no manifest of a run", where=str(path), remedy=remedy) from error
    if run.format != FORMAT:
        message = f"a manifest of another format ({run.format})"
        raise ClusterError(message, where=str(path), remedy="finish that run with the Whimbrel that began it")
    return Manifest(folder, run, list(dict.fromkeys(rest)))


def _refuse_another(folder: Path, known: Run, run: Run) -> None:
    """Raises ClusterError when the run that was broken off is another than the one that is asked for."""
    what = [name for name in ("paths", "chronicle") if getattr(known, name) != getattr(run, name)]
    what += differing(known.knowledge, run.knowledge)
    if what:
        raise ClusterError(
            f"it holds shards of another run; not the same: {', '.join(what)}",
            where=str(folder),
            remedy="finish that run as it was begun, name another folder with --shards, or remove this one",
        )


def _refuse_foreign(folder: Path) -> None:
    """Raises ClusterError for a folder that holds other things: nothing of it may be taken for ours and removed."""
    if any(path.suffix not in (ENDING, UNFINISHED) and path.name not in (NAME, LOCK) for path in folder.iterdir()):
        remedy = "name an empty folder with --shards, or one that is yet to be made"
        raise ClusterError("this folder holds something else", where=str(folder), remedy=remedy)


def _mend(path: Path) -> None:
    """Takes away a line that was cut short, so that the next does not go on in it."""
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        with path.open("r+b") as stream:
            stream.truncate(data.rfind(b"\n") + 1)


def _append(path: Path, said: Mapping[str, object]) -> None:
    with path.open("ab") as stream:
        stream.write(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
