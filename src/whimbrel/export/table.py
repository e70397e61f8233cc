"""Listings for people in a terminal: tables where there is room, stacked entries where there is not.

Every text is stripped of what a terminal would obey, and none is read as rich's markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from whimbrel.export.actors import score_words
from whimbrel.export.countries import country_name
from whimbrel.export.dates import UNKNOWN, bounds_words, edtf_words
from whimbrel.export.decisions import decided_words
from whimbrel.export.flat import reasons_words
from whimbrel.export.record import Record
from whimbrel.export.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

SHORT_ID = 12
_NARROW = 76
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its text, its width (None: a share of the rest), the console width it needs."""

    heading: str
    value: Callable[[Record], str]
    width: int | None = None
    style: str = ""
    from_width: int = 0
    right: bool = False


def when_of(record: Record) -> str:
    """The time of an event or claim record in words."""
    when = record["when"]
    said = edtf_words(when["edtf"]) if when["edtf"] else None
    if said:
        return said
    earliest, latest = (date.fromisoformat(when[end]) if when[end] else None for end in ("earliest", "latest"))
    return bounds_words(earliest, latest) if earliest or latest else when["relative"] or UNKNOWN


def short(id: str | None) -> str:
    """As much of an id as is shown; commands take it for the whole."""
    return (id or "")[:SHORT_ID]


def _status(record: Record) -> str:
    rivals = [conflict["field"] for conflict in record.get("conflicts", ())]
    said = [record["checked"], record["status"], f"sources differ on {', '.join(rivals)}" if rivals else ""]
    return "; ".join(filter(None, said))


def _sure(record: Record) -> str:
    score = record["confidence"]["score"]
    return "" if score is None else f"{score:.2f}"


def _wanted(asked: Record) -> str:
    return ", ".join(name if value is True else f"{name} {value}" for name, value in asked.items())


def _type(record: Record) -> str:
    return f"{record['type']} {record['mode']}".strip()


def _place(record: Record) -> str:
    place = record["place"]
    if not place:
        return ""
    return ", ".join(dict.fromkeys(part for part in (place["name"], country_name(place["country"])) if part))


def _speaker(record: Record) -> str:
    return record["speaker"]["name"] if record["speaker"] else "not named"


_FOUND = {"both": "both", "rules": "rules only", "model": "model only", "refused": "refused"}


def _coded(coder: str) -> Callable[[Record], str]:
    """One coder's claim in a comparison on a line: of a claim that both made only the codes and what differs."""

    def tell(record: Record) -> str:
        claim = record[coder]
        if not claim:
            return ""
        parts = {
            "actors": " | ".join(who["name"] for who in claim["actors"]) or "nobody",
            "recipients": "to " + (" | ".join(who["name"] for who in claim["recipients"]) or "nobody"),
            "place": "in " + (_place(claim) or "no place"),
            "when": when_of(claim),
            "says": "says " + (" → ".join(who["text"] for who in claim["says"]) or "the report"),
        }
        shown = (parts[name] for name in parts if record["found"] != "both" or name in record["differs"])
        return "; ".join((_type(claim), claim["status"], *shown))

    return tell


def _told(record: Record) -> str:
    refused = record["refused"]
    if refused:
        return f"{refused['reason']}: {refused['words']}" if refused["words"] else refused["reason"]
    both = (record[coder] for coder in ("model", "rules") if record[coder])
    words: str = next(both)["quote"]
    return words


def _moment(record: Record) -> str:
    """A moment's title; of what no event tells, its verb and the sentence."""
    first: str = record["tellings"][0]["text"] if record["tellings"] else ""
    return record["what"] if record["event"] else f"{record['what']}: {first}"


def _sources(record: Record) -> str:
    reports = (one["report"] for one in record["tellings"])
    return "; ".join(dict.fromkeys(report["outlet"] or report["file"] for report in reports))


COLUMNS: dict[str, tuple[Column, ...]] = {
    "event": (
        Column("When", when_of, 18, "cyan"),
        Column("What", lambda r: r["title"]),
        Column("Type", _type, 16, "dim", 110),
        Column("Where", _place, 18, "", 125),
        Column("Status", _status, 14, "yellow"),
        Column("Sure", _sure, 4, "", 110, True),
        Column("Reports", lambda r: str(len(r["reports"])), 7, "", 0, True),
        Column("Origins", lambda r: str(len(r["origins"])), 7, "", 125, True),
        Column("Id", lambda r: short(r["id"]), SHORT_ID, "dim"),
    ),
    "claim": (
        Column("When", when_of, 18, "cyan"),
        Column("Type", _type, 16, "dim", 100),
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
        Column("Events that", lambda r: _wanted(r["wanted"]) or "all"),
        Column("Now", lambda r: str(r["events"]), 7, "", 0, True),
        Column("Webhook", lambda r: r["webhook"] or ""),
        Column("State", lambda r: "due" if r["due"] else "", 5, "yellow"),
    ),
    "quote": (
        Column("Speaker", _speaker, 22, "cyan"),
        Column("Says", lambda r: r["verb"], 12, "dim", 90),
        Column("Words", lambda r: r["text"]),
        Column("Kind", lambda r: r["kind"], 8, "yellow", 100),
        Column("Source", lambda r: r["outlet"] or r["report"]["file"], 18),
        Column("Id", lambda r: short(r["id"]), SHORT_ID, "dim"),
    ),
    "moment": (
        Column("When", when_of, 18, "cyan"),
        Column("Part", lambda r: r["part"], 10),
        Column("What", _moment),
        Column("Type", lambda r: f"{r['type'] or '–'} {r['mode'] or ''}".strip(), 16, "dim", 125),
        Column("Status", lambda r: r["status"], 10, "yellow"),
        Column("Sources", _sources, 20, "", 100),
        Column("Event", lambda r: short(r["event"]), SHORT_ID, "dim"),
    ),
    "comparison": (
        Column("Found by", lambda r: _FOUND[r["found"]], 10, "cyan"),
        Column("Differ in", lambda r: ", ".join(r["differs"]), 12, "yellow"),
        Column("Rules", _coded("rules")),
        Column("Model", _coded("model")),
        Column("Words, or why refused", _told),
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


def print_records(noun: str, records: Iterable[Record], console: Console) -> int:
    """Prints a listing of a noun's records as they come; returns how many."""
    rows = iter(records)
    number = 0
    while chunk := list(islice(rows, _CHUNK)):
        if console.width < _NARROW:
            _print_stacked(noun, chunk, console)
        else:
            _print_table(noun, chunk, console, heading=number == 0)
        number += len(chunk)
    return number


def _print_table(noun: str, records: list[Record], console: Console, *, heading: bool) -> None:
    from rich import box  # noqa: PLC0415 - kept out of the start of commands that print no table
    from rich.table import Table  # noqa: PLC0415

    columns = [column for column in COLUMNS[noun] if console.width >= column.from_width]
    table = Table(box=box.SIMPLE_HEAD if heading else None, expand=True, show_header=heading, pad_edge=False)
    for column in columns:
        table.add_column(
            column.heading,
            width=column.width,
            ratio=None if column.width else 1,
            style=column.style,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for record in records:
        table.add_row(*(_text(column.value(record)) for column in columns))
    console.print(table)


def _print_stacked(noun: str, records: list[Record], console: Console) -> None:
    from rich.text import Text  # noqa: PLC0415

    for record in records:
        parts = list(_parts(noun, record))
        console.print(Text.assemble(*parts))


def _parts(noun: str, record: Record) -> Iterator[tuple[str, str]]:
    """An entry of a narrow listing: the first value alone, the others after their headings."""
    first, *others = COLUMNS[noun]
    yield f"{one_line(first.value(record)) or '–'}\n", first.style or "bold"
    for column in others:
        value = one_line(column.value(record))
        if value:
            yield f"  {column.heading.lower()}: ", "dim"
            yield f"{value}\n", column.style


def _text(value: str) -> Text:
    from rich.text import Text  # noqa: PLC0415

    return Text(one_line(value))
