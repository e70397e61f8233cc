"""Copies, same-event decisions, consensus: claims to events."""

from __future__ import annotations

from whimbrel.merge.merge import ReportFacts, each_event, merge

__all__ = ["ReportFacts", "each_event", "merge"]
