"""What a record holds, in a few words: for lines and cells of listings for people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from whimbrel.export.countries import country_name
from whimbrel.export.dates import UNKNOWN, bounds_words, edtf_words
from whimbrel.export.record import Record

SHORT_ID = 12


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


def status_of(record: Record) -> str:
    """An event's status, what a person said of it, and what sources differ on."""
    rivals = [conflict["field"] for conflict in record.get("conflicts", ())]
    said = [record["checked"], record["status"], f"sources differ on {', '.join(rivals)}" if rivals else ""]
    return "; ".join(filter(None, said))


def sureness_of(record: Record) -> str:
    """How sure an event is, with two decimals."""
    score = record["confidence"]["score"]
    return "" if score is None else f"{score:.2f}"


def wanted_words(asked: Record) -> str:
    """The conditions of a saved view on one line."""
    return ", ".join(name if value is True else f"{name} {value}" for name, value in asked.items())


def type_of(record: Record) -> str:
    """Type and mode of an event or claim record."""
    return f"{record['type']} {record['mode']}".strip()


def place_of(record: Record) -> str:
    """The place of an event or claim record with its country."""
    place = record["place"]
    if not place:
        return ""
    return ", ".join(dict.fromkeys(part for part in (place["name"], country_name(place["country"])) if part))


def speaker_of(record: Record) -> str:
    """Who says what a quotation record holds."""
    return record["speaker"]["name"] if record["speaker"] else "not named"


def coded_by(coder: str) -> Callable[[Record], str]:
    """One coder's claim in a comparison on a line: of a claim that both made only the codes and what differs."""

    def tell(record: Record) -> str:
        claim = record[coder]
        if not claim:
            return ""
        parts = {
            "actors": " | ".join(who["name"] for who in claim["actors"]) or "nobody",
            "recipients": "to " + (" | ".join(who["name"] for who in claim["recipients"]) or "nobody"),
            "place": "in " + (place_of(claim) or "no place"),
            "when": when_of(claim),
            "says": "says " + (" → ".join(who["text"] for who in claim["says"]) or "the report"),
        }
        shown = (parts[name] for name in parts if record["found"] != "both" or name in record["differs"])
        return "; ".join((type_of(claim), claim["status"], *shown))

    return tell


def compared_words(record: Record) -> str:
    """The words that a comparison is about, or why the model's claim was refused."""
    refused = record["refused"]
    if refused:
        return f"{refused['reason']}: {refused['words']}" if refused["words"] else refused["reason"]
    both = (record[coder] for coder in ("model", "rules") if record[coder])
    words: str = next(both)["quote"]
    return words


def moment_of(record: Record) -> str:
    """A moment's title; of what no event tells, its verb and the sentence."""
    first: str = record["tellings"][0]["text"] if record["tellings"] else ""
    return record["what"] if record["event"] else f"{record['what']}: {first}"


def sources_of(record: Record) -> str:
    """The outlets (else files) that tell of a moment."""
    reports = (one["report"] for one in record["tellings"])
    return "; ".join(dict.fromkeys(report["outlet"] or report["file"] for report in reports))
