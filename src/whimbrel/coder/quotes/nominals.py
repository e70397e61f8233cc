"""Cues that are no verbs: nouns ("the claim that"), adjectives ("is sure that"), prepositions, adverbs."""

from __future__ import annotations

from collections.abc import Mapping

from whimbrel.coder.quotes.attribution import Stance
from whimbrel.coder.quotes.candidate import Candidate, cue_tokens, phrase
from whimbrel.coder.quotes.cues import Cues
from whimbrel.coder.quotes.sources import DAYS, source_of
from whimbrel.coder.tree import RELATIVE, Tree

CARRIERS = frozenset(
    "make issue give release deliver voice express have offer repeat reiterate hold raise send publish share renew"
    " announce put reject state win draw face spark show feel take".split()
)
INSIDE = frozenset({"compound", "amod", "det", "flat", "nummod", "punct", "case", "advmod"})


def noun_candidate(tree: Tree, i: int, cues: Cues) -> Candidate | None:
    """The attribution of a noun with its content: "his claim that …", "voiced support for …"."""
    shapes = cues.nouns.get(tree.lemma(i))
    if not shapes:
        return None
    found = _below_noun(tree, i, shapes)
    if found is None:
        return None
    shape, head = found
    content = frozenset(tree.subtree(head))
    source, low = _owner(tree, i)
    said_by = phrase(tree, source) if source is not None else frozenset[int]()
    cue, content = cue_tokens(tree, i, content, said_by, shape)
    if low is not None and not said_by & set(range(low, i)):
        cue = tuple(range(low, max(cue) + 1))
    return Candidate(i, tree.lemma(i), shapes[shape], cue, source, content - said_by - frozenset(cue),
                     shape=shape)  # fmt: skip


def _below_noun(tree: Tree, i: int, shapes: Mapping[str, Stance]) -> tuple[str, int] | None:
    for child in tree.children(i, "acl", "ccomp", "nmod", "advcl"):
        if child < i or tree.tokens[child].dep in {"acl:relcl", "nmod:poss"}:
            continue
        marks = {tree.lemma(m) for m in tree.children(child, "mark")}
        verbal = tree.is_verbal(child) or bool(tree.children(child, "nsubj"))
        if "that" in marks and "~that" in shapes:
            return "~that", child
        if "to" in marks and verbal and "~to" in shapes:
            return "~to", child
        case = tree.case(child).split(" ")[0] or next(iter(marks - {"that", "to"}), "")
        if f"@{case}" in shapes:
            return f"@{case}", child
    return None


def _owner(tree: Tree, i: int) -> tuple[int | None, int | None]:
    """Who holds the noun, and the verb that carries it where there is one: "she issued a denial of …"."""
    for child in tree.children(i, "nmod"):
        if tree.tokens[child].dep == "nmod:poss" and child < i:
            return (None if tree.lemma(child) in DAYS else child), None
    for child in tree.children(i, "nmod"):
        if tree.case(child) in {"by", "from"}:
            return child, None
    token = tree.tokens[i]
    if tree.children(i, "cop") and (subjects := tree.children(i, "nsubj")):  # "she is a supporter of"
        return subjects[0], tree.children(i, "cop")[0]
    if token.dep == "obj" and tree.lemma(token.head) in CARRIERS and token.head < i:
        return source_of(tree, token.head), token.head
    return None, None


def adjective_candidate(tree: Tree, i: int, cues: Cues) -> Candidate | None:
    """The attribution of a predicate adjective: "is confident that …", "was critical of …"."""
    shapes = cues.adjectives.get(tree.lemma(i)) or cues.adjectives.get(tree.tokens[i].text.lower())
    if not shapes or not (tree.children(i, "cop") or tree.tokens[i].dep == "xcomp" or tree.is_passive(i)):
        return None
    for child in tree.children(i, "ccomp", "xcomp", "obl", "advcl", "csubj"):
        marks = {tree.lemma(m) for m in tree.children(child, "mark")}
        relation = tree.tokens[child].dep.partition(":")[0]
        case = tree.case(child).split(" ")[0] if relation == "obl" else next(iter(marks - {"that", "to"}), "")
        shape = "~to" if "to" in marks else "~that" if relation in {"ccomp", "csubj"} else f"@{case}"
        if shape not in shapes or child < i:
            continue
        content = frozenset(tree.subtree(child))
        source = next(iter(tree.children(i, "nsubj")), None)
        source = source if source is not None else source_of(tree, i) if tree.tokens[i].dep == "xcomp" else None
        if source is not None and tree.lemma(source) == "it":
            source = None
        said_by = phrase(tree, source) if source is not None else frozenset[int]()
        cue, content = cue_tokens(tree, i, content, said_by, shape)
        return Candidate(i, tree.lemma(i), shapes[shape], cue, source, content - said_by - frozenset(cue),
                     shape=shape)  # fmt: skip
    return None


def preposition_candidates(tree: Tree, cues: Cues) -> list[Candidate]:
    """ "According to X, …" and its like, wherever they stand."""
    words = [token.text.lower() for token in tree.tokens]
    found = []
    for cue, shapes in cues.prepositions.items():
        parts = cue.split()
        if not set(parts) <= set(words):
            continue
        for start in range(len(words) - len(parts)):
            if words[start : start + len(parts)] != parts:
                continue
            source = _governed(tree, start, start + len(parts))
            clause = _clause_around(tree, source, start)
            taken = tuple(range(start, start + len(parts)))
            said_by = _to_comma(tree, source, phrase(tree, source, frozenset(taken)) - frozenset(taken))
            content = frozenset(tree.subtree(clause)) - said_by - frozenset(taken) - {start}
            if content:
                found.append(Candidate(start, cue, next(iter(shapes.values())), taken, source, content, beside=True,
                                       quotes=True, whole=tuple(sorted(said_by))))  # fmt: skip
    return found


def _to_comma(tree: Tree, source: int, words: frozenset[int]) -> frozenset[int]:
    """A source without the clause that a small parser hung on it: "according to the agency, 300 people fled"."""
    for i in sorted(words):
        if i <= source or tree.tokens[i].text != ",":
            continue
        rest = [j for j in sorted(words) if j > i]
        if rest and tree.tokens[rest[0]].text.lower() in RELATIVE:
            return words
        if any(tree.tokens[j].tag in {"VBD", "VBZ", "VBP", "MD"} for j in rest):
            return frozenset(j for j in words if j < i)
    return words


def _governed(tree: Tree, start: int, after: int) -> int:
    """The head of the noun phrase that begins at `after`."""
    if tree.tokens[start].dep == "case" and tree.tokens[start].head >= after:
        return tree.tokens[start].head
    at = after
    while (tree.tokens[at].head > at and tree.tokens[at].dep.partition(":")[0] in INSIDE) or tree.tokens[
        at
    ].dep == "nmod:poss":
        at = tree.tokens[at].head
    return at


def _clause_around(tree: Tree, source: int, start: int) -> int:
    """The clause that an adjunct stands in: up through nouns to the next verb or the root."""
    at = source
    tokens = tree.tokens
    ends = not any(t.i > source and t.i not in tree.subtree(source) and t.pos != "PUNCT" for t in tokens)
    if start <= 1 or (ends and tokens[start - 1].text == ","):
        return next((t.i for t in tokens if t.head == t.i), source)
    for head in tree.ancestors(source):
        at = head
        if head < start or head > source:
            below = tree.tokens[head].dep.partition(":")[0]
            if below in {"root", "ccomp", "conj", "parataxis", "advcl"} and (
                tree.is_verbal(head) or tree.children(head, "nsubj", "cop")
            ):
                break
    return at


def adverb_candidates(tree: Tree, cues: Cues) -> list[Candidate]:
    """ "Reportedly" and its like: nobody is named."""
    found = []
    for token in tree.tokens:
        shapes = cues.adverbs.get(token.text.lower())
        if shapes and token.head != token.i:
            content = frozenset(tree.subtree(token.head)) - {token.i}
            found.append(Candidate(token.i, token.text.lower(), next(iter(shapes.values())), (token.i,), None, content))
    return found
