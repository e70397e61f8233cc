"""From the fields of a request to decisions, by what the Python API offers."""

from __future__ import annotations

from whimbrel.api import Chronicle
from whimbrel.chronicle import Decision
from whimbrel.errors import UsageError
from whimbrel.web.faults import Overtaken
from whimbrel.web.writing import Posted

FIELDS = {  # verb: the fields that it needs, and those that it may have
    "same": (("event", "other"), ()),
    "different": (("event", "other"), ()),
    "split": (("event",), ("report", "claim")),
    "right": (("event",), ()),
    "wrong": (("event",), ()),
    "edit": (("event", "field", "value"), ()),
    "merge": (("actor", "other"), ()),
    "promote": (("actor",), ("name",)),
    "undo": (("decision",), ()),
}
ALWAYS = ("verb", "note", "next", "csrf")
EVERY = (*ALWAYS, *dict.fromkeys(name for needs, may in FIELDS.values() for name in (*needs, *may)))
LONGEST = 2000


def decide(chronicle: Chronicle, sent: Posted, who: str) -> list[Decision]:
    """Makes the decision that is asked for. Raises UsageError, and Overtaken where others were quicker."""
    verb = sent.one("verb")
    _check(verb, sent)
    note, event, other = sent.one("note"), sent.one("event"), sent.one("other")
    try:
        match verb:
            case "same" | "different":
                return chronicle.rule(verb, event, other, who=who, note=note)
            case "split":
                reports, claims = sent.all("report"), sent.all("claim")
                return chronicle.split(event, reports=reports, claims=claims, who=who, note=note)
            case "right":
                return chronicle.right(event, who=who, note=note)
            case "wrong":
                return chronicle.wrong(event, who=who, note=note)
            case "edit":
                return chronicle.edit(event, sent.one("field"), sent.one("value"), who=who, note=note)
            case "merge":
                return chronicle.merge_actors(other, *sent.all("actor"), who=who, note=note)
            case "promote":
                first, *rest = sent.all("actor")
                made = chronicle.merge_actors(first, *rest, who=who, note=note, remake=False) if rest else []
                return [*made, *chronicle.promote(first, name=sent.one("name"), who=who, note=note)]
        return chronicle.undo(sent.one("decision"), who=who, note=note)
    except UsageError as error:
        if "was undone before" in error.message:
            raise Overtaken(error.message, remedy=error.remedy) from error
        raise


def events_now(chronicle: Chronicle, made: list[Decision]) -> list[str]:
    """Ids of the events that hold the claims which some decisions, or what they take back, are about."""
    undone = {one.subject for one in made if one.verb == "undo"}
    about = [*made, *(one for one in chronicle.decisions() if one.id in undone)] if undone else made
    claims = sorted({claim for one in about for side in one.sides for claim in side})
    return sorted(set(chronicle.events_of(claims).values()))


def _check(verb: str, sent: Posted) -> None:
    if verb not in FIELDS:
        raise UsageError(f"there is no verb {verb[:40]!r}", remedy=f"one of {', '.join(FIELDS)}")
    needs, may = FIELDS[verb]
    for name, values in sent.values.items():
        if name not in EVERY:
            raise UsageError(f"there is no field {name[:40]!r}", remedy=f"{verb} takes {', '.join((*needs, *may))}")
        if any(len(value) > LONGEST for value in values):
            raise UsageError(f"{name} is too long", remedy=f"at most {LONGEST} characters")
    for name in needs:
        if not sent.all(name) and not (verb == "edit" and name == "value"):
            raise UsageError(f"{verb} needs {name}", remedy=f"send {', '.join(needs)}")
    if verb == "split" and not (sent.all("report") or sent.all("claim")):
        raise UsageError("what is to be parted is not said", remedy="send some of its reports (report) or claims")
