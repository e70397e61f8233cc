"""Which mentions tell of one event, within a document and across? ECB+ rows; the validated event mentions are given.

`conll_f1`: documents are first put into stories of our own making, and mentions resolved within each;
`conll_f1_corpus`: all mentions in one pot. Clusters of one are kept. `lea_f1` goes with the first. `lemma_…` is the
common baseline in the same run: mentions are one where the lemma of their head is, within our stories or in the whole
corpus. Topics and subtopics of the rows are not looked at, but to tell which errors are of two stories taken for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from benchmarks.coref_scores import Clustering, b_cubed, ceaf_e, conll_f1, groups, lea, muc
from benchmarks.result import Outcome, say
from training.ecbplus import Told, read_ecbplus
from whimbrel.coreference import Document, Mention, resolve, stories, trigger_kinship
from whimbrel.coreference.documents import lemma_of
from whimbrel.coreference.mention import head_of
from whimbrel.coreference.resolve import within


def run(data: Path) -> Outcome:
    told = list(read_ecbplus(data))
    documents = [one.document for one in told]
    mentions = [mention for one in told for mention in one.mentions]
    say(f"coref: {len(documents)} documents, {len(mentions)} mentions")
    gold = {id: cluster for one in told for id, cluster in one.clusters.items()}
    own = stories(documents)
    found, found_corpus = clustered(own, mentions), clustered([documents], mentions)
    lemmas = head_lemmas(documents, mentions)
    story_of = {document.id: number for number, story in enumerate(own) for document in story}
    metrics = {
        "conll_f1": conll_f1(gold, found),
        "conll_f1_corpus": conll_f1(gold, found_corpus),
        "lea_f1": lea(gold, found).f1,
        "lea_f1_corpus": lea(gold, found_corpus).f1,
        "muc_f1": muc(gold, found).f1,
        "b3_f1": b_cubed(gold, found).f1,
        "ceafe_f1": ceaf_e(gold, found).f1,
        "lemma_conll_f1": conll_f1(gold, {m.id: (story_of[m.document], lemmas[m.id]) for m in mentions}),
        "lemma_conll_f1_corpus": conll_f1(gold, lemmas),
    }
    wrong = list(errors(told, mentions, lemmas, gold, found))
    return Outcome(metrics, len(mentions), Counter(label for label, _ in wrong), wrong)


def clustered(pots: Sequence[Sequence[Document]], mentions: Sequence[Mention]) -> Clustering:
    """Each mention's cluster, where the documents of each pot are resolved by themselves."""
    found: dict[Hashable, Hashable] = {}
    for pot in pots:
        for cluster in resolve(pot, within(pot, mentions)).clusters:
            found |= {mention.id: cluster[0].id for mention in cluster}
    return found


def head_lemmas(documents: Sequence[Document], mentions: Sequence[Mention]) -> dict[str, str]:
    """The lemma of each mention's head."""
    sentences = {document.id: document.sentences for document in documents}
    of_mention = {mention.id: sentences[mention.document][mention.sentence] for mention in mentions}
    return {m.id: lemma_of(of_mention[m.id].tokens[head_of(m, of_mention[m.id])]) for m in mentions}


def errors(
    told: Sequence[Told], mentions: Sequence[Mention], lemmas: Mapping[str, str], gold: Clustering, found: Clustering
) -> Iterator[tuple[str, str]]:
    """Pairs that are one event and came apart, or the other way round, by how their words are kin."""
    subtopic = {one.document.id: one.subtopic for one in told}
    by_id: Mapping[Hashable, Mention] = {mention.id: mention for mention in mentions}
    apart = {frozenset(pair) for group in groups(gold).values() for pair in combinations(group, 2)}
    joined = {frozenset(pair) for group in groups(found).values() for pair in combinations(group, 2)}
    for pair in apart ^ joined:
        a, b = sorted((by_id[id] for id in pair), key=lambda mention: mention.id)
        kin = {1.0: "words of one kind", 0.0: "unrelated words"}.get(
            trigger_kinship(lemmas[a.id], lemmas[b.id]), "words of near kinds"
        )
        kin = "same lemma" if lemmas[a.id] == lemmas[b.id] else kin
        story = "" if subtopic[a.document] == subtopic[b.document] else ", of two stories"
        verdict = "missed" if pair in apart else "false merge"
        yield f"{verdict}: {kin}{story}", f"{lemmas[a.id]} ({a.id}), {lemmas[b.id]} ({b.id})"
