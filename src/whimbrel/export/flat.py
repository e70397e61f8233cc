"""Records as rows of plain values: the columns of CSV and of data frames."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from whimbrel.export.record import Record, names

Column = tuple[str, Callable[[Record], Any]]
COUNTED = ("killed", "wounded", "arrested", "displaced", "present")


def _ids(records: list[Record]) -> str:
    return " | ".join(record["id"] for record in records)


def _count(name: str, bound: str) -> Callable[[Record], Any]:
    return lambda record: (record["counts"].get(name) or {}).get(bound)


def _plain(*keys: str) -> tuple[Column, ...]:
    return tuple((key, itemgetter(key)) for key in keys)


def _of_place(key: str) -> Callable[[Record], Any]:
    return lambda record: (record["place"] or {}).get(key)


_PLACING = ("cameo", "score", "quad")
_WHAT: tuple[Column, ...] = (
    ("when", lambda r: r["when"]["edtf"]),
    ("earliest", lambda r: r["when"]["earliest"]),
    ("latest", lambda r: r["when"]["latest"]),
    ("when_relative", lambda r: r["when"]["relative"]),
    ("type", lambda r: r["type"]),
    ("mode", lambda r: r["mode"]),
    ("status", lambda r: r["status"]),
    ("actors", lambda r: names(r["actors"])),
    ("actor_ids", lambda r: _ids(r["actors"])),
    ("recipients", lambda r: names(r["recipients"])),
    ("recipient_ids", lambda r: _ids(r["recipients"])),
    ("place", _of_place("name")),
    ("country", _of_place("country")),
    ("lat", _of_place("lat")),
    ("lon", _of_place("lon")),
    ("precision", _of_place("precision")),
    ("contexts", lambda r: " | ".join(r["contexts"])),
    ("says", lambda r: " | ".join(speaker["text"] for speaker in r["says"])),
    *((f"{name}_{bound}", _count(name, bound)) for name in COUNTED for bound in ("low", "high")),
)


def _of_coder(coder: str, key: str) -> Callable[[Record], Any]:
    """A value of one coder's claim in a comparison; None when that coder made none."""
    told: dict[str, Callable[[Record], Any]] = {
        "actors": lambda claim: names(claim["actors"]),
        "recipients": lambda claim: names(claim["recipients"]),
        "when": lambda claim: claim["when"]["edtf"] or claim["when"]["relative"],
        "place": lambda claim: (claim["place"] or {}).get("name"),
        "says": lambda claim: " | ".join(speaker["text"] for speaker in claim["says"]),
    }
    value = told.get(key, itemgetter(key))
    return lambda record: value(record[coder]) if record[coder] else None


_COMPARED = ("type", "mode", "status", "actors", "recipients", "when", "place", "says", "quote")

COLUMNS: dict[str, tuple[Column, ...]] = {
    "event": (
        ("id", lambda r: r["id"]),
        ("title", lambda r: r["title"]),
        *_WHAT,
        ("reports", lambda r: " | ".join(r["reports"])),
        ("claims", lambda r: " | ".join(r["claims"])),
        ("conflicts", lambda r: " | ".join(conflict["field"] for conflict in r["conflicts"])),
        *_plain("checked"),
        ("confidence", lambda r: r["confidence"]["score"]),
        ("origins", lambda r: len(r["origins"])),
        ("agencies", lambda r: " | ".join(dict.fromkeys(o["agency"] for o in r["origins"] if o["agency"]))),
        ("part_of", lambda r: r["part_of"]),
        ("about", lambda r: " | ".join(r["about"])),
        *_plain(*_PLACING),
    ),
    "claim": (
        ("id", lambda r: r["id"]),
        ("event", lambda r: r["event"]),
        *_WHAT,
        ("passage", lambda r: r["passage"]),
        ("report", lambda r: r["report"]["id"]),
        ("file", lambda r: r["report"]["file"]),
        ("outlet", lambda r: r["report"]["outlet"]),
        ("url", lambda r: r["report"]["url"]),
        ("published", lambda r: r["report"]["published"]),
        ("start", lambda r: r["span"][0]),
        ("end", lambda r: r["span"][1]),
        ("text", lambda r: r["text"]),
        ("confidence", lambda r: r["confidence"]["score"]),
        ("part_of", lambda r: r["part_of"]),
        ("about", lambda r: " | ".join(r["about"])),
        *_plain(*_PLACING),
    ),
    "report": _plain(
        *("id", "file", "outlet", "title", "url", "published", "byline", "agency", "language"),
        *("outlet_id", "outlet_kind", "outlet_country", "outlet_language", "outlet_listed"),
        *("published_at", "modified", "fetched", "caption", "copy_of"),
    ),
    "actor": (
        *_plain("id", "name", "kind", "country", "sector", "events", "claims", "reports"),
        ("spellings", lambda r: " | ".join(f"{s['text']} ({s['claims']})" for s in r["spellings"])),
        ("titles", lambda r: " | ".join(f"{s['text']} ({s['claims']})" for s in r["titles"])),
        ("words", lambda r: " | ".join(f"{w['outlet']}: {w['word']} ({w['claims']})" for w in r["words"])),
    ),
    "framing": _plain("event", "group", "report", "outlet", "published", "title", "loaded", "doer", "voice"),
    "party": _plain("id", "name", "kind", "country", "sector", "events"),
    "unknown": (
        *_plain("id", "name", "kind"),
        ("countries", lambda r: " | ".join(r["countries"])),
        *_plain("reports", "claims"),
        ("members", lambda r: " | ".join(r["members"])),
        ("spellings", lambda r: " | ".join(f"{s['text']} ({s['claims']})" for s in r["spellings"])),
        ("titles", lambda r: " | ".join(f"{s['text']} ({s['claims']})" for s in r["titles"])),
        ("company", lambda r: " | ".join(f"{c['name']} ({c['reports']})" for c in r["company"])),
        ("likely", lambda r: " | ".join(f"{o['id']} ({o['score']['value']})" for o in r["likely"])),
        ("apart", lambda r: " | ".join(f"{a['id']}: {a['why']}" for a in r["apart"])),
    ),
    "like": (
        *_plain("id", "name", "kind", "country", "written"),
        ("score", lambda r: r["score"]["value"]),
        ("parts", lambda r: " | ".join(f"{k} {v}" for k, v in r["score"]["parts"].items())),
        *_plain("known", "events"),
    ),
    "decision": (
        *_plain("id", "verb", "subject"),
        ("objects", lambda r: " | ".join(r["objects"])),
        ("head", lambda r: (r["head"] or {}).get("id")),
        ("field", lambda r: r["row"].get("field")),
        ("value", lambda r: r["row"].get("label")),
        *_plain("who", "at", "note", "state"),
    ),
    "view": (
        *_plain("name"),
        ("wanted", lambda r: " ".join(f"{name}={value}" for name, value in r["wanted"].items())),
        *_plain("events", "webhook", "due", "made"),
    ),
    "question": (
        *_plain("id", "kind"),
        ("about", lambda r: " | ".join(r["about"])),
        *_plain("doubt", "use"),
        ("reasons", lambda r: " | ".join(r["reasons"])),
    ),
    "moment": (
        ("when", lambda r: r["when"]["edtf"]),
        ("earliest", lambda r: r["when"]["earliest"]),
        ("latest", lambda r: r["when"]["latest"]),
        ("when_relative", lambda r: r["when"]["relative"]),
        *_plain("part", "what", "type", "mode", "status", "event"),
        ("reports", lambda r: " | ".join(dict.fromkeys(one["report"]["id"] for one in r["tellings"]))),
        ("texts", lambda r: " | ".join(one["text"] for one in r["tellings"])),
    ),
    "quote": (
        ("id", lambda r: r["id"]),
        ("report", lambda r: r["report"]["id"]),
        ("file", lambda r: r["report"]["file"]),
        *_plain("outlet"),
        ("url", lambda r: r["report"]["url"]),
        ("published", lambda r: r["report"]["published"]),
        *_plain("passage", "kind", "stance"),
        ("speaker", lambda r: (r["speaker"] or {}).get("name")),
        ("speaker_id", lambda r: (r["speaker"] or {}).get("id")),
        ("source", lambda r: (r["speaker"] or {}).get("text")),
        ("verb", lambda r: r["verb"]),
        ("cue", lambda r: r["cue"]["text"]),
        ("addressee", lambda r: (r["addressee"] or {}).get("text")),
        ("chain", lambda r: " | ".join(link["text"] for link in r["chain"])),
        ("start", lambda r: r["span"][0]),
        ("end", lambda r: r["span"][1]),
        *_plain("text", "within"),
    ),
    "comparison": (
        ("report", lambda r: r["report"]["id"]),
        ("file", lambda r: r["report"]["file"]),
        *_plain("found"),
        ("differs", lambda r: " | ".join(r["differs"])),
        *((f"{coder}_{key}", _of_coder(coder, key)) for key in _COMPARED for coder in ("rules", "model")),
        ("text", lambda r: (r["rules"] or r["model"] or {}).get("text")),
        ("refused_type", lambda r: (r["refused"] or {}).get("type")),
        ("refused_words", lambda r: (r["refused"] or {}).get("words")),
        ("refused_reason", lambda r: (r["refused"] or {}).get("reason")),
    ),
    "place": _plain("id", "name", "country", "precision", "lat", "lon", "events"),
    "word": _plain("field", "value", "meaning"),
    "problem": _plain("file", "position", "code", "message", "remedy"),
    "source": (
        *_plain("url", "name", "kind", "health", "added", "tried", "reached", "failing", "why"),
        *_plain("fetched", "new", "aside", "failed", "left"),
        ("reasons", lambda r: reasons_words(r["reasons"])),
        ("visits", lambda r: len(r["visits"])),
    ),
    "visit": (
        *_plain("source", "listed", "fetched", "new", "unchanged", "aside", "failed"),
        ("reasons", lambda r: reasons_words(r["reasons"])),
    ),
    "version": (
        *_plain("number", "at", "report", "outlet", "title", "modified"),
        ("events", lambda r: " | ".join(r["events"])),
        ("changes", lambda r: " | ".join(f"{one['title']}: {one['words']}" for one in r["changes"])),
        *_plain("url", "found", "file", "offset", "size", "digest"),
    ),
}


def reasons_words(reasons: Record) -> str:
    """Why and how often, in one cell."""
    return " | ".join(f"{code} ({number})" for code, number in reasons.items())


def header(noun: str) -> list[str]:
    """The column names for a noun: event, claim, report, actor, quote, comparison or problem."""
    return [name for name, _ in COLUMNS[noun]]


def row(noun: str, record: Record) -> list[Any]:
    """A record's values in the order of `header`."""
    return [value(record) for _, value in COLUMNS[noun]]
