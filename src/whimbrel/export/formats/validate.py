"""Check the tables by which exports speak other data sets' languages: `python -m whimbrel.export.formats.validate`.

Exit code 1 when something is wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from whimbrel.almanac.sectors import SECTORS
from whimbrel.almanac.states import load_states
from whimbrel.errors import DataError
from whimbrel.export.codes import actions, countries, full_code, rows, sectors
from whimbrel.export.formats.acled_types import ARMED, KINDS, rules, sub_events
from whimbrel.ontology import CONTEXTS, modes
from whimbrel.ontology.plover import read_rows

SHAPES = {
    "iso3": r"[A-Z]{3}",
    "numeric": r"(\d{3})?",
    "fips": r"([A-Z]{2})?",
    "cow": r"(\d{1,3})?",
    "cameo": r"([A-Z]{3})?",
}
BASES = ("scale", "parent")


def problems() -> Iterator[str]:
    """One line for each thing that is wrong, as `file:line: what`, or `file: what`."""
    try:
        yield from _doubles()
        yield from _actions()
        yield from _countries()
        yield from _sectors()
        yield from _acled()
    except DataError as error:
        yield str(error)


def _doubles() -> Iterator[str]:
    keys = {"cameo.csv": "code", "countries.csv": "iso3", "sectors.csv": "sector", "acled_types.csv": "sub_event_type"}
    for name, key in keys.items():
        met: dict[str, str] = {}
        for where, row in rows(name):
            if row[key] in met:
                yield f"{where}: {row[key]} stands at {met[row[key]]} already"
            met.setdefault(row[key], where)


def _actions() -> Iterator[str]:
    known = actions()
    for row in read_rows():
        if full_code(row.placing.cameo) not in known:
            yield f"cameo.csv: lacks {full_code(row.placing.cameo)}, which {row.where} has"
    for where, cells in rows("cameo.csv"):
        if not re.fullmatch(r"(0[3-9]|1\d|20)\d{1,2}", cells["code"]):
            yield f"{where}: {cells['code']!r} is no CAMEO code with at least three digits"
        if not -10 <= float(cells["goldstein"]) <= 10:
            yield f"{where}: the Goldstein score {cells['goldstein']} is not from -10 to 10"
        if cells["basis"] not in BASES:
            yield f"{where}: unknown basis {cells['basis']!r} (one of {', '.join(BASES)})"
        if not cells["title"]:
            yield f"{where}: no title"


def _countries() -> Iterator[str]:
    for where, row in rows("countries.csv"):
        for name, shape in SHAPES.items():
            if not re.fullmatch(shape, row[name]):
                yield f"{where}: {name} {row[name]!r} has not the shape {shape}"
    for name in ("numeric", "fips", "cow", "cameo"):
        found = [getattr(one, name) for one in countries().values() if getattr(one, name)]
        for code in sorted({code for code in found if found.count(code) > 1}):
            yield f"countries.csv: {name} {code} is that of two countries"
    for code in sorted({actor.country for actor in load_states().by_id.values() if actor.country} - set(countries())):
        yield f"countries.csv: lacks {code}"


def _sectors() -> Iterator[str]:
    for where, row in rows("sectors.csv"):
        if not re.fullmatch("[A-Z]{3}", row["sector"]) or not re.fullmatch("([A-Z]{3})?", row["cameo"]):
            yield f"{where}: {row['sector']!r} or {row['cameo']!r} is no code of three letters"
        for name in ("acled", "acled_person"):
            if row[name] and row[name] not in KINDS:
                yield f"{where}: {name} {row[name]!r} is none of ACLED's kinds"
        if row["armed"] not in ("", "y"):
            yield f"{where}: armed is {row['armed']!r}, not y or empty"
    for name in sorted(SECTORS - set(sectors())):
        yield f"sectors.csv: lacks {name}"


def _acled() -> Iterator[str]:
    known = modes()
    for type, found in rules().items():
        seen: dict[tuple[str, ...], str] = {}
        for rule in found:
            if rule.mode and rule.mode not in known.get(type, frozenset()):
                yield f"{rule.where}: {type} has no mode {rule.mode!r}"
            if rule.context and rule.context not in CONTEXTS:
                yield f"{rule.where}: unknown context {rule.context!r}"
            for kind in (rule.actor, rule.recipient):
                if kind and kind not in KINDS and kind != ARMED:
                    yield f"{rule.where}: {kind!r} is none of ACLED's kinds"
            if rule.sub_event_type and rule.sub_event_type not in sub_events():
                yield f"{rule.where}: {rule.sub_event_type!r} is no sub-event type of acled_types.csv"
            key = (rule.mode, rule.context, rule.actor, rule.recipient)
            if key in seen:
                yield f"{rule.where}: the same conditions as {seen[key]}"
            seen.setdefault(key, rule.where)
        if type not in known:
            yield f"acled.csv: unknown type {type!r}"


def main() -> int:
    """Print all problems; 0 when there are none."""
    found = list(problems())
    for line in found:
        print(line)
    if not found:
        print(f"{len(actions())} actions, {len(countries())} countries, {len(sectors())} sectors")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
