"""The part of the Python API that tells what changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from whimbrel.chronicle import Chronicle as Store
from whimbrel.chronicle.clock import moment, now

if TYPE_CHECKING:
    from whimbrel.export.digest.parts import Digest


class DigestApi(Store):
    """The part of `whimbrel.api.Chronicle` that is about what changed."""

    def digest(
        self, since: datetime | str, until: datetime | str = "now", *, title: str = "What changed", limit: int = 25
    ) -> Digest:
        """What changed from `since` up to `until`: new events, tolls, conflicts, what went, new actors, with sources.

        A time is a moment with its zone, or words as `whimbrel digest` takes them, seen from this computer's clock and
        zone. At most `limit` of each part, 0 for all. `whimbrel.export.digest.write.write_digest` makes a text of it.
        Raises UsageError for words that name no time, or when nothing lies between the two.
        """
        from whimbrel.digesting import digest_of  # noqa: PLC0415

        at = now().astimezone()
        first = moment(since, at) if isinstance(since, str) else since
        last = moment(until, at, end=True) if isinstance(until, str) else until
        return digest_of(self, first, last, title=title, limit=limit)
