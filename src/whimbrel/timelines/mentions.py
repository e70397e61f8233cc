"""Where a report means somebody: by name, by a pronoun, by a noun that takes the name up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whimbrel.coder.arguments import subjects_of
from whimbrel.coder.tree import Tree
from whimbrel.timelines.called import Called
from whimbrel.timelines.reading import Text
from whimbrel.timelines.words import words

HE = frozenset("he him his himself she her hers herself".split())
IT = frozenset("it its itself".split())
THEY = frozenset("they them their theirs themselves".split())
I = frozenset("i me my mine myself".split())  # noqa: E741 - the word
WE = frozenset("we us our ours ourselves".split())
SAYING = frozenset("say tell add state note explain announce claim write argue declare comment remark".split())
SEEMING = frozenset({"seem", "appear", "look", "turn", "happen", "make"})  # verbs whose "it" may mean nothing
BODIES = frozenset({"body", "thing", "either"})
NEAR = 2  # sentences back in which no other body may be named, for "the company" to be ours
REACH = 3  # sentences back that a pronoun may look


@dataclass(frozen=True)
class Mentions:
    """For each sentence the tokens that stand for the one looked for, as heads of their phrases, and those that only
    stand before another noun ("the Acme plant")."""

    heads: tuple[frozenset[int], ...]
    before_nouns: tuple[frozenset[int], ...]


@dataclass(frozen=True)
class _Bearer:
    """Somebody a pronoun may take up: where the phrase stands, of what kind it is, whether it is the one looked for."""

    at: int
    kind: str
    ours: bool
    subject: bool


def find_mentions(text: Text, who: Called) -> Mentions:
    """Where the report means `who`."""
    by_given = who.is_alone(text.trees)
    nouns = _titles(text.trees, who, by_given=by_given)
    surnames = frozenset(
        tree.tokens[n.end - 1].text
        for tree in text.trees
        for n in tree.sentence.names
        if n.label == "PER" and n.end - n.start > 1
    )
    told: list[list[_Bearer]] = []
    heads: list[frozenset[int]] = []
    before: list[frozenset[int]] = []
    for tree in text.trees:
        own, modifying = _by_name(tree, who, by_given=by_given)
        bearers = [*_bearers(tree, own, who, surnames)]
        taken: set[int] = set()
        for token in tree.tokens:
            if token.i not in own and _points_to(tree, token.i, who, nouns, bearers, told[-REACH:]):
                taken.add(token.i)
                bearers.append(_Bearer(token.i, who.kind, True, token.dep.startswith("nsubj")))
        for pronoun in _spoken(tree, who, own | taken):
            taken.add(pronoun)
        told.append(sorted(bearers, key=lambda b: b.at))
        heads.append(frozenset(own | taken))
        before.append(frozenset(modifying))
    return Mentions(tuple(heads), tuple(before))


def _titles(trees: Sequence[Tree], who: Called, *, by_given: bool) -> frozenset[str]:
    """The nouns that the text puts beside the name, and so may take it up with: "the firm's president, Jane Doe"."""
    return frozenset(
        tree.lemma(i)
        for tree in trees
        for i in _by_name(tree, who, by_given=by_given)[0]
        if tree.tokens[i].pos == "NOUN"
    )


def _by_name(tree: Tree, who: Called, *, by_given: bool) -> tuple[set[int], set[int]]:
    """Heads of the phrases that are the name or are renamed by it, and the name's words that stand before a noun."""
    heads: set[int] = set()
    modifying: set[int] = set()
    for start, end in who.places(tree, by_given=by_given):
        head = _head(tree, start, end)
        after = end
        while tree.tokens[head].head == after and tree.tokens[after].text.lower().rstrip(".") in words("firm"):
            head, after = after, after + 1
        modifies = tree.tokens[head].dep.split(":")[0] in {"compound", "amod", "nmod"} and not tree.case(head)
        possessive = any(tree.tokens[c].tag == "POS" for c in tree.children(head, "case"))
        if modifies and not possessive and tree.tokens[head].head > head:
            outer = tree.tokens[head].head
            if who.kind != "thing" or tree.lemma(outer) not in words("sort"):
                modifying.add(head)
                continue
            head = outer
        heads.add(head)
        heads |= _renamed(tree, head, who)
    return heads, modifying


def _head(tree: Tree, start: int, end: int) -> int:
    """The word of a run on which the others hang."""
    inside = range(start, end)
    return next((i for i in inside if tree.tokens[i].head == i or tree.tokens[i].head not in inside), start)


def _renamed(tree: Tree, head: int, who: Called) -> set[int]:
    """What the name renames or is renamed by: "the firm's head, Jane Doe", "Acme chief Jane Doe"."""
    found: set[int] = set()
    token = tree.tokens[head]
    relation = token.dep
    beside = relation in {"appos", "flat"} or (who.kind == "person" and relation in {"nmod:desc", "compound"})
    if beside and token.head != head and tree.tokens[token.head].pos in {"NOUN", "PROPN"}:
        found.add(token.head)
    found |= {i for i in tree.children(head, "appos") if tree.tokens[i].pos in {"NOUN", "PROPN"}}
    return found


def _bearers(tree: Tree, own: set[int], who: Called, surnames: frozenset[str]) -> Iterator[_Bearer]:
    """Names of the sentence, ours among them. One word taken for a person may be a body's name, if nobody's surname; a
    place that acts is a body."""
    for i in sorted(own):
        yield _Bearer(i, who.kind, True, tree.tokens[i].dep.startswith("nsubj"))
    for name in tree.sentence.names:
        if own & set(range(name.start, name.end)):
            continue
        head = _head(tree, name.start, name.end)
        subject = tree.tokens[head].dep.startswith("nsubj")
        kind = {"PER": "person", "ORG": "body"}.get(name.label, "body" if subject else "place")
        if kind == "person" and name.end - name.start == 1 and tree.tokens[head].text not in surnames:
            kind = "either"
        yield _Bearer(head, kind, False, subject)
    for token in tree.tokens:
        named = any(name.start <= token.i < name.end for name in tree.sentence.names)
        if token.pos == "PROPN" and token.dep.startswith("nsubj") and not named and token.i not in own:
            yield _Bearer(token.i, "thing", False, True)


def _points_to(
    tree: Tree,
    i: int,
    who: Called,
    nouns: frozenset[str],
    bearers: Sequence[_Bearer],
    before: Sequence[Sequence[_Bearer]],
) -> bool:
    """Whether the word at `i` takes up the one looked for, by what was named last."""
    token = tree.tokens[i]
    said = token.text.lower()
    noun = token.pos == "NOUN" and tree.lemma(i) in nouns and _definite(tree, i)
    if who.kind == "person":
        fits = noun or said in HE
    else:
        fits = noun or (said in IT and not _expletive(tree, i)) or (said in THEY and who.kind == "body")
    if fits:
        chosen = _last(tree, i, who.kind, bearers, before)
        return chosen is not None and chosen.ours
    sorted_as = words(who.kind) if who.kind in {"body", "thing"} else frozenset()
    return token.pos == "NOUN" and tree.lemma(i) in sorted_as and _definite(tree, i) and _no_other(i, bearers, before)


def _no_other(i: int, bearers: Sequence[_Bearer], before: Sequence[Sequence[_Bearer]]) -> bool:
    """Whether of all bodies and things named shortly before only ours is: then "the company" is it."""
    near = [*(b for b in bearers if b.at < i), *(b for told in before[-NEAR:] for b in told)]
    bodies = {b.ours for b in near if b.kind in BODIES}
    return bodies == {True}


def _expletive(tree: Tree, i: int) -> bool:
    """ "It was announced that …", "it looked unlikely", "made it clear": it stands for the clause, or for nothing."""
    clause = tree.tokens[i].head
    if tree.tokens[i].dep == "expl" or tree.children(clause, "csubj"):
        return True
    passive = tree.is_passive(clause) and bool(tree.children(clause, "ccomp"))
    return passive or (tree.lemma(clause) in SEEMING and bool(tree.children(clause, "ccomp", "xcomp")))


def _definite(tree: Tree, i: int) -> bool:
    """ "the company", "this device"; not "the company of his father"."""
    articles = {tree.lemma(j) for j in tree.children(i, "det")}
    return bool(articles & {"the", "this"}) and not any(tree.case(j) for j in tree.children(i, "nmod"))


def _last(
    tree: Tree, i: int, kind: str, bearers: Sequence[_Bearer], before: Sequence[Sequence[_Bearer]]
) -> _Bearer | None:
    """Whom the word at `i` takes up: the subject named before it in its sentence or else the nearest name; then those
    of the sentences before, subjects first."""
    kinds = {"person", "either"} if kind == "person" else BODIES
    here = [
        b for b in bearers
        if b.at < i and b.kind in kinds and not _in_phrase(tree, b.at, i) and not _acts_on(tree, b.at, i)
    ]  # fmt: skip
    if here:
        return next((b for b in here if b.subject), here[-1])
    for told in reversed(before):
        fitting = [b for b in told if b.kind in kinds]
        if fitting:
            return next((b for b in fitting if b.subject), fitting[0])
    return None


def _acts_on(tree: Tree, name: int, i: int) -> bool:
    """ "Kestrel sued it": whoever acts is not the one acted on."""
    object, subject = tree.tokens[i], tree.tokens[name]
    themselves = object.text.lower().endswith(("self", "selves"))
    return (
        object.dep in {"obj", "iobj"}
        and subject.head == object.head
        and subject.dep.startswith("nsubj")
        and not themselves
    )


def _in_phrase(tree: Tree, name: int, i: int) -> bool:
    """Whether the name stands within the phrase of the word itself: "its Acme plant"."""
    return i in tree.ancestors(name)


def _spoken(tree: Tree, who: Called, meant: set[int]) -> Iterator[int]:
    """ "I" and "we" in what the one looked for is quoted as saying in this sentence."""
    pronouns = I if who.kind == "person" else WE
    speakers = [
        token.i
        for token in tree.tokens
        if tree.is_verbal(token.i) and tree.lemma(token.i) in SAYING and set(subjects_of(tree, token.i)) & meant
    ]
    if speakers:
        yield from (token.i for token in tree.tokens if token.text.lower() in pronouns and token.text != "US")
