"""Makes the table of word rarity that merging leans on: `python -m training.word_rarity [--data DIR]`.

Openly licensed texts are cut into passages of the length of a telling. A word's share is that of the passages it stands
in, averaged over the sources with weights that put news, and news of war above all, before the rest. The lexicon's own
example sentences count as news of events: they hold the words in which such things are told. A word's rarity is the
logarithm of its share, on a scale from 0 (in every passage) to 1 (in none, or in too few to tell).
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log
from pathlib import Path

from training.samples import UNCLEAR_GENRES
from whimbrel.merge.words import running_words

CLONE = Path(__file__).parent.parent
TABLE = CLONE / "src" / "whimbrel" / "merge" / "data" / "word_rarity.csv"
LEXICON = CLONE / "src" / "whimbrel" / "coder" / "lexicon"
PASSAGE = 60  # words
RAREST = 3e-5  # a share below this is no longer told from none
COMMON = 0.97  # words rarer than this are left out: to merging they are as rare as any
SOURCES = {  # source -> weight
    "re3d": 0.25,
    "lexicon": 0.25,
    "ecbplus": 0.2,
    "meantime": 0.1,
    "gum": 0.1,
    "ewt": 0.1,
}
EXAMPLES = 6  # of the lexicon, far apart in it, make up a passage
HEAD = """\
# How rare words are in news: 0 for a word of every passage, 1 for one of none. A word not listed has 1.
# Frequencies only, made by `python -m training.word_rarity` from: re3d (Dstl; documents under OGL v3.0, public domain,
# CC BY 3.0 AU or CC BY-SA 3.0), ECB+ train (Cybulska and Vossen 2014; CC BY 3.0), MEANTIME (Wikinews; Minard et al.
# 2016; CC BY 4.0), GUM train, open genres (Zeldes 2017; CC BY 4.0), UD English EWT train (CC BY-SA 4.0), and the
# examples of Whimbrel's lexicon.
# Words are in lower case, of two letters or more, from four on without a final s. This table: CC BY-SA 4.0.
word,rarity
"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.word_rarity", description="Make the table of rarity.")
    parser.add_argument("--data", type=Path, default=CLONE.parent / "shared" / "data", help="folder of the sets")
    data = parser.parse_args(arguments).data
    found = rarity({name: shares(passages(texts(data, name))) for name in SOURCES})
    listed = sorted((word, value) for word, value in found.items() if value <= COMMON)
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(HEAD + "".join(f"{word},{value:.2f}\n" for word, value in listed), encoding="utf-8")
    print(f"{len(listed)} words")
    return 0


def rarity(of_sources: dict[str, dict[str, float]]) -> dict[str, float]:
    """Word -> rarity, from its share in each source."""
    words = sorted({word for found in of_sources.values() for word in found})
    share = {word: sum(SOURCES[name] * found.get(word, 0.0) for name, found in of_sources.items()) for word in words}
    return {word: min(1.0, log(value) / log(RAREST)) for word, value in share.items()}


def shares(found: Iterable[set[str]]) -> dict[str, float]:
    """Word -> share of the passages that it stands in."""
    total = 0
    seen: Counter[str] = Counter()
    for words in found:
        total += 1
        seen.update(words)
    return {word: n / total for word, n in seen.items()}


def passages(documents: Iterable[list[str]]) -> Iterator[set[str]]:
    """The words of each passage of each document."""
    for words in documents:
        for start in range(0, len(words), PASSAGE):
            yield set(running_words(" ".join(words[start : start + PASSAGE])))


def texts(data: Path, source: str) -> Iterator[list[str]]:
    """The words of each document of a source."""
    if source == "re3d":
        yield from (str(row["text"]).split() for row in _rows(data / "ner" / "re3d_open.jsonl"))
    elif source == "lexicon":
        examples = list(_examples())
        step = len(examples) // EXAMPLES
        yield from (" ".join(examples[at::step]).split() for at in range(step))
    elif source in ("ecbplus", "meantime"):
        split = "train" if source == "ecbplus" else "dev"
        yield from (row["tokens"] for row in _rows(data / "coref" / f"{source}_{split}.jsonl"))
    else:
        name = "gum_open_train" if source == "gum" else "ewt_train"
        yield from _treebank(data / "grammar" / f"{name}.conllu")


def _examples() -> Iterator[str]:
    for path in sorted(LEXICON.glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            yield from (row["example"] for row in csv.DictReader(line for line in lines if not line.startswith("#")))


def _rows(path: Path) -> Iterator[dict[str, list[str]]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _treebank(path: Path) -> Iterator[list[str]]:
    words: list[str] = []
    wanted = True
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id"):
            if words:
                yield words
            words, wanted = [], UNCLEAR_GENRES.isdisjoint(line.split("=")[1].strip().split("_"))
        elif wanted and line[:1].isdigit():
            words.append(line.split("\t")[1])
    if words:
        yield words


if __name__ == "__main__":
    raise SystemExit(main())
