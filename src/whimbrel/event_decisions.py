"""Decisions about events, between how the chronicle keeps them and how merging takes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from whimbrel.chronicle.codec import clean_text, decoder, encoder
from whimbrel.chronicle.identity import Decision, in_force
from whimbrel.errors import ChronicleError
from whimbrel.merge.decided import COUNTS, Check, Correction, Decided, Ruling, Value, decided
from whimbrel.model import Count, Participant, Place, Status, When

KINDS: Mapping[str, Any] = {
    "when": When | None,
    "place": Place | None,
    "type": str,
    "mode": str,
    "status": Status,
    "actors": tuple[Participant, ...],
    "recipients": tuple[Participant, ...],
    **dict.fromkeys(COUNTS, Count),
}


def decided_about_events(decisions: Sequence[Decision]) -> Decided:
    """What merging is to heed: the decisions about events that are in force, in their order."""
    rulings: list[Ruling] = []
    corrections: list[Correction] = []
    checks: list[Check] = []
    for one in in_force(decisions):
        if one.verb in ("same", "different"):
            left, right = one.sides
            rulings.append(Ruling(one.verb == "same", (frozenset(left), frozenset(right)), one.id))
        elif one.verb in ("right", "wrong"):
            checks.append(Check(anchor(one), one.verb, one.who))
        elif one.verb == "edit":
            corrections.append(correction(one))
    return decided(rulings, corrections, checks)


def anchor(one: Decision) -> str:
    """The claim that tells which event a decision is about, however events were merged since: the smallest it held."""
    return min(one.sides[0])


def correction(one: Decision) -> Correction:
    """The correction that an `edit` stands for. Raises ChronicleError for a row that no command could have made."""
    field = one.row["field"]
    value = noun_of(field, one.row["noun"])
    return Correction(anchor(one), field, value, one.row["value"], one.row["label"], one.who)


def noun_row(field: str, noun: Value | None, value: str, label: str) -> dict[str, str]:
    """The row of an `edit`: the noun as JSON, its canonical form, and the words for people."""
    plain = json.dumps(encoder(KINDS[field])(noun), ensure_ascii=False)
    return {"field": field, "noun": clean_text(plain), "value": clean_text(value), "label": clean_text(label)}


def noun_of(field: str, text: str) -> Value | None:
    """The noun in a row. Raises ChronicleError when it is none of the field's."""
    try:
        found: Value | None = decoder(KINDS[field])(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ChronicleError(
            f"a decided {field[:20]!r} cannot be read: {str(error)[:100]}", remedy="undo the decision and make it anew"
        ) from error
    return found
