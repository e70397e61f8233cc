"""The almanac's data files checked against their own rules: `python -m whimbrel.almanac.validate`.

Every finding names file and line. The suite runs it too, so a broken row never ships.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from whimbrel.almanac.fold import name_key, words_of
from whimbrel.almanac.importers import cameo, wikidata
from whimbrel.almanac.loaded import LOADED_COLUMNS, LONGEST_WORD
from whimbrel.almanac.name_parts import word_class
from whimbrel.almanac.outlets import OUTLET_KINDS, outlet_key, outlet_rows
from whimbrel.almanac.roles import ROLE_NOUN_COLUMNS, TITLE_COLUMNS, load_role_nouns
from whimbrel.almanac.sounds import script_of
from whimbrel.almanac.states import BODY_COLUMNS, STATE_COLUMNS, States, load_states, plural_of
from whimbrel.almanac.store import GROUP_COLUMNS, PERSON_COLUMNS, Alias, Store, load_store
from whimbrel.almanac.table import Row, data_files, data_folder, parse_names, parse_roles, read_rows, split_cell
from whimbrel.errors import DataError
from whimbrel.model import ActorKind, Name
from whimbrel.web_addresses import host_key

SECTORS = frozenset(
    {
        "GOV",
        "MIL",
        "REB",
        "OPP",
        "PTY",
        "COP",
        "JUD",
        "SPY",
        "LEG",
        "CVL",
        "MED",
        "BUS",
        "EDU",
        "CRM",
        "REF",
        "LAB",
        "REL",
        "SET",
        "HLH",
        "NGO",
        "IGO",
    }
)
SHARED_COLUMNS = ("name", "ids", "note")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,12}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ID = re.compile(r"[A-Za-z0-9]+(?:[-.:_][A-Za-z0-9]+)*\Z")
_STATE_KINDS = frozenset({"state", "territory", "nation", "people"})
_SCRIPTS = {
    "ar": "arabic",
    "fa": "arabic",
    "ur": "arabic",
    "ps": "arabic",
    "ckb": "arabic",
    "he": "hebrew",
    "ru": "cyrillic",
    "uk": "cyrillic",
    "bg": "cyrillic",
    "be": "cyrillic",
    "el": "greek",
    "zh": "han",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of the rules: `where` is file:line."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def validate() -> list[Finding]:
    """Every breach in the almanac's data files, in file order; the empty list when all is well."""
    try:
        store, states = load_store(), load_states()
    except (DataError, ValueError) as error:
        where = error.where if isinstance(error, DataError) else "almanac/data"
        return [Finding(where, getattr(error, "message", str(error)))]
    return check_store(store, states) + _run(
        (
            _check_states,
            _check_bodies,
            _check_role_nouns,
            _check_loaded_words,
            _check_outlets,
            _check_titles,
            _check_sounds,
            _check_shared,
            _check_import_tables,
        ),
        store,
        states,
    )


def check_store(store: Store, states: States) -> list[Finding]:
    """Every breach in the actors of a store: ids, parents, roles, codes, names that clash."""
    return _run((_check_duplicates, _check_groups, _check_people, _check_clashes), store, states)


_Check = Callable[[Store, States], Iterator[Finding]]


def _run(checks: tuple[_Check, ...], store: Store, states: States) -> list[Finding]:
    findings: list[Finding] = []
    for check in checks:
        try:
            findings.extend(check(store, states))
        except DataError as error:
            findings.append(Finding(error.where, f"{error.message} ({error.remedy})"))
    return findings


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    return read_rows(data_folder().joinpath(name), f"almanac/data/{name}", columns)


def _check_duplicates(store: Store, states: States) -> Iterator[Finding]:
    for row in store.duplicates:
        first = store.groups.get(row["id"]) or store.people[row["id"]]
        yield Finding(row.where, f"id {row['id']!r} is already used at {first.where}")
    seen: dict[str, str] = {}
    for row in _rows("states.csv", STATE_COLUMNS):
        if row["id"] in seen:
            yield Finding(row.where, f"id {row['id']!r} is already used at {seen[row['id']]}")
        seen[row["id"]] = row.where
        if row["id"] in store.groups or row["id"] in store.people:
            yield Finding(row.where, f"id {row['id']!r} is an actor's too")
    del states


def _check_states(store: Store, states: States) -> Iterator[Finding]:
    del store
    for row in _rows("states.csv", STATE_COLUMNS):
        state = row["id"]
        if row["kind"] not in _STATE_KINDS:
            yield Finding(row.where, f"kind {row['kind']!r} is none of {', '.join(sorted(_STATE_KINDS))}")
        if row["kind"] in {"state", "territory"} and not re.fullmatch(r"[A-Z]{3}", state):
            yield Finding(row.where, f"id {state!r} is no alpha-3 code")
        if row["alpha2"] and not re.fullmatch(r"[A-Z]{2}", row["alpha2"]):
            yield Finding(row.where, f"{row['alpha2']!r} is no alpha-2 code")
        if row["country"] and row["country"] not in states.by_id:
            yield Finding(row.where, f"country {row['country']!r} is no state")
        yield from _check_names(row, [Name(row["name"]), *parse_names(row["names"])])


def _check_groups(store: Store, states: States) -> Iterator[Finding]:
    for row in store.groups.values():
        yield from _check_actor_row(row, states)
        if row["kind"] not in set(ActorKind) or row["kind"] == ActorKind.PERSON:
            yield Finding(row.where, f"unknown kind {row['kind']!r}")
        if row["sector"] and row["sector"] not in SECTORS:
            yield Finding(row.where, f"unknown sector {row['sector']!r}")
        for parent in split_cell(row["parents"]):
            if not _known(parent, store, states):
                yield Finding(row.where, f"unknown parent {parent!r}")
            if parent == row["id"]:
                yield Finding(row.where, "is its own parent")


def _check_people(store: Store, states: States) -> Iterator[Finding]:
    for row in store.people.values():
        yield from _check_actor_row(row, states)
        try:
            roles = parse_roles(row["roles"], row.where)
        except DataError as error:
            yield Finding(error.where, f"{error.message} ({error.remedy})")
            continue
        for role in roles:
            if not _known(role.of, store, states):
                yield Finding(row.where, f"role {role.title!r}: unknown organisation {role.of!r}")


def _check_actor_row(row: Row, states: States) -> Iterator[Finding]:
    if not _ID.match(row["id"]):
        yield Finding(row.where, f"id {row['id']!r} holds more than letters, digits and . - : _")
    if row["country"] and (row["country"] not in states.by_id or len(row["country"]) != 3):
        yield Finding(row.where, f"country {row['country']!r} is no alpha-3 code")
    yield from _check_names(row, [Name(row["name"]), *parse_names(row["names"])])


def _check_names(row: Row, names: list[Name]) -> Iterator[Finding]:
    for name in names:
        if not name_key(name.text):
            yield Finding(row.where, "a name is empty")
        elif len(name.text) > 200:
            yield Finding(row.where, f"name of {len(name.text)} letters")
        elif any(unicodedata.category(c) in {"Cc", "Cf", "Co"} and c not in "\u200c\u200d" for c in name.text):
            yield Finding(row.where, f"{name.text!r} holds an invisible character")
        elif (wanted := _SCRIPTS.get(name.lang)) and script_of(name.text) != wanted:
            yield Finding(row.where, f"{name.text!r} is marked {name.lang} but not written in {wanted} letters")
        elif name.lang == "en" and _mixes_scripts(name.text):
            yield Finding(row.where, f"{name.text!r} mixes scripts")


def _mixes_scripts(text: str) -> bool:
    return not text.isascii() and len({script_of(c) for c in text if unicodedata.category(c) in {"Lu", "Ll", "Lo"}}) > 1


def _known(actor_id: str, store: Store, states: States) -> bool:
    if actor_id in store.groups or actor_id in store.people or actor_id in states.by_id:
        return True
    return states.body_actor(actor_id) is not None


def _check_clashes(store: Store, states: States) -> Iterator[Finding]:
    """Names filed under two actors must be declared in `shared_names.csv`, with all their ids."""
    declared: dict[str, set[str]] = {}
    lines: dict[str, str] = {}
    for row in _rows("shared_names.csv", SHARED_COLUMNS):
        running = " ".join(word.key for word in words_of(row["name"]))  # as filed for running text: 's cut off
        for key in (name_key(row["name"]), running):
            declared[key], lines[key] = set(split_cell(row["ids"])), row.where
    for key, every in store.aliases.items():
        acronyms = [alias for alias in every if alias.kind == "acronym" or alias.text.isupper()]
        filed = max(acronyms, [alias for alias in every if alias not in acronyms], key=len)  # SADR is not Sadr
        ids = {alias.actor for alias in filed}
        if len(ids) > 1 and not ids <= declared.get(key, set()):
            owners = ", ".join(sorted(ids))
            message = f"{filed[-1].text!r} is a name of {owners}; declare it in shared_names.csv or drop it"
            yield Finding(_where(filed[-1], store), message)
    del states


def _where(alias: Alias, store: Store) -> str:
    row = store.groups.get(alias.actor) or store.people.get(alias.actor)
    return row.where if row else "almanac/data/states.csv"


def _check_bodies(store: Store, states: States) -> Iterator[Finding]:
    del store, states
    seen: dict[str, str] = {}
    for row in _rows("bodies.csv", BODY_COLUMNS):
        if row["sector"] not in SECTORS:
            yield Finding(row.where, f"unknown sector {row['sector']!r}")
        if "{adj}" not in row["name"]:
            yield Finding(row.where, "name lacks {adj}")
        for phrase in split_cell(row["phrases"]):
            if phrase in seen:
                yield Finding(row.where, f"{phrase!r} is a phrase of {seen[phrase]} too")
            seen[phrase] = row["suffix"]


def _check_role_nouns(store: Store, states: States) -> Iterator[Finding]:
    del store
    seen: dict[str, str] = {}
    for row in _rows("role_nouns.csv", ROLE_NOUN_COLUMNS):
        lemma = row["lemma"]
        if lemma in seen:
            yield Finding(row.where, f"{lemma!r} is already at {seen[lemma]}")
        seen[lemma] = row.where
        if row["kind"] not in set(ActorKind):
            yield Finding(row.where, f"unknown kind {row['kind']!r}")
        if row["sector"] and row["sector"] not in SECTORS:
            yield Finding(row.where, f"unknown sector {row['sector']!r}")
        if row["body"] and row["body"] not in states.bodies:
            yield Finding(row.where, f"unknown body {row['body']!r}")
        if row["member"] not in {"", "y"}:
            yield Finding(row.where, "member is y or empty")


def _check_loaded_words(store: Store, states: States) -> Iterator[Finding]:
    del store, states
    nouns, seen = load_role_nouns(), dict[str, str]()
    for row in _rows("loaded_words.csv", LOADED_COLUMNS):
        word, label = row["word"], row["label"]
        for form in {name_key(word), name_key(row["plural"] or plural_of(word))}:
            if form in seen:
                yield Finding(row.where, f"{form!r} is already at {seen[form]}")
            seen[form] = row.where
        if not word or word != word.lower().strip() or len(word.split()) > LONGEST_WORD:
            yield Finding(row.where, f"{word!r} is not one to {LONGEST_WORD} words in small letters")
        noun = nouns.get(name_key(label))
        if label and label != word and (noun is None or noun.loaded):
            yield Finding(row.where, f"the label {label!r} is no role noun, or takes a side itself")


def _check_outlets(store: Store, states: States) -> Iterator[Finding]:
    del store
    seen: dict[str, str] = {}
    countries = {state.country or id for id, state in states.by_id.items()}
    for row in outlet_rows():
        domains, names = row["domains"].split(), [row["name"], *split_cell(row["spellings"])]
        if not domains or not row["name"]:
            yield Finding(row.where, "no domain or no name")
        for domain in domains:
            if not _DOMAIN.fullmatch(domain) or host_key(domain) != domain:
                yield Finding(row.where, f"{domain!r} is no plain domain")
        if row["kind"] not in OUTLET_KINDS:
            yield Finding(row.where, f"unknown kind {row['kind']!r}")
        if row["country"] not in countries and not (row["country"] == "" and row["kind"] in {"igo", "website"}):
            yield Finding(row.where, f"unknown country {row['country']!r}")
        if not _LANGUAGE.fullmatch(row["language"]):
            yield Finding(row.where, f"{row['language']!r} is no code of a language")
        for key in {*domains, *map(outlet_key, names)}:
            if seen.setdefault(key, row.where) != row.where:
                yield Finding(row.where, f"{key!r} is already at {seen[key]}")


def _check_titles(store: Store, states: States) -> Iterator[Finding]:
    bodies = {"", "state", "group", "body", "faith", "company", "media", "civil"} | set(states.bodies)
    seen: dict[str, str] = {}
    for row in _rows("titles.csv", TITLE_COLUMNS):
        if row["body"] not in bodies:
            yield Finding(row.where, f"unknown body {row['body']!r}")
        if row["rank"] not in set("123459"):
            yield Finding(row.where, f"rank {row['rank']!r} is none of 1 2 3 4 5 9")
        if row["sector"] and row["sector"] not in SECTORS:
            yield Finding(row.where, f"unknown sector {row['sector']!r}")
        if row["of"] and not _known(row["of"], store, states):
            yield Finding(row.where, f"unknown organisation {row['of']!r}")
        for form in {name_key(text) for text in (row["title"], *split_cell(row["forms"]))}:
            if form in seen and seen[form] != row["title"]:
                yield Finding(row.where, f"{form!r} is a form of {seen[form]!r} too")
            seen[form] = row["title"]


def _check_shared(store: Store, states: States) -> Iterator[Finding]:
    """Every declared sharing is real."""
    del states
    for row in _rows("shared_names.csv", SHARED_COLUMNS):
        owners = {alias.actor for alias in store.aliases.get(name_key(row["name"]), ())}
        for actor_id in split_cell(row["ids"]):
            if actor_id not in owners:
                yield Finding(row.where, f"{row['name']!r} is no name of {actor_id!r}")


def _check_sounds(store: Store, states: States) -> Iterator[Finding]:
    del store, states
    for row in _rows("sounds.csv", ("sound", "other", "cost")):
        if len(row["sound"]) != 1 or len(row["other"]) > 1 or not re.fullmatch(r"[0-9]*\.?[0-9]+", row["cost"]):
            yield Finding(row.where, "needs one sound, one or no other, and a cost")
    for row in _rows("spellings.csv", ("script", "letters", "sounds")):
        if not row["letters"]:
            yield Finding(row.where, "letters are missing")
    for row in _rows("name_variants.csv", ("names", "verdict")):
        if row["verdict"] not in {"same", "different"} or len(split_cell(row["names"])) < 2:
            yield Finding(row.where, "needs two names and the verdict same or different")
    if not word_class("article"):
        yield Finding("almanac/data/name_words.csv", "no articles")
    for folder, columns in (("groups", GROUP_COLUMNS), ("people", PERSON_COLUMNS)):
        for source in data_files(folder):
            for row in read_rows(source, f"almanac/data/{folder}/{source.name}", columns):
                if any(cell != cell.strip() for cell in row.cells.values()):
                    yield Finding(row.where, "a cell begins or ends with a space")


def _check_import_tables(store: Store, states: States) -> Iterator[Finding]:
    """What importers read of other sources' numbers and codes; what cannot be read at all is raised as DataError."""
    del store
    wikidata.numbers()
    seen: set[str] = set()
    for row in _rows("wikidata.csv", wikidata.COLUMNS):
        if row["number"] in seen or not row["meaning"]:
            yield Finding(row.where, f"{row['number']!r} stands twice, or without its meaning")
        seen.add(row["number"])
    for code, role in cameo.cameo_roles().items():
        if role.sector not in SECTORS:
            yield Finding("almanac/data/cameo_roles.csv", f"{code}: {role.sector!r} is no sector")
        if role.body and states.body_actor(f"USA.{role.body}") is None:
            yield Finding("almanac/data/cameo_roles.csv", f"{code}: {role.body!r} is no body of a state")


def main() -> int:
    """Print the findings; exit code 1 when there are any."""
    findings = validate()
    for finding in findings:
        print(finding)
    if not findings:
        store = load_store()
        print(f"almanac: {len(store.groups)} groups, {len(store.people)} people, {len(store.aliases)} names; all well")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
