"""Reports of our own making that the pages are tried on: copies, conflict, denial, private persons, hostile text."""

from __future__ import annotations

import json
from pathlib import Path

HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(2)>'
ANSI, OVERRIDE = "\x1b[31mred\x1b[0m", "\u202egnp.exe\u202c"
_WIRE = (
    "A bomb exploded in a market in Zinder, Niger, on Tuesday, killing 14 people and wounding 30, police said. The "
    "blast struck the grain hall shortly before noon, when hundreds of traders were unloading sacks of millet from the "
    "north. Witnesses saw two men leave a motorcycle beside the gate and run towards the bus station. The governor "
    "closed every market of the region for three days and asked people to give blood at the hospital."
)

REPORTS = (
    {"title": "Bomb kills 14 in Zinder market", "source": "Delta Courier", "byline": "Reuters", "text": _WIRE},
    {"title": "Market bomb in Zinder kills 14", "source": "The Harbour Ledger", "byline": "Reuters", "text": _WIRE},
    {
        "title": "At least 20 dead in Zinder market blast",
        "source": "Northern Lantern",
        "text": "A bombing killed at least 20 people in a market in Zinder, Niger, on Tuesday, doctors at the hospital "
        "said. Nobody claimed the attack. The army sent soldiers from Maradi to guard the town.",
    },
    {
        "title": f"Terrorists bomb market in Zinder {HOSTILE} {ANSI} {OVERRIDE} سوق زندر",
        "source": f"Ridge & Valley {HOSTILE}",
        "text": f"Boko Haram terrorists bombed a market in Zinder, Niger, on Tuesday, killing 14 people. {HOSTILE} "
        f"{ANSI} {OVERRIDE} The dead were traders.\n\nNiger's president Mohamed Bazoum condemned the attack in Zinder.",
    },
    {
        "title": "Police beat shopkeeper in Agadez",
        "source": "Delta Courier",
        "text": "Police beat Moussa Garkuwa, a shopkeeper, in Agadez, Niger, on Wednesday. Moussa Garkuwa was arrested "
        "by police and held for two days.",
    },
)


def write_reports(folder: Path) -> Path:
    """The reports as JSON Lines, dated so that one happening is told by all that tell of it."""
    file = folder / "own.jsonl"
    rows = [{"date": "2022-03-16", "url": f"https://example.org/{n}", **one} for n, one in enumerate(REPORTS)]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file
