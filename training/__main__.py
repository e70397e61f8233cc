"""Makes the models that ship with Whimbrel: `python -m training [--data DIR] [--only MODEL]`."""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is loaded: the matrices are too small to share out
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import sys
from pathlib import Path

from training.lemmas import train_lemmas
from training.names import train_names
from training.parser import train_parser
from training.transliteration import train_transliteration

CLONE = Path(__file__).parent.parent
MODELS = ("parser", "lemmas", "names", "transliteration")
ALMANAC = CLONE / "src" / "whimbrel" / "almanac" / "data"
STEPS = 5500


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training", description="Train the models that Whimbrel ships.")
    parser.add_argument(
        "--data", type=Path, default=CLONE.parent / "shared" / "data", help="folder of the training sets"
    )
    parser.add_argument(
        "--out", type=Path, default=CLONE / "src" / "whimbrel" / "grammar" / "model", help="where the models go"
    )
    parser.add_argument(
        "--only", choices=MODELS, action="append", help="train this model alone; names need the parser's first"
    )
    parser.add_argument("--steps", type=int, default=STEPS, help="training steps of the parser")
    asked = parser.parse_args(arguments)
    if not asked.data.is_dir():
        print(f"training: {asked.data} is no folder; give the training sets with --data DIR", file=sys.stderr)
        return 1
    asked.out.mkdir(parents=True, exist_ok=True)
    wanted = asked.only or MODELS
    if "parser" in wanted:
        train_parser(asked.data, asked.out / "parser.bin", asked.steps)
    if "lemmas" in wanted:
        train_lemmas(asked.data, asked.out / "lemmas.bin")
    if "names" in wanted:
        train_names(asked.data, asked.out)
    if "transliteration" in wanted:
        train_transliteration(asked.data, ALMANAC / "transliteration")
    return 0


if __name__ == "__main__":
    sys.exit(main())
