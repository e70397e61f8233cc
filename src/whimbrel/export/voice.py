"""Whether a claim's words put the doer first ("police detained him") or away ("he was detained"), as far as they tell.

Told from the spans of the claim alone: what stands before its trigger. A noun ("the attack") has no voice, and what
cannot be told is left open.
"""

from __future__ import annotations

import re

from whimbrel.model import Claim, Span

ACTIVE, PASSIVE, OPEN = "active", "passive", ""

_BE = frozenset("is are was were be been being am get gets got getting".split())
_OF_NOUNS = frozenset("a an the this that these those its his her their our another no any some".split())
_BEHIND_NOUNS = frozenset("of on against between".split())
_WORD = re.compile(r"[\w’']+")
_REACH = 60
_ADVERBS = 2  # words that may stand between "was" and its participle


def voice(text: str, claim: Claim) -> str:
    """ACTIVE, PASSIVE or OPEN for a claim of a report with this text."""
    trigger = claim.trigger
    start = max(claim.span.start, trigger.start - _REACH)
    before = [word.lower() for word in _WORD.findall(text[start : trigger.start])]
    behind = [word.lower() for word in _WORD.findall(text[trigger.end : trigger.end + _REACH])]
    doer_first = any(_before(who.span, trigger) for who in claim.actors)
    if any(word in _BE for word in before[-1 - _ADVERBS :]) and not text[trigger.start : trigger.end].endswith("ing"):
        return PASSIVE
    if behind[:1] == ["by"] and any(who.span and trigger.end <= who.span.start for who in claim.actors):
        return PASSIVE
    if _is_noun(text, before, behind, trigger):
        return OPEN
    if doer_first:
        return ACTIVE
    sufferer = [who.span for who in claim.recipients] + [count.span for count in claim.counts.values()]
    if not claim.actors and any(_before(span, trigger) for span in sufferer):
        return PASSIVE  # as in headlines: "Twelve killed in blast"
    return OPEN


def _before(span: Span | None, trigger: Span) -> bool:
    return span is not None and span.end <= trigger.start


def _is_noun(text: str, before: list[str], behind: list[str], trigger: Span) -> bool:
    last = before[-1] if before else ""
    plain = not text[trigger.start : trigger.end].lower().endswith("ed")
    return last in _OF_NOUNS or last.endswith(("'s", "’s")) or (plain and bool(_BEHIND_NOUNS.intersection(behind[:1])))
