"""What an export is: a name, what it is for, and a function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO
from urllib.parse import quote

from whimbrel.export.dossier import Dossier
from whimbrel.model import Event, Status

FACTS = frozenset({Status.HAPPENED, Status.ONGOING})  # what a format that has no word for status may tell


@dataclass(frozen=True, slots=True)
class Edition:
    """What an export says of itself. `made` is in UTC; `version` is Whimbrel's; `address` where the chronicle is
    served (no slash at its end), or "" where it is not: identifiers then are `urn:whimbrel:…`."""

    title: str
    made: datetime
    version: str
    address: str = ""

    def name_of(self, noun: str, id: str) -> str:
        """A lasting identifier of an event, report, claim or actor: an IRI, whatever the id is made of."""
        name = quote(id.encode("utf-8", "replace"), safe=":@.-_~")
        return f"{self.address}/{noun}s/{name}" if self.address else f"urn:whimbrel:{noun}:{name}"


Write = Callable[[Iterable[Dossier], BinaryIO, Edition], None]


@dataclass(frozen=True, slots=True)
class Format:
    """`write` takes the dossiers, newest first, one at a time, and holds no more of them than the format demands.

    What a format cannot say is kept from it (`choosing.py`): from one that has no word for status, what did not happen
    and what was checked and found wrong; from one that wants a day, what has none; and what it is `unfit` for.
    """

    name: str  # as in `whimbrel export NAME`
    suffix: str  # of its files, with the dot
    media_type: str
    says: str  # one line of help
    write: Write
    streams: bool = True  # false where the format needs all of it at once
    needs: str = ""  # the extra it asks for, as in `pip install 'whimbrel[exports]'`
    binary: bool = False  # whether it would spoil a terminal
    linked: bool = True  # whether it tells which other events one leads to
    sourced: bool = True  # whether it tells of claims and reports, at the level of events
    levels: Mapping[str, Write] = field(default_factory=dict, hash=False)  # by name: rows of other nouns than events
    statuses: frozenset[Status] | None = None  # those it may tell unless asked otherwise; None where it says the status
    days: str = ""  # "known" or "reported" (days.py) where every event must have a day; "" where it need not
    within: int = 1  # how many days may be in question, where it must have one
    unfit: Callable[[Event], str] | None = None  # why it cannot tell an event; "" where it can
