"""Place names that act: a capital for its government, a name that no gazetteer has for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whimbrel.coder.links import Link, local_id, participant
from whimbrel.coder.speakers import text_between
from whimbrel.coder.tree import Tree
from whimbrel.model import ActorKind, Participant, Span

if TYPE_CHECKING:
    from whimbrel.coder.parties import Cast


def metonym(cast: Cast, tree: Tree, i: int, link: Link) -> list[Participant]:
    """A capital that acts is its government: "Tehran said"; not one in which something happens."""
    token = tree.tokens[i]
    acts = token.dep == "nsubj" or (tree.case(i) in {"by", "between", "with"} and token.dep.startswith("obl"))
    if not acts and not (token.dep == "conj" and tree.tokens[token.head].dep == "nsubj"):
        return []
    return government_at(cast, tree, link)


def government_at(cast: Cast, tree: Tree, link: Link) -> list[Participant]:
    text = "".join(t.text + " " for t in tree.tokens if t.start >= link.start and t.end <= link.end).strip()
    government = cast.almanac.metonym(text)
    actor = cast.almanac.actor(government) if government else None
    return [participant(actor, text, Span(link.start, link.end))] if actor else []


def unplaced_name(cast: Cast, tree: Tree, i: int, link: Link) -> list[Participant]:
    """A full name taken for a place that no gazetteer has, and that acts or is acted on, is somebody's."""
    words = [t for t in tree.tokens if t.start >= link.start and t.end <= link.end]
    stands = tree.tokens[i].dep.split(":")[0] in {"nsubj", "obj", "iobj"}
    if not stands or tree.case(i) or len(words) < 2 or any(t.start in cast.places for t in words):
        return []
    name, span = text_between(words), Span(link.start, link.end)
    return [Participant(local_id("person", name), name, ActorKind.PERSON, text=name, span=span)]
