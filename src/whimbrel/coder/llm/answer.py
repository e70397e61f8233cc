"""The model's answer, read strictly: every claim has the nine keys, of the right types and of sane length."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from whimbrel.coder.protocol import Refusal
from whimbrel.model import Status
from whimbrel.ontology import modes

WORDS = ("quote", "type", "mode", "status", "place", "when", "speaker")
MAY_BE_NULL = frozenset({"mode", "place", "when", "speaker"})
LISTS = ("actors", "recipients")
MOST_CLAIMS = 200  # in one answer
MOST_PARTIES = 20  # in one slot
LONGEST = {"quote": 1_000}  # code points; of every other value:
LONGEST_OTHER = 200
SHOWN = 200  # code points of a refused quotation that are kept
FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as the model words it: nothing of it is believed yet but its form and its codes."""

    quote: str
    type: str
    mode: str
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str
    when: str
    speaker: str


def read_answer(content: str) -> tuple[list[Proposal], list[Refusal]]:
    """The proposals in an answer and what was refused. Only a fence of backticks around the JSON is overlooked."""
    fenced = FENCED.fullmatch(content)
    try:
        answer = json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError):
        return [], [Refusal("the answer is no JSON, or broken off", content[:SHOWN])]
    claims = answer.get("claims") if isinstance(answer, dict) and set(answer) == {"claims"} else None
    if not isinstance(claims, list):
        return [], [Refusal('the answer is not of the form {"claims": […]}', content[:SHOWN])]
    read = [_read(item) for item in claims[:MOST_CLAIMS]]
    refused = [item for item in read if isinstance(item, Refusal)]
    if len(claims) > MOST_CLAIMS:
        refused.append(Refusal(f"more than {MOST_CLAIMS} claims in one answer: {len(claims) - MOST_CLAIMS} left out"))
    return [item for item in read if isinstance(item, Proposal)], refused


def _read(item: Any) -> Proposal | Refusal:
    """One claim's form and codes."""
    fault = _fault_of_form(item)
    if fault:
        return Refusal(fault, _shown(item, "quote"), _shown(item, "type"))
    type, mode, status = item["type"], item["mode"] or "", item["status"]
    fault = _fault_of_codes(type, mode, status)
    if fault:
        return Refusal(fault, _shown(item, "quote"), type)
    actors, recipients = tuple(item["actors"]), tuple(item["recipients"])
    place, when, speaker = (item[key] or "" for key in ("place", "when", "speaker"))
    return Proposal(item["quote"], type, mode, Status(status), actors, recipients, place, when, speaker)


def _fault_of_form(item: Any) -> str:
    if not isinstance(item, dict):
        return "a claim is no object"
    odd = {*WORDS, *LISTS} ^ set(item)
    if odd:
        missing = sorted(key for key in odd if key not in item)
        return f"a claim lacks {', '.join(missing)}" if missing else "a claim has keys that were not asked for"
    for key in WORDS:
        if not (isinstance(item[key], str) or (item[key] is None and key in MAY_BE_NULL)):
            return f"{key} is no text"
        if len(item[key] or "") > LONGEST.get(key, LONGEST_OTHER):
            return f"{key} is too long"
    for key in LISTS:
        if not isinstance(item[key], list) or not all(isinstance(one, str) and one.strip() for one in item[key]):
            return f"{key} is no list of names"
        if len(item[key]) > MOST_PARTIES or any(len(one) > LONGEST_OTHER for one in item[key]):
            return f"{key} is too long"
    return ""


def _fault_of_codes(type: str, mode: str, status: str) -> str:
    known = modes()
    if type not in known:
        return f"there is no type {type!r}"
    if mode and mode not in known[type]:
        return f"{type} has no mode {mode!r}"
    return "" if status in set(Status) else f"there is no status {status!r}"


def _shown(item: Any, key: str) -> str:
    value = item.get(key) if isinstance(item, dict) else None
    return value[:SHOWN] if isinstance(value, str) else ""
