"""Tables for models: events counted by pair of parties and week, or by country and month."""

from whimbrel.export.panels.table import Ask, Panel, build

__all__ = ["Ask", "Panel", "build"]
