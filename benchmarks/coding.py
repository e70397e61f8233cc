"""Who did what to whom, from the raw sentence: PLOVER types and the countries of the parties.

Two schemas. PLOVER gold: `source` and `target` are lists of actors with codes. Marked pairs (PLV): `source` and
`target` are words of the sentence, and only claims between them count (`coding_marked`).

The gold annotates events, as its peers give them: "demanded a withdrawal" is one REQUEST. So what counts there is what
makes an event in a chronicle (`whimbrel.merge.founding`). The content of another act, what is only possible, and
doubtful readings are claims without an event of their own, and neither help nor harm; `type_found_of_claims` and
`type_precision_of_claims` are over them too. The benchmark that asks for every claim is `status`.

On the gold: `any` is the share of rows with an event; `type_found` with one of the row's `types`; `type_precision` the
share of all events that are of one of them; `type_and_countries` the share of rows with a right type whose actors and,
if the row has any, recipients each meet a country or class of the gold; in CONSULT and AGREE either side may hold them,
since a meeting has participants only. `actor_country` and `actor_sector` are shares of gold actors for whom some claim
of the row holds, on that side, a party of the country, and of country and sector.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.coding_actors import GoldActor, coded, gold_actors, home_met
from benchmarks.coding_marked import score_marked
from benchmarks.result import Outcome, ratio, say
from benchmarks.rows import rows
from benchmarks.sentences import UNDATED, Told, read_sentence, summary, trigger_types
from whimbrel.coder import Knowledge
from whimbrel.merge.founding import founds_an_event
from whimbrel.model import Claim, Participant

MUTUAL = frozenset({"CONSULT", "AGREE"})


@dataclass(slots=True)
class Tally:
    """Counts, error classes and example rows while the gold is gone through."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[str, str]] = field(default_factory=list)

    def fault(self, label: str, gold: str, told: Told) -> None:
        self.errors[label] += 1
        ours = "; ".join(summary(claim, told) for claim in told.claims) or "no claim"
        self.examples.append((label, f"gold {gold} | ours {ours} | {told.text}"))


def run(data: Path) -> Outcome:
    records = list(rows(data))
    for number, row in enumerate(records, start=1):
        if not {"text", "types", "source"} <= row.keys():
            raise ValueError(f"{data.name}:{number}: a row needs `text`, `types`, `source` and `target`")
    knowledge = Knowledge.load()
    told = []
    for number, row in enumerate(records, start=1):
        date = str(row.get("date") or UNDATED)[:10]
        told.append(read_sentence(row["text"], f"line {number}", date, knowledge))
        if number % 100 == 0:
            say(f"coding: {number} of {len(records)} read")
    if any(isinstance(row["source"], str) and row["source"] for row in records):
        return score_marked(records, told, knowledge)
    return score_gold(records, told, knowledge)


def events_told(told: Told) -> Told:
    """The sentence with only those of its claims that make events."""
    return Told(told.text, [claim for claim in told.claims if founds_an_event(claim)])


def score_gold(records: Sequence[dict[str, Any]], told: Sequence[Told], knowledge: Knowledge) -> Outcome:
    """The gold's rows against what was read from them."""
    tally = Tally()
    for row, read in zip(records, told, strict=True):
        right = sum(claim.type in row["types"] for claim in read.claims)
        tally.counts.update({"all claims": len(read.claims), "right of all": right, "found in all": bool(right)})
        _score_row(row, events_told(read), knowledge, tally)
    n, counts = len(records), tally.counts
    metrics = {
        "any": ratio(counts["any"], n),
        "type_found": ratio(counts["found"], n),
        "type_precision": ratio(counts["right"], counts["claims"]),
        "type_found_of_claims": ratio(counts["found in all"], n),
        "type_precision_of_claims": ratio(counts["right of all"], counts["all claims"]),
        "type_and_countries": ratio(counts["countries"], n),
        "actor_country": ratio(counts["actor country"], counts["actors"]),
        "actor_sector": ratio(counts["actor sector"], counts["actors"]),
    }
    return Outcome(metrics, n, tally.errors, tally.examples)


def _score_row(row: dict[str, Any], told: Told, knowledge: Knowledge, tally: Tally) -> None:
    types = set(row["types"])
    actors, recipients = gold_actors(row.get("source")), gold_actors(row.get("target"))
    right = [claim for claim in told.claims if claim.type in types]
    met = [claim for claim in right if countries_met(claim, actors, recipients)]
    tally.counts.update(
        {
            "any": bool(told.claims), "found": bool(right), "claims": len(told.claims), "right": len(right),
            "countries": bool(met),
        }
    )  # fmt: skip
    _score_actors(actors, recipients, told, tally)
    gold = _gold_line(row, actors, recipients)
    if not told.claims:
        wanted = "/".join(sorted(types))
        found = trigger_types(told.text, knowledge)
        tally.fault(f"no event, {'a trigger but unused' if found else 'no trigger'}: {wanted}", gold, told)
    elif not right:
        tally.fault(f"type {'/'.join(sorted(types))} → {told.claims[0].type}", gold, told)
    else:
        for claim in told.claims:
            if claim.type not in types:
                tally.fault(f"false event beside: {claim.type}", gold, told)
        if not met:
            for label in country_faults(right, actors, recipients):
                tally.fault(label, gold, told)


def _score_actors(actors: Sequence[GoldActor], recipients: Sequence[GoldActor], told: Told, tally: Tally) -> None:
    for side, wanted in enumerate((actors, recipients)):
        parties = [party for claim in told.claims for party in sides(claim)[side]]
        for actor in wanted:
            country, sector = coded(actor, parties)
            tally.counts.update({"actors": 1, "actor country": country, "actor sector": sector})
            if country and not sector:
                label = f"sector {'/'.join(sorted(actor.sectors))} missed"
                gold = f"{actor.text} ({actor.home} {'/'.join(sorted(actor.sectors))})"
                tally.fault(label, gold, told)


def sides(claim: Claim) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients; in mutual acts everybody is on both sides."""
    if claim.type in MUTUAL:
        return (both := claim.actors + claim.recipients), both
    return claim.actors, claim.recipients


def countries_met(claim: Claim, actors: Sequence[GoldActor], recipients: Sequence[GoldActor]) -> bool:
    ours = sides(claim)
    return all(home_met(wanted, found) for wanted, found in zip((actors, recipients), ours, strict=True) if wanted)


def country_faults(right: Sequence[Claim], actors: Sequence[GoldActor], recipients: Sequence[GoldActor]) -> list[str]:
    """What keeps the best claim of a right type from meeting both sides."""
    best = max(right, key=lambda c: sum(home_met(w, f) for w, f in zip((actors, recipients), sides(c), strict=True)))
    faults = []
    for name, wanted, found in zip(("actor", "recipient"), (actors, recipients), sides(best), strict=True):
        if not wanted or home_met(wanted, found):
            continue
        if not found:
            faults.append(f"{name} missing")
        elif all(not party.country for party in found):
            faults.append(f"{name} without country")
        else:
            faults.append(f"{name} of another country")
    return faults


def _gold_line(row: dict[str, Any], actors: Sequence[GoldActor], recipients: Sequence[GoldActor]) -> str:
    left, right = (", ".join(f"{a.text} ({a.home})" for a in side) or "–" for side in (actors, recipients))
    return f"{'/'.join(row['types'])}: {left} → {right}"
