"""Verbal cues: what a verb of saying, thinking, wanting or judging has for its source and its content."""

from __future__ import annotations

from collections.abc import Mapping

from whimbrel.coder.quotes.attribution import Stance
from whimbrel.coder.quotes.candidate import Candidate, cue_tokens, phrase
from whimbrel.coder.quotes.cues import Cues
from whimbrel.coder.quotes.slips import around, lone_participle, set_off, slipped_clause, without_further_cues
from whimbrel.coder.quotes.sources import DAYS, FINITE, source_of
from whimbrel.coder.tree import RELATIVE, Tree

Parts = dict[str, list[int]]  # shape → heads of what has it
CLAUSES = ("~that", "quote")
ACTIVE = frozenset({Stance.SPEECH, Stance.INTENTION})
RAISING = frozenset({"seem", "appear", "sound"})
RAISED = frozenset({"~to", "pred"})
CONTROLLING = frozenset({"want", "expect", "need", "like", "ask"})
ADDRESSED = frozenset({"tell", "inform", "assure", "remind"})  # whose object hears it


def verb_candidate(tree: Tree, i: int, cues: Cues) -> Candidate | None:
    """The attribution that the verb at `i` makes; with empty content where a quotation must be found around it."""
    verb, shapes = _entry(tree, i, cues)
    if not shapes or tree.tokens[i].dep == "amod":  # "suspected rebels": a description
        return None
    parts = _parts(tree, i)
    passive = tree.is_passive(i)
    active_preps = any(p.startswith("@") and shapes.get(p) in ACTIVE for p in parts)
    lone = lone_participle(tree, i) if passive and active_preps else None
    passive = passive and lone is None
    content, shape, beside = _found(tree, i, parts, shapes, passive)
    if not content and "quote" not in shapes:
        return None
    addressee = _addressee(tree, parts, content)
    content = without_further_cues(tree, i, content, cues)
    source = source_of(tree, i) if lone is None else lone
    if source in content:
        source = None
    raising = shape in RAISED and tree.lemma(i) in RAISING
    if raising or (passive and source is None):
        content |= _raised(tree, i, parts, content)
        source = None if source in content or raising else source
    said_by = phrase(tree, source, frozenset({i})) if source is not None else frozenset[int]()
    cue, content = cue_tokens(tree, i, content, said_by, shape)
    return Candidate(i, verb, shapes[shape], cue, source, content - said_by - frozenset(cue), addressee, beside,
                     "quote" in shapes, shape=shape)  # fmt: skip


def _found(
    tree: Tree, i: int, parts: Parts, shapes: Mapping[str, Stance], passive: bool
) -> tuple[frozenset[int], str, bool]:
    """The content, the shape it has, and whether the verb only stands beside it: governed, or where a slip put it, or
    the clause that the verb is set into."""
    content, shape = _content(tree, i, parts, shapes, passive)
    bare = all(tree.tokens[j].pos == "PRON" for j in content)
    if "quote" in shapes and bare and _is_as_clause(tree, i):  # "as the guard told us"
        return around(tree, i), "quote", True
    if not content and ("~that" in shapes or "quote" in shapes):
        content, shape = slipped_clause(tree, i), "~that" if "~that" in shapes else "quote"
    if content or "quote" not in shapes:
        return content, shape, False
    if _can_stand_beside(tree, i):
        content = around(tree, i)
        return content, "quote", True
    content = set_off(tree, i) if tree.tokens[i].tag in FINITE else content
    return content, "quote", bool(content)


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
        timely = shape in {"obj", "iobj", "@on"} and tree.lemma(child) in DAYS
        if shape and not timely:
            found.setdefault(shape, []).append(child)
        if shape == "obj":  # "ordered the state to pay", its infinitive hung on "state"
            wanted = [
                j for j in tree.children(child, "acl") if "to" in {tree.lemma(m) for m in tree.children(j, "mark")}
            ]
            if wanted and "~to" not in found:
                found["~to"] = wanted
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
        found = found if found.startswith("@") or (found == "obj" and parts.get("obj")) else prep
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


def _can_stand_beside(tree: Tree, i: int) -> bool:
    """Whether a verb without content is set into or after what it attributes: "…, he said"."""
    return tree.tokens[i].dep == "parataxis" and bool(tree.children(i, "nsubj"))


def _is_as_clause(tree: Tree, i: int) -> bool:
    """Whether the verb's clause only tells who says so: "as he put it", not "as he continues his war"."""
    marks = {tree.lemma(m) for m in tree.children(i, "mark", "advmod")}
    told = [j for j in tree.children(i, "obj") if tree.tokens[j].pos != "PRON" and tree.lemma(i) not in ADDRESSED]
    return tree.tokens[i].dep.startswith("advcl") and "as" in marks and bool(tree.children(i, "nsubj")) and not told


def _addressee(tree: Tree, parts: Parts, content: frozenset[int]) -> int | None:
    """Whom it is said to: "told reporters", "said to the crowd"."""
    for shape in ("iobj", "obj", "@to"):
        for head in parts.get(shape, []):
            if head not in content and tree.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
                return head
    return None
