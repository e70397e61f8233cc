"""What a novel, a play or a film tells did not take place: "in the novel, …", "the play tells how …"."""

from __future__ import annotations

from whimbrel.coder.arguments import subjects_of
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.tree import Tree

WORKS = frozenset({"work", "footage"})
INSIDE = frozenset({"in", "throughout"})
ABOUT = frozenset({"about", "on"})
ASKING = frozenset({"which", "where"})


def made_up(tree: Tree, i: int, lexicon: Lexicon) -> int | None:
    """The word for the made-up work in which a verb at `i` tells of something, if it stands in one."""
    if tree.words.isdisjoint(word for word, kind in lexicon.fiction.items() if kind in WORKS):
        return None
    child = i
    if (work := _in_a_work(tree, child, lexicon)) is not None:
        return work
    for head in tree.ancestors(i):
        if (work := _in_a_work(tree, head, lexicon)) is not None:
            return work
        relation = tree.tokens[child].dep.split(":")[0]
        if _is_work(tree, head, lexicon) and relation in {"acl", "nmod"} and _holds(tree, child):
            return head
        if (work := _told_by_a_work(tree, head, child, lexicon)) is not None:
            return work
        child = head
    return None


def _is_work(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether a noun is a made-up work, or a part or the story of one: "the finale of the opera"."""
    kind = lexicon.fiction.get(tree.lemma(i))
    if tree.tokens[i].pos != "NOUN" or tree.tokens[i].dep == "compound" or kind is None:
        return False
    if kind != "part":
        return kind in WORKS
    owners = (j for j in tree.children(i, "nmod") if tree.case(j) == "of" or tree.tokens[j].dep == "nmod:poss")
    return any(lexicon.fiction.get(tree.lemma(j)) in WORKS for j in owners)


def _in_a_work(tree: Tree, i: int, lexicon: Lexicon) -> int | None:
    """ "In the novel, soldiers burn a village": said of the verb itself. "A film in Mali" is not in a film."""
    if not tree.is_verbal(i):
        return None
    return next((j for j in tree.children(i, "obl") if tree.case(j) in INSIDE and _is_work(tree, j, lexicon)), None)


def _told_by_a_work(tree: Tree, verb: int, clause: int, lexicon: Lexicon) -> int | None:
    """ "The play tells | how police arrested a poet": its clause or its object, not what the play brought about."""
    kind = lexicon.fiction.get(tree.lemma(verb))
    if kind not in {"tells", "shows"} or tree.tokens[clause].dep.split(":")[0] in {"nsubj", "advcl", "parataxis"}:
        return None
    for j in subjects_of(tree, verb):
        if _is_work(tree, j, lexicon) and (kind == "tells" or lexicon.fiction.get(tree.lemma(j)) != "footage"):
            return j
    return None


def _holds(tree: Tree, child: int) -> bool:
    """Whether a clause or a name below a work is its content: "a film in which rebels kidnap", "… about rebels"."""
    if tree.case(child) in ABOUT:
        return True
    inside = (j for j in tree.children(child, "obl", "advmod") if j < child)
    return any(tree.tokens[j].text.lower() in ASKING for j in inside)
