"""Reading with worker processes on this machine: `whimbrel read --workers N`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from whimbrel.chronicle import Chronicle
from whimbrel.gather import RawPage, gather
from whimbrel.model import Problem
from whimbrel.pipeline import Progress, Reading, Summary
from whimbrel.remaking import AT_ONCE
from whimbrel.scale.known import Known
from whimbrel.scale.pool import Pool
from whimbrel.scale.recipe import Recipe


def read_with_workers(
    paths: Sequence[str | Path],
    chronicle: Chronicle,
    workers: int,
    *,
    stdin: BinaryIO | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    lexicon: str | Path | None = None,
) -> Summary:
    """As `pipeline.read`, with so many processes that code: the same chronicle, in the same order.

    Events are made while workers code, for as many reports at a time as they would be at the end. So on a few
    processors merging takes no time of its own.

    Stopped with Ctrl-C, the workers end and events are made from what was read. Raises ClusterError when workers are
    killed again and again, DataError for knowledge that cannot be read, and ChronicleError.
    """
    run = Reading(chronicle, on_problem=on_problem)
    try:
        with closing(Pool(Recipe.of(chronicle, lexicon), Known(chronicle.report_ids()), workers)) as pool:
            for read in pool.coded(_told(gather(paths, stdin), on_progress)):
                settled = run.counts["new"]
                run.settle(read)
                if run.counts["new"] > settled and run.counts["new"] % AT_ONCE == 0:
                    run.make_events()
    except KeyboardInterrupt:
        run.finish()
        raise
    run.finish()
    return run.summary()


def _told(
    items: Iterator[RawPage | Problem], on_progress: Callable[[Progress], None] | None
) -> Iterator[RawPage | Problem]:
    for done, item in enumerate(items):
        if on_progress is not None:
            on_progress(Progress(done, item.file))
        yield item
