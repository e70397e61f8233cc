"""What the Python API does about events: decide which are one, which are right, and tell why they are what they are."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.api_decisions import DecisionsApi
from whimbrel.chronicle import Decision
from whimbrel.export.record import Record


class EventsApi(DecisionsApi):
    """The part of `whimbrel.api.Chronicle` that is about single events. Ids may be cut short while they stay unique.

    A decision is about the claims that the events hold when it is made; it stands above every score and above what
    would forbid, and a later one stands above an earlier one.
    """

    def same(self, first: str, *others: str, who: str = "", note: str = "", remake: bool = True) -> list[Decision]:
        """From now on each of `others` is the event `first`."""
        from whimbrel.deciding_events import same  # noqa: PLC0415

        return self._decided(same(self, first, others), who, note, remake)

    def different(
        self, first: str, second: str, *, who: str = "", note: str = "", remake: bool = True
    ) -> list[Decision]:
        """From now on these two are never one event."""
        from whimbrel.deciding_events import different  # noqa: PLC0415

        return self._decided([different(self, first, second)], who, note, remake)

    def rule(
        self, verb: str, first: str, second: str, *, who: str = "", note: str = "", remake: bool = True
    ) -> list[Decision]:
        """As `same` and `different` (the `verb`), of events or claims as they were seen, whatever was decided since.

        Of a claim, whatever its report tells of the same happening goes with it; its id is exact.
        """
        from whimbrel.deciding_pairs import ruled  # noqa: PLC0415

        return self._decided([ruled(self, verb, first, second)], who, note, remake)

    def split(
        self,
        event: str,
        *,
        reports: Sequence[str] = (),
        claims: Sequence[str] = (),
        who: str = "",
        note: str = "",
        remake: bool = True,
    ) -> list[Decision]:
        """From now on what these reports or claims tell is another event than the rest of this one."""
        from whimbrel.deciding_events import split  # noqa: PLC0415

        return self._decided([split(self, event, reports, claims)], who, note, remake)

    def right(self, event: str, *, who: str = "", note: str = "", remake: bool = True) -> list[Decision]:
        """The event took place and its record is right: `event.checked` says so."""
        return self._check(event, "right", who, note, remake)

    def wrong(self, event: str, *, who: str = "", note: str = "", remake: bool = True) -> list[Decision]:
        """The event is none: it was read wrongly. It stays listed, with `event.checked` saying so."""
        return self._check(event, "wrong", who, note, remake)

    def edit(
        self, event: str, field: str, value: str, *, who: str = "", note: str = "", remake: bool = True
    ) -> list[Decision]:
        """From now on a field of the event has this value; what the sources say stays beside it.

        `field` is when, place, type, mode, status, actors, recipients, killed, wounded, arrested, displaced or present;
        `value` is written as on the command line.
        """
        from whimbrel.deciding_events import edit  # noqa: PLC0415
        from whimbrel.knowing import places_of  # noqa: PLC0415

        made = edit(self, self.almanac(), lambda: places_of(self), event, field, value)
        return self._decided(made, who, note, remake)

    def why(self, first: str, second: str = "") -> Record:
        """Why the tellings of an event are one and what else came near; with `second` why two are together, or not.

        Each is an event, a report or a claim. Gives a plain dict, as `whimbrel why --format json` writes it. Raises
        UsageError.
        """
        from whimbrel.reasons import why  # noqa: PLC0415

        found = why(self, self.almanac(), first, second)
        return {**found, "decisions": [one for one in self.decision_records() if one["id"] in found["decisions"]]}

    def _check(self, event: str, verdict: str, who: str, note: str, remake: bool) -> list[Decision]:
        from whimbrel.deciding_events import check  # noqa: PLC0415

        return self._decided([check(self, event, verdict)], who, note, remake)
