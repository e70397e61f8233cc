"""The words for what merging sees of two tellings: each part of a score, what forbids, what keeps events apart.

They stand in `data/reasons.csv`, by the names that merging gives its parts; `shows` tells which values stand behind
them: what `both` tellings share, or what `each` has. A part that the table lacks is shown by its own name.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from whimbrel.export.record import Record

SHOWN = 4  # values behind a part
BASE = "base"  # where every score starts
DECIDED = "decided ("  # how the part of a decision begins; its id follows


def part_words(name: str, one: Record, other: Record, words: Sequence[str] = ()) -> str:
    """A part of a score in words, with the values that it comes from; `words` are those that both tellings use."""
    if name.startswith(DECIDED):
        return f"{reasons()['decided'][0]}: {name.removeprefix(DECIDED).rstrip(')')}"
    said, shows = reasons().get(name, (name, ""))
    return _with_values(said, shows, one, other, words)


def forbidden_words(code: str, one: Record, other: Record) -> str:
    """What forbids that two tellings are one, in words."""
    said, shows = reasons().get(f"forbidden: {code}", (code, ""))
    return _with_values(said, shows, one, other, ())


def apart_words(apart: Record) -> str:
    """What keeps two events apart, in words; `apart` is that of a pair's record."""
    how, by = apart["how"], apart["by"]
    said = reasons().get(f"apart: {how}", (how, ""))[0]
    if how == "forbidden":
        return str(by["against"])
    if how == "one contradicts":
        return f"{said}: {numbers_of(by)}, {by['against']}"
    return f"{said} (mean {signed(apart['mean'])})" if how == "too little together" else said


def numbers_of(pair: Record) -> str:
    """The numbers of a pair's tellings: "[1] + [2]"."""
    return " + ".join(f"[{number}]" for number in pair["tellings"])


def signed(value: float) -> str:
    """A score with its sign."""
    return f"{value:+.1f}".replace("-", "−")


@cache
def reasons() -> dict[str, tuple[str, str]]:
    """The table: for each part the words, and which values are shown behind them."""
    text = files("whimbrel.export").joinpath("data", "reasons.csv").read_text(encoding="utf-8")
    return {row["part"]: (row["words"], row["shows"]) for row in csv.DictReader(text.splitlines())}


def _with_values(said: str, shows: str, one: Record, other: Record, words: Sequence[str]) -> str:
    how, _, slot = shows.partition(" ")
    if not slot:
        return said
    left, right = (list(words), list(words)) if slot == "words" else (_values(slot, one), _values(slot, other))
    common = [value for value in left if value in right]
    if common and (how == "both" or left == right):
        return f"{said} ({_few(common)})"
    return f"{said} ({_few(left)} | {_few(right)})" if left or right else said


def _values(slot: str, telling: Record) -> list[str]:
    if slot == "people":
        return [*telling["actors"], *telling["recipients"]]
    if slot == "counts":
        return [f"{name} {words}" for name, found in telling["counts"].items() for words in found]
    if slot in ("killed", "wounded"):
        return list(telling["counts"].get(slot, ()))
    found = telling[slot]
    return [found] if isinstance(found, str) else list(found)


def _few(values: Sequence[str]) -> str:
    once = list(dict.fromkeys(value for value in values if value))
    return ", ".join(once[:SHOWN]) + (", …" if len(once) > SHOWN else "") if once else "not told"
