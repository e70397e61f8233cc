"""What merging remembers of the reports that it has taken in, so that one more costs no more than its own neighbours.

Kept in memory for a list of claims (`MemoryState`), in the chronicle for reports that come one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from whimbrel.merge.copies import Sketch
from whimbrel.merge.marks import Marked, Search, Shared
from whimbrel.model import Claim, When
from whimbrel.report_version import Version

Link = tuple[str, str]  # of keys of tellings, the smaller first
Links = Mapping[Link, float | None]  # with what each weighs (`pair_weights`); None where that is to be asked


def link_between(one: str, other: str) -> Link:
    """The link between two tellings."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of one happening: which of its claims, and what is told within them."""

    key: str  # smallest claim id
    report: str
    type: str
    claims: tuple[str, ...]
    contents: tuple[str, ...] = ()
    of_several: bool = False  # whether it may be of any of a few listed days (`several_days`)


class MergeState(Protocol):
    """Tellings with their marks and links, sketches of reports with their lineages. A key is that of a telling."""

    # ---- reports

    def published(self, report: str) -> When | None:
        """When a report came out."""

    def agency(self, report: str) -> str:
        """The news agency that a report names as its own source, or ""."""

    def version(self, report: str) -> Version:
        """Which version of which page a report is."""

    def lineage(self, report: str) -> str | None:
        """The lineage of a report that was taken in; None for one that was not."""

    def lineage_members(self, lineage: str) -> Sequence[str]:
        """The reports of a lineage, in order of their ids."""

    def file_lineage(self, reports: Sequence[str], lineage: str) -> None:
        """From now on these reports are of this lineage."""

    def sketches_sharing(self, values: Sequence[int]) -> Iterator[tuple[str, Sketch]]:
        """The reports that share one of these values of their sketches, each once."""

    def sketch(self, report: str) -> Sketch | None:
        """The sketch of a report that was taken in; None for one that was not."""

    def put_sketch(self, report: str, sketch: Sketch, values: Sequence[int]) -> None:
        """Keeps a report's sketch, to be found by these values."""

    def reports_at(self, addresses: Sequence[str]) -> Sequence[str]:
        """The reports taken in that are of one of these pages, or call one their original, in order of their ids."""

    # ---- tellings

    def put_tellings(self, tellings: Sequence[tuple[Telling, Marked]]) -> None:
        """Keeps tellings, to be found by their marks."""

    def drop_tellings(self, report: str) -> None:
        """Forgets the tellings of a report. Their links are dropped apart."""

    def tellings(self, keys: Sequence[str]) -> Mapping[str, Telling]:
        """Tellings by key."""

    def tellings_of(self, reports: Sequence[str]) -> Sequence[Telling]:
        """The tellings of some reports, in order of their keys."""

    def keys_of(self, claims: Sequence[str]) -> Sequence[str]:
        """Keys of the tellings that hold these claims, in order; claims that are not there have none."""

    def of_several(self, keys: Collection[str]) -> Collection[str]:
        """Which of these tellings may be of any of a few listed days."""

    def found(self, searches: Sequence[Search]) -> Sequence[Sequence[Shared]]:
        """For each search what is found, in order of the keys."""

    def claims(self, ids: Sequence[str]) -> Mapping[str, Claim]:
        """Claims by id."""

    # ---- links

    def links_of(self, keys: Sequence[str]) -> Links:
        """Links that have one of these keys at either end, with what they weigh."""

    def put_links(self, links: Links) -> None:
        """Keeps links; one that is there stays."""

    def weights(self, lows: Collection[str]) -> Mapping[Link, float]:
        """What pairs weigh that are not linked, as far as it was kept; one of these is the smaller key of each."""

    def put_weights(self, weights: Mapping[Link, float]) -> None:
        """Keeps what pairs weigh that are not linked; what is there stays."""

    def drop_links(self, keys: Sequence[str]) -> None:
        """Forgets every link that has one of these keys at either end, and what else they weigh with others."""

    # ---- events

    def events_of(self, claims: Sequence[str]) -> Mapping[str, str]:
        """The events that were made of these claims and kept: for each claim of theirs, by id, the event's id."""
