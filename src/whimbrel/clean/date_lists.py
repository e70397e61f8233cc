"""The lists of dating.toml: where pages write the day of their publication. Loaded and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from whimbrel.clean.visible_dates import Classes, Labels
from whimbrel.clean.written_days import Calendar, calendar
from whimbrel.errors import DataError

_WHERE: Final = "clean/dating.toml"
_SECTIONS: Final = {
    "meta": ("published", "loose", "modified"),
    "classes": ("published", "other"),
    "labels": ("published", "modified"),
}


@dataclass(frozen=True, slots=True)
class Dating:
    """The lists of dating.toml."""

    published: tuple[str, ...]
    loose: tuple[str, ...]
    modified: tuple[str, ...]
    classes: Classes
    labels: Labels
    calendar: Calendar


@cache
def dating() -> Dating:
    """The shipped lists. Raises DataError when they break their own rules."""
    return parse(files("whimbrel.clean").joinpath("dating.toml").read_text("utf-8"))


def parse(text: str) -> Dating:
    """Lists from TOML text; raises DataError naming the entry that is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not valid TOML: {error}", where=_WHERE, remedy="mend the line") from error
    if set(table) != {*_SECTIONS, "months"}:
        raise DataError("missing or unknown sections", where=_WHERE, remedy="keep exactly the known sections")
    for section, names in _SECTIONS.items():
        if set(table[section]) != set(names):
            raise DataError(
                "missing or unknown lists", where=f"{_WHERE}: [{section}]", remedy=f"keep {', '.join(names)}"
            )
        for name in names:
            _check(table[section][name], f"{_WHERE}: [{section}] {name}")
    classes, labels = table["classes"], table["labels"]
    return Dating(
        tuple(table["meta"]["published"]),
        tuple(table["meta"]["loose"]),
        tuple(table["meta"]["modified"]),
        Classes.of(classes["published"], classes["other"]),
        Labels.of(labels["published"], labels["modified"]),
        calendar(_months(table["months"])),
    )


def _check(values: Any, where: str) -> None:
    if not isinstance(values, list) or not values or len(set(values)) != len(values):
        raise DataError("must be a list of names, each once", where=where, remedy="write a list of strings")
    for value in values:
        if not isinstance(value, str) or value != value.strip().lower() or not value:
            raise DataError(f"{value!r} can never match", where=where, remedy="use lower case")


def _months(languages: Mapping[str, Any]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for language, names in languages.items():
        where = f"{_WHERE}: [months] {language}"
        written = str(names).split()
        if len(written) != 12:
            raise DataError(f"{len(written)} months", where=where, remedy="write twelve, January first")
        for number, name in enumerate((name for names in written for name in [names]), 1):
            for alternative in name.split("/"):
                if found.setdefault(alternative, number) != number:
                    raise DataError(f"{alternative!r} is two months", where=where, remedy="leave it out")
    return found
