"""Words of English that are no name, or seldom one: what tells "Reason" the magazine from reason."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from whimbrel.grammar.features import read_lists
from whimbrel.grammar.lemmas import read_lemmas


@cache
def dictionary_words() -> frozenset[str]:
    """Nouns, verbs, adjectives and adverbs in dictionary form and lower case, as the lemma table knows them."""
    known = read_lemmas(_model("lemmas.bin")).known.values()
    return frozenset(word for words in known for word in words if word.islower())


@cache
def given_names() -> frozenset[str]:
    """Given names, in lower case: those that the name tagger sees."""
    return read_lists(_model("lists.bin")).lists["given"]


def _model(name: str) -> Path:
    return Path(str(files("whimbrel.grammar"))) / "model" / name
