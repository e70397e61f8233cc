"""Check lexicon files: `python -m whimbrel.coder.lexicon.validate [FOLDER] [--examples]`.

Without a folder the shipped files are checked, else a folder of your own. Beyond what the loader refuses: patterns
given twice and missing examples. `--examples` also codes every example and lists those that do not come out as their
entry says. Exit code 1 when something is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from whimbrel.coder.lexicon.load import Source, load_lexicon, own_files, package_files, row_entries
from whimbrel.coder.lexicon.tables import ENTRY_COLUMNS, checked, rows, table
from whimbrel.errors import DataError


def problems(own: Path | None = None) -> Iterator[str]:
    """One line for each thing wrong in the shipped files, or in the folder `own`: `file:line: what (remedy)`."""
    seen: dict[tuple[str, str], str] = {}
    try:
        sources = package_files() if own is None else own_files(own)
    except DataError as error:
        yield str(error)
        return
    for source in sources:
        try:
            if source.kind:
                yield from _entry_problems(source, seen)
            else:
                list(table(source.file, source.label))
        except DataError as error:  # the loader stops here too
            yield str(error)
    if own is None:
        from whimbrel.coder.quotes import cues  # noqa: PLC0415 - it reads its file with the lexicon's loader

        yield from cues.problems()


def _entry_problems(source: Source, seen: dict[tuple[str, str], str]) -> Iterator[str]:
    for where, row in checked(rows(source.file, source.label), ENTRY_COLUMNS):
        try:
            list(row_entries(row, where, nouns=source.kind == "nouns"))
        except DataError as error:
            yield str(error)
            continue
        if row["type"] != "NONE" and len(row["example"].split()) < 3:
            yield f"{where}: no example (write a short sentence that the entry codes)"
        first = seen.setdefault((source.kind, row["pattern"]), where)
        if first != where:
            yield f"{where}: pattern {row['pattern']!r} stands at {first} too (keep one)"


def unread(own: Path | None = None) -> Iterator[str]:
    """One line for each entry whose example is not coded as the entry says. Raises DataError for broken files."""
    from whimbrel.coder.code import Knowledge  # noqa: PLC0415 - the models
    from whimbrel.coder.lexicon.examples import as_entered, entries_of, lemmas_of, read_examples  # noqa: PLC0415

    knowledge = Knowledge.load(own)
    asked = [
        entry for entry in entries_of(knowledge.lexicon)
        if entry.example and (own is None or entry.where.startswith(str(own)))
    ]  # fmt: skip
    for entry, types in read_examples(asked, knowledge):
        if not as_entered(entry, types):
            read = ", ".join(sorted(types)) or "nothing"
            lemmas = lemmas_of(entry.example, knowledge)
            yield f"{entry.where}: not read as {entry.type} but as {read}: {entry.example} (lemmas: {lemmas})"


def main(arguments: list[str] | None = None) -> int:
    """Print all problems; 0 when there are none."""
    parser = argparse.ArgumentParser(prog="python -m whimbrel.coder.lexicon.validate", description="Check a lexicon.")
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of your own; else the shipped files")
    parser.add_argument("--examples", action="store_true", help="code every example and list those that fail")
    chosen = parser.parse_args(arguments)
    found = list(problems(chosen.folder))
    if not found and chosen.examples:
        found = list(unread(chosen.folder))
    for line in found:
        print(line)
    if not found:
        lexicon = load_lexicon(chosen.folder)
        print(f"{sum(map(len, lexicon.verbs.values()))} verb and {sum(map(len, lexicon.nouns.values()))} noun entries")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
