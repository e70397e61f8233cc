"""Every claim of a sentence: what type, whether it happened, who says so, who, when and where.

Claims are aligned one to one (`status_claims`). `claim_precision`, `claim_recall` and `claim_f1` count aligned claims
of the right type. On those: `status_accuracy`, `status_macro_f1` (mean over the statuses the annotators used),
`actor_f1` and `recipient_f1` (mentions one to one), `speaker_f1` (the outermost speaker by a shared word; nobody counts
as one more speaker, so every claim has one on either side and precision and recall are one figure); where the
annotators give one, `when_accuracy` and `place_accuracy`. `quiet` is the share of sentences without an annotated claim
that stay empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.result import Outcome, f_score, ratio, say
from benchmarks.rows import rows
from benchmarks.sentences import UNDATED, Told, read_sentence, shares_words, summary, trigger_types
from benchmarks.status_claims import GoldClaim, aligned, gold_claims, matched, same_time
from whimbrel.coder import Knowledge
from whimbrel.model import Claim


@dataclass(slots=True)
class Tally:
    """Counts, error classes and example rows while the sentences are gone through."""

    counts: Counter[str] = field(default_factory=Counter)
    statuses: list[tuple[str, str]] = field(default_factory=list)  # the annotators' and ours
    errors: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[str, str]] = field(default_factory=list)

    def fault(self, label: str, line: str) -> None:
        self.errors[label] += 1
        self.examples.append((label, line))


def run(data: Path) -> Outcome:
    records = list(rows(data))
    for number, row in enumerate(records, start=1):
        if not {"sentence", "claims"} <= row.keys():
            raise ValueError(f"{data.name}:{number}: a row needs `sentence` and `claims`; it has {', '.join(row)}")
    knowledge = Knowledge.load()
    tally = Tally()
    for number, row in enumerate(records, start=1):
        date = str(row.get("date") or UNDATED)[:10]
        told = read_sentence(row["sentence"], f"line {number}", date, knowledge)
        score_row(gold_claims(row, told.text), told, knowledge, tally)
        if number % 100 == 0:
            say(f"status: {number} of {len(records)} read")
    return Outcome(metrics(tally), len(records), tally.errors, tally.examples)


def score_row(gold: Sequence[GoldClaim], told: Told, knowledge: Knowledge, tally: Tally) -> None:
    """One sentence's annotated claims against those read from it."""
    tally.counts.update(gold=len(gold), claims=len(told.claims))
    if not gold:
        tally.counts.update(empty=1, quiet=not told.claims)
    pairs = aligned(gold, told)
    for g, c in pairs:
        item, claim = gold[g], told.claims[c]
        if claim.type in item.types:
            tally.counts["right"] += 1
            _score_claim(item, claim, told, tally)
        else:
            tally.fault(f"type {item.types[0]} → {claim.type}", _line(item, claim, told))
    found = trigger_types(told.text, knowledge) if len(pairs) < len(gold) else []
    for g, item in enumerate(gold):
        if all(g != other for other, _ in pairs):
            why = "a trigger but unused" if set(found) & set(item.types) else "no trigger"
            tally.fault(f"missed, {why}: {item.types[0]}", _line(item, None, told))
    for c, claim in enumerate(told.claims):
        if all(c != other for _, other in pairs):
            place = "of none" if not gold else "beside"
            tally.fault(f"false claim, {place}: {claim.type}", _line(None, claim, told))


def _score_claim(item: GoldClaim, claim: Claim, told: Told, tally: Tally) -> None:
    ours = claim.status.value
    wanted = ours if ours in item.statuses else item.statuses[0]
    tally.statuses.append((wanted, ours))
    if wanted != ours:
        tally.fault(f"status {wanted} → {ours}", _line(item, claim, told))
    _score_parties(item, claim, told, tally)
    speaker = claim.says[0].text if claim.says else ""
    same = shares_words(speaker, item.speaker) if speaker and item.speaker else speaker == item.speaker
    tally.counts["speaker"] += same
    if not same:
        kind = "invented" if not item.speaker else "wrong" if speaker else "missing"
        tally.fault(f"speaker {kind}", f"gold [{item.speaker}] ours [{speaker}] " + _line(item, claim, told))
    if item.when:
        right = same_time(claim.when.edtf if claim.when else None, item.when)
        tally.counts.update(times=1, when=right)
        if not right:
            given = claim.when.edtf if claim.when else None
            tally.fault("when wrong" if given else "when missing", f"gold {item.when} ours {given} " + told.text)
    if item.place:
        right = any(shares_words(f"{place.text} {place.name}", item.place) for place in claim.places)
        tally.counts.update(places=1, place=right)
        if not right:
            given = ", ".join(place.name for place in claim.places)
            tally.fault("place wrong" if given else "place missing", f"gold {item.place} ours {given} " + told.text)


def _score_parties(item: GoldClaim, claim: Claim, told: Told, tally: Tally) -> None:
    sides = (("actor", item.actors, claim.actors), ("recipient", item.recipients, claim.recipients))
    for name, wanted, parties in sides:
        pairs = matched(wanted, parties)
        tally.counts.update({f"{name} gold": len(wanted), f"{name} ours": len(parties), f"{name} right": len(pairs)})
        if len(pairs) < len(wanted):
            tally.fault(f"{name} {'wrong' if len(pairs) < len(parties) else 'missing'}", _line(item, claim, told))
        elif len(pairs) < len(parties):
            tally.fault(f"{name} invented", _line(item, claim, told))


def metrics(tally: Tally) -> dict[str, float]:
    counts = tally.counts
    precision, recall = ratio(counts["right"], counts["claims"]), ratio(counts["right"], counts["gold"])
    return {
        "claim_precision": precision,
        "claim_recall": recall,
        "claim_f1": f_score(precision, recall),
        "status_accuracy": ratio(sum(a == b for a, b in tally.statuses), len(tally.statuses)),
        "status_macro_f1": macro_f1(tally.statuses),
        "actor_f1": _side_f1(counts, "actor"),
        "recipient_f1": _side_f1(counts, "recipient"),
        "when_accuracy": ratio(counts["when"], counts["times"]),
        "place_accuracy": ratio(counts["place"], counts["places"]),
        "speaker_f1": ratio(counts["speaker"], counts["right"]),
        "quiet": ratio(counts["quiet"], counts["empty"]),
    }


def macro_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Mean F1 over the wanted labels of (wanted, given) pairs."""
    known = list(pairs)
    scores = list(_label_f1(known))
    return ratio(sum(scores), len(scores))


def _label_f1(pairs: Sequence[tuple[str, str]]) -> Iterator[float]:
    for label in sorted({wanted for wanted, _ in pairs}):
        hits = sum(wanted == given == label for wanted, given in pairs)
        wanted, given = (sum(pair[side] == label for pair in pairs) for side in (0, 1))
        yield f_score(ratio(hits, given), ratio(hits, wanted))


def _side_f1(counts: Mapping[str, int], name: str) -> float:
    right = counts[f"{name} right"]
    return f_score(ratio(right, counts[f"{name} ours"]), ratio(right, counts[f"{name} gold"]))


def _line(item: GoldClaim | None, claim: Claim | None, told: Told) -> str:
    gold = "none"
    if item is not None:
        actors, recipients = (", ".join(m.text for m in side) or "–" for side in (item.actors, item.recipients))
        gold = f"{item.types[0]}[{item.trigger.text}] {item.statuses[0]}: {actors} → {recipients}"
    ours = summary(claim, told) if claim else "; ".join(summary(c, told) for c in told.claims) or "no claim"
    return f"gold {gold} | ours {ours} | {told.text}"
