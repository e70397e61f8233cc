"""What a digest holds: plain words, ready to be set; who made them is `whimbrel.digesting`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Telling:
    """A source's own words. `said` is what it gives for the value in question; `fresh` when it is newly read."""

    outlet: str
    published: str
    link: str
    words: str
    said: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: the event or actor that it is about, what is new, and who tells it. `more` reports are left out."""

    title: str
    about: tuple[str, ...] = ()  # when, where, how many origins, …
    changes: tuple[str, ...] = ()  # "killed: 12, before: 9"
    tellings: tuple[Telling, ...] = ()
    more: int = 0
    id: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Changes of one kind; `total` is how many there were, of which `entries` are those to be shown."""

    heading: str
    total: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that changed from `since` up to `until`; parts without a change are left out."""

    title: str
    since: datetime
    until: datetime
    reports: int  # read in this time
    parts: tuple[Part, ...]
    remarks: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.parts)
