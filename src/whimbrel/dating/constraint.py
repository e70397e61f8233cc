"""What one mention says about the day on which a report was written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whimbrel.dating.days import Days
from whimbrel.model import Span


class Strength(StrEnum):
    """How sure a constraint is: a hard one always holds in the answer; the others are outvoted when they conflict.

    Weak and faint ones rest on the habits of news instead of on what the words say. Faint ones are only asked where the
    others leave the answer wide.
    """

    HARD = "hard"
    STRONG = "strong"
    WEAK = "weak"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Constraint:
    """Days that a mention allows the report to be from.

    `kind` is the finder's (office, fact, told date, …), `fact` the almanac's id or "", `words` explains it to people.
    """

    kind: str
    span: Span | None
    text: str
    fact: str
    allowed: Days
    strength: Strength
    words: str

    @property
    def vote(self) -> tuple[str, str, Days]:
        """What makes two mentions one witness: the same thing said twice counts once."""
        return (self.kind, self.fact or self.text.casefold(), self.allowed)
