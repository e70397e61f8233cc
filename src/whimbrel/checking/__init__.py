"""Is a chronicle whole? Every table held against the others, and against what its rows were made from."""

from __future__ import annotations

from whimbrel.checking.check import Checked, check, check_file
from whimbrel.checking.finding import Finding

__all__ = ["Checked", "Finding", "check", "check_file"]
