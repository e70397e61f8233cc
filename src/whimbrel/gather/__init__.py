"""Files, folders and standard input to raw pages."""

from __future__ import annotations

from whimbrel.gather.page import RawPage
from whimbrel.gather.reader import gather

__all__ = ["RawPage", "gather"]
