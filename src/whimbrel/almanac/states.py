"""States, territories, sub-state nations and peoples: names, demonyms, capitals, and the bodies every state has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from whimbrel.almanac.fold import name_key
from whimbrel.almanac.records import State
from whimbrel.almanac.table import Row, data_folder, parse_names, read_rows, split_cell
from whimbrel.model import Actor, ActorKind, Name

STATE_COLUMNS = (
    "id",
    "kind",
    "country",
    "alpha2",
    "name",
    "official",
    "names",
    "adjectives",
    "nouns",
    "capital",
    "metonyms",
)
_NO_MEN = ("german", "human", "shaman", "roman", "ottoman", "turkoman")
BODY_COLUMNS = ("suffix", "kind", "sector", "name", "phrases")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that every state has; ids are `ISR.forces`. `phrases` are what may follow the adjective."""

    suffix: str
    kind: ActorKind
    sector: str
    pattern: str
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class States:
    """All states, with look-ups from folded words."""

    by_id: dict[str, State]
    names: dict[str, tuple[Name, ...]]
    adjectives: dict[str, str]  # "israeli" -> state id
    loaded: frozenset[str]  # folded adjectives that take a side
    people: dict[str, str]  # "israelis" -> state id
    countries: dict[str, str]  # "israel" -> state id
    capitals: dict[str, str]  # "tel aviv" -> state id
    bodies: dict[str, Body]
    phrases: dict[str, str]  # "foreign ministry" -> suffix

    @cached_property
    def starts(self) -> frozenset[str]:
        """The first word of every name, adjective and people's noun, folded."""
        named = (*self.adjectives, *self.countries, *self.people)
        return frozenset(key.partition(" ")[0] for key in named)

    def nation(self, word: str) -> State | None:
        """The state, nation or people that an adjective or a people's noun names."""
        key = name_key(word)
        state = self.adjectives.get(key) or self.people.get(key)
        return self.by_id[state] if state else None

    def people_id(self, state_id: str) -> str:
        """The actor that "Israelis" are: `ISR.people`; a people is itself."""
        return state_id if self.by_id[state_id].kind == "people" else f"{state_id}.people"

    def body_id(self, state_id: str, suffix: str) -> str | None:
        """`ISR.forces`; None for a people, which has no bodies."""
        return None if self.by_id[state_id].kind == "people" else f"{state_id}.{suffix}"

    def body_actor(self, actor_id: str) -> Actor | None:
        """`ISR.forces` composed by rule; None when the state or the body is unknown; peoples have no bodies."""
        state_id, _, suffix = actor_id.partition(".")
        state, body = self.by_id.get(state_id), self.bodies.get(suffix)
        if state is None or body is None or state.kind == "people":
            return None
        adjective = state.adjectives[0] if state.adjectives else state.name
        name = body.pattern.format(adj=adjective)
        names = (Name(name), *(Name(f"{adjective} {p}", kind="alias") for p in body.phrases))
        source = "composed by rule"
        return Actor(actor_id, name, body.kind, state.country, body.sector, names, (), (state_id,), source)


def plural_of(noun: str) -> str:
    """English plural by rule: "Israeli" -> "Israelis", "body" -> "bodies", "Frenchman" -> "Frenchmen"."""
    if noun.endswith("man") and not noun.lower().endswith(_NO_MEN):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def _people_plurals(row: Row) -> list[str]:
    if row["nouns"].strip() == "-":
        return []
    plurals = []
    for noun in split_cell(row["nouns"]) or split_cell(row["adjectives"]):
        singular, slash, plural = noun.partition("/")
        if singular.startswith("loaded:"):
            continue
        plurals.append(plural.strip() if slash else plural_of(singular))
    return plurals


def _load_bodies() -> tuple[dict[str, Body], dict[str, str]]:
    bodies: dict[str, Body] = {}
    phrases: dict[str, str] = {}
    for row in read_rows(data_folder().joinpath("bodies.csv"), "almanac/data/bodies.csv", BODY_COLUMNS):
        body = Body(
            row["suffix"], ActorKind(row["kind"]), row["sector"], row["name"], tuple(split_cell(row["phrases"]))
        )
        bodies[body.suffix] = body
        for phrase in body.phrases:
            phrases.setdefault(name_key(phrase), body.suffix)
    return bodies, phrases


@cache
def load_states() -> States:
    """Read `states.csv` and `bodies.csv`. Raises DataError when one is broken."""
    bodies, phrases = _load_bodies()
    states = States({}, {}, {}, frozenset(), {}, {}, {}, bodies, phrases)
    loaded: set[str] = set()
    for row in read_rows(data_folder().joinpath("states.csv"), "almanac/data/states.csv", STATE_COLUMNS):
        _add_state(states, row, loaded)
    return States(
        states.by_id,
        states.names,
        states.adjectives,
        frozenset(loaded),
        states.people,
        states.countries,
        states.capitals,
        bodies,
        phrases,
    )


def _add_state(states: States, row: Row, loaded: set[str]) -> None:
    state_id, kind = row["id"], row["kind"]
    country = row["country"] or (state_id if kind in {"state", "territory"} else None)
    adjectives = parse_names(row["adjectives"])
    plain = tuple(n.text for n in adjectives if n.kind != "loaded")
    states.by_id[state_id] = State(
        state_id, kind, country, row["alpha2"], row["name"], row["official"], plain, row["capital"]
    )
    names = [Name(row["name"])]
    if row["official"] != row["name"]:
        names.append(Name(row["official"]))
    names += parse_names(row["names"])
    states.names[state_id] = tuple(names)
    for name in names:
        states.countries.setdefault(name_key(name.text), state_id)
    for adjective in adjectives:
        key = name_key(adjective.text)
        states.adjectives.setdefault(key, state_id)
        if adjective.kind == "loaded":
            loaded.add(key)
    for plural in _people_plurals(row):
        states.people.setdefault(name_key(plural), state_id)
    for city in (row["capital"], *split_cell(row["metonyms"])):
        if city:
            states.capitals.setdefault(name_key(city), state_id)
