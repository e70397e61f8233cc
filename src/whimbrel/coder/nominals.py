"""The words around a noun: what it is called, its title without articles, where it stands."""

from __future__ import annotations

from whimbrel.almanac.compose import ALIGNED_BY
from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.coder.speakers import text_between
from whimbrel.coder.tree import Tree
from whimbrel.model import Participant, Span

HYPHENS = frozenset({"-", "‑", "–"})
MONTHS = frozenset(
    "January February March April May June July August September October November December"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
APART = frozenset({"ethnic", "anti", "pro", "non"})
PURSUED = frozenset({"wanted", "hunted", "feared", "hated"})
OPPOSED = frozenset({"enemy", "foe", "adversary", "archenemy", "arch-enemy", "nemesis"})
LEADING_WORDS = frozenset("the a an and by of for with from to in its his her their our".split())


def stands_with(tree: Tree, i: int, party: Participant) -> bool:
    """Whether a body's noun and its name stand together: "the Boko Haram group", "the movement Barisan"."""
    if party.span is None:
        return False
    between = [t for t in tree.tokens if t.start >= min(party.span.end, tree.tokens[i].end)
               and t.end <= max(party.span.start, tree.tokens[i].start)]  # fmt: skip
    return all(token.pos in {"ADJ", "NOUN", "PUNCT"} for token in between) and len(between) < 3


def hangs_on(tree: Tree, i: int, party: Participant) -> bool:
    """Whether the state's own word hangs on the noun, not on another between ("leaders of Malian groups")."""
    if party.span is None:
        return False
    at = next((t.i for t in tree.tokens if t.start < party.span.end and party.span.start < t.end), None)
    while at is not None and tree.tokens[at].head != at:
        at = tree.tokens[at].head
        if at == i:
            return True
        if tree.tokens[at].pos == "NOUN":
            return False
    return False


def clean_title(text: str) -> str:
    text = text.strip(" ,;:-–—")
    while (first := text.partition(" "))[0].lower() in LEADING_WORDS and first[2]:
        text = first[2]
    return text if 2 < len(text) < 120 and any(char.isalpha() for char in text) else ""


def plain_label(tree: Tree, i: int, text: str) -> str:
    """The head with the nouns before it ("student protesters"); words that take a side are left out.

    A number is no name: "fifty killed" gives `text`.
    """
    if tree.tokens[i].pos == "NUM" and text:
        return text
    loaded = load_loaded_words()
    before = [j for j in tree.children(i, "compound") if j < i and not loaded.takes_side(tree.lemma(j))]
    words = [tree.tokens[j] for j in (*before, i)]
    return text_between(words) if words else text


def nominal_span(tree: Tree, i: int) -> Span:
    """The head with what stands before it inside its nominal."""
    first = min((j for j in tree.children(i, "amod", "compound", "nummod", "det", "nmod") if j < i), default=i)
    return Span(tree.tokens[first].start, tree.tokens[i].end)


def is_set_apart(tree: Tree, i: int) -> bool:
    """Whether a word beside a name keeps it from telling whose somebody is: "ethnic Albanian", "anti-Syria",
    "UN-backed"."""
    tokens, at = tree.tokens, i - 2 if i > 1 and tree.tokens[i - 1].text in HYPHENS else i - 1
    if at >= 0 and tokens[at].text.lower() in APART:
        return True
    return i + 2 < len(tokens) and tokens[i + 1].text in HYPHENS and tokens[i + 2].text.lower() in ALIGNED_BY


def is_against_owner(tree: Tree, i: int, owner: int) -> bool:
    """Whether a possessor tells who pursues or opposes somebody, not where they belong: "Chad's most wanted men",
    "the enemies of Chad"."""
    between = range(owner + 1, i)
    return tree.lemma(i) in OPPOSED or any(tree.tokens[j].text.lower() in PURSUED for j in between)


def is_definite(tree: Tree, i: int) -> bool:
    """Whether a noun stands with "the" or "this" and with nothing else that tells which: it takes up what was named."""
    words = {tree.lemma(j) for j in tree.children(i, "det")}
    return bool(words & {"the", "this", "that"}) and not tree.children(i, "nmod", "nmod:poss", "acl:relcl", "appos")


def is_date(tree: Tree, i: int) -> bool:
    """Whether a number is a day or a year, not so many people: "19" of September, "9/11", "2003"."""
    text = tree.tokens[i].text
    beside = [tree.tokens[j].text.rstrip(".") for j in (i - 1, i + 1) if 0 <= j < len(tree.tokens)]
    return "/" in text or (text[:2] in {"19", "20"} and len(text) == 4) or any(word in MONTHS for word in beside)
