"""Verbal cues: what a verb of saying, thinking, wanting or judging has for its source and its content."""

from __future__ import annotations

from collections.abc import Mapping

from whimbrel.coder.quotes.attribution import Stance
from whimbrel.coder.quotes.candidate import Candidate, cue_tokens, phrase
from whimbrel.coder.quotes.cues import Cues
from whimbrel.coder.quotes.sources import source_of
from whimbrel.coder.tree import RELATIVE, Tree

Parts = dict[str, list[int]]  # shape → heads of what has it
CLAUSES = ("~that", "quote")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ASIDE = frozenset({"while", "whereas", "though", "although", "after"})
RAISING = frozenset({"seem", "appear", "look", "sound"})
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow".split()
)  # "said Friday": a time that a small parser may take for an object
CONTROLLING = frozenset({"want", "expect", "need", "like", "ask"})


def verb_candidate(tree: Tree, i: int, cues: Cues) -> Candidate | None:
    """The attribution that the verb at `i` makes; with empty content where a quotation must be found around it."""
    verb, shapes = _entry(tree, i, cues)
    if not shapes:
        return None
    parts = _parts(tree, i)
    passive = tree.is_passive(i)
    content, shape = _content(tree, i, parts, shapes, passive)
    if not content and ("~that" in shapes or "quote" in shapes):
        content, shape = _slipped(tree, i), "~that" if "~that" in shapes else "quote"
    beside = not content and _can_stand_beside(tree, i, shapes)
    addressee = _addressee(tree, i, parts, content)
    if beside:
        content, shape = _around(tree, i), "quote"
    if not content and "quote" in shapes and tree.tokens[i].tag in FINITE:
        content, shape = _set_off(tree, i), "quote"
        beside = bool(content)
    if not content and "quote" not in shapes:
        return None
    content = _without_further_cues(tree, i, content, cues)
    source = source_of(tree, i)
    if source in content:
        source = None
    if tree.lemma(i) in RAISING or (passive and source is None):
        content |= _raised(tree, i, parts, content)
        source = None if source in content or tree.lemma(i) in RAISING else source
    said_by = phrase(tree, source) if source is not None else frozenset[int]()
    cue, content = cue_tokens(tree, i, content, said_by, shape)
    return Candidate(i, verb, shapes[shape], cue, source, content - said_by - frozenset(cue), addressee, beside,
                     "quote" in shapes, shape=shape)  # fmt: skip


def _entry(tree: Tree, i: int, cues: Cues) -> tuple[str, Mapping[str, Stance]]:
    """The lexicon's entry for a verb, with its particle where that makes another word of it."""
    lemma = tree.lemma(i)
    for child in tree.children(i):
        if i < child <= i + 2 and (entry := cues.verbs.get(f"{lemma} {tree.lemma(child)}")):
            return f"{lemma} {tree.lemma(child)}", entry
    return lemma, cues.verbs.get(lemma, {})


def _parts(tree: Tree, i: int) -> Parts:
    """The verb's dependents by the shape they have."""
    found: Parts = {}
    for child in tree.children(i):
        shape = _shape(tree, child)
        if shape and not (shape in {"obj", "iobj"} and tree.lemma(child) in DAYS):
            found.setdefault(shape, []).append(child)
    return found


def _shape(tree: Tree, child: int) -> str:
    relation = tree.tokens[child].dep.partition(":")[0]
    marks = {tree.lemma(m) for m in tree.children(child, "mark", "case")}
    if relation in {"ccomp", "xcomp"}:
        if "to" in marks and tree.is_verbal(child):
            return "~to"
        if relation == "ccomp":
            return "~that"
        if "as" in marks:
            return "@as"
        return "~ing" if tree.tokens[child].tag == "VBG" else "pred"
    if relation in {"obj", "iobj"}:
        return relation
    if relation == "obl":
        if tree.tokens[child].dep == "obl:unmarked":
            return ""
        return f"@{tree.case(child).split(' ')[0]}"
    if relation == "advcl":
        fixed = marks & {"of", "for", "about", "as", "against", "with", "to", "from", "whether", "on"}
        return "~to" if "to" in fixed else f"@{min(fixed)}" if fixed else "that?" if "that" in marks else ""
    return "para" if relation == "parataxis" else ""


def _content(
    tree: Tree, i: int, parts: Parts, shapes: Mapping[str, Stance], passive: bool
) -> tuple[frozenset[int], str]:
    """The tokens of the content that the verb governs, and which of the verb's shapes it has."""
    clauses = parts.get("~that", []) + parts.get("that?", [])
    spoken = next((shape for shape in CLAUSES if shape in shapes), "")
    if clauses and spoken:
        return _below(tree, clauses), spoken
    for shape in ("~to", "~ing"):
        if shape in parts and shape in shapes:
            heads = list(parts[shape])
            if "obj" in shapes or tree.lemma(i) in CONTROLLING:
                heads += parts.get("obj", []) + parts.get("iobj", [])
            return _below(tree, heads), shape
    heads, found = [], ""
    if "obj" in shapes:
        heads, found = parts.get("obj", []) + parts.get("iobj", []) + parts.get("pred", []), "obj"
        outside = _passive_subject(tree, i) if passive else _gap(tree, i) if not heads else frozenset()
        if outside:
            return outside, "obj"
    if not heads and "pred" in shapes and "pred" in parts:
        return _below(tree, parts["pred"]), "pred"
    for prep in [p for p in parts if p.startswith("@") and p in shapes]:
        if prep == "@as" and not heads:  # "cast the vote as …": what is so called belongs to it
            subject = _passive_subject(tree, i) if passive else frozenset()
            if subject:
                return subject | _below(tree, parts[prep]), prep
            heads = parts.get("obj", [])
        heads = heads + parts[prep]
        found = found if found == "obj" and parts.get("obj") else prep
    if heads:
        return _below(tree, heads), found
    if "para" in parts and "quote" in shapes:
        return _below(tree, [child for child in parts["para"] if child > i]), "quote"
    return frozenset(), spoken or next(iter(shapes))


def _below(tree: Tree, heads: list[int]) -> frozenset[int]:
    return frozenset(j for head in heads for j in tree.subtree(head))


def _gap(tree: Tree, i: int) -> frozenset[int]:
    """What a relative clause without its own object takes from outside: "the plan he backed"."""
    token = tree.tokens[i]
    if not token.dep.startswith("acl") or not tree.children(i, "nsubj"):
        return frozenset()
    if any(tree.tokens[j].text.lower() in RELATIVE for j in tree.children(i, "nsubj")):
        return frozenset()
    return phrase(tree, token.head, frozenset({i}))


def _passive_subject(tree: Tree, i: int) -> frozenset[int]:
    own = tree.children(i, "nsubj", "csubj")
    if own:
        return _below(tree, list(own))
    return phrase(tree, tree.tokens[i].head, frozenset({i})) if tree.tokens[i].dep.startswith("acl") else frozenset()


def _raised(tree: Tree, i: int, parts: Parts, content: frozenset[int]) -> frozenset[int]:
    """The subject that belongs to the content: "the talks are expected to start", "the ship seems to have sunk"."""
    if not content or not {"~to", "pred"} & set(parts):
        return frozenset()
    return _below(tree, list(tree.children(i, "nsubj")))


def _can_stand_beside(tree: Tree, i: int, shapes: Mapping[str, Stance]) -> bool:
    """Whether a verb without content is set into or after what it attributes: "…, he said", "…, as he put it"."""
    token = tree.tokens[i]
    if "quote" not in shapes or token.head == i:
        return False
    if token.dep == "parataxis":
        return bool(tree.children(i, "nsubj"))
    marks = {tree.lemma(m) for m in tree.children(i, "mark", "advmod")}
    return token.dep.startswith("advcl") and "as" in marks


def _around(tree: Tree, i: int) -> frozenset[int]:
    """All of the clause that `i` hangs on, less `i`'s own."""
    found = frozenset(tree.subtree(tree.tokens[i].head)) - frozenset(tree.subtree(i))
    later = {j for j in found if j > i}
    return found if any(tree.is_verbal(j) for j in later) else found - later  # "…, he said Friday"


def _slipped(tree: Tree, i: int) -> frozenset[int]:
    """The clause of a verb of saying that a small parser hung elsewhere: "told the daily that he …" as a relative clause
    of "daily"; "It was late, the guard told us" with "late" as an adverb."""
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


def _without_further_cues(tree: Tree, i: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """Less what the same speaker says next: "said it would stay, adding that …", "said he was sorry but denied …"."""
    for j in content:
        token = tree.tokens[j]
        shapes = cues.verbs.get(token.lemma.lower(), {})
        if j < i or "quote" not in shapes:
            continue
        if tree.children(j, "nsubj"):
            marks = {tree.lemma(m) for m in tree.children(j, "mark")}
            if marks & ASIDE and token.tag in FINITE and tree.children(j, "ccomp"):
                content = frozenset(k for k in content if k < min(tree.subtree(j)))
            continue
        before = tree.tokens[j - 2 if tree.tokens[j - 1].pos == "ADV" else j - 1].text
        participle = token.tag == "VBG" and token.dep in {"advcl", "ccomp", "acl"} and before == ","
        same_tense = token.tag == tree.tokens[i].tag and token.tag in {"VBD", "VBZ"}
        joined = same_tense and token.dep == "conj" and bool(tree.children(j, "ccomp"))
        if participle or joined:
            opening = min(tree.subtree(j))
            content = frozenset(k for k in content if k < opening)
    return content


def _set_off(tree: Tree, i: int) -> frozenset[int]:
    """What a clause of saying is set into or behind with commas, whatever its tree: "…, the guard said, …"."""
    tokens = tree.tokens
    subjects = [j for j in tree.children(i, "nsubj") if j < i]
    start = min(tree.subtree(subjects[-1])) if subjects else i
    start = next((j + 1 for j in range(i - 1, start, -1) if tokens[j].text == "," and subjects and j < subjects[-1]),
                 start)  # fmt: skip
    if start < 2 or tokens[start - 1].text not in {",", "”", '"', "''", "—", "–", "-"}:
        return frozenset()
    end = next((j for j in range(i + 1, min(i + 14, len(tokens))) if tokens[j].text == ","), len(tokens))
    left, right = range(start), range(end + 1, len(tokens))
    whole = _has_finite(tree, left)
    further = _has_finite(tree, right) and not (whole and tokens[right[0]].pos == "CCONJ")
    return frozenset([*left, *(right if further else ())]) if whole or further else frozenset()


def _has_finite(tree: Tree, words: range) -> bool:
    return any(tree.tokens[j].tag in FINITE | {"MD"} for j in words)


def _addressee(tree: Tree, i: int, parts: Parts, content: frozenset[int]) -> int | None:
    """Whom it is said to: "told reporters", "said to the crowd"."""
    for shape in ("iobj", "obj", "@to"):
        for head in parts.get(shape, []):
            if head not in content and tree.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
                return head
    return None
