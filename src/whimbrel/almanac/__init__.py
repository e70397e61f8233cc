"""What is known: actors, their names and roles over time, titles, role nouns, places, and how names compare."""

from __future__ import annotations

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.compose import local_group, local_person
from whimbrel.almanac.names import same_name
from whimbrel.almanac.records import Match, Mention, RoleNoun, State, Title

__all__ = ["Almanac", "Match", "Mention", "RoleNoun", "State", "Title", "local_group", "local_person", "same_name"]
