"""Repairs where a small parser hangs the content of a verb of saying in the wrong place."""

from __future__ import annotations

from whimbrel.coder.quotes.cues import Cues
from whimbrel.coder.quotes.sources import FINITE
from whimbrel.coder.tree import Tree

ASIDE = frozenset({"while", "whereas", "though", "although", "after"})
SETTING_OFF = frozenset({",", "”", '"', "''", "—", "–", "-"})
LONGEST_ASIDE = 14  # words that a clause of saying set between commas may have after its verb


def slipped_clause(tree: Tree, i: int) -> frozenset[int]:
    """The clause that a verb of saying should govern: "told the daily that he …" read as a relative clause of "daily";
    "It was late, the guard told us" with "late" as an adverb."""
    for child in tree.children(i, "obj", "iobj", "obl"):
        for j in tree.subtree(child):
            if not tree.tokens[j].dep.startswith("acl") or j < i:
                continue
            opener, subjects = tree.subtree(j)[0], tree.children(j, "nsubj")
            if tree.lemma(opener) == "that" and any(k != opener for k in subjects):
                return frozenset(tree.subtree(j))
    subjects = tree.children(i, "nsubj")
    for child in tree.children(i):
        before = bool(subjects) and child < subjects[0]
        if before and child not in subjects and tree.children(child, "nsubj") and tree.tokens[child].dep != "advcl":
            return frozenset(tree.subtree(child))
    return frozenset()


def lone_participle(tree: Tree, i: int) -> int | None:
    """The subject of a sentence's only verb that was taken for a participle of it: "The council called for calm"."""
    token = tree.tokens[i]
    head = token.head
    alone = not any(t.tag in FINITE | {"MD"} for t in tree.tokens)
    return head if alone and token.dep == "acl" and head < i and tree.tokens[head].dep == "root" else None


def around(tree: Tree, i: int) -> frozenset[int]:
    """All of the clause that `i` hangs on, less `i`'s own."""
    found = frozenset(tree.subtree(tree.tokens[i].head)) - frozenset(tree.subtree(i))
    later = {j for j in found if j > i}
    return found if any(tree.is_verbal(j) for j in later) else found - later  # "…, he said Friday"


def set_off(tree: Tree, i: int) -> frozenset[int]:
    """What a clause of saying is set into or behind with commas, whatever its tree: "…, the guard said, …"."""
    tokens = tree.tokens
    subjects = [j for j in tree.children(i, "nsubj") if j < i]
    start = min(j for j in tree.subtree(subjects[-1]) if tokens[j].pos != "PUNCT") if subjects else i
    if subjects:  # no more of the subject than stands behind the last comma before its head
        start = next((j + 1 for j in range(subjects[-1] - 1, start, -1) if tokens[j].text == ","), start)
    if start < 2 or tokens[start - 1].text not in SETTING_OFF:
        return frozenset()
    end = next((j for j in range(i + 1, min(i + LONGEST_ASIDE, len(tokens))) if tokens[j].text == ","), len(tokens))
    left, right = range(start), range(end + 1, len(tokens))
    whole = _has_finite(tree, left)
    further = _has_finite(tree, right) and not (whole and tokens[right[0]].pos == "CCONJ")
    return frozenset([*left, *(right if further else ())]) if whole or further else frozenset()


def _has_finite(tree: Tree, words: range) -> bool:
    return any(tree.tokens[j].tag in FINITE | {"MD"} for j in words)


def without_further_cues(tree: Tree, i: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """Less what is said next: "said it would stay, adding that …", "said he was sorry but denied …", "said it was over,
    while others said …"."""
    for j in sorted(content):
        if j > i and "quote" in cues.verbs.get(tree.lemma(j), {}) and _goes_with(tree, i, j):
            return frozenset(k for k in content if k < min(tree.subtree(j)))
    return content


def _goes_with(tree: Tree, i: int, j: int) -> bool:
    """Whether the verb of saying at `j` is the outer speaker's next word, or another speaker's, not part of what the
    one at `i` tells."""
    token = tree.tokens[j]
    if tree.children(j, "nsubj"):
        marks = {tree.lemma(m) for m in tree.children(j, "mark")}
        return bool(marks & ASIDE) and token.tag in FINITE and bool(tree.children(j, "ccomp"))
    before = tree.tokens[j - 2 if tree.tokens[j - 1].pos == "ADV" else j - 1].text
    participle = token.tag == "VBG" and token.dep in {"advcl", "ccomp", "acl"} and before == ","
    same_tense = token.tag == tree.tokens[i].tag and token.tag in {"VBD", "VBZ"}
    return participle or (same_tense and token.dep == "conj" and bool(tree.children(j, "ccomp")))
