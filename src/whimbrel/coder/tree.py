"""Walking a dependency tree: the relations the coder asks for, under one set of names.

Relations follow Universal Dependencies 2; subtypes that a small model may drop (obl:agent, nsubj:pass) are recovered
from the words around.
"""

from __future__ import annotations

from typing import Final

from whimbrel.coder.joined import joined
from whimbrel.coder.renaming import rehung
from whimbrel.coder.slips import mended
from whimbrel.grammar.sentence import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET"})
CLAUSAL = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "csubj:pass", "parataxis", "xcomp"})
ADDRESSING = frozenset("call urge ask demand appeal warn accuse blame condemn vow threaten pledge".split())
WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
PREMODIFYING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"})
CLAUSE_OPENING = frozenset({",", ":", ";", "–", "—", "after", "before", "when", "as", "while", "since", "until"})
SUFFERED = frozenset("kill injure wound hurt shoot arrest detain abduct kidnap rescue evacuate behead".split())
ROUND_NUMBERS = frozenset({"dozen", "score", "hundred", "thousand", "million"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})


class Tree:
    """A parsed sentence with its children at hand. All methods take and give token indexes.

    Never changed once it is made; what is asked for again and again is worked out once.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence: Final[Sentence] = sentence
        tokens = joined(rehung(mended(sentence.tokens), sentence.names), sentence.names)
        self.tokens: Final[tuple[Token, ...]] = tokens
        self._below: Final = _children_of(tokens)
        self._relations: Final = [(token.dep, token.dep.partition(":")[0]) for token in tokens]
        self._lemmas: Final = [token.lemma.lower() for token in tokens]
        self._words: frozenset[str] | None = None
        self._asked: Final[dict[tuple[int, tuple[str, ...]], tuple[int, ...]]] = {}
        self._above: Final[dict[int, tuple[int, ...]]] = {}
        self._cases: Final[dict[int, str]] = {}
        self._passives: Final[dict[int, bool]] = {}

    @property
    def in_capitals(self) -> bool:
        """Whether nearly every longer word has a capital, as in a headline: then capitals tell no name."""
        longer = [token.text for token in self.tokens if len(token.text) > 3 and token.text.isalpha()]
        return sum(word[0].isupper() for word in longer) > 0.7 * len(longer)

    @property
    def asks(self) -> bool:
        """Whether the sentence ends as a question, within what may close a quotation."""
        return any(token.text == "?" for token in self.tokens[-3:])

    @property
    def words(self) -> frozenset[str]:
        """All lemmas and words of the sentence, lower-cased."""
        found = self._words
        if found is None:
            money = ["dollar", "euro", "pound"] if any(t.tag == "$" for t in self.tokens) else []
            found = self._words = frozenset(self._lemmas + [t.text.lower() for t in self.tokens] + money)
        return found

    def children(self, i: int, *deps: str) -> tuple[int, ...]:
        """Children of `i`, in order; with `deps`, those whose relation (or its part before ":") is among them."""
        below = self._below[i]
        if not deps or not below:
            return below
        asked = (i, deps)
        found = self._asked.get(asked)
        if found is None:
            relations = self._relations
            some = [child for child in below if relations[child][0] in deps or relations[child][1] in deps]
            found = self._asked[asked] = tuple(some)
        return found

    def subtree(self, i: int, *, clauses: bool = True) -> list[int]:
        """`i` and all below it, in order; without `clauses`, embedded clauses are left out."""
        found: list[int] = []
        waiting = [i]
        while waiting:
            at = waiting.pop()
            found.append(at)
            for child in self._below[at]:
                if clauses or self.tokens[child].dep not in CLAUSAL:
                    waiting.append(child)
        return sorted(found)

    def ancestors(self, i: int) -> tuple[int, ...]:
        """The heads of `i`, nearest first, up to the root."""
        known = self._above.get(i)
        if known is None:
            known = self._above[i] = self._find_ancestors(i)
        return known

    def _find_ancestors(self, i: int) -> tuple[int, ...]:
        found = [i]
        while (head := self.tokens[found[-1]].head) not in found:
            found.append(head)
        return tuple(found[1:])

    def case(self, i: int) -> str:
        """The preposition of a nominal, lower-cased ("according to" for fixed ones), or ""."""
        known = self._cases.get(i)
        if known is None:
            known = self._cases[i] = self._find_case(i)
        return known

    def _find_case(self, i: int) -> str:
        for child in self.children(i, "case"):
            token = self.tokens[child]
            if token.tag == "POS" or token.lemma in {"'s", "'", "’s", "’"}:
                continue
            fixed = [self.tokens[j].text.lower() for j in self.children(child, "fixed")]
            return " ".join([token.text.lower(), *fixed])
        if i and self.tokens[i].pos == "PROPN" and self.tokens[i - 1].pos == "PROPN" and self.tokens[i - 1].head == i:
            return self.case(i - 1)  # "to Jane Doe", its "to" hung on "Jane"
        title = i - 1  # "by the union's leader Jane Doe", its "by" hung on "leader"
        if i and self.tokens[i].pos == "PROPN" and self.tokens[title].pos == "NOUN" and self.tokens[title].head == i:
            return self.case(title)
        return self._case_before_name(i)

    def _case_before_name(self, i: int) -> str:
        """The preposition before the nominal that ends in a person's name, wherever a small parser hung it: "on
        German journalist Jane Doe"."""
        if self.tokens[i].dep not in {"obj", "parataxis", "dep", "appos"}:
            return ""
        name = next((n for n in self.sentence.names if n.label == "PER" and n.start <= i < n.end), None)
        if name is None:
            return ""
        j = name.start - 1
        while j > 0 and self.tokens[j].pos in {"NOUN", "PROPN", "ADJ"}:
            j -= 1
        before = self.tokens[max(j, 0)]
        return before.text.lower() if before.pos == "ADP" and before.dep == "case" and before.i < i else ""

    def conjuncts(self, i: int) -> list[int]:
        """`i` and what is coordinated with it, in order. A list without "and" or "or" is read as appositions."""
        found = [i]
        for renamed in self.children(i, "appos"):
            found.extend(c for c in self.children(renamed, "conj") if self._other_office(c))
        if not self._coordinated(i):
            return found
        for child in self.children(i, "conj"):
            found.extend(self.conjuncts(child))
        return found

    def _other_office(self, i: int) -> bool:
        """ "Jane Doe, the chair of A, and deputy head of B met": an office of another body is somebody else's."""
        before = {self.lemma(c) for c in self.children(i, "punct", "cc") if c < i}
        return {",", "and"} <= before and any(self.case(c) == "of" for c in self.children(i, "nmod"))

    def _coordinated(self, i: int) -> bool:
        below = self.children(i, "conj")
        return any(
            self.children(child, "cc") or self._coordinated(child) or self.is_verbal(child) for child in below
        ) or (bool(below) and bool(self.children(i, "cc")))

    def appositions(self, i: int) -> tuple[int, ...]:
        """What renames `i`: "the movement, its leader, Jane Doe"."""
        found = self.children(i, "appos", "list", "dep")
        return found if self._coordinated(i) else (*found, *self.children(i, "conj"))

    def is_verbal(self, i: int) -> bool:
        return self.tokens[i].pos in {"VERB", "AUX"} or self.tokens[i].tag.startswith("VB")

    def is_negated(self, verb: int) -> bool:
        """A verb with a "not" or "never" of its own."""
        return any(self.lemma(i) in {"not", "never"} for i in self.children(verb, "advmod"))

    def is_passive(self, i: int) -> bool:
        """A passive verb, with or without its auxiliary ("the man shot by police")."""
        known = self._passives.get(i)
        if known is None:
            known = self._passives[i] = self._find_passive(i)
        return known

    def _find_passive(self, i: int) -> bool:
        token = self.tokens[i]
        helpers = {self.tokens[c].lemma.lower() for c in self.children(i, "aux")}
        if "have" in helpers and not helpers & {"be", "get"}:
            return False
        if any(self.tokens[c].dep in {"aux:pass", "nsubj:pass"} for c in self._below[i]):
            return True
        if token.tag == "VBD" and token.dep == "acl" and self.obliques(i, "by"):
            return True  # "a delegation led by", its participle tagged as a past tense
        if self._counts_sufferers(i) or (token.tag == "VBD" and self._is_reduced(i)):
            return True
        only_verb = token.dep == "acl" and self.tokens[token.head].dep == "root" and bool(self.children(i, "obj"))
        if token.tag != "VBN" or only_verb:
            return False  # "Rebels attacked a base", its verb taken for a participle, has an object all the same
        auxiliaries = {self.tokens[c].lemma.lower() for c in self.children(i, "aux", "cop")}
        if "have" in auxiliaries:
            return False
        if auxiliaries & {"be", "get"}:
            return True
        if token.dep in {"acl", "amod", "advcl"} and not self.children(i, "nsubj"):
            return True
        if token.dep == "conj" and not self.children(i, "nsubj") and not auxiliaries:
            return self.is_passive(token.head)
        return False

    def _is_reduced(self, i: int) -> bool:
        """A participle taken for a past tense: "people killed there", "X, ousted on Monday, is", "with X ousted"."""
        objects = [j for j in self.children(i, "obj") if self.tokens[j].text not in WEEKDAYS]
        if objects or self.children(i, "aux") or self.tokens[i].dep.startswith("acl:"):
            return False
        subjects = self.children(i, "nsubj")
        if not subjects:
            return self.tokens[i].dep == "acl" and self.tokens[self.tokens[i].head].dep != "root"
        if self.case(subjects[0]) == "with":
            return True
        commas = [token.i for token in self.tokens[subjects[0] : i] if token.text == ","]
        before = {self.tokens[j].pos for j in range(commas[0] + 1, i)} if len(commas) == 1 else {"NOUN"}
        return before <= {"ADV"} and any(token.text == "," for token in self.tokens[i:])

    def _counts_sufferers(self, verb: int) -> bool:
        """ "26 killed, hundreds injured": a headline's past tense without an object, behind a number."""
        token, subjects = self.tokens[verb], self.children(verb, "nsubj")
        if token.tag not in {"VBD", "VBN"} or self.lemma(verb) not in SUFFERED or not subjects:
            return False
        later = any(self.children(j, "obj") for j in self.children(verb, "conj"))  # "shot and wounded a guard"
        counted = self.tokens[subjects[0]].pos == "NUM" or bool(self.children(subjects[0], "nummod"))
        counted = counted or self.lemma(subjects[0]) in ROUND_NUMBERS
        aimed = self.lemma(verb) == "shoot" and bool(self.obliques(verb, "at"))  # "three men shot at a guard"
        struck = any(not self.case(j) for j in self.children(verb, "obj"))  # "in blast at Goma market" strikes nobody
        return counted and not later and not aimed and not struck and not self.children(verb, "aux")

    def subjects(self, verb: int, depth: int = 0) -> tuple[int, ...]:
        """Grammatical subjects (conjuncts expanded), found through coordination, control and relative clauses."""
        own = self.children(verb, "nsubj")
        own = tuple(i for i in own if self.tokens[i].text.lower() not in RELATIVE) if own else own
        if own:
            return tuple(j for i in (*self._first_of_series(verb, own[0]), *own) for j in self.conjuncts(i))
        token = self.tokens[verb]
        if depth > 6 or token.head == verb:
            return ()
        head = token.head
        relation = token.dep.split(":")[0]
        if token.dep == "acl:relcl" or (relation == "acl" and self.children(verb, "nsubj")):
            return tuple(self.conjuncts(head)) if self._relative_is_subject(verb) else ()
        if relation == "acl":
            if any(self.tokens[c].lemma == "to" for c in self.children(verb, "mark")) and not self.is_passive(verb):
                return self._possessor_or_clause_subject(head, depth)
            return tuple(self.conjuncts(head))
        if relation == "conj" and self.is_verbal(head):
            return self.subjects(head, depth + 1)
        if relation in {"conj", "appos", "parataxis"} and token.tag in {"VBD", "VBZ", "VBP"}:
            return self.children(head, "nsubj") or (head,)  # a finite verb taken for a further noun of its own subject
        if relation == "csubj":  # "is due to visit"
            return tuple(j for i in self.children(head, "nsubj") for j in self.conjuncts(i))
        if relation == "advcl" and {self.lemma(i) for i in self.children(verb, "mark")} & {"of", "from", "for"}:
            targets = self.objects(head, depth + 1)
            if targets:
                return targets  # "accused X of doing", "banned X from leaving", "jailed X for killing"
        if relation in {"xcomp", "ccomp"} and not self.children(verb, "nsubj"):
            objects = self.objects(head, depth + 1)
            if relation == "xcomp" and objects and not self.is_passive(head) and self._controls_by_object(head):
                return objects
            if self.is_passive(head):
                return objects
            targets = self._called_on(head)
            return targets or self.subjects(head, depth + 1)
        if relation == "advcl":
            return self.subjects(self._adding(verb, head), depth + 1)
        return ()

    def _adding(self, verb: int, head: int) -> int:
        """The verb to whose clause a participle belongs: "she said that troops had left, calling on them to return" is
        her call, though it stands next to the troops' verb."""
        above = self.tokens[head].head
        if verb < head and self.tokens[head].dep in {"conj", "parataxis"} and above < verb and self.is_verbal(above):
            return above  # "they rioted, setting fires, police said"
        late = self.tokens[verb - 1].text == "," and self.tokens[verb].tag == "VBG" and verb > head
        speaks = (
            self.lemma(verb) in ADDRESSING and self.tokens[head].dep == "ccomp" and self.tokens[above].pos == "VERB"
        )
        return above if late and speaks else head

    def _first_of_series(self, verb: int, subject: int) -> tuple[int, ...]:
        """The first of two joint subjects that a small parser tore apart: "The head of A, Jane Doe, and B met" with the
        verb hung on "head"; the headline's "A, B meet" with A as an adjunct."""
        head = self.tokens[verb].head
        joined = any(self.lemma(i) == "and" for i in self.children(subject, "cc") if i < subject)
        if joined and head < subject and head != verb and self.tokens[head].pos in {"NOUN", "PROPN"}:
            return (head,)
        if (first := self._person_before_and(verb, subject)) is not None:
            return (first,)
        opening = self.tokens[0]
        comma = subject > 1 and self.tokens[1].text == "," and opening.pos == "PROPN"
        return (0,) if comma and opening.dep == "obl:unmarked" and opening.head == verb else ()

    def _person_before_and(self, verb: int, subject: int) -> int | None:
        """ "Labour leader Jane Doe and union chief John Roe met": the first person, where only the second hangs on the
        verb. Nothing but the first one's own words may stand between it and the start of its clause."""
        persons = [name for name in self.sentence.names if name.label == "PER"]
        second = next((name for name in persons if name.start <= subject < name.end and name.end <= verb), None)
        first = next((n for n in reversed(persons) if second is not None and n.end < second.start), None)
        if second is None or first is None or self.lemma(first.end) != "and":
            return None
        if not all(self._premodifies(i) for i in range(first.end + 1, second.start)):
            return None
        at = first.start - 1
        while at >= 0 and self._premodifies(at) and self.tokens[at + 1].pos != "DET":
            at -= 1
        opens = at < 0 or self.tokens[at].text in CLAUSE_OPENING or self.tokens[at].pos in {"SCONJ", "CCONJ"}
        behind_a_place = at > 0 and self._premodifies(at) and self.tokens[0].pos == "ADP"  # "In Lima the general …"
        return first.end - 1 if opens or behind_a_place else None

    def _premodifies(self, i: int) -> bool:
        return self.tokens[i].pos in PREMODIFYING or self.tokens[i].text == "-"

    def _relative_is_subject(self, verb: int) -> bool:
        own = self.children(verb, "nsubj")
        return not own or any(self.tokens[i].text.lower() in RELATIVE for i in own)

    def _controls_by_object(self, verb: int) -> bool:
        return self.tokens[verb].lemma not in {"promise", "vow", "threaten"}

    def _called_on(self, verb: int) -> tuple[int, ...]:
        """ "called on Y to attack", "appealed to Y to come": Y acts."""
        if self.tokens[verb].lemma not in {"call", "appeal", "prevail", "lean", "rely", "plead"}:
            return ()
        for i in self.children(verb, "obl"):
            if self.case(i) in {"on", "upon", "to"}:
                return tuple(self.conjuncts(i))
        return ()

    def _top_nominal(self, i: int) -> int:
        """The noun at the head of the noun phrase that `i` stands in front of."""
        at = self.tokens[i].head
        while self.tokens[at].dep in {"nmod", "compound", "amod", "nmod:desc", "flat"} and self.tokens[at].head > at:
            at = self.tokens[at].head
        return at

    def _possessor_or_clause_subject(self, noun: int, depth: int) -> tuple[int, ...]:
        """Subject of "to"-clauses under a noun: "Iran's threat to close", "they renewed a vow to fight"."""
        owners = self.children(noun, "nmod:poss")
        owners = tuple(i for i in owners if self.tokens[i].dep == "nmod:poss")
        if owners:
            return owners
        for up in self.ancestors(noun):
            if self.is_verbal(up):
                return self.subjects(up, depth + 1)
        return ()

    def objects(self, verb: int, depth: int = 0) -> tuple[int, ...]:
        """Direct objects (subjects of a passive), conjuncts expanded."""
        if self.is_passive(verb):
            found = tuple(
                i for i in self.children(verb, "nsubj", "nsubj:pass") if self.tokens[i].text.lower() not in RELATIVE
            )
            if found:
                return tuple(j for i in found for j in self.conjuncts(i))
            token = self.tokens[verb]
            if token.dep in {"acl", "amod", "acl:relcl"}:
                return tuple(self.conjuncts(token.head))
            if token.dep == "conj" and depth < 6:
                return self.objects(token.head, depth + 1) or self.subjects(token.head, depth + 1)
            if token.dep in {"xcomp", "advcl"} and depth < 6:
                return self.subjects(verb, depth + 1)
            return ()
        if self.tokens[verb].tag == "VBD" and self.tokens[verb].dep == "amod":
            return (self._top_nominal(verb),)  # a past tense is no adjective: "X met leader Y" read as a "met leader"
        found = tuple(i for i in self.children(verb, "obj", "iobj") if self.tokens[i].text.lower() not in RELATIVE)
        found = tuple(i for i in found if not self._case_before_name(i))
        if found:
            return tuple(j for i in found for j in self.conjuncts(i))
        token = self.tokens[verb]
        if token.dep == "acl:relcl" and self.children(verb, "nsubj") and not self._relative_is_subject(verb):
            return tuple(self.conjuncts(token.head))
        if token.dep == "conj" and depth < 6 and self.tokens[token.head].i < verb:
            # "attacked and looted the village": an object after the last verb belongs to both
            return ()
        for other in self.children(verb, "conj"):
            if self.is_verbal(other) and depth < 3 and not self.is_passive(verb):
                gap = range(verb + 1, other)
                if all(self.tokens[j].pos in {"CCONJ", "ADV", "PUNCT"} for j in gap):
                    return self.objects(other, depth + 1)
        return ()

    def obliques(self, head: int, *preps: str) -> tuple[int, ...]:
        """Nominals governed through one of `preps`, attached to `head` or to its object (conjuncts expanded)."""
        found: list[int] = []
        below = self.children(head, "obl", "nmod", "iobj", "advcl", "obj", "parataxis")
        times = self.children(head, "obl:unmarked")  # "struck on Friday evening against …": what hangs on the evening
        times += tuple(i for i in self.children(head, "obl", "nmod") if self.tokens[i].text in WEEKDAYS)
        for i in (*below, *(j for time in times for j in self.children(time, "nmod"))):
            if self.case(i).split(" ")[0] in preps or self.case(i) in preps:
                found.extend(self.conjuncts(i))
        return tuple(dict.fromkeys(found))

    def agents(self, verb: int) -> tuple[int, ...]:
        """Who did it: the subject, or a passive's by-phrase."""
        return self.obliques(verb, "by") if self.is_passive(verb) else self.subjects(verb)

    def lemma(self, i: int) -> str:
        return self._lemmas[i]


def _children_of(tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], ...]:
    lists: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            lists[token.head].append(token.i)
    return tuple(tuple(items) for items in lists)
