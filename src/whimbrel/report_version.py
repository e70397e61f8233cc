"""Which version of which page a report is: what merging and the chronicle know it by beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from whimbrel.model import Report
from whimbrel.web_addresses import is_article, page_key

ADDRESSES_KEPT = 20_000  # reports of which the shared pages are at hand


@dataclass(frozen=True, slots=True)
class Version:
    """`page` and `original` are keys of pages: the report's own, and the one on another site that it is a copy of.

    `outlet` is the outlet's one name. `moment` sorts versions by time, "" where nothing tells.
    """

    page: str = ""
    original: str = ""
    outlet: str = ""
    moment: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The pages that it shares with other versions of one text: no front pages or sections, which hold many."""
        return _articles(self.page, self.original)

    def is_version_of(self, other: Version) -> bool:
        """Whether the two were found on one article's page."""
        return bool(self.page) and self.page == other.page and is_article(self.page)


@lru_cache(maxsize=ADDRESSES_KEPT)
def _articles(page: str, original: str) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys((page, original)) if key and is_article(key))


NO_VERSION = Version()


def no_version(_report: str) -> Version:
    """Nothing is known of any report but its text."""
    return NO_VERSION


def version_of(report: Report) -> Version:
    """What a report tells of itself as a version."""
    return Version(page_key(report.url), page_key(report.copy_of), report.outlet, moment_of(report))


def moment_of(report: Report) -> str:
    """When a version was the one to be read, as text that sorts: by its own word when it was changed, and no later than
    it was fetched; else when it was fetched; else when it came out. Equal texts tell no order."""
    had = instant(report.fetched)
    changed = instant(report.modified if "T" in report.modified else f"{report.modified}T23:59:59")
    if changed:
        changed = min(changed, had) if had else changed
    out = instant(report.published_at)
    published = report.published
    if not out and published and published.latest and published.how != "inferred":
        out = f"{published.latest}T00:00:00Z"
    first = changed or had or out
    return f"{first} {had}".strip()


def instant(stamp: str) -> str:
    """An ISO 8601 time in universal time, to be compared: one without a zone is taken as that; "" for none."""
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return ""
    at = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    try:
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, ValueError):
        return ""
