"""Who says so: the chain of speakers between the outlet and what is told, outermost first."""

from __future__ import annotations

from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.tree import Tree
from whimbrel.grammar.sentence import Token
from whimbrel.model import Span, Speaker

TOLD = frozenset({"ccomp", "xcomp", "parataxis", "obj"})
ABOUT = frozenset({"for", "to", "of", "against", "with", "over"})
CONTENT = frozenset({"ccomp", "xcomp", "parataxis", "csubj", "obj", "acl", "obl", "nmod", "advcl"})


def find_speakers(tree: Tree, trigger: int, lexicon: Lexicon, acts: dict[int, str]) -> tuple[Speaker, ...]:
    """The chain for the trigger at token `trigger`; empty when only the outlet itself tells it.

    `acts` maps triggers of speech acts (REQUEST, ACCUSE, …) in the sentence to their types: what they call for is said
    by whoever performs them.
    """
    return tuple(_speaker(tree, i) for i, _ in speaker_chain(tree, trigger, lexicon, acts))


def speaker_chain(tree: Tree, trigger: int, lexicon: Lexicon, acts: dict[int, str]) -> list[tuple[int, int]]:
    """The speakers of the chain, outermost first: the head of each, and the word of saying that makes it a speaker."""
    chain: list[tuple[int, int]] = []
    child = trigger
    _extend(chain, _beside(tree, trigger, lexicon))
    for head in tree.ancestors(trigger):
        relation = tree.tokens[child].dep
        if relation == "acl:relcl":
            break
        if relation.split(":")[0] in CONTENT and _is_telling(tree, head, child, lexicon, acts):
            _extend(chain, [(i, head) for i in _first(tree, head)])
        _extend(chain, _beside(tree, head, lexicon))
        child = head
    return chain[::-1]


def _extend(chain: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    for i, said in found:
        if all(i != known for known, _ in chain):
            chain.append((i, said))


def _is_telling(tree: Tree, head: int, child: int, lexicon: Lexicon, acts: dict[int, str]) -> bool:
    relation = tree.tokens[child].dep.split(":")[0]
    if acts.get(head) in {"REQUEST", "THREATEN", "ACCUSE", "REJECT", "AGREE"}:
        return relation != "nsubj" and (relation not in {"obl", "advcl", "nmod"} or tree.case(child) in ABOUT)
    return (
        tree.is_verbal(head)
        and tree.lemma(head) in lexicon.speech
        and relation in {"ccomp", "xcomp", "parataxis", "obj"}
    )


def _beside(tree: Tree, i: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Speakers added next to a clause: "…, police said", "according to the ministry"."""
    found: list[tuple[int, int]] = []
    for child in tree.children(i, "parataxis", "advcl", "ccomp", "dep"):
        after = child > i or tree.tokens[child].dep in {"parataxis", "advcl"}
        if tree.tokens[child].dep.startswith("advcl") and not any(
            tree.lemma(m) == "as" for m in tree.children(child, "mark")
        ):
            continue
        if tree.lemma(child) in lexicon.speech and after and not tree.children(child, "ccomp"):
            found.extend((speaker, child) for speaker in _first(tree, child))
    for child in tree.children(i, "obl", "nmod", "advcl", "parataxis"):
        if tree.case(child).startswith("according"):
            found.append((child, child))
        elif tree.tokens[child].text.lower() == "according":
            found.extend((speaker, child) for speaker in tree.children(child, "obl", "nmod")[:1])
    return found


def _first(tree: Tree, verb: int) -> tuple[int, ...]:
    """The one speaker of a verb of saying (joint speakers are one, headed by the first)."""
    speakers = tree.obliques(verb, "by") if tree.is_passive(verb) else tree.subjects(verb)
    return speakers[:1]


def _speaker(tree: Tree, i: int) -> Speaker:
    tokens = [tree.tokens[j] for j in tree.subtree(i, clauses=False)]
    tokens = _trim(tokens, tree, i)
    start, end = tokens[0].start, tokens[-1].end
    return Speaker(text_between(tokens), Span(start, end))


def _trim(tokens: list[Token], tree: Tree, head: int) -> list[Token]:
    """Leave out the preposition in front, and appositions behind a comma."""
    skip = set(tree.children(head, "case", "punct", "cc"))
    for beside in tree.children(head, "appos", "nmod", "obl"):
        if tree.tokens[beside].dep == "appos" or tree.case(beside) == "on":  # "the president on Monday said"
            skip.update(tree.subtree(beside))
    kept = [token for token in tokens if token.i not in skip or token.i == head]
    while len(kept) > 1 and kept[-1].pos == "PUNCT":
        kept.pop()
    while (
        len(kept) > 1
        and kept[0].i != head
        and (kept[0].pos in {"PUNCT", "DET"} or kept[0].dep in {"case", "fixed", "mark", "cc"})
    ):
        kept.pop(0)
    # a span must be one run: cut at the first gap after the head
    run = [tree.tokens[head]]
    by_index = {token.i: token for token in kept}
    at = head
    while at - 1 in by_index:
        at -= 1
        run.insert(0, by_index[at])
    at = head
    while at + 1 in by_index:
        at += 1
        run.append(by_index[at])
    return run


def text_between(tokens: list[Token]) -> str:
    """The words of a run of tokens with single spaces where the report had any gap."""
    parts: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before is not None and token.start > before.end:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)
