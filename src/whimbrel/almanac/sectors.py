"""Sectors of actors: PLOVER's codes, as data files, decisions and exports write them."""

from __future__ import annotations

SECTORS = frozenset(
    {
        "GOV",
        "MIL",
        "REB",
        "OPP",
        "PTY",
        "COP",
        "JUD",
        "SPY",
        "LEG",
        "CVL",
        "MED",
        "BUS",
        "EDU",
        "CRM",
        "REF",
        "LAB",
        "REL",
        "SET",
        "HLH",
        "NGO",
        "IGO",
    }
)
