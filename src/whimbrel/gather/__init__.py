"""Files, folders and standard input to raw pages."""

from __future__ import annotations

from whimbrel.gather.page import RawPage
from whimbrel.gather.reader import Listed, gather, listed, pages_of

__all__ = ["Listed", "RawPage", "gather", "listed", "pages_of"]
