"""The actors of the data files, kept as rows until one is asked for, and the index of their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from whimbrel.almanac.fold import name_key, words_of
from whimbrel.almanac.states import States, load_states
from whimbrel.almanac.table import Row, data_files, parse_name, parse_names, parse_roles, read_rows, split_cell
from whimbrel.errors import DataError
from whimbrel.model import Actor, ActorKind, Name

GROUP_COLUMNS = ("id", "name", "kind", "country", "sector", "names", "parents", "source")
PERSON_COLUMNS = ("id", "name", "country", "names", "roles", "source")


@dataclass(frozen=True, slots=True)
class Alias:
    """One name as it is filed: whose, how it is written, of which kind."""

    actor: str
    text: str
    kind: str


@dataclass
class Store:
    """Rows by id, and aliases by folded name. `starts` gives the longest alias in words for each first word."""

    groups: dict[str, Row] = field(default_factory=dict)
    people: dict[str, Row] = field(default_factory=dict)
    aliases: dict[str, tuple[Alias, ...]] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    duplicates: list[Row] = field(default_factory=list)
    _built: dict[str, Actor] = field(default_factory=dict)

    def file_name(self, actor: str, text: str, kind: str) -> None:
        """File a name under its folded words, and as running text shows it: "Lord's" is read there as "Lord" and 's."""
        self._file(name_key(text), actor, text, kind)
        if "'" in text or "’" in text:
            running = " ".join(word.key for word in words_of(text))
            if running != name_key(text):
                self._file(running, actor, text, kind)

    def _file(self, key: str, actor: str, text: str, kind: str) -> None:
        if not key:
            return
        filed = self.aliases.get(key)
        if filed is None:
            self.aliases[key] = (Alias(actor, text, kind),)
            first, _, rest = key.partition(" ")
            size = rest.count(" ") + 2 if rest else 1
            if size > self.starts.get(first, 0):
                self.starts[first] = size
        elif all(alias.actor != actor or alias.text.isupper() != text.isupper() for alias in filed):
            self.aliases[key] = (*filed, Alias(actor, text, kind))  # NATO and Nato are one name in two cases

    def actor(self, actor_id: str, states: States) -> Actor | None:
        """The actor of that id, read from its row, a state or a state's body; None when there is none."""
        built = self._built.get(actor_id)
        if built is None:
            built = self._build(actor_id, states)
            if built is not None:
                self._built[actor_id] = built
        return built

    def _build(self, actor_id: str, states: States) -> Actor | None:
        if actor_id in self.groups:
            return _group_actor(self.groups[actor_id], states)
        if actor_id in self.people:
            return _person_actor(self.people[actor_id])
        state = states.by_id.get(actor_id)
        if state is not None:
            kind = ActorKind.PEOPLE if state.kind == "people" else ActorKind.STATE
            sector = "CVL" if kind is ActorKind.PEOPLE else "GOV"
            return Actor(actor_id, state.name, kind, state.country, sector, states.names[actor_id], source="CLDR")
        return states.body_actor(actor_id)


def _group_actor(row: Row, states: States) -> Actor:
    names = (Name(row["name"]), *parse_names(row["names"]))
    composed = states.body_actor(row["id"])
    if composed is not None:
        seen = {name.text for name in names}
        names += tuple(name for name in composed.names if name.text not in seen)
    parents = tuple(split_cell(row["parents"]))
    if not parents and composed is not None:
        parents = composed.parents
    try:
        kind = ActorKind(row["kind"])
    except ValueError as error:
        kinds = ", ".join(ActorKind)
        raise DataError(f"unknown kind {row['kind']!r}", where=row.where, remedy=f"one of {kinds}") from error
    return Actor(row["id"], row["name"], kind, row["country"] or None, row["sector"], names, (), parents, row["source"])


def _person_actor(row: Row) -> Actor:
    names = (Name(row["name"]), *parse_names(row["names"]))
    roles = parse_roles(row["roles"], row.where)
    parents = tuple(dict.fromkeys(role.of for role in roles))
    return Actor(
        row["id"], row["name"], ActorKind.PERSON, row["country"] or None, "", names, roles, parents, row["source"]
    )


def load_store() -> Store:
    """Read every group, person and state name. Raises DataError for a file that cannot be read at all.

    An id that is met a second time is kept in `duplicates` for the validator and otherwise ignored. The files are read
    once; what is filed in a store afterwards is in that store alone.
    """
    shipped = _shipped()
    groups, people, aliases = dict(shipped.groups), dict(shipped.people), dict(shipped.aliases)
    return Store(groups, people, aliases, dict(shipped.starts), list(shipped.duplicates))


@cache
def _shipped() -> Store:
    store = Store()
    for folder, columns in (("groups", GROUP_COLUMNS), ("people", PERSON_COLUMNS)):
        for source in data_files(folder):
            for row in read_rows(source, f"almanac/data/{folder}/{source.name}", columns):
                file_actor_row(store, row, person=folder == "people")
    states = load_states()
    for state_id, names in states.names.items():
        for name in names:
            store.file_name(state_id, name.text, name.kind)
    return store


def file_actor_row(store: Store, row: Row, *, person: bool) -> None:
    """File one row of `groups` or `people` with its names."""
    actor_id = row["id"]
    if actor_id in store.groups or actor_id in store.people:
        store.duplicates.append(row)
        return
    (store.people if person else store.groups)[actor_id] = row
    store.file_name(actor_id, row["name"], "full")
    for part in split_cell(row["names"]):
        if ":" in part:
            name = parse_name(part)
            store.file_name(actor_id, name.text, name.kind)
        else:
            store.file_name(actor_id, part, "full")
