"""Rules that the almanac's data files keep to, a file for what the rows tell of. `almanac.validate` runs them all."""

from __future__ import annotations
