"""Clauses below a verb: what kind they are of, and whether they ask or wish."""

from __future__ import annotations

from whimbrel.coder.tree import Tree

ASKED = frozenset({"whether", "if"})
QUESTION_TAGS = frozenset({"WRB", "WP", "WDT"})
OBLIGING = frozenset({"must", "should", "ought"})


def has_complement(tree: Tree, i: int, complement: str) -> bool:
    """Whether a verb has a clause of a pattern's kind below it: to, ing, that, whether, should, or any ("clause")."""
    below = tree.children(i, "xcomp", "ccomp", "advcl", "csubj")
    below += tuple(j for o in tree.children(i, "obj") for j in tree.children(o, "acl") if tree.tokens[j].tag == "VB")
    for child in below:
        token = tree.tokens[child]
        marks = {tree.lemma(mark) for mark in tree.children(child, "mark")}
        finite = bool(tree.children(child, "nsubj")) and "to" not in marks
        found = "to" if "to" in marks else "ing" if token.tag == "VBG" and not finite else "that" if finite else ""
        if found == "that" and (marks & ASKED or is_question(tree, child)):
            found = "whether"
        if token.dep.startswith("advcl") and found != "to":
            continue
        if complement == "should" and found == "that" and is_wished(tree, i, child):
            return True
        if found == complement or (complement == "clause" and found):
            return True
    return False


def is_question(tree: Tree, clause: int) -> bool:
    """Whether a clause is an indirect question: "asked | why they left"."""
    first = tree.tokens[min(tree.subtree(clause))]
    return first.tag in QUESTION_TAGS and first.lemma != "that"


def is_wished(tree: Tree, verb: int, clause: int) -> bool:
    """Whether a clause tells what is to be, not what is: "insisted | that they leave", "… that they must leave"."""
    auxiliaries = [tree.tokens[j] for j in tree.children(clause, "aux", "cop", "aux:pass")]
    if any(token.text.lower() in OBLIGING for token in auxiliaries):
        return True
    finite = auxiliaries[0] if auxiliaries else tree.tokens[clause]
    plain = finite.i == clause and finite.tag == "VBP" and finite.lemma not in {"be", "have"}
    one = any(tree.tokens[j].tag in {"NN", "NNP"} for j in tree.children(clause, "nsubj"))
    unshifted = tree.tokens[verb].tag == "VBD" or one  # "insisted that they leave", "insists that he leave"
    return finite.tag == "VB" or (plain and unshifted)
