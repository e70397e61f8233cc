"""Makes what coreference of mentions ships: `python -m training.coref [--data DIR] [--folds]`. Needs LightGBM.

`lemma_rarity.csv`: in how many passages each lemma stands, over UD English EWT and GUM (train) and ECB+ (train), where
a topic's two halves count as ten documents each, for they tell one story many times. `pair_trees.csv`: boosted trees
over pairs of mentions of one ECB+ topic; while a topic's pairs are seen, its own words count for nothing in the table
of rarity, as those of an unseen text would not. `--folds` trains on four fifths of the topics at a time and prints what
is reached on the rest.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from benchmarks.coref_scores import conll_f1, lea
from training.conllu import read_conllu
from training.ecbplus import Told, read_ecbplus
from training.samples import UNCLEAR_GENRES
from whimbrel.coreference.documents import lemma_of
from whimbrel.coreference.features import set_scene
from whimbrel.coreference.kinship import shipped_kinds
from whimbrel.coreference.resolve import Knowledge, resolve, stories, within
from whimbrel.coreference.traits import see
from whimbrel.coreference.trees import COLUMNS, read_trees

CLONE = Path(__file__).parent.parent
FOLDER = CLONE / "src" / "whimbrel" / "coreference" / "data"
COUNTED = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV", "NUM"})
PASSAGE = 250  # words
STORY_WEIGHT = 10.0  # documents that the many reports of one story count as
COMMON = 0.97  # lemmas rarer than this are left out: they are as rare as any
FOLDS = 5
ROUNDS = 200
UNRELATED = 0.2  # share of the pairs of unrelated words and different events that is trained on, weighed up to all
PARAMETERS = {
    "objective": "binary", "num_leaves": 7, "learning_rate": 0.06, "min_data_in_leaf": 60, "feature_fraction": 0.5,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63, "verbose": -1, "num_threads": 1,
    "seed": 7, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
AGAINST = ("word: together", "word: in the other's", "word: its kind in")  # more of these never speaks for one event
# features that may speak either way
FREE = (
    "word: parts of speech",
    "word: rarity",
    "word: share",
    "word: told by",
    "word: kind told",
    "word: speech",
    "place:",
)
RARITY_HEAD = """\
# How rare lemmas are: 0 for one of every passage, 1 for one of none. A lemma not listed has 1. Frequencies only, made
# by `python -m training.coref` from ECB+ train (Cybulska and Vossen 2014; CC BY 3.0), GUM train, open genres (Zeldes
# 2017; CC BY 4.0) and UD English EWT train (CC BY-SA 4.0). This table: CC BY-SA 4.0.
lemma,rarity
"""
TREES_HEAD = """\
# Boosted trees that tell whether two mentions are one event, made by `python -m training.coref` from ECB+ train
# (Cybulska and Vossen 2014; annotation CC BY 3.0). What the columns mean: `whimbrel/coreference/trees.py`.
"""
Counts = Mapping[str, float]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.coref", description="Train coreference of mentions.")
    parser.add_argument("--data", type=Path, default=CLONE.parent / "shared" / "data", help="folder of the sets")
    parser.add_argument("--folds", action="store_true", help="print what is reached on topics left out, ship nothing")
    asked = parser.parse_args(arguments)
    topics = defaultdict[str, list[Told]](list)
    for told in read_ecbplus(asked.data / "coref" / "ecbplus_train.jsonl"):
        topics[told.topic].append(told)
    counted = Counted.of(topics, asked.data / "grammar")
    pairs = {topic: topic_pairs(told, counted.rarity({topic})) for topic, told in sorted(topics.items())}
    if asked.folds:
        for number in range(FOLDS):
            left_out = set(sorted(topics)[number::FOLDS])
            trees = fit([pairs[topic] for topic in pairs if topic not in left_out])
            unseen = [told for topic in sorted(left_out) for told in topics[topic]]
            print(measure(unseen, Knowledge(shipped_kinds(), counted.rarity(left_out), read_trees(trees))), flush=True)
        return 0
    lines = "".join(f"{lemma},{value:.2f}\n" for lemma, value in sorted(counted.rarity(set()).items()))
    (FOLDER / "lemma_rarity.csv").write_text(RARITY_HEAD + lines, encoding="utf-8")
    (FOLDER / "pair_trees.csv").write_text(TREES_HEAD + fit(list(pairs.values())), encoding="utf-8")
    return 0


@dataclass(frozen=True, slots=True)
class Counted:
    """In how many passages lemmas stand, of the treebanks and of each topic."""

    general: Counts
    passages: int
    topics: Mapping[str, Counts]

    @classmethod
    def of(cls, topics: Mapping[str, Sequence[Told]], treebanks: Path) -> Counted:
        general: Counter[str] = Counter()
        passages = 0
        for words in _passages(treebanks):
            general.update(words)
            passages += 1
        return cls(general, passages, {topic: _topic_counts(told) for topic, told in topics.items()})

    def rarity(self, without: Set[str]) -> dict[str, float]:
        """Lemma -> rarity, topics of `without` left out; lemmas that are as rare as can be are not listed."""
        counts = Counter[str](self.general)
        kept = [self.topics[topic] for topic in sorted(self.topics) if topic not in without]
        for topic in kept:
            counts.update(topic)
        total = self.passages + 2 * STORY_WEIGHT * len(kept)
        found = {lemma: log(total / n) / log(total) for lemma, n in counts.items() if n >= 1}
        return {lemma: round(value, 2) for lemma, value in found.items() if value < COMMON}


def _topic_counts(told: Sequence[Told]) -> dict[str, float]:
    stories = defaultdict[str, list[set[str]]](list)
    for one in told:
        tokens = [token for sentence in one.document.sentences for token in sentence.tokens]
        stories[one.subtopic].append({lemma_of(token) for token in tokens if token.pos in COUNTED})
    counts: dict[str, float] = defaultdict(float)
    for documents in stories.values():
        for lemmas in documents:
            for lemma in lemmas:
                counts[lemma] += STORY_WEIGHT / len(documents)
    return counts


def _passages(treebanks: Path) -> Iterator[set[str]]:
    for name in ("gum_open_train", "ewt_train"):
        for document in read_conllu(treebanks / f"{name}.conllu"):
            if document.name.startswith("GUM_") and document.genre in UNCLEAR_GENRES:
                continue
            words = [w.lemma.casefold() for s in document.sentences for w in s.words if w.upos in COUNTED]
            yield from (set(words[at : at + PASSAGE]) for at in range(0, len(words), PASSAGE))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions of a topic: features, one event or not, weights."""

    names: list[str]
    features: NDArray[np.float32]
    same: NDArray[np.bool_]
    weights: NDArray[np.float64]


def topic_pairs(told: Sequence[Told], rarity: Mapping[str, float]) -> Pairs:
    """The pairs of a topic's mentions. A topic weighs by its mentions, not by their pairs."""
    kinds = shipped_kinds()
    documents = sorted((one.document for one in told), key=lambda document: document.id)
    by_id = {document.id: document for document in documents}
    mentions = sorted((m for one in told for m in one.mentions), key=lambda m: (m.document, m.sentence, m.words, m.id))
    cluster = {id: found for one in told for id, found in one.clusters.items()}
    scene = set_scene([see(m, by_id[m.document], kinds) for m in mentions], documents, rarity, kinds)
    rows, columns = scene.worth_weighing()
    found = scene.features(rows, columns)
    gold = np.array([cluster[mention.id] for mention in mentions])
    same = gold[rows] == gold[columns]
    related = found[:, [scene.names.index(f"word: {kin}") for kin in ("same", "stem", "kind", "near kind")]].any(axis=1)
    kept = same | related | (np.random.default_rng(len(mentions)).random(len(same)) < UNRELATED)
    weights = np.where(same | related, 1.0, 1 / UNRELATED) * 100 / len(mentions)
    return Pairs(scene.names, found[kept], same[kept], weights[kept])


def fit(topics: Sequence[Pairs]) -> str:
    """Trees as text, for `pair_trees.csv`."""
    names = topics[0].names
    constraints = [0 if name.startswith(FREE) else -1 if name.startswith(AGAINST) else 1 for name in names]
    columns = [name.replace(" ", "_").replace(":", "").replace(",", "") for name in names]  # what LightGBM takes
    data = lightgbm.Dataset(
        np.concatenate([topic.features for topic in topics]),
        np.concatenate([topic.same for topic in topics]),
        weight=np.concatenate([topic.weights for topic in topics]),
        feature_name=columns,
    )
    model = lightgbm.train(PARAMETERS | {"monotone_constraints": constraints}, data, ROUNDS)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, tree in enumerate(model.dump_model()["tree_info"]):
        writer.writerows([number, *row] for row in _rows(tree["tree_structure"], names))
    return out.getvalue()


def _rows(root: Mapping[str, Any], names: Sequence[str]) -> list[list[object]]:
    """The nodes of a tree, each before those below it: node, feature, threshold, low, high, value."""
    rows: list[list[object]] = []

    def write(node: Mapping[str, Any]) -> int:
        number = len(rows)
        if "leaf_value" in node:
            rows.append([number, "", "", "", "", f"{node['leaf_value']:.5g}"])
            return number
        rows.append([])
        low, high = write(node["left_child"]), write(node["right_child"])
        feature, threshold = names[node["split_feature"]], f"{node['threshold']:.5g}"
        rows[number] = [number, feature, threshold, low, high, f"{node['internal_value']:.5g}"]
        return number

    write(root)
    return rows


def measure(told: Sequence[Told], knowledge: Knowledge) -> str:
    """CoNLL F1 and LEA with own stories, and without any."""
    documents = [one.document for one in told]
    mentions = [mention for one in told for mention in one.mentions]
    gold = {id: cluster for one in told for id, cluster in one.clusters.items()}
    figures = []
    for groups in (stories(documents, knowledge.rarity), [tuple(documents)]):
        found: dict[Hashable, Hashable] = {}
        for group in groups:
            for cluster in resolve(group, within(group, mentions), knowledge).clusters:
                found |= {mention.id: cluster[0].id for mention in cluster}
        figures.append(f"{conll_f1(gold, found):.4f} (LEA {lea(gold, found).f1:.4f})")
    return f"{len(documents)} documents: own stories {figures[0]}, one pot {figures[1]}"


if __name__ == "__main__":
    raise SystemExit(main())
