"""The almanac's data files checked against their own rules: `python -m whimbrel.almanac.validate`.

Every finding names file and line. The suite runs it too, so a broken row never ships.
"""

from __future__ import annotations

import sys

from whimbrel.almanac.states import States, load_states
from whimbrel.almanac.store import Store, load_store
from whimbrel.almanac.validation.actors import check_groups, check_ids, check_people
from whimbrel.almanac.validation.finding import Check, Finding
from whimbrel.almanac.validation.names import check_clashes, check_shared
from whimbrel.almanac.validation.outlets import check_outlets
from whimbrel.almanac.validation.states import check_bodies, check_states
from whimbrel.almanac.validation.tables import check_import_tables, check_spelling
from whimbrel.almanac.validation.words import check_loaded_words, check_role_nouns, check_titles
from whimbrel.errors import DataError


def validate() -> list[Finding]:
    """Every breach in the almanac's data files, in file order; the empty list when all is well."""
    try:
        store, states = load_store(), load_states()
    except (DataError, ValueError) as error:
        where = error.where if isinstance(error, DataError) else "almanac/data"
        return [Finding(where, getattr(error, "message", str(error)))]
    return check_store(store, states) + _run(
        (
            check_states,
            check_bodies,
            check_role_nouns,
            check_loaded_words,
            check_outlets,
            check_titles,
            check_spelling,
            check_shared,
            check_import_tables,
        ),
        store,
        states,
    )


def check_store(store: Store, states: States) -> list[Finding]:
    """Every breach in the actors of a store: ids, parents, roles, codes, names that clash."""
    return _run((check_ids, check_groups, check_people, check_clashes), store, states)


def _run(checks: tuple[Check, ...], store: Store, states: States) -> list[Finding]:
    findings: list[Finding] = []
    for check in checks:
        try:
            findings.extend(check(store, states))
        except DataError as error:
            findings.append(Finding(error.where, f"{error.message} ({error.remedy})"))
    return findings


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
