"""The parser's weights as one small file: half-precision numbers, compressed, with the pipeline's configuration inside.

Rounding to half precision costs no accuracy that can be measured and halves the package.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly  # type: ignore[import-untyped]
from spacy.attrs import IS_SPACE, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language
from thinc.api import NumpyOps

from whimbrel.errors import DataError

FORMAT = 1
NEEDED = frozenset({NORM, LOWER, PREFIX, SUFFIX, SHAPE, IS_SPACE})
"""What the models look at in a word; spaCy would work out seventeen more features for every new one."""
MADE_WITH = frozenset(
    {
        None, "en", "tok2vec", "tagger", "parser", "Adam.v1", "compounding.v1", "spacy.Tokenizer.v1",
        "spacy.Vectors.v1",
        "spacy.Corpus.v1", "spacy.ConsoleLogger.v1", "spacy.batch_by_words.v1", "spacy.Tok2Vec.v2", "spacy.Tagger.v2",
        "spacy.TransitionBasedParser.v2", "spacy.MultiHashEmbed.v2", "spacy.MaxoutWindowEncoder.v2",
        "spacy.Tok2VecListener.v1", "spacy.tagger_scorer.v1", "spacy.parser_scorer.v1",
    }
)  # fmt: skip
"""The functions, factories and language that the configuration of a pipeline may name."""
_CALLED = frozenset(
    {"lang", "before_creation", "after_creation", "after_pipeline_creation", "before_init", "after_init"}
)
REMEDY = "reinstall whimbrel, or run `python -m training` in a clone"


class BlasOps(NumpyOps):  # type: ignore[misc]
    """Thinc's CPU operations with NumPy's matrix product (OpenBLAS), three times as fast as the bundled one."""

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def use_blas(nlp: Language) -> None:
    """Points every layer of a pipeline at `BlasOps`."""
    ops = BlasOps()
    for _, pipe in nlp.pipeline:
        for layer in pipe.model.walk():
            layer.ops = ops


def pack(nlp: Language) -> bytes:
    """The pipeline's weights, labels and configuration, ready to be written to a file."""
    state = srsly.msgpack_loads(nlp.to_bytes(exclude=["vocab", "tokenizer", "meta.json"]))
    components = {name: _components(state[name], np.float16) for name in nlp.pipe_names}
    record = {"format": FORMAT, "config": nlp.config.to_str(), "components": components}
    return zlib.compress(srsly.msgpack_dumps(record), 9)


def unpack(path: Path) -> Language:
    """The pipeline that `pack` wrote to `path`. Raises DataError when the file is missing or damaged."""
    try:
        record = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
        if record["format"] != FORMAT:
            raise DataError("the model was made for another version", where=str(path), remedy=REMEDY)
        config = spacy.Config().from_str(record["config"])
        _check_named(config, path)
        nlp = spacy.util.load_model_from_config(config, auto_fill=False, validate=False)
        nlp.vocab.lex_attr_getters = {a: get for a, get in nlp.vocab.lex_attr_getters.items() if a in NEEDED}
        for name, component in record["components"].items():
            pipe = nlp.get_pipe(name)
            pipe.from_bytes(_components(component, np.float32), exclude=["vocab"])
            for label in getattr(pipe, "labels", ()):
                nlp.vocab.strings.add(label)
                nlp.vocab.strings.add(label.partition("||")[0])
    except (OSError, zlib.error, LookupError, ValueError, TypeError, AttributeError) as error:
        raise DataError(f"the parser's model cannot be read: {error}", where=str(path), remedy=REMEDY) from error
    use_blas(nlp)
    return nlp


def _check_named(config: Mapping[str, Any], path: Path) -> None:
    """Raises DataError for a configuration that names a function other than those a pipeline of ours is made with.

    spaCy calls whatever a configuration names of all that is installed; a file from elsewhere must not choose.
    """
    for name, value in config.items():
        if isinstance(value, Mapping):
            _check_named(value, path)
        elif (name == "factory" or name.startswith("@") or name in _CALLED) and value not in MADE_WITH:
            told = f"the model names {name} = {value!r}, which none of ours is made with"
            raise DataError(told, where=str(path), remedy=REMEDY)


def _components(state: bytes, kind: type[np.floating[Any]]) -> bytes:
    """One pipeline component's serialised state with all its weights in another precision."""
    fields = srsly.msgpack_loads(state)
    model = srsly.msgpack_loads(fields["model"])
    model["params"] = [
        {name: None if value is None else value.astype(kind) for name, value in layer.items()}
        for layer in model["params"]
    ]
    fields["model"] = srsly.msgpack_dumps(model)
    packed: bytes = srsly.msgpack_dumps(fields)
    return packed
