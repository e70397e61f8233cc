"""Comparisons of tellings as plain dicts, each part with its words for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from whimbrel.export.dates import when_words
from whimbrel.export.record import Record
from whimbrel.export.sentence import count_words
from whimbrel.export.why_words import apart_words, forbidden_words, part_words
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.why import Near, Pair, Parting

Homes = Mapping[str, str]  # the event of each claim


def telling_record(item: Occurrence, number: int, reports: Mapping[str, Record], homes: Homes) -> Record:
    """What one report tells of one happening, and what is compared of it."""
    report = item.claims[0].report
    return {
        "number": number,
        "event": homes.get(item.key),
        "report": reports[report],
        "claims": [claim.id for claim in item.claims],
        "text": first_words(item),
        **facts(item),
    }


def first_words(item: Occurrence) -> str:
    """What the report says of it first."""
    return min(item.claims, key=lambda claim: (claim.span.start, claim.id)).text


def facts(item: Occurrence) -> Record:
    """What is compared of a telling, in words."""
    when = item.stated or item.assumed
    return {
        "type": item.type,
        "modes": sorted(item.modes),
        "status": sorted({str(claim.status) for claim in item.claims}),
        "when": "" if when is None else when_words(when) if item.stated else f"no day told, {_news(item)}",
        "places": [place.name for place in item.places],
        "actors": [who.name for who in item.actors],
        "recipients": [who.name for who in item.recipients],
        "counts": {name: _once(map(count_words, item.counts[name])) for name in sorted(item.counts)},
    }


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _news(item: Occurrence) -> str:
    latest = item.assumed.latest if item.assumed else None
    return f"report of {latest.isoformat()}" if latest else "report without a day"


def pair_record(pair: Pair, numbers: Mapping[str, int], homes: Homes, parting: Parting | None = None) -> Record:
    """Two tellings side by side: the score in parts, what forbids, and what keeps their events apart."""
    score = pair.verdict.score
    one, other = facts(pair.one), facts(pair.other)
    parts = sorted(score.parts.items(), key=lambda part: (part[0] == "base", -abs(part[1]), part[0]))
    found = {
        "tellings": [numbers.get(pair.one.key), numbers.get(pair.other.key)],
        "claims": [[claim.id for claim in item.claims] for item in (pair.one, pair.other)],
        "texts": [first_words(pair.one), first_words(pair.other)],
        "events": [homes.get(pair.one.key), homes.get(pair.other.key)],
        "same": pair.verdict.same,
        "score": round(score.value, 3),
        "probability": round(pair.verdict.probability, 4),
        "forbidden": pair.verdict.forbidden,
        "against": forbidden_words(pair.verdict.forbidden, one, other) if pair.verdict.forbidden else "",
        "parts": [
            {"name": name, "value": round(value, 3), "words": part_words(name, one, other, pair.words)}
            for name, value in parts
        ],
        "copied": pair.copied,
        "compared": pair.compared,
    }  # fmt: skip
    if parting is None:
        return {**found, "apart": None}
    by = pair_record(parting.by, numbers, homes)
    told = {"how": str(parting.how), "mean": round(parting.mean, 3), "by": by}
    return {**found, "apart": {**told, "words": apart_words(told)}}


def near_record(near: Near, title: str, numbers: Mapping[str, int], homes: Homes) -> Record:
    """Another event, the pair of tellings that came nearest, and what kept the two apart."""
    return {"event": near.event, "title": title, **pair_record(near.best, numbers, homes, near.parting)}
