"""Backups: a chronicle with its raw copies in one file that any machine and any store can take, and back again."""

from __future__ import annotations

from whimbrel.safekeeping.archive import Manifest
from whimbrel.safekeeping.backup import backup
from whimbrel.safekeeping.restore import restore, try_restore

__all__ = ["Manifest", "backup", "restore", "try_restore"]
