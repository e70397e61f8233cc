"""The stages of a cluster's stream, each a function of the rows that the one before gives: files, pages, shards.

They are the functions of `whimbrel.pages`; what is here only carries their nouns from worker to worker. A row of the
stream is one noun: a file, a bundle of pages, a shard's name.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

import numpy as np

from whimbrel.clean import Cleaned
from whimbrel.errors import ClusterError, WhimbrelError
from whimbrel.gather import RawPage
from whimbrel.model import Problem
from whimbrel.pages import clean_page
from whimbrel.scale.coding import Coding
from whimbrel.scale.fingerprint import differing, fingerprint
from whimbrel.scale.known import Known
from whimbrel.scale.manifest import Run, read_manifest
from whimbrel.scale.place import Entry, Place, key_of
from whimbrel.scale.recipe import Recipe
from whimbrel.scale.shard import Row, write_shard

PAGES = 16  # of a bundle, which goes from stage to stage together and becomes one shard
COLUMN = "noun"
Batch = Mapping[str, Any]  # column → its values in order: an array, or a list


@dataclass(frozen=True, slots=True)
class Page:
    """A page on its way, and what was found in it once it was cleaned."""

    place: Place
    key: str
    item: RawPage | Problem
    found: Cleaned | Problem | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A shard that a worker wrote, or why it could not (`refused`): what the driver is told. `rss` is in MB."""

    shard: str = ""
    pages: int = 0
    file: str = ""  # the last of those that are in it
    seconds: float = 0.0
    worker: int = 0
    rss: int = 0
    refused: ClusterError | None = None


Bundle = list[Page | Made]  # a Made in it is why a file gave no pages


def gathered(batch: Batch, done: Known) -> Iterator[Batch]:
    """Files to bundles of pages; those that are done already are left out."""
    bundle: Bundle = []
    for entry in unpacked(batch):
        bundle += _unseen(entry)
        for place, item in entry.items():
            key = key_of(place, item)
            if key not in done:
                bundle.append(Page(place, key, item))
            if len(bundle) >= PAGES:
                yield packed([bundle])
                bundle = []
    if bundle:
        yield packed([bundle])


def cleaned(batch: Batch) -> Batch:
    """Bundles of pages to the same with their reports."""
    return packed([[_cleaned(page) for page in bundle] for bundle in unpacked(batch)])


class Coder:
    """Pages with reports to shards. One stays in each worker, its models loaded."""

    def __init__(self, folder: str, run: Run, recipe: Recipe, known: Known) -> None:
        self._folder = Path(folder)
        self._coding = Coding(recipe, known)
        self._refused = _refusal(self._folder, run, recipe)

    def __call__(self, batch: Batch) -> Batch:
        return packed([self._told(bundle) for bundle in unpacked(batch)])

    def _told(self, bundle: Bundle) -> Made:
        refused = self._refused or next((page.refused for page in bundle if isinstance(page, Made)), None)
        if refused is not None:
            return Made(refused=refused)
        try:
            return self._made([page for page in bundle if isinstance(page, Page)])
        except ClusterError as error:
            return Made(refused=error)
        except (WhimbrelError, OSError) as error:
            return Made(refused=ClusterError(f"a worker on {socket.gethostname()} had to stop: {error}"))

    def _made(self, pages: Sequence[Page]) -> Made:
        began = perf_counter()
        found = [page.item if isinstance(page.item, Problem) else page.found or clean_page(page.item) for page in pages]
        read = self._coding.code([page.item for page in pages], found)
        rows = [Row(page.place, page.key, one) for page, one in zip(pages, read, strict=True)]
        shard = write_shard(self._folder, rows)
        rss = getrusage(RUSAGE_SELF).ru_maxrss >> 10
        return Made(shard, len(rows), pages[-1].place.file, perf_counter() - began, os.getpid(), rss)


def packed(nouns: Sequence[Any]) -> Batch:
    """Nouns as a batch of the stream, which carries them as it carries any object from worker to worker."""
    column = np.empty(len(nouns), dtype=object)
    for at, noun in enumerate(nouns):  # one by one: a list of lists would become a table
        column[at] = noun
    return {COLUMN: column}


def unpacked(batch: Batch) -> list[Any]:
    """The nouns of a batch, which a worker of the same run packed."""
    return list(batch.get(COLUMN, ()))


def _cleaned(page: Page | Made) -> Page | Made:
    if isinstance(page, Made) or isinstance(page.item, Problem):
        return page
    return Page(page.place, page.key, page.item, clean_page(page.item))


def _unseen(entry: Entry) -> list[Made]:
    """A refusal where the driver listed a file that this worker does not see."""
    if entry.found.path.exists():
        return []
    message = f"the worker on {socket.gethostname()} does not see this file"
    remedy = "put the reports where every machine of the cluster sees them under the same path"
    return [Made(refused=ClusterError(message, where=str(entry.found.path), remedy=remedy))]


def _refusal(folder: Path, run: Run, recipe: Recipe) -> ClusterError | None:
    """Why a worker may not work for a run."""
    host = socket.gethostname()
    there = read_manifest(folder)
    if there is None or there.run.id != run.id:
        message = f"the worker on {host} does not see the shards of this run"
        remedy = "name a folder with --shards that every machine of the cluster sees under the same path"
        return ClusterError(message, where=str(folder), remedy=remedy)
    if what := differing(fingerprint(recipe), run.knowledge):
        message = f"the worker on {host} has another version than this process of: {', '.join(what)}"
        return ClusterError(
            message, remedy="install the same whimbrel, with the same extras and files, on all machines"
        )
    return None
