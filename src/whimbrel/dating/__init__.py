"""Dating the undated: bounds on the day a report was written, from what it mentions.

date_report(report, almanac) -> Dating      the answer, and every constraint with its span and words
dated(report, almanac) -> Report            the report with an inferred day of publication, where it had none
"""

from __future__ import annotations

from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.dating import Dating, date_report, dated
from whimbrel.dating.solve import Solution, solve

__all__ = ["Constraint", "Dating", "Solution", "Strength", "date_report", "dated", "solve"]
