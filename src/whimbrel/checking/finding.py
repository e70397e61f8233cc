"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be. `code` is a stable word, `where` names the row or the file.

    A `note` is no fault: it is told because somebody may wish to know, as that events are due.
    """

    code: str
    where: str
    message: str
    remedy: str = ""
    note: bool = False

    def line(self) -> str:
        """One line for people."""
        said = f"{self.where}: {self.message}" if self.where else self.message
        return f"{said} ({self.remedy})" if self.remedy else said


RESTORE = "restore a backup, or read the reports into a new chronicle"
REMAKE = "`whimbrel check --mend` makes it anew from the claims"
