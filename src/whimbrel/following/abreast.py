"""Work done by several threads at once, its results in the order it was given: what is read does not depend on luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

_AHEAD = 2  # jobs that each thread may be ahead of what was taken


def abreast(jobs: Sequence[Job], work: Callable[[Job], Result], threads: int) -> Iterator[tuple[Job, Result]]:
    """Each job with its result, in order. What `work` raises is raised here; then no further job is begun.

    The threads do not keep a program that ends, so that Ctrl-C need not wait for a slow host.
    """
    waiting: SimpleQueue[tuple[int, Job] | None] = SimpleQueue()
    done: SimpleQueue[tuple[int, Result | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        while (one := waiting.get()) is not None:
            try:
                done.put((one[0], work(one[1]), None))
            except BaseException as error:
                done.put((one[0], None, error))

    number = max(1, min(threads, len(jobs)))
    for _ in range(number):
        Thread(target=run, daemon=True).start()
    begun = 0
    ready: dict[int, Result] = {}
    try:
        for at, job in enumerate(jobs):
            while begun < min(len(jobs), at + number * _AHEAD):
                waiting.put((begun, jobs[begun]))
                begun += 1
            while at not in ready:
                place, result, error = done.get()
                if error is not None:
                    raise error
                ready[place] = result  # type: ignore[assignment]  # there is a result where there is no error
            yield job, ready.pop(at)
    finally:
        while not waiting.empty():
            waiting.get()
        for _ in range(number):
            waiting.put(None)


def by_turns(jobs: Sequence[Job], key: Callable[[Job], str]) -> list[Job]:
    """The jobs, one of each key in turn, so that no host keeps the others waiting."""
    lines: dict[str, list[Job]] = {}
    for job in jobs:
        lines.setdefault(key(job), []).append(job)
    depth = max(map(len, lines.values()), default=0)
    return [line[at] for at in range(depth) for line in lines.values() if at < len(line)]
