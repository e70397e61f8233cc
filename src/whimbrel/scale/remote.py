"""Reading on a Ray cluster: `whimbrel read --on ray`. Coded by the cluster into shards, then stored from these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from whimbrel.chronicle import Chronicle
from whimbrel.errors import ClusterError, UsageError
from whimbrel.model import Problem
from whimbrel.pipeline import Progress, Reading, Summary
from whimbrel.scale.cluster import address_of, connected, need_ray, shards_of
from whimbrel.scale.fingerprint import fingerprint
from whimbrel.scale.known import Known
from whimbrel.scale.lock import held
from whimbrel.scale.manifest import LOCK, Manifest, Run, read_manifest
from whimbrel.scale.place import Entry, entries
from whimbrel.scale.recipe import Recipe
from whimbrel.scale.settling import committed, done, settle
from whimbrel.scale.stages import Made

OWN_FOLDER = ".shards"  # beside the chronicle, where none is named


def read_on_cluster(
    paths: Sequence[str | Path],
    chronicle: Chronicle,
    on: str,
    *,
    workers: int = 0,
    shards: str | Path | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    on_shard: Callable[[Made], None] | None = None,
    lexicon: str | Path | None = None,
) -> Summary:
    """As `pipeline.read`, coded on the cluster `on` ("ray", "ray://auto", "ray://HOST:PORT"): the same chronicle.

    `workers` is how many code (0 for one a processor), `shards` a folder that every machine sees. A run that was broken
    off goes on from the shards that are committed. Raises UsageError and ClusterError (see `cluster`, `manifest`),
    DataError for a file of imports that is gone, and ChronicleError.
    """
    address_of(on)  # what cannot be is told before anything is written
    need_ray()
    folder = _folder(chronicle, shards)
    with _alone(chronicle, folder):
        known = read_manifest(folder)
        recipe = Recipe.of(chronicle, lexicon, known.run.day if known else None)
        listed = entries(paths)
        asked = tuple(str(Path(path).absolute()) for path in paths)
        run = Run(asked, str(chronicle.where), recipe.today.isoformat(), fingerprint(recipe))
        manifest = Manifest.open(folder, run)
        _code(listed, manifest, recipe, Known(chronicle.report_ids()), on, workers, on_progress, on_shard)
        reading = Reading(chronicle, on_problem=on_problem)
        try:
            settle(listed, committed(manifest), manifest, reading, on_progress)
        except KeyboardInterrupt:
            reading.finish()
            raise
        reading.finish()
        manifest.remove()
        return reading.summary()


def _code(
    listed: Sequence[Entry | Problem],
    manifest: Manifest,
    recipe: Recipe,
    known: Known,
    on: str,
    workers: int,
    on_progress: Callable[[Progress], None] | None,
    on_shard: Callable[[Made], None] | None,
) -> None:
    """Has all coded that is not, and commits it."""
    before = done(committed(manifest))
    manifest.sweep()
    files, number = [one for one in listed if isinstance(one, Entry)], len(before)
    with (
        connected(on, workers) as ray,
        closing(shards_of(ray, files, manifest, recipe, before, known, workers)) as shards,
    ):
        for made in shards:
            manifest.commit(made.shard)
            number += made.pages
            if on_shard is not None:
                on_shard(made)
            if on_progress is not None:
                on_progress(Progress(number, made.file))
    manifest.sweep()


def _folder(chronicle: Chronicle, shards: str | Path | None) -> Path:
    if shards:
        return Path(shards).absolute()
    path = Path(str(chronicle.where))
    if not path.is_file():
        remedy = "name a folder with --shards that every machine of the cluster sees"
        raise UsageError("there is no place for shards beside this chronicle", remedy=remedy)
    return path.absolute().with_name(path.name + OWN_FOLDER)


@contextmanager
def _alone(chronicle: Chronicle, folder: Path) -> Iterator[None]:
    """Nobody else uses the folder of shards, or reads into the chronicle in this manner."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"no folder can be made here: {error.strerror or error}"
        raise ClusterError(message, where=str(folder), remedy="name another with --shards") from error
    with held(folder / LOCK, "these shards"):
        path = Path(str(chronicle.where))
        if not path.is_file():
            yield
            return
        with held(path.absolute().with_name(path.name + ".lock"), "this chronicle"):
            yield
