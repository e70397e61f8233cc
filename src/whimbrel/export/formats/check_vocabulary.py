"""Check what statuses, kinds and fields are called elsewhere: `python -m whimbrel.export.formats.check_vocabulary`.

Exit code 1 when something is wrong. That the words are those of the formats is checked by the tests, with the formats'
own libraries.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from whimbrel.errors import DataError
from whimbrel.export.dossier import FIELD_LABELS
from whimbrel.export.formats.vocabulary import KIND_COLUMNS, QUESTION_COLUMNS, STATUS_COLUMNS, read_table
from whimbrel.model import ActorKind, Status

Row = dict[str, str]
TOOK_PLACE = ("yes", "to come", "no")
VEVENT = ("CONFIRMED", "TENTATIVE", "CANCELLED", "")  # RFC 5545, 3.8.1.11
VJOURNAL = ("FINAL", "DRAFT", "CANCELLED", "")
EVENT_STATUS = ("EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled", "EventMovedOnline", "")
STIX_CLASSES = ("individual", "group", "system", "organization", "class", "unknown")  # STIX 2.1, 10.6


def problems() -> Iterator[str]:
    """One line for each thing that is wrong, as `file: what`."""
    try:
        statuses = read_table("statuses.csv", STATUS_COLUMNS)
        kinds = read_table("kinds.csv", KIND_COLUMNS)
        questions = read_table("questions.csv", QUESTION_COLUMNS)
    except DataError as error:
        yield str(error)
        return
    yield from faults(statuses, kinds, questions)


def faults(statuses: list[Row], kinds: list[Row], questions: list[Row]) -> Iterator[str]:
    """What is wrong with the rows of the three tables."""
    yield from _covers("statuses.csv", (row["status"] for row in statuses), map(str, Status))
    yield from _covers("kinds.csv", (row["kind"] for row in kinds), map(str, ActorKind))
    yield from _covers("questions.csv", (row["field"] for row in questions), FIELD_LABELS)
    for row in statuses:
        yield from (f"statuses.csv: {row['status']}: {fault}" for fault in _status_faults(row))
    for row in kinds:
        if row["stix_class"] not in STIX_CLASSES:
            yield f"kinds.csv: {row['kind']}: {row['stix_class']!r} is no class of STIX"
        if not row["schema_org"]:
            yield f"kinds.csv: {row['kind']}: no type of schema.org"
        if row["ftm_topics"] and not row["ftm_schema"]:
            yield f"kinds.csv: {row['kind']}: topics without a schema"


def _status_faults(row: Row) -> Iterator[str]:
    for column, allowed in (
        ("took_place", TOOK_PLACE), ("vevent", VEVENT), ("vjournal", VJOURNAL), ("schema_org", EVENT_STATUS),
    ):  # fmt: skip
        if row[column] not in allowed:
            yield f"{column} is {row[column]!r} (one of {', '.join(filter(None, allowed))})"
    if not row["heading"]:
        yield "no heading"
    if row["took_place"] == "no" and any(row[column] for column in ("vevent", "vjournal", "schema_org")):
        yield "said to be an event elsewhere though it did not take place"
    if row["took_place"] != "yes" and not row["remark"]:
        yield "no remark, so that it would read as if it had happened"


def _covers(name: str, found: Iterable[str], wanted: Iterable[str]) -> Iterator[str]:
    """Each wanted word once and no other."""
    counted, due = Counter(found), set(wanted)
    yield from (f"{name}: {word} is missing" for word in sorted(due - counted.keys()))
    yield from (f"{name}: {word!r} is nothing that Whimbrel has" for word in sorted(counted.keys() - due))
    yield from (f"{name}: {word} stands there {number} times" for word, number in sorted(counted.items()) if number > 1)


def main() -> int:
    """Print all problems; 0 when there are none."""
    found = list(problems())
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
