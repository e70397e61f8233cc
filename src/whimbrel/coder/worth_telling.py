"""Which of the acts that a sentence has words for tell of anything that could be chronicled."""

from __future__ import annotations

from collections.abc import Collection

from whimbrel.coder.draft import Draft
from whimbrel.coder.humans import is_human
from whimbrel.coder.intentions import OWN
from whimbrel.coder.lexicon.pattern import VerbPattern
from whimbrel.coder.reading import Reading
from whimbrel.coder.tree import Tree
from whimbrel.model import Claim

POWERLESS = frozenset({"", "MED", "EDU", "CVL", "HLH", "BUS", "NGO", "LAB", "REF", "REL"})
SURE = frozenset({"will", "'ll", "’ll"})
WARNING = frozenset({"warn", "warning", "caution"})
NEEDS_SOMEBODY = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def tells_something(claim: Claim, item: Draft, tree: Tree, reading: Reading, threatened: Collection[int]) -> bool:
    """Whether a claim tells of more than a word for an event with nobody, nowhere and no number.

    `threatened` are the words of the sentence for acts that are threatened in it.
    """
    if (
        claim.type == "THREATEN"
        and tree.lemma(item.trigger.i) in WARNING
        and not (_could_harm(claim, item, tree) or _own_harm(claim, item, tree, reading, threatened))
    ):
        return False  # an analyst's warning is a forecast
    nobody = item.inferred or not claim.recipients  # "a message that threatened the king"
    if claim.type == "THREATEN" and nobody and item.trigger.verbal and _is_of_things(tree, claim, item, reading):
        return False  # "the drought threatens the town"
    if claim.type == "CONCEDE" and _lets(item) and _is_of_things(tree, claim, item, reading):
        return False  # "the glasses allow him to read": what is no party grants nothing
    if claim.actors or (claim.recipients and not item.inferred):
        return True
    if claim.type in NEEDS_SOMEBODY:
        return claim.refers_back and bool(claim.when or claim.places)
    if item.trigger.verbal:  # "warplanes bombed Aden" tells; "a storm battered the coast" does not
        told_of = item.actor_tokens | item.recipient_tokens
        return bool(claim.counts) or any(
            is_human(tree, i, reading.lexicon) or reading.places.get(tree.tokens[i].start) for i in told_of
        )
    argument = tree.tokens[item.trigger.i].dep != "root"  # "the capture" as a whole sentence is a verb misread
    return bool(claim.counts or claim.places or (claim.refers_back and argument))


def _is_of_things(tree: Tree, claim: Claim, item: Draft, reading: Reading) -> bool:
    """Whether all that act are things, not persons of whom no list knows more: "the king allowed it"."""
    almanac = reading.cast.almanac
    return (
        not claim.actors
        and bool(item.actor_tokens)
        and not any(
            tree.tokens[i].pos != "NOUN"
            or is_human(tree, i, reading.lexicon)
            or almanac.role_noun(tree.lemma(i))
            or almanac.title(tree.lemma(i))
            for i in item.actor_tokens
        )
    )


def _lets(item: Draft) -> bool:
    """Whether somebody lets others do something: "allow to"."""
    return isinstance(item.trigger.entry.pattern, VerbPattern) and item.trigger.entry.pattern.complement == "to"


def _could_harm(claim: Claim, item: Draft, tree: Tree) -> bool:
    """Whether any who warn have power to carry it out, or are not told; and whether it is aimed at somebody, or tells
    what will be done, or what they do themselves: "both parties warned of the danger" threatens nobody."""
    if claim.actors and all(party.sector in POWERLESS for party in claim.actors):
        return False
    used = [tree.tokens[i] for i in item.trigger.used if tree.lemma(i) == "against"]
    aimed = any(tree.tokens[token.head].pos != "VERB" for token in used)  # "against reading too much into it"
    if aimed or item.mode or (claim.recipients and not item.inferred):
        return True
    clauses = tree.children(item.trigger.i, "ccomp", "xcomp")
    return any(
        tree.tokens[j].text.lower() in (OWN if tree.tokens[j].dep == "nsubj" else SURE)
        for i in clauses
        for j in tree.children(i, "nsubj", "aux")
    ) or any(claim.mode and tree.is_passive(i) for i in clauses)


def _own_harm(claim: Claim, item: Draft, tree: Tree, reading: Reading, threatened: Collection[int]) -> bool:
    """Whether it is warned of what the side of those who warn would do: "Macron warned that France would retaliate"."""
    countries = {party.country for party in claim.actors if party.country}
    return any(
        party.country in countries
        for i in tree.children(item.trigger.i, "ccomp")
        if i in threatened
        for j in tree.children(i, "nsubj")
        for party in reading.cast.parties(tree, j)
    )
