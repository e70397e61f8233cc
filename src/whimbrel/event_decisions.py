"""Decisions about events, between how the chronicle keeps them and how merging takes them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from whimbrel.chronicle.codec import clean_text, decoder, encoder, is_a
from whimbrel.chronicle.identity import ABOUT_EVENTS, Decision, in_force
from whimbrel.errors import ChronicleError
from whimbrel.export.wording import modes
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


def standing(decisions: Sequence[Decision], here: Collection[str], home: Mapping[str, str]) -> dict[str, str]:
    """For each decision about events that is in force, by its id: whether it shows.

    "in force"; "overruled" where a later one, or one that keeps apart, says otherwise; "not here" where the chronicle
    lacks the claims that it is about. `here` are the claims of these that there are, `home` the event of each.
    """
    asked = [one for one in in_force(decisions) if one.verb in ABOUT_EVENTS]
    last = {_slot(one, home): one for one in asked if len(one.sides) == 1}
    found: dict[str, str] = {}
    for one in asked:
        if len(one.sides) == 2:
            met, there = _meet(one, home), all(any(id in here for id in side) for side in one.sides)
            holds = met == (one.verb == "same")
        else:
            there, final = anchor(one) in here, last[_slot(one, home)]
            holds = (one.verb, one.row.get("noun")) == (final.verb, final.row.get("noun"))
        found[one.id] = "not here" if not there else "in force" if holds else "overruled"
    return found


def _meet(one: Decision, home: Mapping[str, str]) -> bool:
    """Whether claims of both sides are in one event."""
    left, right = ({home[id] for id in side if id in home} for side in one.sides)
    return bool(left & right)


def _slot(one: Decision, home: Mapping[str, str]) -> tuple[str, str]:
    """What a check or correction is about: an event, and a field of it or its being right."""
    return home.get(anchor(one), anchor(one)), one.row.get("field", "")


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
        if not is_a(KINDS[field], found) or (field == "type" and found not in modes()):
            raise ValueError("it is of another kind")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ChronicleError(
            f"a decided {field[:20]!r} cannot be read: {str(error)[:100]}",
            remedy="undo the decision and make it anew; of an import, mend the file: nothing was imported",
        ) from error
    return found
