"""Types of what is done to somebody: who was only ever harmed, held, helped or let go is no public figure."""

from __future__ import annotations

SUFFERED = ("ASSAULT", "COERCE", "SANCTION", "AID", "RETREAT")
