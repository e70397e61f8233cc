"""The hand-made chronicle of tests/chronicle serves here too."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "chronicle"))
