"""The part of the Python API that counts events for models."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from whimbrel.chronicle import Chronicle as Store
from whimbrel.chronicle import EventFilter
from whimbrel.export.formats.choosing import read_statuses
from whimbrel.export.formats.days import KNOWN
from whimbrel.export.formats.format import FACTS
from whimbrel.export.panels import Ask, Panel, build


class PanelsApi(Store):
    """The part of `whimbrel.api.Chronicle` that is about panels."""

    def panel(
        self,
        kind: str,
        wanted: EventFilter | None = None,
        *,
        parties: str = "country",
        days: str = KNOWN,
        balanced: bool = False,
    ) -> Any:
        """A pandas DataFrame with a row a pair of parties and week ("dyad-week") or a country and month
        ("country-month"); `frame.attrs["left_out"]` tells by reason how many events are in no cell.

        `parties` of a dyad are countries, countries with sectors ("sector") or actors; `days` is "known", or "reported"
        to take the day of the first report for news told without a time; `balanced` gives every unit a row in every
        period. Events that happened or go on count, or those of the statuses that `wanted` names. Raises UsageError
        for what there is not, for a balanced panel that would be too large, and where pandas is not installed.
        """
        from whimbrel.export.panels.write import to_frame  # noqa: PLC0415 - pandas

        return to_frame(self.panel_table(kind, wanted, parties=parties, days=days, balanced=balanced))

    def panel_table(
        self,
        kind: str,
        wanted: EventFilter | None = None,
        *,
        parties: str = "country",
        days: str = KNOWN,
        balanced: bool = False,
    ) -> Panel:
        """The same as plain rows, without pandas; `whimbrel.export.panels.write` writes them."""
        asked = wanted or EventFilter()
        statuses = read_statuses(asked.statuses) or FACTS
        ask = Ask(kind, parties, days, statuses, balanced, asked.since, asked.until)
        return build(self.events(replace(asked, status="")), ask)
