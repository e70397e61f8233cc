"""Sources and visits as plain records: how it goes with each, and how it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.followed import Source, Visit

_COUNTS = ("listed", "fetched", "new", "unchanged", "aside", "failed")


def source_records(chronicle: Chronicle) -> Iterator[dict[str, Any]]:
    """Every source that was followed, by address. Counts add up its last visits, which stand under `visits`."""
    with chronicle.followed(write=False) as followed:
        found = list(followed.all_sources())
    return (_source(one) for one in found)


def visit_record(visit: Visit) -> dict[str, Any]:
    """What one visit came to: counts, and how often pages were set aside or failed for which reason."""
    reasons = dict(sorted(visit.reasons.items(), key=lambda one: (-one[1], one[0])))
    return {"source": visit.source, **{name: getattr(visit, name) for name in _COUNTS}, "reasons": reasons}


def health(source: Source) -> str:
    """never reached; failing; partly, when of the last visit's pages as many could not be had as could; or well."""
    if not source.reached:
        return "never reached"
    if source.failing:
        return "failing"
    last = source.visits[-1] if source.visits else Visit(source.url)
    return "partly" if last.failed and last.failed >= last.fetched + last.unchanged else "well"


def _source(source: Source) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for visit in source.visits:
        counts.update({name: getattr(visit, name) for name in _COUNTS})
        reasons.update(visit.reasons)
    told = {
        name: getattr(source, name) for name in ("url", "name", "kind", "added", "tried", "reached", "failing", "why")
    }
    return {
        **told,
        "health": health(source),
        **{name: counts[name] for name in _COUNTS if name not in ("listed", "unchanged")},
        "left": source.left,
        "reasons": dict(sorted(reasons.items())),
        "visits": [{"at": visit.at, **visit_record(visit)} for visit in source.visits],
    }
