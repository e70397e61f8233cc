"""Clauses that are said not to be so: "it is not true that …", "it's not like …", "the idea that … is absurd"."""

from __future__ import annotations

from whimbrel.coder.arguments import objects_of
from whimbrel.coder.complements import is_question
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.tree import Tree

TRUTH = frozenset({"true", "correct", "accurate", "right", "case", "truth"})
NOT = frozenset({"not", "n't", "n’t", "no", "hardly"})
AS_IF = (("like",), ("as", "if"), ("as", "though"))
QUOTES = frozenset({'"', "“", "‘", "'"})
CLAUSES = frozenset({"csubj", "ccomp", "acl"})
LINKING = frozenset({"be", "as"})
BETWEEN = frozenset({"DET", "ADV", "ADJ"})


def said_to_be_untrue(tree: Tree, head: int, child: int) -> int | None:
    """The word that negates it where a clause is said not to be true: "it is not true | that rebels killed him"."""
    if tree.lemma(head) not in TRUTH or tree.tokens[child].dep.split(":")[0] not in CLAUSES:
        return None
    return _negation(tree, head)


def unsure(tree: Tree, head: int, child: int, lexicon: Lexicon) -> int | None:
    """The negation of a clause that is said to be open: "it is not clear | that rebels killed him"; not "… who did"."""
    if (
        is_question(tree, child)
        or lexicon.untrue.get(tree.lemma(head)) != "sure"
        or tree.tokens[child].dep.split(":")[0] not in CLAUSES
    ):
        return None
    return _negation(tree, head)


def judged_untrue(tree: Tree, head: int, child: int, lexicon: Lexicon) -> int | None:
    """The word that says so where the claim whose content a clause is is said to be false: "the idea | that rebels
    killed him is absurd", "rejected the claim | that rebels killed him"."""
    if lexicon.untrue.get(tree.lemma(head)) != "claim" or tree.tokens[child].dep.split(":")[0] not in CLAUSES:
        return None
    above = tree.tokens[head].head
    verdict = lexicon.untrue.get(tree.lemma(above)) if above != head else None
    if verdict == "rejects" and head in objects_of(tree, above):
        return above if _negation(tree, above) is None else None
    if tree.tokens[head].dep == "nsubj" and tree.lemma(above) in TRUTH:
        return _negation(tree, above)
    if tree.tokens[head].dep == "nsubj" and verdict == "judged":
        return above if _negation(tree, above) is None else None
    return _verdict_behind(tree, child, lexicon)


def _verdict_behind(tree: Tree, clause: int, lexicon: Lexicon) -> int | None:
    """The verdict at the end of a sentence, where a small parser hung it on the clause: "… is nonsense"."""
    last = next((token for token in reversed(tree.tokens) if token.pos != "PUNCT"), None)
    if last is None or last.i <= clause + 1 or lexicon.untrue.get(tree.lemma(last.i)) != "judged":
        return None
    at = last.i - 1
    while at > clause and tree.tokens[at].pos in BETWEEN and tree.tokens[at].text.lower() not in NOT:
        at -= 1
    links = at > clause and tree.lemma(at) in LINKING and not (tree.lemma(at) == "as" and at - 1 == clause)
    return last.i if links else None


def _negation(tree: Tree, judgement: int) -> int | None:
    """What takes a judgement back, be it a noun, an adjective or a verb: "not true", "no nonsense", "hardly absurd"."""
    return next((i for i in tree.children(judgement, "advmod", "det") if tree.tokens[i].text.lower() in NOT), None)


def mocked(tree: Tree, top: int) -> int | None:
    """The "not" of a sentence that says it is not like that: "It's not like | the police arrested anybody"."""
    said = [token for token in tree.tokens[:8] if token.pos != "PUNCT" and token.text not in QUOTES]
    if (
        len(said) < 6
        or (said[0].text.lower(), said[1].lemma.lower()) != ("it", "be")
        or said[2].text.lower() not in NOT
    ):
        return None
    behind = [token.lemma.lower() for token in said[3:5]]
    opens = any(tuple(behind[: len(words)]) == words for words in AS_IF)
    return said[2].i if opens and top > said[3].i else None
