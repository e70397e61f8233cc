"""Keeping a chronicle up to date with the web: what is followed is visited, and what is new there is read."""

from __future__ import annotations

from whimbrel.following.rounds import Round, fetch, follow
from whimbrel.following.watch_list import Watched, WatchList, read_watch_list, watched

__all__ = ["Round", "WatchList", "Watched", "fetch", "follow", "read_watch_list", "watched"]
