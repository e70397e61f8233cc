"""The coder that is always there: grammar, lexicon and rules, behind the Protocol that others meet too."""

from __future__ import annotations

from dataclasses import dataclass

from whimbrel.coder.code import Knowledge, code
from whimbrel.coder.protocol import Coded
from whimbrel.model import Report


@dataclass(frozen=True)
class RuleCoder:
    """`whimbrel.coder.code` as a `Coder`. It refuses nothing: what it cannot read is no claim."""

    knowledge: Knowledge
    name: str = "rules"

    def code(self, report: Report) -> Coded:
        """The claims that the grammar and the lexicon find."""
        return Coded(tuple(code(report, self.knowledge)))
