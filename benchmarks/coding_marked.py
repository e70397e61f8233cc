"""Coding of sentences with two marked parties (PLV): what does the first do to the second?

Only claims whose actors meet the marked source and whose recipients meet the marked target count; in CONSULT and AGREE
the two may stand on either side. `type_found` is the share of rows with such a claim of the row's type,
`type_precision` the share of such claims that are of it. A side that a row leaves open ("a recipient", words that are
not in the sentence) is met by anybody and by nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.result import Outcome, ratio
from benchmarks.sentences import Mention, Told, any_meets, mention, summary, trigger_types
from whimbrel.coder import Knowledge
from whimbrel.model import Claim, Participant, Span

EITHER = frozenset({"CONSULT", "AGREE"})
TAG = re.compile(r"</?[st]>")


def score_marked(records: Sequence[Mapping[str, Any]], told: Sequence[Told], knowledge: Knowledge) -> Outcome:
    """Rows with marked source and target against what was read from them."""
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    examples: list[tuple[str, str]] = []
    for row, read in zip(records, told, strict=True):
        source, target = marked(row, "source", read.text), marked(row, "target", read.text)
        between = [claim for claim in read.claims if pairs(claim, source, target)]
        right = [claim for claim in between if claim.type in row["types"]]
        counts.update(any=bool(read.claims), found=bool(right), between=len(between), right=len(right))
        labels = faults(row, read, between, source, target, knowledge)
        errors.update(labels)
        ours = "; ".join(summary(claim, read) for claim in read.claims) or "no claim"
        examples += [(label, f"gold {'/'.join(row['types'])} | ours {ours} | {row['marked']}") for label in labels]
    metrics = {
        "any": ratio(counts["any"], len(records)),
        "type_found": ratio(counts["found"], len(records)),
        "type_precision": ratio(counts["right"], counts["between"]),
    }
    return Outcome(metrics, len(records), errors, examples)


def marked(row: Mapping[str, Any], side: str, text: str) -> list[Mention]:
    """The marked party, at the marks where the row has them, else wherever its words stand; empty for an open side."""
    words, with_marks = str(row[side]), str(row.get("marked", ""))
    spans = marked_spans(with_marks, side[0]) if TAG.sub("", with_marks) == text else ()
    found = Mention(words, spans) if spans else mention(words, text)
    return [found] if found.spans else []


def marked_spans(text: str, tag: str) -> tuple[Span, ...]:
    """Where the stretches between <tag> and </tag> stand once all marks are taken out."""
    spans, plain, opened = [], 0, 0
    for piece in re.split(r"(</?[st]>)", text):
        if piece == f"<{tag}>":
            opened = plain
        elif piece == f"</{tag}>":
            spans.append(Span(opened, plain))
        elif not TAG.fullmatch(piece):
            plain += len(piece)
    return tuple(spans)


def pairs(claim: Claim, source: Sequence[Mention], target: Sequence[Mention]) -> bool:
    """Whether a claim is between the marked parties, in their order."""
    if meets_side(claim.actors, source) and meets_side(claim.recipients, target):
        return True
    if claim.type not in EITHER:
        return False
    if not source or not target:
        return any_meets(claim.actors + claim.recipients, source or target)
    everybody = claim.actors + claim.recipients
    first = [party for party in everybody if any_meets([party], source)]
    second = [party for party in everybody if any_meets([party], target)]
    return any(a is not b for a in first for b in second)


def meets_side(parties: Sequence[Participant], wanted: Sequence[Mention]) -> bool:
    return not wanted or any_meets(parties, wanted)


def faults(
    row: Mapping[str, Any],
    told: Told,
    between: Sequence[Claim],
    source: Sequence[Mention],
    target: Sequence[Mention],
    knowledge: Knowledge,
) -> list[str]:
    """The classes of what is wrong with a row."""
    types = "/".join(row["types"])
    wrong = [f"pair, type {types} → {claim.type}" for claim in between if claim.type not in row["types"]]
    if wrong or any(claim.type in row["types"] for claim in between):
        return wrong
    if not told.claims:
        return ["no claim, a trigger but unused" if trigger_types(told.text, knowledge) else "no claim, no trigger"]
    typed = [claim for claim in told.claims if claim.type in row["types"]]
    if not typed:
        return ["other types between others only"]
    claim = typed[0]
    has_source, has_target = meets_side(claim.actors, source), meets_side(claim.recipients, target)
    if any_meets(claim.actors, target) and any_meets(claim.recipients, source):
        return ["right type, parties the wrong way round"]
    if not has_source and not has_target:
        return ["right type between others"]
    side, found = ("actor", claim.actors) if not has_source else ("recipient", claim.recipients)
    return [f"right type, {side} {'is another' if found else 'missing'}"]
