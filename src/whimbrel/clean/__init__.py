"""Raw pages to reports: stored text, passages, outlet, date, language."""

from __future__ import annotations

from whimbrel.clean.report import Cleaned, Page, cleaned, to_report

__all__ = ["Cleaned", "Page", "cleaned", "to_report"]
