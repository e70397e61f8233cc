"""A dump that breaks off gives what stood before the break, and says where it broke."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from whimbrel.almanac.importers import reader_of
from whimbrel.almanac.importers.checks import Refused
from whimbrel.model import Actor

PARTY = {"id": "Q1", "labels": {"en": {"value": "Party of Fjords"}},
         "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q7278"}}}}]}}  # fmt: skip
GROUP = {"id": "g1", "schema": "Organization", "properties": {"name": ["Fjord Front"]}}


def found(path: Path, format: str) -> tuple[list[str], list[Refused]]:
    items = list(reader_of(path, format)(path))
    return [one.name for one in items if isinstance(one, Actor)], [one for one in items if isinstance(one, Refused)]


@pytest.mark.parametrize(
    ("ending", "pack"), [(".gz", gzip.compress), pytest.param(".bz2", bz2.compress, marks=pytest.mark.slow)]
)
def test_of_a_packed_dump(tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    lines = "[\n" + json.dumps(PARTY) + ",\n" + "".join(f'"{n * 7919}",\n' for n in range(300_000))
    packed = pack(lines.encode())
    source = tmp_path / f"dump.json{ending}"
    source.write_bytes(packed[: len(packed) // 2])
    names, refused = found(source, "wikidata")
    assert names == ["Party of Fjords"]
    assert [one.cut for one in refused[-1:]] == [True]


@pytest.mark.parametrize(
    ("format", "text", "line"),
    [
        ("wikidata", f"[\n{json.dumps(PARTY)},\n{json.dumps(PARTY)[:40]}", 3),
        ("wikidata", f"[\n{json.dumps(PARTY)},\n", 2),
        ("followthemoney", f"{json.dumps(GROUP)}\n{json.dumps(GROUP)[:20]}", 2),
    ],
)
def test_of_a_plain_dump(tmp_path: Path, format: str, text: str, line: int) -> None:
    source = tmp_path / "dump.json"
    source.write_text(text, encoding="utf-8")
    names, refused = found(source, format)
    assert len(names) == 1
    assert [(one.where, one.cut) for one in refused] == [(f"dump.json:{line}", True)]


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("wikidata", f"[\n{{broken\n{json.dumps(PARTY)}\n]\n"),
        ("wikidata", f"{{broken\n{json.dumps(PARTY)}"),  # lines without brackets, as some tools write them
        ("followthemoney", f"{{broken\n{json.dumps(GROUP)}"),
    ],
)
def test_a_damaged_line_inside_is_no_break(tmp_path: Path, format: str, text: str) -> None:
    source = tmp_path / "dump.json"
    source.write_text(text, encoding="utf-8")
    names, refused = found(source, format)
    assert len(names) == 1
    assert [one.cut for one in refused] == [False]
