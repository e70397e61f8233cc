"""Who says so: the chain of speakers between the outlet and what is told, outermost first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from whimbrel.coder.arguments import subjects_of
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.tree import RELATIVE, Tree
from whimbrel.grammar.sentence import Token
from whimbrel.model import Participant, Span, Speaker

if TYPE_CHECKING:
    from whimbrel.coder.quotes.candidate import Candidate

FINITE = frozenset({"VBD", "VBZ", "VBP"})
ABOUT = frozenset({"for", "to", "of", "against", "with", "over"})
CONTENT = frozenset({"ccomp", "xcomp", "parataxis", "csubj", "obj", "acl", "obl", "nmod", "advcl"})
NOBODY = frozenset({"nobody", "none", "no-one"})
ACTS = frozenset({"REQUEST", "THREATEN", "ACCUSE", "REJECT"})
CHARGES = frozenset({"accuse", "blame", "charge", "threaten"})  # judgements that tell what was done


def find_speakers(
    tree: Tree,
    trigger: int,
    lexicon: Lexicon,
    acts: dict[int, str],
    who: Callable[[Tree, int], Sequence[Participant]] = lambda _tree, _i: (),
) -> tuple[Speaker, ...]:
    """The chain for the trigger at token `trigger`; empty when only the outlet itself tells it.

    `acts` maps triggers of speech acts (REQUEST, ACCUSE, …) in the sentence to their types: what they call for is said
    by whoever performs them. `who` tells which actors a nominal stands for; the first is the speaker.
    """
    return tuple(linked(_speaker(tree, i), who(tree, i)) for i, _ in speaker_chain(tree, trigger, lexicon, acts))


def linked(speaker: Speaker, parties: Sequence[Participant]) -> Speaker:
    """The speaker as the first of the actors that the words stand for; unlinked where there is none."""
    if not parties:
        return speaker
    party = parties[0]
    return replace(speaker, actor=party.id, kind=party.kind, country=party.country, sector=party.sector)


def speaker_chain(tree: Tree, trigger: int, lexicon: Lexicon, acts: dict[int, str]) -> list[tuple[int, int]]:
    """The speakers of the chain, outermost first: the head of each, and the word of saying that makes it a speaker."""
    found = [(len(c.content), speaker, c.anchor) for c in _tellings(tree, trigger) for speaker in _head(tree, c)]
    said = {anchor for _, _, anchor in found}
    child = trigger
    for head in tree.ancestors(trigger):
        if tree.tokens[child].dep == "acl:relcl":
            break
        condemned = acts.get(head) == "ACCUSE" and tree.tokens[child].dep == "obj"  # what is condemned did happen
        acting = acts.get(head) in ACTS and not condemned
        if head not in said and _is_content(tree, child) and (acting or _own_word(tree, head, lexicon)):
            found += [(len(tree.subtree(head)), i, head) for i in _first(tree, head)]
        child = head
    chain: dict[int, int] = {}
    for _, speaker, anchor in sorted(found, key=lambda one: -one[0]):
        chain.setdefault(speaker, anchor)
    return list(chain.items())


def _tellings(tree: Tree, trigger: int) -> list[Candidate]:
    """The attributions whose content the trigger stands in, but for what a relative clause only presupposes."""
    return [
        c for c in _candidates(tree)
        if c.source is not None and not is_nobody(tree, c.source) and c.anchor != trigger and _is_telling(c)
        and (trigger in c.content or (c.quotes and _same_quotation(tree, trigger, c)))
        and not _presupposed(tree, trigger, c.anchor)
    ]  # fmt: skip


def is_nobody(tree: Tree, source: int) -> bool:
    """ "Nobody claimed the attack", "no group has said so": there is none who says it."""
    return tree.lemma(source) in NOBODY or any(tree.lemma(i) == "no" for i in tree.children(source, "det"))


@lru_cache(maxsize=4)
def _candidates(tree: Tree) -> list[Candidate]:
    """All attributions of a sentence, which its claims ask for one after the other."""
    from whimbrel.coder.quotes.cues import load_cues  # noqa: PLC0415 - quotes name their speakers, as parties do
    from whimbrel.coder.quotes.reading import sentence_candidates  # noqa: PLC0415

    return sentence_candidates(tree, load_cues())


def _own_word(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    """Whether a verb is a word of saying that only the reader's own lexicon has."""
    from whimbrel.coder.quotes.cues import load_cues  # noqa: PLC0415

    return tree.is_verbal(head) and tree.lemma(head) in lexicon.speech and tree.lemma(head) not in load_cues().verbs


def _is_telling(telling: Candidate) -> bool:
    """Whether somebody's words, or a belief told in a clause, put the content forward; "agreed to" is an act."""
    if telling.stance == "belief":
        return telling.shape in {"~that", "~to", "quote"}
    act = telling.verb == "agree" and telling.shape == "~to"
    return (telling.stance in {"speech", "evidence"} and not act) or telling.verb in CHARGES


def _same_quotation(tree: Tree, trigger: int, telling: Candidate) -> bool:
    """Whether the trigger stands in a quotation of which the content is a part, and the word of saying does not."""
    quoted = _quotation(tree, trigger)
    inside = any(j in quoted for j in telling.content) or not telling.content
    return trigger in quoted and telling.anchor not in quoted and inside


def _quotation(tree: Tree, i: int) -> range:
    """The words between the quotation marks that `i` stands in; none when it stands in none."""
    opened: int | None = None
    for token in tree.tokens:
        if opened is None and token.tag == "``":
            opened = token.i
        elif opened is not None and token.tag == "''":
            if opened < i < token.i:
                return range(opened + 1, token.i)
            opened = None
    return range(0)


def _presupposed(tree: Tree, trigger: int, anchor: int) -> bool:
    """Whether a relative clause stands between a trigger and the word of saying: "said those who seized it left". In
    a quotation nothing is: all of it is the speaker's."""
    at, quoted = trigger, _quotation(tree, trigger)
    if quoted and anchor not in quoted:
        return False
    for head in tree.ancestors(trigger):
        if tree.tokens[at].dep == "acl:relcl" and anchor not in tree.subtree(at) and not _complement(tree, at):
            return True
        if head == anchor:
            return False
        at = head
    return False


def _complement(tree: Tree, clause: int) -> bool:
    """Whether a clause read as a relative one tells what its noun is: "intelligence that militants plan …"."""
    opener = tree.subtree(clause)[0]
    subjects = tree.children(clause, "nsubj")
    return (
        tree.lemma(opener) == "that" and bool(subjects) and opener not in subjects and tree.tokens[clause].tag in FINITE
    )


def _head(tree: Tree, telling: Candidate) -> tuple[int, ...]:
    """The speaker's head; of "who" and "which" the noun that they stand for."""
    source = telling.source
    if source is not None and tree.tokens[source].text.lower() in RELATIVE:
        return subjects_of(tree, telling.anchor)[:1]
    return () if source is None else (source,)


def _is_content(tree: Tree, child: int) -> bool:
    """Whether a dependent of a speech act is what the act is about."""
    relation = tree.tokens[child].dep.split(":")[0]
    return relation in CONTENT and (relation not in {"obl", "advcl", "nmod"} or tree.case(child) in ABOUT)


def _first(tree: Tree, verb: int) -> tuple[int, ...]:
    """The one speaker of a verb of saying (joint speakers are one, headed by the first)."""
    speakers = tree.obliques(verb, "by") if tree.is_passive(verb) else subjects_of(tree, verb)
    return speakers[:1]


def _speaker(tree: Tree, i: int) -> Speaker:
    tokens = [tree.tokens[j] for j in tree.subtree(i, clauses=False)]
    tokens = _trim(tokens, tree, i)
    start, end = tokens[0].start, tokens[-1].end
    return Speaker(text_between(tokens), Span(start, end))


def _trim(tokens: list[Token], tree: Tree, head: int) -> list[Token]:
    """Leave out the preposition in front, and appositions behind a comma."""
    skip = set(tree.children(head, "case", "punct", "cc")) - {t.i for t in tokens if t.tag == "HYPH"}
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
