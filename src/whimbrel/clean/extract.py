"""What a reader of a container hands to clean: text, the container's own fields, kinds known from markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from whimbrel.model import PassageKind


@dataclass(frozen=True, slots=True)
class Extract:
    """`known` gives passage kinds by the `loose_key` of a paragraph; `trusted_date` says the date is the page's own."""

    text: str
    fields: Mapping[str, str]
    known: Mapping[str, PassageKind] = field(default_factory=dict)
    trusted_date: bool = False
