"""Committed shards into the chronicle, page after page in the order in which one process would have read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from whimbrel.errors import ClusterError
from whimbrel.model import Problem
from whimbrel.pipeline import Progress, Reading
from whimbrel.scale.known import Known
from whimbrel.scale.manifest import Manifest
from whimbrel.scale.place import Entry
from whimbrel.scale.shard import Found, found_in, read_row

_LAST = 2**62


def committed(manifest: Manifest) -> list[Found]:
    """Every page of the committed shards, each once. A shard that was removed holds none.

    Raises ClusterError for a shard that is not what was written.
    """
    found: dict[str, Found] = {}
    for shard in manifest.shards:
        try:
            pages = found_in(manifest.folder, shard)
        except FileNotFoundError:
            continue
        for page in pages:
            found.setdefault(page.key, page)
    return list(found.values())


def done(found: Iterable[Found]) -> Known:
    """Which pages those are."""
    return Known(page.key for page in found)


def settle(
    entries: Sequence[Entry | Problem],
    found: Iterable[Found],
    manifest: Manifest,
    run: Reading,
    on_progress: Callable[[Progress], None] | None = None,
) -> None:
    """Stores what pages came to, and what was a problem already when files were listed."""
    ranks = {(one.file, one.turn): at for at, one in enumerate(entries) if isinstance(one, Entry)}
    order = sorted(found, key=lambda page: (_rank(page, ranks), page.place, page.key))
    listed = [(at, one) for at, one in enumerate(entries) if isinstance(one, Problem)]
    for number, page in enumerate(order):
        while listed and listed[0][0] < _rank(page, ranks):
            run.settle(listed.pop(0)[1])
        if on_progress is not None:
            on_progress(Progress(number, page.place.file))
        try:
            run.settle(read_row(manifest.folder, page))
        except OSError as error:
            raise _gone(manifest, page) from error
    for _, problem in listed:
        run.settle(problem)


def _rank(page: Found, ranks: Mapping[tuple[str, int], int]) -> int:
    """Which of the listed files a page is of; those that were removed since come last."""
    return ranks.get((page.place.file, page.place.turn), _LAST)


def _gone(manifest: Manifest, page: Found) -> ClusterError:
    message, where = "this shard was removed while it was read", str(manifest.folder / page.shard)
    return ClusterError(message, where=where, remedy="run the same command again: its pages are coded again")
