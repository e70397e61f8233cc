"""Walking a dependency tree: what stands below and above a word, its preposition, its conjuncts, its voice.

Relations follow Universal Dependencies 2; subtypes that a small model may drop (obl:agent, nsubj:pass) are recovered
from the words around. Who does what a verb tells, and to whom, is found in `arguments.py`.
"""

from __future__ import annotations

from typing import Final

from whimbrel.coder.joined import joined
from whimbrel.coder.renaming import rehung
from whimbrel.coder.slips import mended
from whimbrel.grammar.sentence import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET"})
CLAUSAL = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "csubj:pass", "parataxis", "xcomp"})
WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
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
        return self.case_before_name(i)

    def case_before_name(self, i: int) -> str:
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

    def lemma(self, i: int) -> str:
        return self._lemmas[i]


def _children_of(tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], ...]:
    lists: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            lists[token.head].append(token.i)
    return tuple(tuple(items) for items in lists)
