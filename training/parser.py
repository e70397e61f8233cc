"""Training the tagger and parser: one loop over EWT and the open part of GUM, with weights averaged."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, set_current_ops
from thinc.util import fix_random_seed

from training.conllu import GoldDocument, read_conllu
from training.names import name_pools
from training.samples import samples, usable
from whimbrel.grammar.weights import BlasOps, pack

RECIPE = Path(__file__).with_name("parser.cfg")
TRAIN = ("grammar/ewt_train.conllu", "grammar/gum_open_train.conllu")
DEV = ("grammar/ewt_dev.conllu", "grammar/gum_open_dev.conllu")
PEAK_RATE, WARM_UP = 0.0015, 250
DROPOUT = 0.28
SEED = 20261122


def train_parser(data: Path, target: Path, steps: int, report_every: int = 500, checkpoint_every: int = 0) -> None:
    """Trains on the sets under `data` and writes the packed weights to `target` (checkpoints beside it)."""
    fix_random_seed(SEED)
    set_current_ops(BlasOps())
    documents = [document for name in TRAIN for document in usable(read_conllu(data / name))]
    names = name_words(data)
    held_out = {name: usable(read_conllu(data / name)) for name in DEV}
    nlp = spacy.util.load_model_from_config(spacy.util.load_config(RECIPE), auto_fill=True)
    nlp.initialize(lambda: list(samples(documents, nlp.vocab, SEED)))
    optimizer = Adam(PEAK_RATE, beta1=0.9, beta2=0.999, L2=0.01, L2_is_weight_decay=True, use_averages=True)
    began, losses = time.process_time(), dict[str, float]()
    for step, batch in enumerate(batches(documents, nlp, names, steps), start=1):
        optimizer.learn_rate = PEAK_RATE * min(step / WARM_UP, (steps - step + 1) / (steps - WARM_UP))
        nlp.update(batch, sgd=optimizer, losses=losses, drop=DROPOUT)
        if step % 100 == 0 and step % report_every:
            _say(f"{step}/{steps} {time.process_time() - began:.0f}s {_show(losses)}")
        if step % report_every == 0 or step == steps:
            with nlp.use_params(optimizer.averages):
                for name, development in held_out.items():
                    figures = _show(score(nlp, development))
                    _say(f"{step} {time.process_time() - began:.0f}s {name} {figures} {_show(losses)}")
                if checkpoint_every and step % checkpoint_every == 0:
                    target.with_suffix(f".{step}").write_bytes(pack(nlp))
            losses = {}
    with nlp.use_params(optimizer.averages):
        target.write_bytes(pack(nlp))


def batches(
    documents: Sequence[GoldDocument], nlp: Language, names: Sequence[str], steps: int
) -> Iterator[list[Example]]:
    """Batches that grow from 500 to 1,400 words, over as many passes as the steps need."""
    size, words, done, batch = 500.0, 0, 0, list[Example]()
    for epoch in count():
        for example in samples(documents, nlp.vocab, SEED + epoch, names):
            batch.append(example)
            words += len(example.reference)
            if words >= size:
                yield batch
                done, batch, words, size = done + 1, [], 0, min(1400.0, size * 1.002)
                if done == steps:
                    return


def name_words(data: Path) -> list[str]:
    """Single words of names of the world, to vary the training text with."""
    pools = name_pools(data)
    parts = [part for name in pools["full"] for part in name.split()]
    return [word for word in parts + pools["single"] + pools["place"] if word.isalpha() and len(word) > 2]


def score(nlp: Language, documents: Sequence[GoldDocument]) -> dict[str, float]:
    """Tag and attachment scores on gold words, each stretch of sentences split by the parser itself."""
    scores = nlp.evaluate(list(samples(documents, nlp.vocab, 0)))
    return {key: scores[key] for key in ("tag_acc", "dep_uas", "dep_las", "sents_f")}


def _show(figures: dict[str, float]) -> str:
    return " ".join(f"{name}={value:.4g}" for name, value in figures.items())


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
