"""The columns of listings for people, noun by noun: what each shows of a record, and how much room it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from whimbrel.export.actors import score_words
from whimbrel.export.decisions import decided_words
from whimbrel.export.flat import reasons_words
from whimbrel.export.record import Record
from whimbrel.export.record_words import (
    SHORT_ID,
    coded_by,
    compared_words,
    moment_of,
    place_of,
    short,
    sources_of,
    speaker_of,
    status_of,
    sureness_of,
    type_of,
    wanted_words,
    when_of,
)

_FOUND = {"both": "both", "rules": "rules only", "model": "model only", "refused": "refused"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its text, its width (None: a share of the rest), the console width it needs."""

    heading: str
    value: Callable[[Record], str]
    width: int | None = None
    style: str = ""
    from_width: int = 0
    right: bool = False


COLUMNS: dict[str, tuple[Column, ...]] = {
    "event": (
        Column("When", when_of, 18, "cyan"),
        Column("What", lambda r: r["title"]),
        Column("Type", type_of, 16, "dim", 110),
        Column("Where", place_of, 18, "", 125),
        Column("Status", status_of, 14, "yellow"),
        Column("Sure", sureness_of, 4, "", 110, True),
        Column("Reports", lambda r: str(len(r["reports"])), 7, "", 0, True),
        Column("Origins", lambda r: str(len(r["origins"])), 7, "", 125, True),
        Column("Id", lambda r: short(r["id"]), SHORT_ID, "dim"),
    ),
    "claim": (
        Column("When", when_of, 18, "cyan"),
        Column("Type", type_of, 16, "dim", 100),
        Column("Words", lambda r: r["text"]),
        Column("Source", lambda r: r["report"]["outlet"] or r["report"]["file"], 18),
        Column("Status", lambda r: r["status"], 12, "yellow"),
        Column("Id", lambda r: short(r["id"]), SHORT_ID, "dim"),
    ),
    "report": (
        Column("Published", lambda r: r["published"] or "not known", 12, "cyan"),
        Column("Outlet", lambda r: r["outlet"], 20),
        Column("Title", lambda r: r["title"]),
        Column("File", lambda r: r["file"], None, "dim", 100),
        Column("Id", lambda r: short(r["id"]), SHORT_ID, "dim"),
    ),
    "actor": (
        Column("Name", lambda r: r["name"]),
        Column("Kind", lambda r: r["kind"], 16),
        Column("Country", lambda r: r["country"] or "", 7),
        Column("Events", lambda r: str(r["events"]), 6, "", 0, True),
        Column("Reports", lambda r: str(r["reports"]), 7, "", 90, True),
        Column(
            "Also written",
            lambda r: "; ".join(s["text"] for s in r["spellings"] if s["text"] != r["name"]),
            None,
            "",
            110,
        ),
        Column("Id", lambda r: r["id"], 24, "dim"),
    ),
    "unknown": (
        Column("Name", lambda r: r["name"]),
        Column("Kind", lambda r: r["kind"], 12, "", 110),
        Column("Reports", lambda r: str(r["reports"]), 7, "", 0, True),
        Column("Also written", lambda r: "; ".join(s["text"] for s in r["spellings"] if s["text"] != r["name"])),
        Column("Titles", lambda r: "; ".join(t["text"] for t in r["titles"][:3]), None, "", 110),
        Column("In company of", lambda r: "; ".join(c["name"] for c in r["company"][:3]), None, "", 90),
        Column(
            "May be", lambda r: "; ".join(f"{o['id']} {o['score']['value']:.2f}" for o in r["likely"]), None, "yellow"
        ),
        Column("Ids", lambda r: " ".join(r["members"]), None, "dim"),
    ),
    "like": (
        Column("Name", lambda r: r["name"]),
        Column("Kind", lambda r: r["kind"], 14, "", 90),
        Column("Country", lambda r: r["country"] or "", 7),
        Column("By", lambda r: r["written"]),
        Column("Score", lambda r: score_words(r["score"]), None, "cyan"),
        Column("Almanac", lambda r: "known" if r["known"] else "", 7),
        Column("Events", lambda r: str(r["events"]), 6, "", 0, True),
        Column("Id", lambda r: r["id"], 24, "dim"),
    ),
    "decision": (
        Column("When", lambda r: r["at"], 20, "cyan"),
        Column("What", decided_words),
        Column("Who", lambda r: r["who"], 14),
        Column("Note", lambda r: r["note"], None, "", 100),
        Column("State", lambda r: r["state"], 9, "yellow"),
        Column("Id", lambda r: r["id"], SHORT_ID, "dim"),
    ),
    "view": (
        Column("Name", lambda r: r["name"], 20, "cyan"),
        Column("Events that", lambda r: wanted_words(r["wanted"]) or "all"),
        Column("Now", lambda r: str(r["events"]), 7, "", 0, True),
        Column("Webhook", lambda r: r["webhook"] or ""),
        Column("State", lambda r: "due" if r["due"] else "", 5, "yellow"),
    ),
    "quote": (
        Column("Speaker", speaker_of, 22, "cyan"),
        Column("Says", lambda r: r["verb"], 12, "dim", 90),
        Column("Words", lambda r: r["text"]),
        Column("Kind", lambda r: r["kind"], 8, "yellow", 100),
        Column("Source", lambda r: r["outlet"] or r["report"]["file"], 18),
        Column("Id", lambda r: short(r["id"]), SHORT_ID, "dim"),
    ),
    "moment": (
        Column("When", when_of, 18, "cyan"),
        Column("Part", lambda r: r["part"], 10),
        Column("What", moment_of),
        Column("Type", lambda r: f"{r['type'] or '–'} {r['mode'] or ''}".strip(), 16, "dim", 125),
        Column("Status", lambda r: r["status"], 10, "yellow"),
        Column("Sources", sources_of, 20, "", 100),
        Column("Event", lambda r: short(r["event"]), SHORT_ID, "dim"),
    ),
    "comparison": (
        Column("Found by", lambda r: _FOUND[r["found"]], 10, "cyan"),
        Column("Differ in", lambda r: ", ".join(r["differs"]), 12, "yellow"),
        Column("Rules", coded_by("rules")),
        Column("Model", coded_by("model")),
        Column("Words, or why refused", compared_words),
        Column("Report", lambda r: short(r["report"]["id"]), SHORT_ID, "dim"),
    ),
    "problem": (
        Column("File", lambda r: r["file"]),
        Column("Place", lambda r: r["position"], 12),
        Column("Problem", lambda r: r["message"]),
        Column("What to do", lambda r: r["remedy"]),
    ),
    "source": (
        Column("Source", lambda r: r["name"] or r["url"]),
        Column("Health", lambda r: r["health"], 13, "yellow"),
        Column("Reached", lambda r: r["reached"][:16].replace("T", " ") or "never", 16, "cyan"),
        Column("New", lambda r: str(r["new"]), 6, "", 0, True),
        Column("Failed", lambda r: str(r["failed"]), 6, "", 0, True),
        Column("Left", lambda r: str(r["left"]), 5, "", 0, True),
        Column("Why", lambda r: r["why"] or reasons_words(r["reasons"])),
        Column("Address", lambda r: r["url"], None, "dim", 130),
    ),
    "visit": (
        Column("Source", lambda r: r["source"]),
        Column("Fetched", lambda r: str(r["fetched"]), 7, "", 0, True),
        Column("New", lambda r: str(r["new"]), 6, "", 0, True),
        Column("Unchanged", lambda r: str(r["unchanged"]), 9, "", 0, True),
        Column("Set aside", lambda r: str(r["aside"]), 9, "", 0, True),
        Column("Failed", lambda r: str(r["failed"]), 6, "", 0, True),
        Column("Why", lambda r: reasons_words(r["reasons"])),
    ),
    "version": (
        Column("No", lambda r: str(r["number"]), 3, "", 0, True),
        Column("Met", lambda r: r["at"][:16].replace("T", " "), 16, "cyan"),
        Column("Title", lambda r: r["title"]),
        Column("Report", lambda r: short(r["report"]), SHORT_ID, "dim"),
        Column("Told otherwise", lambda r: "; ".join(one["words"] for one in r["changes"]), None, "yellow"),
        Column("Raw copy", lambda r: f"{r['file']}@{r['offset']}" if r["file"] else "", None, "dim", 110),
    ),
}
