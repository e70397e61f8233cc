"""Who an attribution is made to: by the tree, and by place where a small parser loses the subject."""

from __future__ import annotations

from whimbrel.coder.arguments import subjects_of
from whimbrel.coder.quotes.candidate import Candidate
from whimbrel.coder.quotes.marks import Run, covering
from whimbrel.coder.tree import RELATIVE, Tree

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
OPENING = NOMINAL | {"DET", "ADJ", "NUM"}
FINITE = frozenset({"VBD", "VBZ", "VBP"})
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow".split())


def source_of(tree: Tree, verb: int) -> int | None:
    """Head of the noun phrase that speaks: as written ("who"), else found through coordination, control and clauses."""
    if tree.is_passive(verb):
        agents = tree.obliques(verb, "by")
        return agents[0] if agents else None
    own = [i for i in tree.children(verb, "nsubj") if tree.tokens[i].dep != "nsubj:pass" and tree.lemma(i) not in DAYS]
    if own and tree.tokens[verb - 1].text != ",":  # "…, the groups say": the nearest; not "Jane Doe, a baker, said"
        return next((i for i in reversed(own) if i < verb), own[0])
    if own:
        return own[0]
    token = tree.tokens[verb]
    if token.dep == "acl:relcl" and (opener := _relative(tree, verb)) is not None:
        return opener
    if token.dep == "conj" and tree.is_verbal(token.head):
        pronoun = [i for i in tree.children(token.head, "nsubj") if tree.tokens[i].text.lower() in RELATIVE]
        if pronoun:
            return pronoun[0]
    if token.tag == "VBG" and verb > 0 and tree.tokens[verb - 1].text == ",":
        if token.dep in {"acl", "ccomp"}:
            return _of_main_clause(tree, verb)
        if token.dep.startswith("advcl") and (outer := _of_reporting_clause(tree, verb)) is not None:
            return outer
    if token.dep == "conj" and token.tag == "VBD" and (speaker := _same_speaker(tree, verb)) is not None:
        return speaker
    found = subjects_of(tree, verb)
    return found[0] if found else None


def _same_speaker(tree: Tree, verb: int) -> int | None:
    """ "said she was sorry but denied …": a past tense joined to a reported clause goes with the one who said it."""
    for head in tree.ancestors(verb):
        outer = tree.tokens[head].head
        if tree.tokens[head].dep == "ccomp" and tree.tokens[outer].tag == "VBD" and tree.children(verb, "ccomp"):
            return next(iter(tree.children(outer, "nsubj")), None)
    return None


def _relative(tree: Tree, verb: int) -> int | None:
    """The pronoun that opens a relative clause, whatever the parser took it for."""
    below = tree.subtree(verb)
    return below[0] if below[0] < verb and tree.tokens[below[0]].text.lower() in {"who", "which", "that"} else None


def _of_main_clause(tree: Tree, verb: int) -> int | None:
    """Subject of the clause that ", promising to …" goes with: what it renames when that speaks, else the subject."""
    at = tree.tokens[verb].head
    while tree.tokens[at].dep in {"appos", "flat", "conj"} and tree.tokens[at].head != at:
        at = tree.tokens[at].head
    if tree.tokens[at].dep == "nsubj":
        return at
    for head in tree.ancestors(verb):
        if tree.is_verbal(head) and (found := subjects_of(tree, head)):
            return found[0]
    return None


def _of_reporting_clause(tree: Tree, verb: int) -> int | None:
    """ "She said the bridge was safe, adding that …": who adds is who said."""
    head = tree.tokens[verb].head
    outer = tree.tokens[head].head
    if tree.tokens[head].dep != "ccomp" or not tree.is_verbal(outer):
        return None
    return next(iter(tree.children(outer, "nsubj")), None)


def beside_cue(tree: Tree, candidate: Candidate, runs: tuple[Run, ...]) -> tuple[int, ...]:
    """The words that must name the speaker where the tree has none: those between a quotation (or the start of the
    sentence) and its verb of saying, or those after it: "…," the mayor, a former priest, said; "…," said the mayor."""
    first, last = min(candidate.cue), max(candidate.cue)
    finite = any(tree.tokens[i].tag in FINITE for i in candidate.cue)
    if not finite and not (candidate.quotes and tree.tokens[candidate.anchor].tag == "VBN"):
        return ()
    quoted = [t.i for t in tree.tokens if covering(runs, t.start) is not None]
    low = max((i + 1 for i in quoted if i < first), default=0)
    before = _name_in(tree, _trimmed(tree, range(low, first)))
    if before and (candidate.quotes or not candidate.content & set(before)):
        return before
    if not candidate.quotes or not quoted or quoted[0] > first:
        return ()
    high = min((i for i in quoted if i > last), default=len(tree.tokens))
    after = _trimmed(tree, _phrase_after(tree, last + 1, high))
    return after if after and tree.tokens[after[0]].pos in OPENING else ()


def _name_in(tree: Tree, words: tuple[int, ...]) -> tuple[int, ...]:
    """A stretch that can be a noun phrase, less a time or place in front: "Tuesday, at the port, Jane Doe"."""
    if not words or not _no_clause(tree, words):
        return ()
    if tree.tokens[words[0]].pos == "ADP" or tree.lemma(words[0]) in DAYS:
        commas = [at for at, i in enumerate(words) if tree.tokens[i].text == ","]
        words = words[commas[-1] + 1 :] if commas else ()
    alone = len(words) == 1 and tree.lemma(words[0]) in {"it", "there"}
    return words if words and not alone and tree.tokens[words[0]].pos in OPENING else ()


def _phrase_after(tree: Tree, low: int, high: int) -> range:
    """Up to the next verb, stop, or preposition of time or place that follows a name."""
    for i in range(low, high):
        token = tree.tokens[i]
        if token.text in {".", ";", ":", "—", "--"} or (token.tag in FINITE or token.tag == "VBG"):
            return range(low, i)
    return range(low, high)


def _trimmed(tree: Tree, words: range) -> tuple[int, ...]:
    kept = list(words)
    while kept and tree.tokens[kept[0]].pos in {"PUNCT", "CCONJ", "SCONJ", "ADV"}:
        kept.pop(0)
    while kept and (tree.tokens[kept[-1]].pos in {"PUNCT", "ADV", "AUX"} or tree.lemma(kept[-1]) in DAYS):
        kept.pop()
    return tuple(kept)


def _no_clause(tree: Tree, words: tuple[int, ...]) -> bool:
    """Whether a stretch is one noun phrase: finite verbs only in a relative clause."""
    for i in words:
        if tree.tokens[i].tag in FINITE | {"MD"}:
            return any(tree.tokens[j].text.lower() in RELATIVE for j in words if j < i)
    return any(tree.tokens[i].pos in NOMINAL for i in words)
