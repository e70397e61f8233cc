"""The chronicle: the SQL store of reports, claims, events and problems, and the questions it answers."""

from whimbrel.chronicle.actors import ActorEntry
from whimbrel.chronicle.filters import EventFilter
from whimbrel.chronicle.identity import Decision, Head
from whimbrel.chronicle.store import Chronicle, Tally
from whimbrel.chronicle.unknown import Cluster
from whimbrel.chronicle.words import OutletWord

__all__ = ["ActorEntry", "Chronicle", "Cluster", "Decision", "EventFilter", "Head", "OutletWord", "Tally"]
