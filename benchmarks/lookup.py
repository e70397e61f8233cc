"""How fast names are looked up among a million: names as they are filed, and names spelt otherwise.

The names are made of given names and surnames of the file's English names, paired with a fixed seed. `filed_per_second`
are look-ups of names that are filed, `spelt_otherwise_per_second` of names with a vowel changed, among 100,000.
Continuous integration holds ratios to a floor, since a slow machine does not matter to them: `filed_to_folding` is the
pace against folding the name alone, `sifted_to_plain` that of look-ups by likeness against aligning every candidate.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.names import read
from benchmarks.result import Outcome, ratio, say
from benchmarks.speed import resident_mb
from whimbrel.almanac.compose import Composer
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.match import FLOOR, Matcher
from whimbrel.almanac.name_sieve import Sifted
from whimbrel.almanac.names import same_name
from whimbrel.almanac.states import load_states
from whimbrel.almanac.store import Store
from whimbrel.model import Actor, ActorKind

FILED = 1_000_000
FILED_FOR_LIKENESS = 100_000
ASKED = 50_000
ASKED_BY_LIKENESS = 2_000
SEED = 2026


def run(data: Path) -> Outcome:
    words = [english.split() for _, english in read(data)]
    names = generated(words, FILED)
    draw = random.Random(SEED)
    many = matcher(names)
    asked = draw.sample(names, min(ASKED, len(names)))
    filed = seconds(asked, lambda name: many.match(name, None, frozenset(), frozenset()))
    folding = seconds(asked, name_key)
    say(f"lookup: {len(names):,} names filed, {filed / len(asked) * 1e6:.1f} microseconds each")
    fewer = matcher(names[:FILED_FOR_LIKENESS])
    spelt = [otherwise(name, draw) for name in draw.sample(names[:FILED_FOR_LIKENESS], ASKED_BY_LIKENESS)]
    fewer.look_alikes("Nobody Inparticular")  # the index is built at the first look-up of this kind
    likeness = seconds(spelt, fewer.look_alikes)
    plain = seconds(spelt, lambda name: plainly(fewer, name))
    found = sum(bool(fewer.look_alikes(name)) for name in spelt)
    metrics = {
        "filed_per_second": ratio(len(asked), filed),
        "spelt_otherwise_per_second": ratio(len(spelt), likeness),
        "filed_to_folding": ratio(folding, filed),
        "sifted_to_plain": ratio(plain, likeness),
        "spelt_otherwise_found": ratio(found, len(spelt)),
        "rss_mb": resident_mb(),
    }
    return Outcome(metrics, len(names))


def generated(words: Sequence[Sequence[str]], count: int) -> list[str]:
    """So many different names of a given name and a surname (fewer where the file has not enough of them)."""
    given = sorted({name[0] for name in words if len(name) > 1})
    surnames = sorted({name[-1] for name in words if len(name) > 1})
    draw = random.Random(SEED)
    names: dict[str, None] = {}
    for _ in range(2 * count if given else 0):
        names[f"{draw.choice(given)} {draw.choice(surnames)}"] = None
        if len(names) == count:
            break
    return list(names)


def matcher(names: Sequence[str]) -> Matcher:
    """A matcher over a store of these people alone."""
    store, states = Store(), load_states()
    for number, name in enumerate(names):
        store.file_name(str(number), name, "full")
    composer = Composer(states, lambda _: None, lambda _: None, lambda _: ())
    return Matcher(store, states, lambda actor: Actor(actor, actor, ActorKind.PERSON), composer)


def otherwise(name: str, draw: random.Random) -> str:
    """A name with one of its vowels written as another."""
    places = [at for at, char in enumerate(name) if char in "aeiou" and at]
    if not places:
        return f"{name}e"
    at = draw.choice(places)
    return name[:at] + {"a": "e", "e": "i", "i": "y", "o": "u", "u": "o"}[name[at]] + name[at + 1 :]


def plainly(among: Matcher, name: str) -> list[str]:
    """Names like this one, every candidate aligned."""
    candidates = among.candidates(Sifted.of(name))
    return [one.alias.text for one in candidates if same_name(name, one.alias.text).value >= FLOOR]


def seconds(names: Sequence[str], work: Callable[[str], object]) -> float:
    began = time.process_time()
    for name in names:
        work(name)
    return time.process_time() - began
