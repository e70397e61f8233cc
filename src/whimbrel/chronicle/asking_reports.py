"""What a chronicle answers about reports and claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement

from whimbrel.chronicle import doubts, reading, report_lines
from whimbrel.chronicle.claim_listing import ClaimFilter, ClaimPage, claim_page, claims_found, reports_mentioning
from whimbrel.chronicle.connected import Connected
from whimbrel.chronicle.kin import Kin, kin_at, kin_of
from whimbrel.chronicle.light import lighten
from whimbrel.chronicle.report_lines import ReportLine
from whimbrel.chronicle.schema import claims
from whimbrel.model import Claim, Report


class AskingReports(Connected):
    """The part of the store that is asked for reports and claims."""

    def reports(self, *, text: bool = True) -> Iterator[Report]:
        """Every report, in the order read; with `text=False` without texts and passages, which is cheap."""
        return reading.all_reports(self._fetch, text=text)

    def report(self, id: str, *, text: bool = True) -> Report:
        """The report whose id is `id` or alone begins with it; `text` as for `reports`. Raises UsageError."""
        return reading.one_report(self._fetch, id, text=text)

    def report_lines(self, *, before: int = 0, outlet: str = "", most: int = 50) -> list[ReportLine]:
        """Reports without their texts, the last read first, with numbers of claims and events; `before` goes on
        behind the line of this `seq`, `outlet` narrows to one outlet."""
        return report_lines.report_lines(self._fetch, before=before, outlet=outlet, most=most)

    def reports_at(self, page: str) -> list[Kin]:
        """The reports that were read from a page, by its key (`web_addresses.page_key`), oldest first."""
        return kin_at(self._fetch, page)

    def versions_of(self, id: str) -> tuple[list[Kin], list[Kin]]:
        """The versions of the report of exactly this id, itself among them, and others' copies of its text; each
        oldest first."""
        return kin_of(self._fetch, id)

    def reports_with(self, words: Sequence[str], *, least: int, most: int) -> list[str]:
        """Ids of at most so many reports whose text holds `least` or more of some words, those with most first."""
        return reading.reports_with(self._fetch, words, least, most)

    def latest_reports(self, after: int, most: int) -> list[tuple[int, str]]:
        """Numbers and ids of at most so many reports that came after a number, the last first."""
        return doubts.latest_reports(self._fetch, after, most)

    def reports_mentioning(
        self, words: Sequence[str], *, actor: str = "", before: int = 0, limit: int = 50
    ) -> tuple[list[str], int]:
        """Ids of reports that hold all of some words, and in which an actor takes part or speaks ("" for any), the last
        read first, from the number `before` on downwards; and the number for the next page, 0 for none."""
        return reports_mentioning(self._fetch, words, self.identities().of(actor), before, limit)

    def claims(
        self,
        *,
        report: str = "",
        event: str = "",
        type: str = "",
        status: str = "",
        passage: str = "",
        maybe: str = "",
        light: bool = False,
    ) -> Iterator[Claim]:
        """Claims in the order read; each condition that is given must hold exactly.

        `maybe` is an actor for whom a name of theirs may stand, though it was not taken for it.
        `light` claims share their equal parts and lack inner spans and confidence parts: the form to merge from.
        """
        wanted: list[ColumnElement[bool]] = []
        given = {"report": report, "type": type.upper(), "status": status.lower(), "passage": passage.lower()}
        wanted += [claims.c[column] == value for column, value in given.items() if value]
        if event:
            wanted.append(reading.claims_of_event(event))
        if maybe:
            wanted.append(reading.claims_maybe_with(maybe))
        found = self.identities().claims(reading.some_claims(self._fetch, *wanted))
        return lighten(found) if light else found

    def claim_page(self, wanted: ClaimFilter, *, before: int = 0, limit: int = 50) -> ClaimPage:
        """Claims as decisions stand, the last read first, from the number `before` on downwards."""
        now = self.identities()
        asked = replace(wanted, speaker=now.of(wanted.speaker), actor=now.of(wanted.actor))
        found = claim_page(self._fetch, asked, before, limit)
        return replace(found, claims=tuple(now.claims(found.claims)))

    def claims_found(self, wanted: ClaimFilter, *, most: int) -> int:
        """How many claims fit, counted up to `most`."""
        now = self.identities()
        asked = replace(wanted, speaker=now.of(wanted.speaker), actor=now.of(wanted.actor))
        return claims_found(self._fetch, asked, most)

    def claim(self, id: str, *, as_read: bool = False) -> Claim:
        """The claim whose id is `id` or alone begins with it; `as_read` before any decision. Raises UsageError."""
        found = reading.one_claim(self._fetch, id)
        return found if as_read else self.identities().claim(found)

    def claims_there(self, ids: Sequence[str]) -> set[str]:
        """Which of these exact ids are claims of this chronicle."""
        return reading.claims_there(self._fetch, ids)

    def claims_with_actors(self, ids: Sequence[str], most: int) -> list[Claim]:
        """Some claims in which one of exactly these actors takes part, each of another report."""
        found = doubts.claims_of_actors(self._fetch, ids, most)
        return [self.claim(id) for id in found]
