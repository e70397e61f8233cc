"""What comes in, filed: pages are kept as they were sent and read, failures noted, and both counted by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.followed import Copy, Page, Visit
from whimbrel.errors import ChronicleError, SetAside
from whimbrel.following.faults import sound
from whimbrel.following.listing import Listed
from whimbrel.following.watch_list import Watched
from whimbrel.gather import RawPage
from whimbrel.gather.net.answer import Answer, NotFetched
from whimbrel.gather.net.pages import web_pages
from whimbrel.gather.warc.write import Keeper
from whimbrel.model import Problem
from whimbrel.pipeline import Reading, Taken


@dataclass
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)


class Desk:
    """Where everything of a round comes in, one thing at a time."""

    def __init__(self, chronicle: Chronicle, reading: Reading, keeper: Keeper | None) -> None:
        self._chronicle = chronicle
        self._reading = reading
        self._keeper = keeper
        self._tallies: dict[str, _Tally] = {}

    def listed(self, one: Watched, found: Listed) -> None:
        """Files what a source lists, and whether it could be had."""
        tally = self._of(one.url)
        if found.failed is not None:
            self._reading.take(_problem(one.url, found.failed))
            tally.counts["failed"] += 1
            tally.reasons[found.failed.code] += 1
            with self._chronicle.followed() as followed:
                followed.failed(one.url, name=one.name, why=found.failed.message)
            return
        for gap in found.gaps:
            self._reading.take(_problem(gap.where or one.url, gap))
            tally.counts["failed"] += 1
            tally.reasons[gap.code] += 1
        with self._chronicle.followed() as followed:
            why = f"it has moved to {found.moved} for good: follow it there" if found.moved else ""
            name, seen = one.name or found.title, found.seen
            followed.reached(one.url, name=name, kind=found.kind, etag=seen.etag, modified=seen.modified, why=why)
            _, known = followed.list_pages(found.pages)
        tally.counts["listed"] += len(found.pages)
        tally.counts["unchanged"] += known

    def not_had(self, page: Page, reason: NotFetched) -> None:
        """Files why a page could not be had."""
        self._reading.take(_problem(page.url, reason))
        tally = self._of(page.source)
        tally.counts["failed"] += 1
        tally.reasons[reason.code] += 1
        with self._chronicle.followed() as followed:
            followed.fail(page.url, again=reason.again)

    def had(self, page: Page, answer: Answer, outlet: str = "") -> None:
        """Files a page: keeps it as it was sent, then reads it. `outlet` is what to call its outlet."""
        tally = self._of(page.source)
        if answer.status == 304:
            tally.counts["unchanged"] += 1
            with self._chronicle.followed() as followed:
                followed.unchanged(page.url)
            return
        tally.counts["fetched"] += 1
        at = datetime.now(UTC)
        copy, same = self._kept(page, answer, at)
        if same:
            tally.counts["unchanged"] += 1
            with self._chronicle.followed() as followed:
                followed.unchanged(page.url)
            return
        given = {"listed": page.told.get("date", ""), "source": outlet, "fetched": at.isoformat(timespec="seconds")}
        fields = {name: value for name, value in given.items() if value}
        taken = [self._reading.take(item) for item in _pages(page, answer, fields)]
        best = min(taken, key=_rank, default=Taken("set_aside", code="empty"))
        tally.counts[{"new": "new", "unchanged": "unchanged"}.get(best.outcome, "aside")] += 1
        if best.code:
            tally.reasons[best.code] += 1
        with self._chronicle.followed() as followed:
            seen = answer.seen
            state = "read" if best.report else "aside"
            followed.settle(page.url, state, etag=seen.etag, modified=seen.modified, report=best.report)
            if copy is not None:
                for report in dict.fromkeys(one.report for one in taken if one.report) or ("",):
                    followed.add_copy(replace(copy, report=report))

    def visit(self, source: str) -> Visit:
        """What the round came to for a source."""
        counts, reasons = self._of(source).counts, dict(self._of(source).reasons)
        return Visit(
            source,
            listed=counts["listed"],
            fetched=counts["fetched"],
            new=counts["new"],
            unchanged=counts["unchanged"],
            aside=counts["aside"],
            failed=counts["failed"],
            reasons=reasons,
        )

    def finish(self) -> None:
        """Makes events of what was read."""
        self._reading.finish()

    def _kept(self, page: Page, answer: Answer, at: datetime) -> tuple[Copy | None, bool]:
        """The raw copy, made before anything is read of it; and whether the page is to the letter as it was."""
        if self._keeper is None:
            return None, False
        with self._chronicle.followed(write=False) as followed:
            before = followed.copies(url=page.url)
        try:
            kept = self._keeper.keep(answer, at, unless=before[-1].digest if before else "")
        except OSError as error:
            message = f"a raw copy cannot be written: {error.strerror or error}"
            raise ChronicleError(
                message, where=str(error.filename or ""), remedy="free some room; go on with it"
            ) from None
        if kept is None:
            return None, True
        told = at.isoformat(timespec="seconds").replace("+00:00", "Z")
        return Copy(page.url, answer.url, told, kept.file, kept.offset, kept.size, kept.digest), False

    def _of(self, source: str) -> _Tally:
        return self._tallies.setdefault(source, _Tally())


def _pages(page: Page, answer: Answer, fields: Mapping[str, str]) -> list[RawPage | Problem]:
    kind = answer.header("content-type")
    try:
        return sound(lambda: list(web_pages(answer.body, answer.url, kind, file=page.url, fields=fields)), page.url)
    except NotFetched as fault:
        return [_problem(page.url, fault)]


def _rank(taken: Taken) -> int:
    return ("new", "unchanged", "set_aside", "gap").index(taken.outcome)


def _problem(url: str, reason: SetAside) -> Problem:
    return Problem(url, "", reason.code, reason.message, reason.remedy)
