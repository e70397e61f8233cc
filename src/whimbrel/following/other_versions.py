"""A report among its versions: which one it is, what each tells otherwise, and who has the same text."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.kin import Kin
from whimbrel.export.record import Record
from whimbrel.following.what_changed import Change, changes, told_in
from whimbrel.model import Report
from whimbrel.report_version import Version

MOST = 30  # versions that are compared while somebody waits
MOST_COPIES = 50
MOST_LINES = 200
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list. `changed` is what it tells otherwise than the one before."""

    number: int
    id: str
    shown: bool
    at: str
    title: str
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A report of the same text by another outlet; `how` tells what it is known by."""

    id: str
    outlet: str
    title: str
    how: str


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A paragraph that was taken out (`-`), put in (`+`), or stands beside one that was (a blank)."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Versions:
    """`before` is the id of the version before the one shown, "" for none; `diff` what is otherwise in the text."""

    lines: tuple[VersionLine, ...] = ()
    copies: tuple[CopyLine, ...] = ()
    before: str = ""
    diff: tuple[DiffLine, ...] = ()


NO_OTHERS = Versions()


def versions_view(chronicle: Chronicle, report: Report) -> Versions:
    """A report's versions and copies; nothing where it is the only one and nobody has its text."""
    known, others = chronicle.versions_of(report.id)
    at = next((at for at, one in enumerate(known) if one.id == report.id), 0)
    window = known[max(0, min(at - MOST // 2, len(known) - MOST)) :][:MOST] if len(known) > MOST else known
    before = known[at - 1].id if at else ""
    return Versions(
        tuple(_lines(chronicle, window, known.index(window[0]) + 1, report.id)) if len(known) > 1 else (),
        tuple(CopyLine(one.id, one.outlet, one.title, _how(report, known, one)) for one in others[:MOST_COPIES]),
        before,
        tuple(text_difference(chronicle.report(before).text, report.text)) if before else (),
    )


def versions_record(view: Versions) -> Record:
    """The same as a plain record."""
    return {
        "versions": [
            {
                "number": line.number,
                "report": line.id,
                "at": line.at,
                "title": line.title,
                "changes": [{**asdict(one), "words": one.words} for one in line.changed],
            }
            for line in view.lines
        ],
        "copies": [asdict(one) for one in view.copies],
    }


def version_words(view: Versions) -> list[str]:
    """Each version in a line, with what it tells otherwise."""
    return [
        " · ".join(
            filter(
                None,
                (
                    f"{line.number}{' (this one)' if line.shown else ''}",
                    line.at,
                    f"report {line.id[:10]}",
                    "; ".join(f"{one.title}: {one.words}" for one in line.changed),
                ),
            )
        )
        for line in view.lines
    ]


def copy_words(view: Versions) -> list[str]:
    """Each copy in a line, and by what it is known."""
    return [f"{one.outlet or one.title} {one.how} · report {one.id[:10]}" for one in view.copies]


def text_difference(before: str, after: str) -> Iterator[DiffLine]:
    """What is otherwise between two texts, by paragraph, each with the paragraph beside it; only so many lines."""
    old, new = ([line for line in text.split("\n") if line.strip()] for text in (before, after))
    found = difflib.unified_diff(old, new, lineterm="", n=1)
    lines = [line for line in found if not line.startswith(("---", "+++", "@@"))]
    for line in lines[:MOST_LINES]:
        yield DiffLine(line[:1], line[1:_LONGEST])


def _lines(chronicle: Chronicle, known: Sequence[Kin], first: int, shown: str) -> Iterator[VersionLine]:
    before = None
    for number, one in enumerate(known, first):
        now = told_in(chronicle, one.id)
        changed: list[Change] = changes(chronicle, before, now) if before is not None else []
        at = one.version.moment.partition(" ")[0].replace("T", " ").replace("Z", " UTC").replace(" 00:00:00 UTC", "")
        yield VersionLine(number, one.id, one.id == shown, at, one.title, tuple(changed))
        before = now


def _how(report: Report, versions: Sequence[Kin], other: Kin) -> str:
    pages = {one.version.page for one in versions} - {""}
    own = next((one.version for one in versions if one.id == report.id), Version())
    if other.version.original in pages and other.version.original:
        return "names this page as its original"
    if own.original and own.original == other.version.page:
        return "is named here as the original"
    return "has the same text"
