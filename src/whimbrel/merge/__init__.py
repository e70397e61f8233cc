"""Copies, same-event decisions, consensus: claims to events."""

from __future__ import annotations

from whimbrel.merge.merge import merge
from whimbrel.merge.taking_in import Merging, ReportFacts

__all__ = ["Merging", "ReportFacts", "merge"]
