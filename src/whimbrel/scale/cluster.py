"""The stream on a Ray cluster (Ray Data): files → pages → reports → shards, with back-pressure, in any order.

Moritz et al. (2018), "Ray: A Distributed Framework for Emerging AI Applications"; Ray Data's streaming executor bounds
what is under way between stages, and calls again what a lost worker had in hand.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from importlib.util import find_spec
from threading import Thread
from threading import enumerate as enumerate_threads
from typing import Any

from whimbrel.errors import ClusterError, UsageError
from whimbrel.scale.known import Known
from whimbrel.scale.manifest import Manifest
from whimbrel.scale.place import Entry
from whimbrel.scale.recipe import Recipe
from whimbrel.scale.stages import COLUMN, PAGES, Coder, Made, cleaned, gathered, packed, unpacked

NAME = "ray"
STORE = 300 << 20  # bytes of a cluster of one's own machine for what is between stages
LIGHT = 0.2  # of a processor for gathering and cleaning a batch; coders take what is left of each
FILES = PAGES  # that are gathered by one call: where each is one page, they make one bundle
ONE_ROW = 1  # bytes that a block may have: so each bundle is one, and those of a large file reach all coders
CODERS_FOR = 1 - LIGHT
PATIENCE = 10.0  # seconds that are waited for what is under way to end


@contextmanager
def connected(on: str, workers: int = 0) -> Iterator[Any]:
    """Ray, joined to the cluster at an address ("ray://head:6379", "ray://auto") or begun here ("ray").

    This machine must be one of the cluster's: Ray Data is not made to be driven from outside (Ray Client).

    Raises UsageError where Ray is not installed or the address is none, ClusterError where nothing answers.
    """
    address = address_of(on)
    need_ray()
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
    import ray  # noqa: PLC0415 - an extra, and slow to load
    import ray.data  # noqa: PLC0415

    here: dict[str, Any] = {"include_dashboard": False, "object_store_memory": STORE, "num_cpus": workers or None}
    options: dict[str, Any] = {"address": address} if address else here
    try:
        ray.init(**options, logging_level=logging.ERROR, log_to_driver=False)
        logging.getLogger("ray.data").setLevel(logging.ERROR)  # it tells of its plans otherwise
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
        message = f"no cluster can be used: {str(error).splitlines()[0]}"
        remedy = "start one with `ray start`, on this machine too, and name its address: --on ray://HOST:PORT"
        raise ClusterError(message, where=on, remedy=remedy) from error
    before = enumerate_threads()
    try:
        yield ray
    finally:
        _wait_for_ray_data(before)
        ray.shutdown()


def need_ray() -> None:
    """Raises UsageError where Ray is not installed."""
    if find_spec("ray") is None:
        raise UsageError("Ray is not installed", remedy="pip install 'whimbrel[cluster]'")


def address_of(on: str) -> str:
    """What Ray calls the address in `--on`; "" for a cluster that is begun here. Raises UsageError."""
    if on == NAME:
        return ""
    if not on.startswith(f"{NAME}://") or on == f"{NAME}://":
        raise UsageError(f"there is nothing to read on called {on!r}", remedy="ray, ray://auto or ray://HOST:PORT")
    return on.removeprefix(f"{NAME}://")


def shards_of(
    ray: Any, entries: Sequence[Entry], manifest: Manifest, recipe: Recipe, done: Known, known: Known, workers: int = 0
) -> Generator[Made]:
    """Has all pages of some files coded that are not done yet; tells of each shard when it is there.

    `known` are reports that need no coding. Raises ClusterError for a worker that may not or cannot work.
    """
    if not entries:
        return
    context = ray.data.DataContext.get_current()
    context.target_max_block_size = ONE_ROW
    context.enable_progress_bars = False
    coders = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
    told = {"folder": str(manifest.folder), "run": manifest.run, "recipe": recipe, "known": known}
    stream = (
        ray.data.from_items([{COLUMN: noun} for noun in packed(entries)[COLUMN]])
        .map_batches(partial(gathered, done=done), batch_size=FILES, num_cpus=LIGHT)
        .map_batches(cleaned, batch_size=None, num_cpus=LIGHT)
        .map_batches(
            Coder, fn_constructor_kwargs=told, batch_size=None, num_cpus=CODERS_FOR,
            compute=ray.data.ActorPoolStrategy(size=coders, max_tasks_in_flight_per_actor=2),
        )
    )  # fmt: skip
    try:
        with closing(_rows(ray, stream)) as rows:
            for row in rows:
                (made,) = unpacked({COLUMN: [row]})
                if made.refused is not None:
                    raise made.refused
                yield made
    except ray.exceptions.RayError as error:
        raise ClusterError(
            f"the cluster gave up: {str(error).strip().splitlines()[-1]}",
            remedy="see to its machines and run the same command again: what is committed is not coded again",
        ) from error


def _rows(ray: Any, stream: Any) -> Generator[bytes]:
    """What a stream gives, as it comes. The executor ends with the generator. `iter_rows` would begin threads of its
    own that nobody can wait for."""
    bundles = stream.iter_internal_ref_bundles()
    try:
        for bundle in bundles:
            for block in bundle.block_refs:
                rows = ray.data.block.BlockAccessor.for_block(ray.get(block)).iter_rows(public_row_format=True)
                yield from (row[COLUMN] for row in rows)
    finally:
        del bundles  # its executor stops as soon as nothing refers to it


def _wait_for_ray_data(before: Collection[Thread]) -> None:
    """Waits for what Ray Data began since and has not ended: a thread of it that asks Ray for anything after the
    shutdown ends the whole process, before anybody is told what went wrong."""
    for thread in set(enumerate_threads()) - set(before):
        kinds = (type(thread), getattr(thread, "_target", None))
        if any(str(getattr(kind, "__module__", "")).startswith("ray.data") for kind in kinds):
            thread.join(PATIENCE)
