"""What a page comes to by itself, whatever else is read: its report, its claims, or why there are none.

Clean, date, code, in this order. No chronicle is looked at, so any process may do it; a fault in one page is that
page's alone. What becomes of it beside all others is settled by `whimbrel.pipeline`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from whimbrel.clean import Cleaned, cleaned, to_report
from whimbrel.clean.date_conflicts import date_conflicts
from whimbrel.clean.listed import dated_by_listing
from whimbrel.coder import Knowledge, code, code_all
from whimbrel.dating import dated
from whimbrel.errors import SetAside
from whimbrel.faults import sound
from whimbrel.gather import RawPage
from whimbrel.model import Claim, Problem, Report, Span

Coded = tuple[list[Claim], list[Span]]
"""The claims of a report, and the stretches of it that are too long to be read."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a page comes to by itself, whatever else is read: reckoned anywhere, settled by a `Reading`.

    `former_id` is that under which a chronicle made before may hold the report. `notes` are gaps in a report that is
    read; `refused` is why it cannot be used after all.
    """

    report: Report
    former_id: str
    position: str
    claims: tuple[Claim, ...] = ()
    notes: tuple[Problem, ...] = ()
    refused: Problem | None = None


def read_report(page: RawPage, knowledge: Knowledge) -> tuple[Report, list[Claim]]:
    """One page through clean and code. Raises SetAside when it cannot be used."""
    report = dated(to_report(page), knowledge.almanac)
    return report, code(report, knowledge)


def clean_page(page: RawPage) -> Cleaned | Problem:
    """A page through clean, which needs no knowledge: its report, or why there is none."""
    try:
        found = sound(lambda: cleaned(page), _fault)
        return replace(found, report=dated_by_listing(found.report, page.fields.get("listed", "")))
    except SetAside as reason:
        return _problem(page, reason)


def code_pages(pages: Sequence[tuple[RawPage, Cleaned]], knowledge: Knowledge, today: date) -> list[ReadPage]:
    """Cleaned pages through dating and code, what is parsed of them together; a fault in one is that one's alone."""
    ready = [_dated(page, found, knowledge, today) for page, found in pages]
    sound = [one.report for one in ready if one.refused is None]
    together: Iterator[Coded] | None = None
    if len(sound) > 1:
        with suppress(Exception):  # in which of them is found when each is coded alone
            together = iter(code_all(sound, knowledge))
    found: list[ReadPage] = []
    for (page, _), one in zip(pages, ready, strict=True):
        coded = next(together) if together is not None and one.refused is None else None
        found.append(one if one.refused is not None else _told(page, one, coded, knowledge))
    return found


def _dated(page: RawPage, found: Cleaned, knowledge: Knowledge, today: date) -> ReadPage:
    try:
        report = sound(lambda: dated(found.report, knowledge.almanac), _fault)
    except SetAside as reason:
        return ReadPage(found.report, found.former_id, page.position, refused=_problem(page, reason))
    given = page.fields.get("date", "")
    notes = [
        Problem(page.file, page.position, "date", conflict, "check it; the report was read")
        for conflict in date_conflicts(report, given, today)
    ]
    return ReadPage(report, found.former_id, page.position, notes=tuple(notes))


def _told(page: RawPage, one: ReadPage, coded: Coded | None, knowledge: Knowledge) -> ReadPage:
    try:
        claims, given_up = coded or sound(lambda: code_all([one.report], knowledge)[0], _fault)
    except SetAside as reason:
        return replace(one, refused=_problem(page, reason))
    notes = (*one.notes, *(_long_sentence(page, one.report, span) for span in given_up))
    return replace(one, claims=tuple(claims), notes=notes)


def _problem(page: RawPage, reason: SetAside) -> Problem:
    return Problem(page.file, page.position, reason.code, reason.message, reason.remedy)


def _long_sentence(page: RawPage, report: Report, span: Span) -> Problem:
    """The note that a stretch of a report was not read, with its place in the stored text and its first words."""
    words = report.text[span.start : span.end].split()
    place = f"characters {span.start}–{span.end}"
    return Problem(
        page.file,
        ", ".join(part for part in (page.position, place) if part),
        "long-sentence",
        f"a sentence of {len(words):,} words was given up: “{' '.join(words[:6])[:80]} …”",
        "the rest was read; if it is no list or table, part it into sentences",
    )


def _fault(message: str, remedy: str) -> SetAside:
    return SetAside("fault", message, remedy=remedy)
