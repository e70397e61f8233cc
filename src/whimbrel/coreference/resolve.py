"""From mentions to clusters: pairs weighed by boosted trees, then average linkage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

import numpy as np
from numpy.typing import NDArray

from whimbrel.coreference.bags import Table
from whimbrel.coreference.documents import story_clusters
from whimbrel.coreference.features import Scene, set_scene
from whimbrel.coreference.kinship import Kinds, shipped_kinds
from whimbrel.coreference.linkage import average_linkage
from whimbrel.coreference.mention import Document, Mention
from whimbrel.coreference.rarity import shipped_rarity
from whimbrel.coreference.traits import see
from whimbrel.coreference.trees import Trees, shipped_trees
from whimbrel.model import Score

THRESHOLD = 0.4  # mean probability between two clusters from which they are joined


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What pairs are weighed with: shipped tables, unless others are given."""

    kinds: Kinds = field(default_factory=shipped_kinds)
    rarity: Mapping[str, float] = field(default_factory=shipped_rarity)
    trees: Trees = field(default_factory=shipped_trees)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Clusters of mentions, each sorted by document, sentence and words, and how sure each pair is."""

    clusters: tuple[tuple[Mention, ...], ...]
    order: Mapping[str, int]  # id of a mention -> its row
    probabilities: Table
    scene: Scene
    trees: Trees

    def score(self, a: str, b: str) -> Score:
        """How likely two mentions (by id) are one event, and what each feature adds in log-odds. Raises KeyError."""
        i, j = sorted((self.order[a], self.order[b]))
        row = _chosen(self.scene, self.trees, np.array([i], dtype=np.intp), np.array([j], dtype=np.intp))[0]
        parts = self.trees.parts(row.tolist())
        return Score(1 / (1 + exp(-sum(parts.values()))), parts)


def resolve(
    documents: Sequence[Document], mentions: Sequence[Mention], knowledge: Knowledge | None = None
) -> Resolution:
    """Which mentions tell of one event, within a document and across. The order of the input decides nothing.

    Source of the method: mention pairs and average linkage, as Cybulska and Vossen 2015 and many since; the features
    are ours. Time and memory grow with the square of the mentions: for more than a few thousand, resolve each of the
    `stories` by itself. Raises KeyError where a mention's document is not among the documents.
    """
    known = knowledge or Knowledge()
    by_id = {document.id: document for document in documents}
    ordered = sorted(mentions, key=lambda mention: (mention.document, mention.sentence, mention.words, mention.id))
    traits = [see(mention, by_id[mention.document], known.kinds) for mention in ordered]
    scene = set_scene(traits, [by_id[id] for id in sorted(by_id)], known.rarity, known.kinds)
    table = _probabilities(scene, known.trees, len(ordered))
    clusters = average_linkage(table, THRESHOLD)
    return Resolution(
        tuple(tuple(ordered[i] for i in group) for group in clusters),
        {mention.id: i for i, mention in enumerate(ordered)},
        table,
        scene,
        known.trees,
    )


def stories(documents: Sequence[Document], rarity: Mapping[str, float] | None = None) -> list[tuple[Document, ...]]:
    """Documents that tell one story, by words, names, numbers and leads. The order of the input decides nothing."""
    ordered = sorted(documents, key=lambda document: document.id)
    groups = story_clusters(ordered, shipped_rarity() if rarity is None else rarity)
    return [tuple(ordered[i] for i in group) for group in groups]


def within(documents: Sequence[Document], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that stand in these documents."""
    of_document: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        of_document[mention.document].append(mention)
    return [mention for document in documents for mention in of_document[document.id]]


def _probabilities(scene: Scene, trees: Trees, n: int) -> Table:
    table = np.zeros((n, n), dtype=np.float32)
    rows, columns = scene.worth_weighing()
    if len(rows):
        likely = 1 / (1 + np.exp(-trees.log_odds(_chosen(scene, trees, rows, columns))))
        table[rows, columns] = likely
        table[columns, rows] = likely
    return table


def _chosen(scene: Scene, trees: Trees, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Table:
    """The features that the trees ask for, in their order."""
    at = {name: i for i, name in enumerate(scene.names)}
    found: Table = scene.features(rows, columns)[:, [at[name] for name in trees.names]]
    return found
