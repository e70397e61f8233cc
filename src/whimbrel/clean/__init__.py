"""Raw pages to reports: stored text, passages, outlet, date, language."""

from __future__ import annotations

from whimbrel.clean.report import Page, to_report

__all__ = ["Page", "to_report"]
