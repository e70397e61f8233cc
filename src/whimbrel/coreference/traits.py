"""What is seen of one mention by itself: its word, who takes part, and what else stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from whimbrel.coreference.documents import CONTENT, content, lemma_of
from whimbrel.coreference.kinship import Kinds, stem
from whimbrel.coreference.mention import Document, Mention, head_of
from whimbrel.grammar import Sentence, Token

LIGHT = frozenset({"take", "make", "have", "give", "do", "get", "hold", "be", "go", "put", "come", "set"})
NEGATIONS = frozenset({"not", "n't", "no", "never"})
SPEECH = frozenset({"say", "tell"})  # kinds
NEIGHBOURS = 3  # words on either side
INNER = frozenset({"flat", "compound", "amod", "nummod", "appos", "nmod:poss", "nmod", "conj"})
MODIFIERS = frozenset({"amod", "compound", "nummod"})
Children = Mapping[int, Sequence[int]]


class Word(NamedTuple):
    """What names the happening: a lemma (or `verb_particle`), its stem and the kinds it may tell of."""

    lemma: str
    stem: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Traits:
    """Of one mention. `bags` are lemmas by where they stand; `pos` is VERB, NOUN or OTHER; `mood` is past, present,
    modal, negated or other."""

    mention: Mention
    word: Word
    pos: str
    mood: str
    bags: Mapping[str, tuple[str, ...]]

    @property
    def speech(self) -> bool:
        return not SPEECH.isdisjoint(self.word.kinds)


def see(mention: Mention, document: Document, kinds: Kinds) -> Traits:
    """What is to be seen of a mention."""
    sentence = document.sentences[mention.sentence]
    tokens = sentence.tokens
    children = _children(sentence)
    head = tokens[_carrying(mention, sentence)]
    word = _word(mention, head, sentence, children, kinds)
    governor = head if head.pos == "VERB" else tokens[head.head]
    own = set(mention.words)
    outside = [token for token in tokens if token.i not in own]
    slots = _slots(head, tokens, children)
    if governor.pos == "VERB" and governor.i != head.i:  # "police made an arrest": who takes part stands with the verb
        carried = _slots(governor, tokens, children)
        slots = {name: found + [w for w in carried[name] if w != word.lemma] for name, found in slots.items()}
    clause = [tokens[i] for i in _subtree(governor.i, children) if i not in own]
    names = [t for name in sentence.names for t in tokens[name.start : name.end] if t.i not in own and len(t.text) > 1]
    near = [t for t in outside if min(abs(t.i - i) for i in own) <= NEIGHBOURS]
    bags = {
        "wording": [lemma_of(tokens[i]) for i in mention.words],
        "sentence": content(outside),
        "clause": content(clause),
        "near": content(near),
        "parties": [w for found in slots.values() for w in found],
        "second": slots["second"],
        "modifiers": slots["modifiers"],
        "names": [lemma_of(t) for t in names],
        "numbers": [t.text.casefold() for t in outside if t.pos == "NUM"],
    }
    ordered = {name: tuple(sorted(set(found))) for name, found in bags.items()}
    return Traits(mention, word, _pos(head), _mood(head, tokens, children), ordered)


def _carrying(mention: Mention, sentence: Sentence) -> int:
    """The word that names the happening: of "made a statement" the noun."""
    head = head_of(mention, sentence)
    if len(mention.words) > 1 and lemma_of(sentence.tokens[head]) in LIGHT:
        carried = [i for i in mention.words if sentence.tokens[i].head == head and sentence.tokens[i].pos == "NOUN"]
        return carried[0] if carried else head
    return head


def _word(mention: Mention, head: Token, sentence: Sentence, children: Children, kinds: Kinds) -> Word:
    """The lemma, or verb and particle where a kind holds the two together: "blew ... up"."""
    lemma, tokens = lemma_of(head), sentence.tokens
    below = children.get(head.i, ())
    case = [k for i in below for k in children.get(i, ()) if tokens[k].dep == "case" and abs(k - head.i) == 1]
    for i in (*below, *mention.words, *case):
        joined = f"{lemma}_{lemma_of(tokens[i])}"
        if joined in kinds.of_words:
            return Word(joined, stem(joined), kinds.of_words[joined])
    return Word(lemma, stem(lemma), kinds.of(lemma))


def _children(sentence: Sentence) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for token in sentence.tokens:
        if token.head != token.i:
            children.setdefault(token.head, []).append(token.i)
    return children


def _slots(head: Token, tokens: Sequence[Token], children: Children) -> dict[str, list[str]]:
    """Lemmas of who does it, to whom it is done, other phrases, and what modifies the word."""
    slots: dict[str, list[str]] = {"first": [], "second": [], "others": [], "modifiers": []}
    for i in children.get(head.i, ()):
        case = {lemma_of(tokens[k]) for k in children.get(i, ()) if tokens[k].dep == "case"}
        if slot := _slot(tokens[i].dep, case):
            slots[slot] += [lemma_of(token) for token in _phrase(i, tokens, children)]
    return slots


def _slot(relation: str, case: set[str]) -> str:
    phrase = relation.startswith(("obl", "nmod"))
    if relation in {"nsubj", "csubj", "nmod:poss", "obl:agent"} or (phrase and "by" in case):
        return "first"
    if relation in {"obj", "nsubj:pass", "iobj"} or (relation == "nmod" and "of" in case):
        return "second"
    if phrase:
        return "others"
    return "modifiers" if relation in MODIFIERS else ""


def _phrase(i: int, tokens: Sequence[Token], children: Children) -> Iterator[Token]:
    """The content words of a nominal, without its clauses."""
    if tokens[i].pos in CONTENT:
        yield tokens[i]
    for child in children.get(i, ()):
        if tokens[child].dep in INNER:
            yield from _phrase(child, tokens, children)


def _subtree(i: int, children: Children) -> list[int]:
    found, waiting = list[int](), [i]
    while waiting:
        at = waiting.pop()
        found.append(at)
        waiting += children.get(at, ())
    return found


def _pos(head: Token) -> str:
    return {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN"}.get(head.pos, "OTHER")


def _mood(head: Token, tokens: Sequence[Token], children: Children) -> str:
    below = [tokens[i] for i in children.get(head.i, ())]
    if any(lemma_of(token) in NEGATIONS for token in below):
        return "negated"
    if head.pos != "VERB":
        return "other"
    if any(token.tag in {"MD", "TO"} for token in below):
        return "modal"
    return "past" if head.tag in {"VBD", "VBN"} else "present"
