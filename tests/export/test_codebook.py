from __future__ import annotations

from whimbrel.browsing.query import FIELDS
from whimbrel.export.codebook import codebook
from whimbrel.export.wording import modes
from whimbrel.model import PassageKind, Precision, Status


def test_the_codebook_tells_of_every_value_and_of_no_other() -> None:
    known = {field: {entry.value for entry in codebook(field)} for field in ("type", "status", "precision", "passage")}
    assert known["type"] == set(modes())
    assert known["status"] == set(map(str, Status))
    assert known["precision"] == set(map(str, Precision))
    assert known["passage"] == set(map(str, PassageKind))
    assert {entry.value for entry in codebook("checked")} == {"right", "wrong", "unchecked"}
    assert {entry.field for entry in codebook()} - set(FIELDS) == {"precision", "passage", "how"}
