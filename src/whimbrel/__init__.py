"""Whimbrel reads news reports and keeps a chronicle: one event, one record, every source behind it.

    import whimbrel

    chronicle = whimbrel.read("reports/")
    for event in chronicle:
        print(event.when, event.type, [who.name for who in event.actors])

Names are imported when first used, so that `import whimbrel` costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whimbrel.api import Chronicle as Chronicle
    from whimbrel.api import open_chronicle as open_chronicle
    from whimbrel.api import read as read
    from whimbrel.chronicle import ActorEntry as ActorEntry
    from whimbrel.chronicle import EventFilter as EventFilter
    from whimbrel.chronicle import OutletWord as OutletWord
    from whimbrel.errors import ChronicleError as ChronicleError
    from whimbrel.errors import DataError as DataError
    from whimbrel.errors import EndpointError as EndpointError
    from whimbrel.errors import SetAside as SetAside
    from whimbrel.errors import UsageError as UsageError
    from whimbrel.errors import WhimbrelError as WhimbrelError
    from whimbrel.model import Actor as Actor
    from whimbrel.model import Claim as Claim
    from whimbrel.model import Event as Event
    from whimbrel.model import Participant as Participant
    from whimbrel.model import Place as Place
    from whimbrel.model import Problem as Problem
    from whimbrel.model import Report as Report
    from whimbrel.model import Status as Status
    from whimbrel.model import When as When

_HOMES = {
    "whimbrel.api": ("Chronicle", "open_chronicle", "read"),
    "whimbrel.chronicle": ("ActorEntry", "EventFilter", "OutletWord"),
    "whimbrel.errors": ("ChronicleError", "DataError", "EndpointError", "SetAside", "UsageError", "WhimbrelError"),
    "whimbrel.model": ("Actor", "Claim", "Event", "Participant", "Place", "Problem", "Report", "Status", "When"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Actor",
    "ActorEntry",
    "Chronicle",
    "ChronicleError",
    "Claim",
    "DataError",
    "EndpointError",
    "Event",
    "EventFilter",
    "OutletWord",
    "Participant",
    "Place",
    "Problem",
    "Report",
    "SetAside",
    "Status",
    "UsageError",
    "When",
    "WhimbrelError",
    "open_chronicle",
    "read",
]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'whimbrel' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)


if "IPython" in sys.modules:  # a notebook, or something that uses IPython without being one
    from whimbrel.notebook import enable

    enable()
