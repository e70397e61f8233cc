"""The part of the Python API that draws pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from whimbrel.chronicle import Chronicle as Store
from whimbrel.chronicle import EventFilter

if TYPE_CHECKING:
    from whimbrel.plots.picture import Picture


class PlotsApi(Store):
    """The part of `whimbrel.api.Chronicle` that draws. It asks for matplotlib: `pip install 'whimbrel[plots]'`."""

    def plot(
        self,
        kind: str,
        target: str | Path | BinaryIO | None = None,
        wanted: EventFilter | None = None,
        *,
        title: str = "",
        format: str = "",
    ) -> Picture:
        """A picture of the events that meet the filter; with a `target` it is written there too.

        `kind` is timeline, weeks, network, map or outlets; `format` is svg or png, or the ending of the file's name.
        What is planned, threatened or denied is counted only where the filter asks for a status. Raises UsageError for
        another kind or format and where matplotlib is not installed, OSError where the file cannot be written.
        """
        from whimbrel.plots.kinds import draw  # noqa: PLC0415
        from whimbrel.plots.material import Material  # noqa: PLC0415

        outlets = {report.id: report.outlet for report in self.reports(text=False)} if kind == "outlets" else {}
        facts_only = not (wanted and wanted.status)
        picture = draw(kind, Material(self.events(wanted), outlets, title, facts_only))
        if target is not None:
            picture.save(target, format)
        return picture
