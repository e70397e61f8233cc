"""The coding handbook: every sentence in its tables is coded, and must come out as the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from whimbrel.coder import Knowledge, code
from whimbrel.coder.lexicon.examples import report_of
from whimbrel.coder.lexicon.pattern import MODES, TYPES
from whimbrel.model import Claim, Count, Participant, Status
from whimbrel.ontology import CONTEXTS

from .console import ROOT

PAGE = (ROOT / "docs/handbook.md").read_text(encoding="utf-8")
TABLE = re.compile(r"^\| Sentence \|(?P<heads>.*)\|\n\|[-|]+\|\n(?P<rows>(?:\|.*\|\n)+)", re.MULTILINE)
NOBODY = "nobody"


def rows() -> Iterator[tuple[str, str, str]]:
    """What is promised (the heading), the sentence, and the promise."""
    for table in TABLE.finditer(PAGE):
        heads = [head.strip() for head in table["heads"].split("|")]
        for line in table["rows"].splitlines():
            sentence, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            for head, cell in zip(heads, cells, strict=True):
                yield head, sentence, cell


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.mark.parametrize(("head", "sentence", "promise"), list(rows()))
def test_a_sentence_is_coded_as_the_page_says(head: str, sentence: str, promise: str, knowledge: Knowledge) -> None:
    claims = code(report_of(sentence), knowledge)
    kept = {"Codes": codes, "Status": statuses, "Actors": actors, "Recipients": recipients, "Says": says,
            "Counts": counts}[head]  # fmt: skip
    assert kept(claims, promise), [(claim.type, claim.mode, str(claim.status)) for claim in claims]


def codes(claims: Sequence[Claim], promise: str) -> bool:
    type, _, mode = promise.partition(" ")
    return not claims if promise == "nothing" else any((c.type, c.mode) == (type, mode) for c in claims)


def statuses(claims: Sequence[Claim], promise: str) -> bool:
    return any(f"{claim.type} {claim.status}" == promise for claim in claims)


def actors(claims: Sequence[Claim], promise: str) -> bool:
    return any(named(claim.actors) == promise for claim in claims)


def recipients(claims: Sequence[Claim], promise: str) -> bool:
    return any(named(claim.recipients) == promise for claim in claims)


def named(parties: Sequence[Participant]) -> str:
    return "; ".join(who.name for who in parties) or NOBODY


def says(claims: Sequence[Claim], promise: str) -> bool:
    return any(" → ".join(s.text for s in claim.says) == promise.replace("the outlet", "") for claim in claims)


def counts(claims: Sequence[Claim], promise: str) -> bool:
    return any(bounds(name, count) == promise for claim in claims for name, count in claim.counts.items())


def bounds(name: str, count: Count) -> str:
    low, high = ("" if number is None else number for number in (count.low, count.high))
    return f"{name} {low}–{high}"


def test_every_type_mode_status_and_context_is_told() -> None:
    for type in TYPES - {"NONE"}:
        section = PAGE.split(f"### {type}\n")[1].split("\n### ")[0].split("\n## ")[0]
        missing = [mode for mode in MODES.get(type, ()) if f"`{mode}`" not in section]
        assert not missing, (type, missing)
    told = set(re.findall(r"\w+", PAGE.split("## Contexts")[1].split("\n## ")[0]))
    assert told >= CONTEXTS
    shown = {promise.split(" ")[1] for head, _, promise in rows() if head == "Status"}
    assert shown == {str(status) for status in Status}


def test_the_rows_of_the_worked_example_are_those_of_its_files() -> None:
    for file in sorted((ROOT / "examples/own-words/lexicon").glob("*.csv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert f"    {line}\n" in PAGE
