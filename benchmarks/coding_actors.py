"""The gold's actor codes against the country and sector of a claim's parties.

The gold writes CAMEO's codes of its day: a country or a class without one (IGO, NGO; IMG, armed groups across borders;
ISM, Islamic), then a sector with an ethnic or religious tail ("CVLalb", "JRNCHR"). Two countries are written by other
letters than ISO 3166 gives. A sector of which PLOVER has no equal, or none (`***`, a religion alone), is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whimbrel.model import ActorKind, Participant

COUNTRIES = {"JAP": "JPN", "ITL": "ITA", "ROM": "ROU"}
CLASSES = {"IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "IMG": "REB", "ISM": "none"}
SECTORS: Mapping[str, frozenset[str]] = {
    "GOV": frozenset({"GOV"}),
    "MIL": frozenset({"MIL"}),
    "COP": frozenset({"COP"}),
    "JUD": frozenset({"JUD"}),
    "LEG": frozenset({"LEG"}),
    "SPY": frozenset({"SPY"}),
    "OPP": frozenset({"OPP", "PTY"}),
    "PTY": frozenset({"PTY", "OPP"}),
    "REB": frozenset({"REB"}),
    "UAF": frozenset({"UAF", "REB", "CRM"}),  # armed, nobody knows whose
    "CRM": frozenset({"CRM", "UAF"}),
    "JRN": frozenset({"MED"}),
    "MED": frozenset({"MED"}),
    "CVL": frozenset({"CVL", "SET"}),  # settlers have had a sector of their own since
    "CIV": frozenset({"CVL", "SET"}),
    "REF": frozenset({"REF"}),
    "EDU": frozenset({"EDU"}),
    "LAB": frozenset({"LAB"}),
    "BUS": frozenset({"BUS"}),
    "SOC": frozenset({"SOC", "CVL", "NGO"}),
    "REL": frozenset({"REL"}),
    "ELI": frozenset({"ELI", "GOV", "PTY", "OPP", "CVL"}),  # notables and former holders of office
}


@dataclass(frozen=True, slots=True)
class GoldActor:
    """An actor of the gold: its words, its country or class, the sectors that count as right (empty: not asked)."""

    text: str
    home: str
    sectors: frozenset[str]


def gold_actors(side: Any) -> list[GoldActor]:
    """The actors of one side of a row; the gold writes an empty side as None, "" or a stray word.

    Raises ValueError for an actor without a code.
    """
    if not isinstance(side, list):
        return []
    return [_gold_actor(item) for item in side]


def _gold_actor(item: Mapping[str, Any]) -> GoldActor:
    if not isinstance(item, Mapping) or not isinstance(item.get("code"), str):
        raise ValueError(f"an actor needs `actorText` and `code`; this one is {item!r}")
    code, sector = str(item["code"]), str(item.get("sector") or "")
    home = CLASSES.get(code) or COUNTRIES.get(code) or code
    return GoldActor(str(item.get("actorText", "")), home, _sectors(sector, home))


def _sectors(sector: str, home: str) -> frozenset[str]:
    if home in CLASSES.values():  # "IGOGOV" is a body's speaker: the class is all there is to tell
        return frozenset()
    return SECTORS.get(sector[:3], frozenset())


def homes(party: Participant) -> frozenset[str]:
    """The country of a party, and its class where it belongs to no country."""
    if party.sector == "IGO" or party.kind is ActorKind.IGO:
        return frozenset({"IGO"})
    if party.country:
        return frozenset({party.country})
    if party.sector == "NGO" or party.kind is ActorKind.NGO:
        return frozenset({"NGO", "none"})
    if party.sector == "REB" or party.kind is ActorKind.ARMED_GROUP:
        return frozenset({"REB", "none"})
    return frozenset({"none"})


def home_met(actors: Sequence[GoldActor], parties: Iterable[Participant]) -> bool:
    """Whether some party is of a country (or class) that the gold gives."""
    wanted = {actor.home for actor in actors}
    return any(homes(party) & wanted for party in parties)


def coded(actor: GoldActor, parties: Iterable[Participant]) -> tuple[bool, bool]:
    """Whether one of the parties has the actor's country, and whether one has country and sector."""
    fit = [party for party in parties if actor.home in homes(party)]
    return bool(fit), any(not actor.sectors or party.sector in actor.sectors for party in fit)
