"""Finds from where on groups of reports are one story: `python -m training.stories [--data FILE] [--try NAME=VALUE]`.

The set (NeuS, train: three outlets on each of 2,452 stories) is cut into eight parts as large as what will be
clustered at once. Each part is grouped as it is and again with three in eight reports taken out, so that stories
told once or twice count as much as those told by three. Printed is the mean B-cubed F1 of both for each threshold; the
best of their mean is pinned by hand in `data/same_story.toml`. `--try` changes another number of that file for the run.
Only these numbers are chosen on the set; no words are taken from it.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from benchmarks.result import f_score
from benchmarks.same_event import b_cubed, labelled
from whimbrel.clean import to_report
from whimbrel.errors import SetAside
from whimbrel.merge.stories import stories
from whimbrel.merge.story import Gist, gist
from whimbrel.merge.weights import StoryWeights, shipped_story_weights

CLONE = Path(__file__).parent.parent
DATA = CLONE.parent / "shared" / "data" / "same_event" / "neus_train.jsonl"
PARTS = 8
TAKEN_OUT = 3 / PARTS
THRESHOLDS = tuple(round(0.82 + 0.03 * step, 2) for step in range(9))
Set = Mapping[str, tuple[Gist, str]]  # report → its gist, and the story it is of


def parts(data: Path, weights: StoryWeights) -> list[Set]:
    """The set in parts; whole stories stay together."""
    found: list[dict[str, tuple[Gist, str]]] = [{} for _ in range(PARTS)]
    seen: dict[str, int] = {}
    for number, row in enumerate(labelled(data)):
        part = seen.setdefault(row.cluster, len(seen)) % PARTS
        try:
            found[part][f"{number:06}"] = gist(to_report(row.page), weights=weights), row.cluster
        except SetAside:
            continue
    return list(found)


def thinned(part: Set) -> Set:
    """The part with some reports taken out, always the same."""
    return {id: one for id, one in part.items() if crc32(id.encode()) % PARTS >= TAKEN_OUT * PARTS}


def f1(part: Set, weights: StoryWeights) -> float:
    """B-cubed F1 of the stories found."""
    found = stories({id: own for id, (own, _) in part.items()}, weights)
    return f_score(*b_cubed({id: story for id, (_, story) in part.items()}, found))


def mean(found: Sequence[float]) -> float:
    return sum(found) / len(found)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.stories", description="Find the threshold of stories.")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--try", dest="tried", action="append", default=[], metavar="NAME=VALUE")
    asked = parser.parse_args(arguments)
    changes = {name: float(value) for name, _, value in (one.partition("=") for one in asked.tried)}
    weights = replace(shipped_story_weights(), **changes)  # type: ignore[arg-type]
    weights = replace(weights, neighbours=int(weights.neighbours))
    whole = parts(asked.data, weights)
    thin = [thinned(part) for part in whole]
    print("threshold  as it is  thinned  mean")
    for least in THRESHOLDS:
        now = replace(weights, one_story=least)
        one, other = mean([f1(part, now) for part in whole]), mean([f1(part, now) for part in thin])
        print(f"{least:9.2f}  {one:8.4f}  {other:7.4f}  {(one + other) / 2:.4f}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
