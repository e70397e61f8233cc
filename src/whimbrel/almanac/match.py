"""A name looked up among all actors: the very name first, then by skeleton and alignment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from whimbrel.almanac.compose import Composer
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.name_alignment import name_skeletons
from whimbrel.almanac.name_sieve import Sifted, may_be_same
from whimbrel.almanac.names import same_name
from whimbrel.almanac.offices import in_office
from whimbrel.almanac.records import Match
from whimbrel.almanac.roles import load_titles
from whimbrel.almanac.states import States
from whimbrel.almanac.store import Alias, Store
from whimbrel.model import Actor, ActorKind, Score

PEOPLE = frozenset({ActorKind.PERSON})
FLOOR = 0.5  # likeness below which a name is not offered
MOST_CANDIDATES = 24  # names aligned in full, those that share most of the rarest skeletons
MOST_FILED = 2000  # names looked at under one skeleton
MOST_MATCHES = 12

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Filed:
    """A name of an actor, taken apart once."""

    alias: Alias
    name: Sifted


class Matcher:
    """Name look-up over a store; the skeleton index is built at the first name that is not filed as written."""

    def __init__(self, store: Store, states: States, lookup: Callable[[str], Actor | None], composer: Composer) -> None:
        self._store = store
        self._states = states
        self._lookup = lookup
        self._composer = composer
        self._index: dict[str, Numbers] | None = None
        self._filed: list[Filed] = []
        self._tokens, self._person = np.zeros(0, int), np.zeros(0, bool)  # of each name, by number
        self._like = lru_cache(maxsize=4_096)(self.look_alikes)

    def match(self, name: str, on: date | None, countries: frozenset[str], kinds: frozenset[ActorKind]) -> list[Match]:
        side = "people" if kinds == PEOPLE else "groups" if kinds and ActorKind.PERSON not in kinds else ""
        found = self._exact(name) or self._composed(name) or self._like(name, side)
        matches = [
            Match(actor, text, _in_context(score, actor, on, countries))
            for actor, text, score in found
            if not kinds or actor.kind in kinds
        ]
        if not matches and kinds and found and found[0][2].value == 1:
            matches = [
                Match(actor, text, _in_context(score, actor, on, countries))
                for actor, text, score in self._like(name, side)
                if actor.kind in kinds
            ]
        matches.sort(key=lambda match: (-match.score.value, match.actor.id))
        return matches[:MOST_MATCHES]

    def _exact(self, name: str) -> list[tuple[Actor, str, Score]]:
        for text in _readings(name):
            aliases = self._store.aliases.get(name_key(text), ())
            fitting = [a for a in aliases if a.kind != "acronym" or text.isupper() or text == a.text or "." in text]
            filed: dict[str, str] = {}
            for alias in fitting:
                filed.setdefault(alias.actor, alias.text)
            known = [(actor, text) for i, text in filed.items() if (actor := self._lookup(i))]
            found = [(actor, text, Score(1.0, {"exact": 1.0})) for actor, text in known]
            if found:
                return found
        return []

    def _composed(self, name: str) -> list[tuple[Actor, str, Score]]:
        """ "Israeli army", "Foreign Ministry of Egypt", "Jordanians"."""
        words = name_key(name).split()
        words = words[1:] if words[:1] == ["the"] else words
        for size in range(1, min(4, len(words))):
            head = " ".join(words[:size])
            state = self._states.adjectives.get(head) or self._states.countries.get(head)
            suffix = self._states.phrases.get(" ".join(words[size:]))
            if not (state and suffix) and "of" in words:
                at = words.index("of") if words.count("of") == 1 else len(words) - words[::-1].index("of") - 1
                state = self._states.countries.get(" ".join(words[at + 1 :]))
                suffix = self._states.phrases.get(" ".join(words[:at]))
            if state and suffix:
                actor = self._lookup(self._states.body_id(state, suffix) or "")
                return [(actor, name, Score(1.0, {"composed": 1.0}))] if actor else []
        people = self._states.people.get(" ".join(words))
        actor = self._lookup(self._states.people_id(people)) if people else None
        return [(actor, name, Score(1.0, {"composed": 1.0}))] if actor else []

    def look_alikes(self, name: str, side: str = "") -> list[tuple[Actor, str, Score]]:
        """Actors with a name like this one; `side` (people, groups or "") leaves the others unlooked at."""
        best: dict[str, tuple[str, Score]] = {}
        asked = Sifted.of(name)
        for filed in self.candidates(asked, side):
            if not may_be_same(asked, filed.name):
                continue
            alias, score = filed.alias, same_name(name, filed.alias.text)
            if score.value >= FLOOR and (alias.actor not in best or score.value > best[alias.actor][1].value):
                best[alias.actor] = (alias.text, score)
        return [(actor, text, score) for actor_id, (text, score) in best.items() if (actor := self._lookup(actor_id))]

    def candidates(self, asked: Sifted, side: str = "") -> list[Filed]:
        """Names that share skeletons with `asked`, those that share most of the rarest first."""
        if self._index is None:
            self._index = self._build()
        found = [filed for key in name_skeletons(asked.name) if (filed := self._index.get(key)) is not None]
        if not found:
            return []
        numbers = np.concatenate([filed[:MOST_FILED] for filed in found])
        each = np.repeat(
            [1.0 / (8.0 + len(filed)) for filed in found], [min(len(filed), MOST_FILED) for filed in found]
        )
        known, at = np.unique(numbers, return_inverse=True)
        shared, weights = np.bincount(at), np.bincount(at, each)
        enough = shared >= np.minimum(self._tokens[known], min(2, len(asked.parsed.tokens)))
        if side:
            enough &= self._person[known] == (side == "people")
        fitting = np.flatnonzero(enough)
        best = known[fitting[np.argsort(-weights[fitting], kind="stable")]]
        return [self._filed[number] for number in best[:MOST_CANDIDATES].tolist()]

    def _build(self) -> dict[str, Numbers]:
        """Numbers of aliases by skeleton; sets the list of aliases and what is known of each. Two threads may both."""
        index: dict[str, list[int]] = {}
        every: list[Filed] = []
        for aliases in self._store.aliases.values():
            for alias in aliases:
                if alias.kind == "acronym":
                    continue
                for key in name_skeletons(alias.text):
                    index.setdefault(key, []).append(len(every))
                every.append(Filed(alias, Sifted.of(alias.text)))
        self._tokens = np.array([len(filed.name.parsed.tokens) for filed in every])
        self._person = np.array([filed.alias.actor in self._store.people for filed in every])
        self._filed = every
        return {key: np.array(numbers) for key, numbers in index.items()}


def _readings(name: str) -> Iterator[str]:
    """A name as it stands, without its titles, without its article; each only when the one before is not filed."""
    yield name
    yield load_titles().strip(name)[1]
    yield _without_article(name)


def _without_article(name: str) -> str:
    return name[4:] if name[:4].lower() == "the " else name


def _in_context(score: Score, actor: Actor, on: date | None, countries: frozenset[str]) -> Score:
    """The score with what date and places say: never raised above the name's own worth, only lowered."""
    parts = dict(score.parts)
    value = score.value
    if countries and actor.country:
        parts["country"] = 1.0 if actor.country in countries else 0.0
        value *= 1.0 if actor.country in countries else 0.9
    if on is not None and actor.kind is ActorKind.PERSON and actor.roles:
        active = any(in_office(role, on) for role in actor.roles)
        parts["in office"] = 1.0 if active else 0.0
        value *= 1.0 if active else 0.95
    return Score(round(value, 4), parts)
