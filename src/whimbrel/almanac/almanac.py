"""The almanac: what is known of actors, their names, roles and titles, asked through one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

from whimbrel.almanac.compose import Composer
from whimbrel.almanac.fold import name_key, words_of
from whimbrel.almanac.match import Matcher
from whimbrel.almanac.mentions import find_mentions
from whimbrel.almanac.offices import Offices, held, sector_on
from whimbrel.almanac.records import Match, Mention, RoleNoun, State, Title
from whimbrel.almanac.roles import LONGEST_TITLE, load_role_nouns, load_titles, tense_of
from whimbrel.almanac.shelf import Shelf
from whimbrel.almanac.shelved import ShelvedStore
from whimbrel.almanac.states import States, load_states, plural_of
from whimbrel.almanac.store import Store, file_actor_row, load_store
from whimbrel.almanac.table import Row
from whimbrel.model import Actor, ActorKind, Participant


class Almanac:
    """Look-ups over the almanac's data files. Build it with `Almanac.load()`; it does not change afterwards."""

    def __init__(self, store: Store, states: States) -> None:
        self._store = store
        self._states = states
        self._composer = Composer(states, self.role_noun, self.actor, self._named)
        self._titles = lru_cache(maxsize=16_384)(self._find_title)

    @classmethod
    def load(cls, shelf: Path | None = None, own: Iterable[Row] = ()) -> Almanac:
        """Read the data files, and put the imported actors of `shelf` and the rows `own` of a user beside them.

        Without any the almanac is one and the same each time, with all that it found out so far. Raises DataError,
        with file and line, for a file that cannot be read.
        """
        rows = list(own)
        if shelf is None and not rows:
            return _shipped()
        store = load_store()
        for row in rows:
            file_actor_row(store, row, person="roles" in row.cells)
        return cls(ShelvedStore(store, Shelf(shelf)) if shelf else store, load_states())

    def actor(self, actor_id: str) -> Actor | None:
        """The actor of that id: a row's, a state's ("ISR") or a state body's ("ISR.forces"); None if unknown."""
        return self._store.actor(actor_id, self._states)

    def ids(self) -> Iterator[str]:
        """Ids of every actor that has a row of its own, groups first."""
        yield from self._store.groups
        yield from self._store.people

    def named(self, name: str) -> tuple[str, ...]:
        """Ids of the actors that are filed under exactly this name, folded; those of the data files first."""
        return self._named(name_key(name))

    def match(
        self, name: str, on: date | None = None, countries: Iterable[str] = (), kinds: Iterable[ActorKind] = ()
    ) -> list[Match]:
        """Actors that `name` may stand for, best first; equal scores mean that the name alone cannot tell.

        `on` prefers those in office that day, `countries` (alpha-3) those of the places at hand; `kinds` leaves the
        others out. The empty list when nothing is like it.
        """
        return self._matcher.match(name, on, frozenset(countries), frozenset(kinds))

    def mentions(self, text: str) -> list[Mention]:
        """Names of the almanac in running text, in order, longest first, none overlapping."""
        return find_mentions(text, self._store, self._states)

    def nation(self, word: str) -> State | None:
        """The state, sub-state nation or people behind an adjective or noun: "Scottish", "Kurds", "Israelis"."""
        return self._states.nation(word)

    def demonym(self, word: str) -> str | None:
        """ "Israeli" -> "ISR", "Gazan" -> "PSE", "Scottish" -> "GBR"; None for peoples of many states and the rest."""
        state = self._states.nation(word)
        return state.country if state else None

    def country(self, name: str) -> str | None:
        """ "Israel", "U.S." -> alpha-3; a sub-state nation gives its state's."""
        state = self._states.countries.get(name_key(name))
        return self._states.by_id[state].country if state else None

    def metonym(self, name: str) -> str | None:
        """The government that a capital's name stands for when it acts: "Moscow" -> "RUS.government"."""
        state = self._states.capitals.get(name_key(name))
        return f"{state}.government" if state else None

    def role_noun(self, lemma: str) -> RoleNoun | None:
        """The role noun with this lemma or plural: "troops" -> kind forces, sector MIL."""
        return load_role_nouns().get(name_key(lemma))

    def title(self, words: str) -> Title | None:
        """The title that the whole of `words` is: "deputy prime minister", "former Hamas leader" (`of` is Hamas)."""
        return self._titles(words)

    def strip_titles(self, name: str) -> tuple[list[Title], str]:
        """ "Brig. Gen. Esmail Ghaani" -> ([general's title], "Esmail Ghaani")."""
        titles, bare = load_titles().strip(name)
        ends = [word.end for word in words_of(bare)[:LONGEST_TITLE]]
        for end in reversed(ends[1:-1] if len(ends) < LONGEST_TITLE else ends[1:]):  # "Hamas leader Ann Low"
            title = self._title_of(bare[:end])
            if title is not None:
                return [*titles, title], bare[end:].lstrip(" .,:;-–")
        return titles, bare

    def holders(self, title: str, of: str, on: date | None = None) -> list[Actor]:
        """Who held `title` (any form of it) at the actor `of` on that day; ever, when no day is given.

        `of` a state's id also means its government and other bodies. The most exact title comes first.
        """
        return [actor for actor_id in self._offices.holders(title, of, on) if (actor := self.actor(actor_id))]

    def once_in_office(self, title: str, surname: str) -> list[Actor]:
        """Those of that last name who ever held the office: "president", "Carter"; to be told apart by the caller."""
        found = (self.actor(actor_id) for actor_id in self._surnames.get(name_key(surname), ()))
        return [actor for actor in found if actor is not None and held(actor, title)]

    def role_on(self, actor_id: str, on: date | None) -> str:
        """The title that the person held on that day, with its body: "foreign minister of …"; empty when none."""
        return self._offices.role_on(self.actor(actor_id), on)

    def sector_on(self, actor_id: str, on: date | None = None) -> str:
        """PLOVER sector of an actor on a day: a person's from the roles held then."""
        actor = self.actor(actor_id)
        return sector_on(actor, on, self.actor) if actor else ""

    def compose(self, modifier: str, noun: str, place: str = "", country: str | None = None) -> Participant | None:
        """ "Israeli", "forces" -> `ISR.forces`; "", "protesters", "Lagos" -> `group:protesters:lagos`.

        `modifier`: the words before the noun; `country`: alpha-3 of the place, when known. None when `noun` is no
        role noun.
        """
        return self._composer.compose(modifier, noun, place, country)

    def people_of(self, state_id: str) -> str:
        """The plural by which the people of a state are called."""
        state = self._states.by_id[state_id]
        return plural_of(state.adjectives[0]) if state.adjectives else f"people of {state.name}"

    def _find_title(self, words: str) -> Title | None:
        titles = load_titles()
        return titles.find(words, rules=False) or self._title_of(words) or titles.find(words)

    def _title_of(self, words: str) -> Title | None:
        """ "Israeli foreign minister", "leader of the PFLP": a title with whose it is."""
        keys = [word for word in name_key(words).split() if word != "the"][:16]
        for size in range(1, min(7, len(keys))):
            owner = self._owner_id(" ".join(keys[:size]))
            title = load_titles().find(" ".join(keys[size:])) if owner else None
            if owner and title is not None:
                return replace(title, text=words, of=owner)
        for at, key in enumerate(keys[1:], start=1):
            owner = self._owner_id(" ".join(keys[at + 1 :])) if key in {"of", "for", "at"} else None
            title = load_titles().find(" ".join(keys[:at])) if owner else None
            if owner and title is not None:
                return replace(title, text=words, of=owner)
        for at in range(1, len(keys) - 1):  # "deputy head of the Hamas political bureau"
            for size in range(1, min(4, len(keys) - at)):
                owner = self._owner_id(" ".join(keys[at : at + size]))
                title = load_titles().find(" ".join(keys[:at] + keys[at + size :]), rules=False) if owner else None
                if owner and title is not None:
                    return replace(title, text=words, of=owner)
        tense = tense_of(keys[0]) if len(keys) > 2 else None
        rest = self._title_of(" ".join(keys[1:])) if tense is not None else None
        return replace(rest, text=words, tense=tense or rest.tense) if rest else None

    def _owner_id(self, key: str) -> str | None:
        state = self._states.adjectives.get(key)
        if state or not self._store.aliases.get(key):
            return state
        ids = self._named(key)
        return ids[0] if len(ids) == 1 else None

    def _named(self, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(alias.actor for alias in self._store.aliases.get(key, ())))

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._store, self._states, self.actor, self._composer)

    @cached_property
    def _surnames(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for actor_id, row in self._store.people.items():
            found.setdefault(name_key(row["name"].rpartition(" ")[2]), []).append(actor_id)
        return found

    @cached_property
    def _offices(self) -> Offices:
        return Offices(self._store, self.actor)


@cache
def _shipped() -> Almanac:
    return Almanac(load_store(), load_states())
