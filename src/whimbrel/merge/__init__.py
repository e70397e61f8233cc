"""Copies, same-event decisions, consensus: claims to events."""

from __future__ import annotations

from whimbrel.merge.merge import ReportFacts, merge

__all__ = ["ReportFacts", "merge"]
