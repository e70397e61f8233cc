"""What stands above an event makes of it: conditions, questions, words that plan, allege, deny or take for granted."""

from __future__ import annotations

from whimbrel.coder.arguments import objects_of
from whimbrel.coder.complements import is_question, is_wished
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.status_marks import EMBEDDING, MODALS, STATUS_WORDS, Mark
from whimbrel.coder.tree import Tree
from whimbrel.model import Status

CONDITIONALS = frozenset({"if", "unless", "whether", "lest", "should"})
BOUNDS = frozenset({"until", "till", "before", "once"})  # with a present tense, of what is still to come
ASKS_WHETHER = frozenset({"be", "do", "have"})
ENDING = frozenset({"end", "stop"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PRESUPPOSED = "presupposed"
INVERTED = frozenset({"had", "were"})
WOULD = frozenset({"would", "could", "might"})


def purpose(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(i) == "to" for i in tree.children(verb, "mark"))


def is_complement(relation: str) -> bool:
    return relation.split(":", maxsplit=1)[0] in {"xcomp", "ccomp", "csubj", "obj"}


def is_content(tree: Tree, child: int) -> bool:
    """Whether `child` is what the speech act above it is about, rather than an adjunct of it."""
    relation = tree.tokens[child].dep.split(":")[0]
    if relation in {"xcomp", "ccomp", "acl"}:
        return True
    if relation in {"obl", "nmod"}:
        return tree.case(child) in {"for", "of", "to", "against", "over", "with", ""} and relation != ""
    if relation == "advcl":
        return any(tree.lemma(i) in {"to", "of", "for"} for i in tree.children(child, "mark", "case"))
    return relation == "obj"


def is_conditional(tree: Tree, verb: int) -> bool:
    """ "if they attack", "until they gain control", "had they attacked, many would have fled"."""
    marks = {tree.lemma(i) for i in tree.children(verb, "mark")}
    if marks & CONDITIONALS:
        return True
    return (bool(marks & BOUNDS) and tree.tokens[verb].tag in {"VBZ", "VBP"}) or _inverted(tree, verb)


def _inverted(tree: Tree, verb: int) -> bool:
    """ "Had they attacked, …": the auxiliary opens the sentence, and what follows tells what would have been."""
    token, opening = tree.tokens[verb], tree.tokens[0]
    if opening.text.lower() not in INVERTED or token.dep != "advcl" or verb not in {opening.head, opening.i}:
        return False
    return any(tree.tokens[i].text.lower() in WOULD for i in tree.children(token.head, "aux"))


def asked(tree: Tree, top: int) -> int | None:
    """The verb or auxiliary that opens a sentence which asks whether: "Did rebels kill the mayor?" One that asks who,
    where or why takes it for granted that it happened. `top` is where what is told leads up to."""
    if not tree.asks or tree.tokens[top].head != top:
        return None
    first = next((token for token in tree.tokens if token.pos != "PUNCT"), None)
    opens = first is not None and (first.lemma.lower() in ASKS_WHETHER or first.text.lower() in MODALS)
    return first.i if first is not None and opens else None


def governed(tree: Tree, head: int, child: int, lexicon: Lexicon) -> Mark | None:
    """What a governing word with an entry in the embedding file makes of its complement."""
    particle = next((tree.lemma(i) for i in tree.children(head, "compound") if i > head), "")
    key = f"{tree.lemma(head)} {particle}"
    key = key if key in lexicon.embedding else tree.lemma(head)
    entries = lexicon.embedding.get(key)
    if not entries:
        return None
    shape = _shape(tree, child)
    if tree.tokens[child].dep == "nsubj" and not tree.is_passive(head):
        return None  # "the meeting discussed": what acts is not what is talked of
    for complement, status in entries:
        wished = complement == "~should" and shape == "that" and is_wished(tree, head, child)
        if (
            wished
            or complement.lstrip("~@") == shape
            or (complement.startswith("@") and complement[1:] == tree.case(child))
        ):
            known = STATUS_WORDS.get(status)
            return Mark(known, head, EMBEDDING, ("embedding.csv", key, complement)) if known is not None else None
    return None


def presupposed(tree: Tree, head: int, child: int, lexicon: Lexicon) -> bool:
    """Whether a word takes it for granted that its object took place: "nobody claimed the attack" does not deny it.

    "Condemned any attack" takes nothing for granted.
    """
    entries = lexicon.embedding.get(tree.lemma(head), ())
    if not any(status == PRESUPPOSED for _, status in entries):
        return False
    if any(tree.lemma(i) == "any" for i in tree.children(child, "det")):
        return False
    above = lexicon.embedding.get(tree.lemma(tree.tokens[head].head), ())
    if any(status == Status.DENIED for _, status in above):
        return False  # "denied responsibility for the attack": so far as he tells, it was not his
    case = tree.case(child)
    if case:
        fits = {f"@{case}"}
    elif tree.tokens[child].dep == "obj" or child in objects_of(tree, head):
        fits = {"obj"}
    else:
        fits = {"~that"} if _shape(tree, child) == "that" else set()
    return any(status == PRESUPPOSED and complement in fits for complement, status in entries)


def ended(tree: Tree, head: int, child: int, lexicon: Lexicon) -> bool:
    """Whether what is to be ended is there: "hope to stop | the attacks"; "to stop attacks" may prevent them."""
    if lexicon.light.get(tree.lemma(head)) not in ENDING or child not in objects_of(tree, head):
        return False
    return any(
        tree.lemma(i) in DEFINITE or tree.tokens[i].dep == "nmod:poss" for i in tree.children(child, "det", "nmod")
    )


def _shape(tree: Tree, child: int) -> str:
    relation = tree.tokens[child].dep.split(":")[0]
    if relation in {"obj", "nsubj"}:
        return "obj"
    if relation in {"xcomp", "ccomp", "acl", "advcl", "csubj"}:
        marks = {tree.lemma(i) for i in tree.children(child, "mark")}
        if "to" in marks:
            return "to"
        token = tree.tokens[child]
        if token.tag == "VBG" and not tree.children(child, "nsubj"):
            for i in tree.children(child, "mark", "case"):
                return tree.lemma(i)  # "accused of attacking": the preposition
            return "ing"
        return "question" if is_question(tree, child) else "that"
    return "noun"
