"""Clauses that are said not to be so: "it is not true that …", "it's not like …"."""

from __future__ import annotations

from whimbrel.coder.tree import Tree

TRUTH = frozenset({"true", "correct", "accurate", "right", "case", "truth"})
NOT = frozenset({"not", "n't", "n’t", "no", "hardly"})
AS_IF = (("like",), ("as", "if"), ("as", "though"))
QUOTES = frozenset({'"', "“", "‘", "'"})
CLAUSES = frozenset({"csubj", "ccomp", "acl"})


def said_to_be_untrue(tree: Tree, head: int, child: int) -> int | None:
    """The word that negates it where a clause is said not to be true: "it is not true | that rebels killed him"."""
    if tree.lemma(head) not in TRUTH or tree.tokens[child].dep.split(":")[0] not in CLAUSES:
        return None
    return next((i for i in tree.children(head, "advmod", "det") if tree.tokens[i].text.lower() in NOT), None)


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
