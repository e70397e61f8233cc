"""The rules behind a claim's values, each with the words it was read from, told from the coder's own steps."""

from __future__ import annotations

from collections.abc import Iterator

from whimbrel.coder import frames
from whimbrel.coder.carriers import sufferers
from whimbrel.coder.choosing import in_words, is_unsure
from whimbrel.coder.counts import casualty_row
from whimbrel.coder.explanation import Step
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.match import Trigger
from whimbrel.coder.setting import token_at
from whimbrel.coder.speakers import speaker_chain
from whimbrel.coder.trace import Evidence, Trace
from whimbrel.coder.tree import Tree
from whimbrel.model import Claim, Count, Participant, Report, Span, Status, When

SLOTS = {
    "subj": "subject", "obj": "object", "poss": "possessor", "mod": "modifier", "comp": "subject of the complement",
    "speaker": "who says it must be",
}  # fmt: skip
HOW = {
    "stated": "a full date",
    "relative": "reckoned from the report's date",
    "dateline": "from the dateline",
    "metadata": "from the report's metadata",
    "publication": "no time is told: on or before the report's date",
}


def steps_of(claim: Claim, evidence: Evidence, trace: Trace, report: Report, lexicon: Lexicon) -> Iterator[Step]:
    """Every value of the claim, in the order of the record, with its words, its rule and where the rule stands."""
    yield from _kind(claim, evidence)
    yield from _roles(claim, evidence, trace, lexicon)
    yield from _status(claim, evidence, lexicon)
    yield from _says(claim, evidence, lexicon)
    yield from _when(claim.when, report)
    yield from _places(claim, evidence)
    yield from _counts(claim, evidence, lexicon)


def _kind(claim: Claim, evidence: Evidence) -> Iterator[Step]:
    tree, item = evidence.tree, evidence.draft
    entry, token = item.trigger.entry, tree.tokens[item.trigger.i]
    span = Span(token.start, token.end)
    yield Step(
        "type",
        claim.type,
        token.text,
        f"{'the entry says' if entry.written else 'a rule of the coder:'} {_label(entry.type, entry.mode)}",
        span,
        entry.where,
    )
    for trigger in item.merged:
        told = tree.tokens[trigger.i]
        label = _label(trigger.entry.type, trigger.entry.mode)
        rule = f"tells the same happening ({label})"
        yield Step("type", claim.type, told.text, rule, Span(told.start, told.end), trigger.entry.where)
    for rule in evidence.outcome.rules:
        yield Step("rule", _label(claim.type, claim.mode), "", rule)
    if claim.contexts:
        yield Step("contexts", ", ".join(claim.contexts), "", "the entry's contexts", None, entry.where)


def _label(type: str, mode: str) -> str:
    return f"{type} {mode}".strip()


# who did it, and to whom -------------------------------------------------------------------------------------------


def _roles(claim: Claim, evidence: Evidence, trace: Trace, lexicon: Lexicon) -> Iterator[Step]:
    ways = {role: list(_fillers(evidence, role, lexicon)) for role in ("actor", "recipient")}
    for role, others, parties in (
        ("actor", "recipient", claim.actors),
        ("recipient", "actor", claim.recipients),
    ):
        for who in parties:
            yield _role(role, who, [*ways[role], *ways[others]], evidence, trace)
        if not parties:
            yield Step(role, "none", "", "nobody fills the slot")


def _role(role: str, who: Participant, ways: list[tuple[str, int]], evidence: Evidence, trace: Trace) -> Step:
    start = evidence.tree.sentence.span.start
    for rule, i in ways:
        if any(party.id == who.id for party in trace.parties.get((start, i), ())):
            back = any(party.id == who.id for party in trace.back.get((start, i), ()))
            words = who.text if who.span else evidence.tree.tokens[i].text
            token = evidence.tree.tokens[i]
            span = who.span or Span(token.start, token.end)
            how = "points back to one named before" if back or who.span is None else _known(who)
            how = f"{how}; {_known(who)}" if who.candidates and not how.endswith(_known(who)) else how
            return Step(role, who.name, words, f"{rule}; {how}", span, who.id)
    return Step(role, who.name, who.text, f"{_inferred(who, evidence, trace)}; {_known(who)}", who.span, who.id)


def _inferred(who: Participant, evidence: Evidence, trace: Trace) -> str:
    """For a party that stands in none of the entry's slots: the word from which the coder went to it."""
    tree = evidence.tree
    start = tree.sentence.span.start
    asked = (i for (at, i), parties in trace.parties.items() if at == start and any(p.id == who.id for p in parties))
    i = token_at(tree, who.span.start) if who.span else None
    i = next(asked, None) if i is None else i
    if i is None:
        return "stands with what fills the slot"
    head, case = tree.tokens[tree.tokens[i].head].text, tree.case(i)
    return f"outside the entry's slots: “{case or tree.tokens[i].text}” under “{head}”"


def _known(who: Participant) -> str:
    if is_unsure(who.id):
        return f"could be {in_words(who.candidates)}"
    if who.id.startswith("group:"):
        return "described, not named"
    known = "a name not in the almanac" if who.id.startswith("local:") else "in the almanac"
    return f"{known}; likelier than the rest: {in_words(who.candidates)}" if who.candidates else known


def _fillers(evidence: Evidence, role: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """What may fill a role, asked of the functions that filled it: the rule in words, and the head of the nominal."""
    tree = evidence.tree
    for trigger in (evidence.draft.trigger, *evidence.draft.merged):
        word = tree.tokens[trigger.i].text
        for name in _slot_names(trigger, role):
            for i in frames.slot(tree, trigger, (name,), lexicon):
                yield f"{_slot(name)} of “{word}”", i
        if not trigger.verbal:
            yield from _by_noun(tree, trigger.i, role, lexicon)


def _slot_names(trigger: Trigger, role: str) -> tuple[str, ...]:
    if role == "recipient":
        return trigger.entry.recipient
    return trigger.entry.actor or (("subj",) if trigger.verbal else frames.NOUN_ACTOR_DEFAULT)


def _slot(name: str) -> str:
    return SLOTS.get(name) or f"“{name.removeprefix('@')}” phrase"


def _by_noun(tree: Tree, noun: int, role: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    word = tree.tokens[noun].text
    if role == "recipient":
        for i in sufferers(tree, noun, lexicon):
            yield f"subject of the verb that says “{word}” was suffered", i
        return
    for i in frames.meeting_company(tree, noun):
        yield f"subject of the clause that “{word}” stands in", i
    for i in frames.listed_company(tree, noun, lexicon):
        yield f"listed as present at “{word}”", i


# whether, who says so, when, where, how many -------------------------------------------------------------------------


def _status(claim: Claim, evidence: Evidence, lexicon: Lexicon) -> Iterator[Step]:
    tree, finding = evidence.tree, evidence.finding
    for mark in finding.marks:
        token = tree.tokens[mark.i]
        decides = "" if mark.status is finding.status else "; outranked by another mark"
        source = lexicon.sources.get(mark.row, "")
        yield Step("status", mark.status, token.text, mark.rule + decides, Span(token.start, token.end), source)
    if not finding.marks:
        yield Step("status", Status.HAPPENED, "", "told plainly: nothing marks it as other")
    if claim.status is not finding.status:
        yield Step("status", claim.status, "", "; ".join(evidence.outcome.rules))
    if claim.within and finding.within is not None:
        token = tree.tokens[finding.within]
        act = evidence.acts.get(finding.within, "")
        yield Step("within", act, token.text, "is the content of this speech act", Span(token.start, token.end))


def _says(claim: Claim, evidence: Evidence, lexicon: Lexicon) -> Iterator[Step]:
    tree = evidence.tree
    chain = speaker_chain(tree, evidence.draft.trigger.i, lexicon, dict(evidence.acts))
    if not claim.says:
        yield Step("says", "the outlet", "", "nobody else is named as saying so")
    for at, speaker in enumerate(claim.says):
        rule, source = "who is quoted", ""
        if len(chain) == len(claim.says):
            said = chain[at][1]
            act = evidence.acts.get(said)
            rule = f"performs the {act} “{tree.tokens[said].text}”" if act else f"says so (“{tree.tokens[said].text}”)"
            source = lexicon.sources.get(("speech.csv", tree.lemma(said)), "")
        yield Step("says", speaker.text, speaker.text, rule, speaker.span, source)


def _when(when: When | None, report: Report) -> Iterator[Step]:
    if when is None:
        yield Step("when", "not told", "", "no time in the clause belongs to it")
        return
    rule = HOW.get(when.how, when.how)
    if when.how == "relative" and report.published is not None and report.published.edtf:
        rule += f", {report.published.edtf}"
    yield Step("when", when.edtf or when.relative, when.text, rule, when.span)


def _places(claim: Claim, evidence: Evidence) -> Iterator[Step]:
    tree = evidence.tree
    for place in claim.places:
        i = token_at(tree, place.span.start) if place.span else None
        rule = "told in the clause"
        if i is not None:
            case, head = tree.case(i), tree.tokens[tree.tokens[i].head].text
            at = f"“{case}” under “{head}”" if case else f"stands with “{head}”"
            rule = f"is what was hit or entered ({at})" if i in evidence.draft.recipient_tokens else at
        yield Step("place", place.name, place.text, rule, place.span, place.id)
    if not claim.places:
        yield Step("place", "not told", "", "no place in the clause belongs to it")


def _counts(claim: Claim, evidence: Evidence, lexicon: Lexicon) -> Iterator[Step]:
    tree = evidence.tree
    triggers = (evidence.draft.trigger, *evidence.draft.merged)
    rows = {row[1]: (t.i, row) for t in reversed(triggers) if (row := casualty_row(tree, t, lexicon))}
    for name, count in sorted(claim.counts.items()):
        rule, source = "stated with the word", ""
        if name in rows:
            i, (words, _, who) = rows[name]
            rule = f"“{tree.tokens[i].text}” counts its {SLOTS.get(who, 'own noun')} as {name}"
            source = lexicon.sources.get(("casualties.csv", words), "")
        yield Step(name, _bounds(count), count.text, rule, count.span, source)


def _bounds(count: Count) -> str:
    if count.low is not None and count.low == count.high:
        return str(count.low)
    low = f"at least {count.low}" if count.low is not None else ""
    high = f"at most {count.high}" if count.high is not None else ""
    return ", ".join(part for part in (low, high) if part) or count.text
