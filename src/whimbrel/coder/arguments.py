"""Who does what a verb tells, and to whom: its subjects and objects, wherever a tree holds them.

They are looked for through coordination, control, passives and relative clauses, and where a small parser may have
hung them instead.
"""

from __future__ import annotations

from whimbrel.coder.tree import RELATIVE, Tree

ADDRESSING = frozenset("call urge ask demand appeal warn accuse blame condemn vow threaten pledge".split())
PREMODIFYING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"})
CLAUSE_OPENING = frozenset({",", ":", ";", "–", "—", "after", "before", "when", "as", "while", "since", "until"})


def subjects_of(tree: Tree, verb: int, depth: int = 0) -> tuple[int, ...]:
    """Grammatical subjects (conjuncts expanded), found through coordination, control and relative clauses."""
    own = tree.children(verb, "nsubj")
    own = tuple(i for i in own if tree.tokens[i].text.lower() not in RELATIVE) if own else own
    if own:
        return tuple(j for i in (*_first_of_series(tree, verb, own[0]), *own) for j in tree.conjuncts(i))
    token = tree.tokens[verb]
    if depth > 6 or token.head == verb:
        return ()
    head = token.head
    relation = token.dep.split(":")[0]
    if token.dep == "acl:relcl" or (relation == "acl" and tree.children(verb, "nsubj")):
        return tuple(tree.conjuncts(head)) if _relative_is_subject(tree, verb) else ()
    if relation == "acl":
        if any(tree.tokens[c].lemma == "to" for c in tree.children(verb, "mark")) and not tree.is_passive(verb):
            return _possessor_or_clause_subject(tree, head, depth)
        return tuple(tree.conjuncts(head))
    if relation == "conj" and tree.is_verbal(head):
        return subjects_of(tree, head, depth + 1)
    if relation in {"conj", "appos", "parataxis"} and token.tag in {"VBD", "VBZ", "VBP"}:
        return tree.children(head, "nsubj") or (head,)  # a finite verb taken for a further noun of its own subject
    if relation == "csubj":  # "is due to visit"
        return tuple(j for i in tree.children(head, "nsubj") for j in tree.conjuncts(i))
    if relation == "advcl" and {tree.lemma(i) for i in tree.children(verb, "mark")} & {"of", "from", "for"}:
        targets = objects_of(tree, head, depth + 1)
        if targets:
            return targets  # "accused X of doing", "banned X from leaving", "jailed X for killing"
    if relation in {"xcomp", "ccomp"} and not tree.children(verb, "nsubj"):
        objects = objects_of(tree, head, depth + 1)
        if relation == "xcomp" and objects and not tree.is_passive(head) and _controls_by_object(tree, head):
            return objects
        if tree.is_passive(head):
            return objects
        targets = _called_on(tree, head)
        return targets or subjects_of(tree, head, depth + 1)
    if relation == "advcl":
        return subjects_of(tree, _adding(tree, verb, head), depth + 1)
    return ()


def objects_of(tree: Tree, verb: int, depth: int = 0) -> tuple[int, ...]:
    """Direct objects (subjects of a passive), conjuncts expanded."""
    if tree.is_passive(verb):
        found = tuple(
            i for i in tree.children(verb, "nsubj", "nsubj:pass") if tree.tokens[i].text.lower() not in RELATIVE
        )
        if found:
            return tuple(j for i in found for j in tree.conjuncts(i))
        token = tree.tokens[verb]
        if token.dep in {"acl", "amod", "acl:relcl"}:
            return tuple(tree.conjuncts(token.head))
        if token.dep == "conj" and depth < 6:
            return objects_of(tree, token.head, depth + 1) or subjects_of(tree, token.head, depth + 1)
        if token.dep in {"xcomp", "advcl"} and depth < 6:
            return subjects_of(tree, verb, depth + 1)
        return ()
    if tree.tokens[verb].tag == "VBD" and tree.tokens[verb].dep == "amod":
        return (_top_nominal(tree, verb),)  # a past tense is no adjective: "X met leader Y" read as a "met leader"
    found = tuple(i for i in tree.children(verb, "obj", "iobj") if tree.tokens[i].text.lower() not in RELATIVE)
    found = tuple(i for i in found if not tree.case_before_name(i))
    if found:
        return tuple(j for i in found for j in tree.conjuncts(i))
    token = tree.tokens[verb]
    if token.dep == "acl:relcl" and tree.children(verb, "nsubj") and not _relative_is_subject(tree, verb):
        return tuple(tree.conjuncts(token.head))
    if token.dep == "conj" and depth < 6 and tree.tokens[token.head].i < verb:
        # "attacked and looted the village": an object after the last verb belongs to both
        return ()
    for other in tree.children(verb, "conj"):
        if tree.is_verbal(other) and depth < 3 and not tree.is_passive(verb):
            gap = range(verb + 1, other)
            if all(tree.tokens[j].pos in {"CCONJ", "ADV", "PUNCT"} for j in gap):
                return objects_of(tree, other, depth + 1)
    return ()


def agents_of(tree: Tree, verb: int) -> tuple[int, ...]:
    """Who did it: the subject, or a passive's by-phrase."""
    return tree.obliques(verb, "by") if tree.is_passive(verb) else subjects_of(tree, verb)


def _adding(tree: Tree, verb: int, head: int) -> int:
    """The verb to whose clause a participle belongs: "she said that troops had left, calling on them to return" is
    her call, though it stands next to the troops' verb."""
    above = tree.tokens[head].head
    if verb < head and tree.tokens[head].dep in {"conj", "parataxis"} and above < verb and tree.is_verbal(above):
        return above  # "they rioted, setting fires, police said"
    late = tree.tokens[verb - 1].text == "," and tree.tokens[verb].tag == "VBG" and verb > head
    speaks = tree.lemma(verb) in ADDRESSING and tree.tokens[head].dep == "ccomp" and tree.tokens[above].pos == "VERB"
    return above if late and speaks else head


def _first_of_series(tree: Tree, verb: int, subject: int) -> tuple[int, ...]:
    """The first of two joint subjects that a small parser tore apart: "The head of A, Jane Doe, and B met" with the
    verb hung on "head"; the headline's "A, B meet" with A as an adjunct."""
    head = tree.tokens[verb].head
    joined = any(tree.lemma(i) == "and" for i in tree.children(subject, "cc") if i < subject)
    if joined and head < subject and head != verb and tree.tokens[head].pos in {"NOUN", "PROPN"}:
        return (head,)
    if (first := _person_before_and(tree, verb, subject)) is not None:
        return (first,)
    opening = tree.tokens[0]
    comma = subject > 1 and tree.tokens[1].text == "," and opening.pos == "PROPN"
    return (0,) if comma and opening.dep == "obl:unmarked" and opening.head == verb else ()


def _person_before_and(tree: Tree, verb: int, subject: int) -> int | None:
    """ "Labour leader Jane Doe and union chief John Roe met": the first person, where only the second hangs on the
    verb. Nothing but the first one's own words may stand between it and the start of its clause."""
    persons = [name for name in tree.sentence.names if name.label == "PER"]
    second = next((name for name in persons if name.start <= subject < name.end and name.end <= verb), None)
    first = next((n for n in reversed(persons) if second is not None and n.end < second.start), None)
    if second is None or first is None or tree.lemma(first.end) != "and":
        return None
    if not all(_premodifies(tree, i) for i in range(first.end + 1, second.start)):
        return None
    at = first.start - 1
    while at >= 0 and _premodifies(tree, at) and tree.tokens[at + 1].pos != "DET":
        at -= 1
    opens = at < 0 or tree.tokens[at].text in CLAUSE_OPENING or tree.tokens[at].pos in {"SCONJ", "CCONJ"}
    behind_a_place = at > 0 and _premodifies(tree, at) and tree.tokens[0].pos == "ADP"  # "In Lima the general …"
    return first.end - 1 if opens or behind_a_place else None


def _premodifies(tree: Tree, i: int) -> bool:
    return tree.tokens[i].pos in PREMODIFYING or tree.tokens[i].text == "-"


def _relative_is_subject(tree: Tree, verb: int) -> bool:
    own = tree.children(verb, "nsubj")
    return not own or any(tree.tokens[i].text.lower() in RELATIVE for i in own)


def _controls_by_object(tree: Tree, verb: int) -> bool:
    return tree.tokens[verb].lemma not in {"promise", "vow", "threaten"}


def _called_on(tree: Tree, verb: int) -> tuple[int, ...]:
    """ "called on Y to attack", "appealed to Y to come": Y acts."""
    if tree.tokens[verb].lemma not in {"call", "appeal", "prevail", "lean", "rely", "plead"}:
        return ()
    for i in tree.children(verb, "obl"):
        if tree.case(i) in {"on", "upon", "to"}:
            return tuple(tree.conjuncts(i))
    return ()


def _possessor_or_clause_subject(tree: Tree, noun: int, depth: int) -> tuple[int, ...]:
    """Subject of "to"-clauses under a noun: "Iran's threat to close", "they renewed a vow to fight"."""
    owners = tree.children(noun, "nmod:poss")
    owners = tuple(i for i in owners if tree.tokens[i].dep == "nmod:poss")
    if owners:
        return owners
    for up in tree.ancestors(noun):
        if tree.is_verbal(up):
            return subjects_of(tree, up, depth + 1)
    return ()


def _top_nominal(tree: Tree, i: int) -> int:
    """The noun at the head of the noun phrase that `i` stands in front of."""
    at = tree.tokens[i].head
    while tree.tokens[at].dep in {"nmod", "compound", "amod", "nmod:desc", "flat"} and tree.tokens[at].head > at:
        at = tree.tokens[at].head
    return at
