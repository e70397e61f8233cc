"""Persons named beside a nominal, their titles, and those who lead what it names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whimbrel.coder.links import Link
from whimbrel.coder.nominals import clean_title
from whimbrel.coder.speakers import text_between
from whimbrel.coder.tree import Tree
from whimbrel.grammar.sentence import Token
from whimbrel.model import ActorKind, Participant

if TYPE_CHECKING:
    from whimbrel.coder.parties import Cast

TEAMS = frozenset({"delegation", "team", "mission", "group", "commission", "party"})
REACH = 6  # words behind a team in which the name of its leader may stand
LEADING = frozenset({"lead", "head", "chair", "include", "comprise", "represent", "command", "compose"})


def person_beside(cast: Cast, tree: Tree, i: int) -> Participant | None:
    """A person named in the nominal itself: "spokesperson Tareq Ezz al-Din", "the fighter Brother Ziad"."""
    inside = [i, *tree.children(i, "flat", "compound"), *tree.appositions(i)]
    inside += [j for k in inside[1:] for j in (*tree.children(k, "flat"), *tree.appositions(k))]
    inside += _behind_the_body(cast, tree, i)
    for j in inside:
        if j != i and j < i and tree.tokens[j].dep == "compound" and tree.tokens[i].pos == "NOUN":
            continue
        link = cast.link_at(tree, j)
        if link is not None and link.party is not None and link.party.kind is ActorKind.PERSON:
            words = [
                tree.tokens[k] for k in tree.subtree(i, clauses=False)
                if tree.tokens[k].end <= link.start and tree.tokens[k].pos not in {"VERB", "AUX"}
            ]  # fmt: skip
            return replace(link.party, title=link.party.title or clean_title(text_between(words)))
    return None


def persons_beside(cast: Cast, tree: Tree, i: int) -> list[Participant]:
    """The persons whom a plural names beside it, two or more: "the heads of the two unions, Jane Doe and John Roe"."""
    if tree.tokens[i].tag != "NNS":
        return []
    links = [cast.link_at(tree, k) for j in tree.children(i, "appos") for k in tree.conjuncts(j)]
    found = [link.party for link in links if link and link.party and link.party.kind is ActorKind.PERSON]
    return found if len(found) > 1 else []


def _behind_the_body(cast: Cast, tree: Tree, i: int) -> list[int]:
    """The name of an office's holder that was hung on the body: "the leader of the union, Jane Doe, met"."""
    if tree.tokens[i].tag != "NN" or cast.almanac.title(tree.tokens[i].text) is None:
        return []
    bodies = [j for j in tree.children(i, "nmod") if tree.case(j) == "of"]
    behind = [k for j in bodies for k in tree.children(j, "appos") if tree.tokens[k - 1].text == ","]
    return [k for k in behind if tree.tokens[k].pos == "PROPN"]


def title_beside(cast: Cast, tree: Tree, i: int, link: Link) -> str:
    """The words before the name in its nominal, else an apposition that is a title."""
    before = [
        tree.tokens[j]
        for j in tree.subtree(i, clauses=False)
        if tree.tokens[j].end <= link.start
        and tree.tokens[j].pos not in {"VERB", "AUX", "ADP", "CCONJ", "PRON"}
        and (tree.tokens[j].dep != "punct" or tree.tokens[j].tag == "HYPH" or tree.tokens[j].text == "-")
    ]
    run: list[Token] = []
    for token in reversed(before):
        if run and run[0].i != token.i + 1:
            break
        run.insert(0, token)
    title = clean_title(text_between(run))
    if title:
        return title
    for j in tree.appositions(i):
        words = [tree.tokens[k] for k in tree.subtree(j, clauses=False) if tree.tokens[k].dep != "punct"]
        text = clean_title(text_between(words))
        if text and cast.link_at(tree, j) is None:
            return text
    return ""


def led_by(cast: Cast, tree: Tree, i: int) -> list[Participant]:
    """ "a delegation led by X", "headed by its deputy, Y": the first person named after "by" acts too."""
    within = [k for k in tree.children(i, "nmod") if tree.case(k) in {"of", "from"}]  # "of the union, headed by X"
    for j in (j for k in (i, *within) for j in tree.children(k, "acl", "parataxis", "appos")):
        if tree.lemma(j) not in LEADING or not tree.is_verbal(j):
            continue
        start = next((t.i for t in tree.tokens[j + 1 : j + 4] if t.lemma == "by"), None)
        if start is None:
            continue
        stop = next((t.i for t in tree.tokens[start:] if t.tag in {"VBD", "VBZ", "VBP", "MD"}), len(tree.tokens))
        for name in tree.sentence.names:
            if start < name.start < stop and name.label == "PER":
                link = cast.link_at(tree, name.end - 1)
                if link is not None and link.party is not None:
                    words = [t for t in tree.tokens[start + 1 : name.start] if t.pos not in {"VERB", "PUNCT"}]
                    return [replace(link.party, title=link.party.title or clean_title(text_between(words)))]
    return _at_the_head(cast, tree, i)


def _at_the_head(cast: Cast, tree: Tree, i: int) -> list[Participant]:
    """ "a team under X", "a mission with X at its head"."""
    if tree.lemma(i) not in TEAMS:
        return []
    behind = tree.tokens[i + 1 : i + REACH]
    for name in (name for name in tree.sentence.names if name.label == "PER" and i < name.start <= i + REACH):
        before = [token.text.lower() for token in behind if token.i < name.start and token.pos == "ADP"]
        after = [token.text.lower() for token in tree.tokens[name.end : name.end + 3]]
        ahead = after[:1] == ["at"] and after[1:] in (["its", "head"], ["the", "head"], ["their", "head"])
        link = cast.link_at(tree, name.end - 1)
        if (before == ["under"] or (before == ["with"] and ahead)) and link is not None and link.party is not None:
            return [link.party]
    return []
