"""What a coder is: a report goes in, claims come out, and what was refused comes with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from whimbrel.model import Claim, Report


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that a coder was told and did not take: `words` as told (a quotation, mostly), and why not."""

    reason: str
    words: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """What a coder made of one report: the claims in order of the text, and what it refused."""

    claims: tuple[Claim, ...]
    refused: tuple[Refusal, ...] = ()


class Coder(Protocol):
    """Reads claims out of reports. The grammar is one (`rules.py`), a language model another (`llm/`)."""

    @property
    def name(self) -> str:
        """How the coder is called where claims of several stand side by side."""
        ...

    def code(self, report: Report) -> Coded:
        """The claims of one report. Each stands on a span of the report's text.

        Raises a WhimbrelError when the coder cannot work at all; what is wrong with one claim is a Refusal.
        """
        ...
