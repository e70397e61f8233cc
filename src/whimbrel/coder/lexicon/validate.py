"""Check every lexicon file: `python -m whimbrel.coder.lexicon.validate`. Exit code 1 when something is wrong.

Beyond what the loader refuses: unknown slots, patterns given twice, types in the wrong file, missing examples.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.resources import files

from whimbrel.coder.lexicon.load import load_lexicon, rows
from whimbrel.coder.lexicon.pattern import check_type, parse_noun_pattern, parse_verb_pattern
from whimbrel.errors import DataError

SLOT = re.compile(r"(@?[a-z/ ]+|)")
VERB_SLOTS = frozenset({"subj", "obj", "poss", "comp", "none"})
NOUN_SLOTS = frozenset({"poss", "mod", "subj", "none"})
COLUMNS = ["pattern", "type", "mode", "actor", "recipient", "contexts", "example"]


def problems() -> Iterator[str]:
    """One line for each thing that is wrong, as `file:line: what (remedy)`."""
    base = files("whimbrel.coder.lexicon")
    for folder, parse, slots in (
        ("verbs", parse_verb_pattern, VERB_SLOTS),
        ("nouns", parse_noun_pattern, NOUN_SLOTS),
    ):
        seen: dict[str, str] = {}
        for source in sorted((base / folder).iterdir(), key=lambda item: item.name):
            if not source.name.endswith(".csv"):
                continue
            for line, row in rows(source):
                where = f"{folder}/{line}"
                if list(row) != COLUMNS:
                    yield f"{where}: columns are {list(row)} (write {COLUMNS})"
                    break
                try:
                    parse(row["pattern"], where)
                    check_type(row["type"], row["mode"], where)
                except DataError as error:
                    yield str(error)
                    continue
                yield from _row_problems(where, row, slots, nouns=folder == "nouns")
                if row["pattern"] in seen:
                    yield f"{where}: pattern {row['pattern']!r} stands at {seen[row['pattern']]} too (keep one)"
                seen.setdefault(row["pattern"], where)


def _row_problems(where: str, row: dict[str, str], slots: frozenset[str], *, nouns: bool) -> Iterator[str]:
    for column in ("actor", "recipient"):
        for slot in filter(None, (part.strip() for part in row[column].split("+"))):
            known = slot in slots or slot.startswith("@") or (nouns and slot.isalpha())
            if not known or not SLOT.fullmatch(slot):
                yield f"{where}: unknown {column} slot {slot!r} (one of {sorted(slots)} or @preposition)"
    if row["type"] != "NONE" and len(row["example"].split()) < 3:
        yield f"{where}: no example (write a short sentence that the entry codes)"


def main() -> int:
    """Print all problems; 0 when there are none."""
    found = list(problems())
    for line in found:
        print(line)
    if not found:
        lexicon = load_lexicon()
        print(f"{sum(map(len, lexicon.verbs.values()))} verb and {sum(map(len, lexicon.nouns.values()))} noun entries")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
