"""The self-contained HTML page of a chronicle."""

from whimbrel.export.page.build import save_page, write_page

__all__ = ["save_page", "write_page"]
