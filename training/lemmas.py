"""Learning the lemma table from EWT and GUM: endings by majority of word types, the rest as exceptions."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from training.conllu import GoldDocument, read_conllu
from training.samples import usable
from whimbrel.grammar.lemmas import APOSTROPHES, LONGEST_ENDING, PROPER, LemmaTable, write_lemmas

MORE_VERBS = Path(__file__).with_name("verbs.txt")
IRREGULAR = Path(__file__).with_name("irregular_verbs.csv")
FAMILIES = {"VB": "VBD VBN VBG VBZ", "NN": "NNS NNPS", "JJ": "JJR JJS", "RB": "RBR RBS"}
INFLECTED = {tag: family for family, tags in FAMILIES.items() for tag in tags.split()}
BASES = {"VB": "VB", "VBP": "VB", "NN": "NN", "JJ": "JJ", "RB": "RB"}
RULES_PER_ENDING = 3

Pairs = dict[str, dict[str, Counter[str]]]


def train_lemmas(data: Path, target: Path) -> None:
    """Reads the training sets under `data` and writes the table to `target`."""
    names = ("grammar/ewt_train.conllu", "grammar/gum_open_train.conllu")
    documents = [document for name in names for document in usable(read_conllu(data / name))]
    irregular = list(csv.DictReader(IRREGULAR.read_text(encoding="utf-8").splitlines()))
    write_lemmas(learn(documents, MORE_VERBS.read_text(encoding="utf-8").split(), irregular), target)


def learn(
    documents: Iterable[GoldDocument], more_verbs: Iterable[str] = (), irregular: Iterable[Mapping[str, str]] = ()
) -> LemmaTable:
    """The table that reproduces the lemmas of the documents and extends to unseen words by their endings."""
    pairs = _pairs(documents)
    for verb in irregular:
        for tag, form in (("VB", "base"), ("VBD", "past"), ("VBN", "participle")):
            if verb[form] not in pairs[tag]:
                pairs[tag][verb[form]][verb["base"]] += 1
    known: dict[str, set[str]] = defaultdict(set)
    known["VB"].update(more_verbs)
    for tag, words in pairs.items():
        family = INFLECTED.get(tag) or BASES.get(tag)
        if family:
            for word, lemmas in words.items():
                if sum(lemmas.values()) > 1 or tag in BASES:
                    known[family].add(_best(lemmas) if tag in INFLECTED else word)
    rules = {tag: _rules(words) for tag, words in pairs.items() if tag in INFLECTED}
    sets = {tag: frozenset(words) for tag, words in known.items()}
    by_rule = LemmaTable({}, rules, {family: sets.get(family, frozenset()) for family in FAMILIES})
    exceptions = {tag: _exceptions(by_rule, tag, words) for tag, words in pairs.items()}
    return LemmaTable({tag: found for tag, found in exceptions.items() if found}, rules, by_rule.known)


def _pairs(documents: Iterable[GoldDocument]) -> Pairs:
    pairs: Pairs = defaultdict(lambda: defaultdict(Counter))
    for document in documents:
        for sentence in document.sentences:
            for word in sentence.words:
                if word.lemma != "_" and "Typo=Yes" not in word.misc and word.xpos not in ("GW", "ADD"):
                    form = word.form.translate(APOSTROPHES)
                    pairs[word.xpos][form if word.xpos in PROPER else form.lower()][word.lemma] += 1
    return pairs


def _best(lemmas: Counter[str]) -> str:
    return min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma))


def _rules(words: Mapping[str, Counter[str]]) -> dict[str, tuple[tuple[int, str], ...]]:
    votes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for word, lemmas in words.items():
        strip, add = _edit(word, _best(lemmas))
        if strip > 4 or len(add) > 3:
            continue
        for length in range(max(strip, 1), min(LONGEST_ENDING, len(word)) + 1):
            votes[word[-length:].lower()][(strip, add)] += 1
    rules: dict[str, tuple[tuple[int, str], ...]] = {}
    for ending in sorted(votes, key=len):
        options = [rule for rule, count in votes[ending].most_common(RULES_PER_ENDING) if count > 1 or len(ending) < 3]
        if options and rules.get(ending[1:], ((-1, ""),))[0] != options[0]:
            rules[ending] = tuple(options)
        elif options and ending[1:] in rules:
            continue
    return rules


def _edit(word: str, lemma: str) -> tuple[int, str]:
    """How `word` becomes `lemma` at its end: letters to strip, letters to add."""
    shared = 0
    while shared < min(len(word), len(lemma)) and word[shared] == lemma[shared]:
        shared += 1
    return len(word) - shared, lemma[shared:]


def _exceptions(by_rule: LemmaTable, tag: str, words: Mapping[str, Counter[str]]) -> dict[str, str]:
    found = {}
    for word, lemmas in words.items():
        best = _best(lemmas)
        if by_rule.lemma(word, tag) != best and not (tag in PROPER and best.lower() == word.lower()):
            found[word.lower()] = best
    return found
