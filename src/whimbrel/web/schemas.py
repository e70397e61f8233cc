"""What the API's answers look like, for its description at `/openapi.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whimbrel.browsing import FIELDS
from whimbrel.web.deciding import FIELDS as DECISIONS

Schema = dict[str, Any]
Responses = dict[int | str, dict[str, Any]]

TEXT: Schema = {"type": "string"}
TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}


def obj(properties: Mapping[str, Schema], *, free: bool = False) -> Schema:
    """An object that always has all of these."""
    told: Schema = {"type": "object", "properties": dict(properties), "required": list(properties)}
    return told if free else {**told, "additionalProperties": False}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def listing(name: str, item: Schema, *, total: bool = False) -> Schema:
    """One page of a listing, as `twins.json_page` writes it."""
    told: dict[str, Schema] = {name: array(item), "next": TEXT_OR_NONE}
    return obj({**told, "total": {"type": "integer", "minimum": 0}} if total else told)


def answers(schema: Schema, status: int = 200) -> Responses:
    return {status: {"description": "Done", "content": {"application/json": {"schema": schema}}}}


def csv_answer() -> Responses:
    return files_answer("text/csv; charset=utf-8")


def files_answer(*kinds: str) -> Responses:
    """Something that is no JSON of ours, of one of these media types."""
    content: dict[str, Schema] = {kind: {"schema": {}} for kind in kinds}
    return {200: {"description": "Done", "content": content}}


def problems(*statuses: int) -> Responses:
    """Failures, told as RFC 9457 says."""
    content = {"application/problem+json": {"schema": PROBLEM}}
    return {status: {"description": "Why not, and what to do", "content": content} for status in statuses}


def parameters(*told: Schema) -> dict[str, Any]:
    return {"parameters": list(told)}


def in_query(name: str, schema: Schema, description: str) -> Schema:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


PROBLEM = obj({"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT, "remedy": TEXT}, free=True)
LIMIT = in_query("limit", {"type": "integer", "minimum": 1, "maximum": 500}, "How many at most.")
CURSOR = in_query("cursor", TEXT, "Where to go on; `next` of the page before holds it.")
FILTERS = [
    in_query(field if op == ops[0] else f"{field}__{op}", TEXT, "See the codebook at /data for its values.")
    for field, ops in FIELDS.items()
    for op in ops
]
ANYWHERE: Responses = problems(400, 401, 404, 413, 421, 429, 500, 503)

_FREE: Schema = {"type": "object"}
_FREE_OR_NONE: Schema = {"type": ["object", "null"]}
EVENT = obj(  # what each holds is described in the reference of records
    {
        "id": TEXT,
        "title": TEXT,
        "type": TEXT,
        "mode": TEXT,
        "contexts": TEXTS,
        "actors": array(_FREE),
        "recipients": array(_FREE),
        "place": _FREE_OR_NONE,
        "when": _FREE,
        "status": TEXT,
        "says": array(_FREE),
        "counts": _FREE,
        "reports": TEXTS,
        "claims": TEXTS,
        "fields": _FREE,
        "conflicts": array(_FREE),
        "checked": TEXT,
    },
    free=True,
)

DECISION = obj(
    {
        "id": TEXT,
        "verb": TEXT,
        "subject": TEXT,
        "objects": TEXTS,
        "sides": array(TEXTS),
        "head": {"type": ["object", "null"]},
        "row": {"type": "object", "additionalProperties": TEXT},
        "who": TEXT,
        "at": TEXT,
        "note": TEXT,
        "state": TEXT,
    }
)
DECIDED = obj({"decisions": array(DECISION), "events": TEXTS})
CHANGES = obj(
    {
        "changes": array(
            obj(
                {
                    "seq": {"type": "integer"},
                    "at": TEXT,
                    "event": TEXT,
                    "change": {"enum": ["made", "changed", "merged", "split", "gone"]},
                    "other": TEXT_OR_NONE,
                    "now": TEXT_OR_NONE,
                }
            )
        ),
        "last": {"type": "integer"},
        "more": {"type": "boolean"},
        "next": TEXT,
    }
)
KIND = in_query("kind", {"enum": ["same", "right", "who"]}, "Questions of one kind alone.")
_QUESTION = obj(
    {
        "id": TEXT,
        "kind": TEXT,
        "about": TEXTS,
        "doubt": {"type": "number"},
        "use": {"type": "number"},
        "reasons": TEXTS,
    }
)
REVIEW = obj({"questions": array(_QUESTION), "total": {"type": "integer"}, "gathering": {"type": "boolean"}})
_ONE_OR_MORE: Schema = {"anyOf": [TEXT, TEXTS]}
_ASKED: Schema = {
    "type": "object",
    "required": ["verb"],
    "additionalProperties": False,
    "properties": {
        "verb": {"enum": list(DECISIONS)},
        "event": {**TEXT, "description": "An event's id; for same and different, or a claim's, with all that its "
                  "report tells of the same."},
        "other": {**TEXT, "description": "The other event or claim; for merge, the actor that it is."},
        "report": {**_ONE_OR_MORE, "description": "For split: reports that tell of another event."},
        "claim": {**_ONE_OR_MORE, "description": "For split: claims that are of another event."},
        "actor": {**_ONE_OR_MORE, "description": "For merge and promote: who is meant."},
        "name": {**TEXT, "description": "For promote: what the actor is to be called."},
        "field": TEXT,
        "value": TEXT,
        "decision": {**TEXT, "description": "For undo."},
        "note": TEXT,
        "next": {**TEXT, "description": "For forms: where to go on, a path of this site."},
        "csrf": {**TEXT, "description": "For forms of a session."},
    },
}  # fmt: skip
DECIDING = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": _ASKED}
            for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")
        },
    },
    "security": [{"token": []}],
}
SECURITY = {"token": {"type": "http", "scheme": "bearer", "description": "Made by `whimbrel token add NAME`."}}


def complete(path: str, responses: dict[str, Any]) -> None:
    """Adds what holds of every twin: tables are CSV, what has an id may not be there or may have gone elsewhere, what
    the client has already is not sent again, and what cannot be asked is answered with 400."""
    responses.pop("422", None)
    if path.endswith(".csv") and "200" in responses:
        responses["200"]["content"] = csv_answer()[200]["content"]
    if "{" in path:
        responses |= {code: {"description": "It is part of another now"} for code in ("301", "307", "308")}
    responses.setdefault("304", {"description": "What you have is what there is"})
