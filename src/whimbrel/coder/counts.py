"""How many: numbers of killed, wounded, arrested, displaced and present that a claim states."""

from __future__ import annotations

import re

from whimbrel.coder.arguments import agents_of, objects_of
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.match import Trigger
from whimbrel.coder.tree import Tree
from whimbrel.model import Count, Span

ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen"
        " eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
TENS = {word: 10 * i for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3, "many": None, "some": None,
    "few": 3, "couple": 2, "multiple": 2, "numerous": None,
}  # fmt: skip
COLLECTIVES = frozenset(
    "number group crowd handful majority minority lot bunch series string family team band gang squad unit crew".split()
)  # of which one is more than one: "a number of civilians", "a family"
AT_LEAST = frozenset({"at least", "more than", "over", "no fewer than", "no less than", "upwards of", "not less than"})
AT_MOST = frozenset({"up to", "as many as", "at most", "fewer than", "less than", "no more than"})
OTHERS = frozenset({"others", "more"})
SHARE = re.compile(r"(?:%|per\s?cent\b|pct\b|percentage\b)")
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def number(words: list[str]) -> int | None:
    """The whole number that a run of words spells ("two hundred and five", "1,200", "3 million"), or None."""
    total = current = 0
    seen = False
    for word in map(str.lower, words):
        if DIGITS.fullmatch(word):
            current += int(word.replace(",", ""))
        elif word in ONES:
            current += ONES[word]
        elif word in TENS:
            current += TENS[word]
        elif "-" in word and all(part in ONES or part in TENS for part in word.split("-")):
            current += sum(ONES.get(part, TENS.get(part, 0)) for part in word.split("-"))
        elif word in SCALES:
            scale = SCALES[word]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif word in {"and", "a", "-"}:
            continue
        else:
            return None
        seen = True
    return total + current if seen and total + current < 10**10 else None


def nominal_count(tree: Tree, i: int) -> Count | None:
    """The number stated with the nominal headed by `i` ("at least 12 people", "dozens of", "a soldier"), or None."""
    head = tree.tokens[i]
    if SHARE.match(head.text.lower()):
        return None
    numerals = list(tree.children(i, "nummod"))
    if head.pos == "NUM" and number([head.text]) is not None:
        numerals = [i, *tree.children(i, "compound", "nummod")]
    if numerals:
        run = sorted({k for j in numerals for k in tree.subtree(j)} | ({i} if i in numerals else set()))
        words = [tree.tokens[k].text for k in run if tree.tokens[k].pos in {"NUM", "NOUN"} or tree.lemma(k) in SCALES]
        if _is_share(tree, run[-1]):
            return None
        value = number(words)
        span = Span(tree.tokens[run[0]].start, tree.tokens[run[-1]].end)
        before = " ".join(
            tree.tokens[k].text.lower() for k in range(max(0, run[0] - 3), min(run[-1] + 1, len(tree.tokens)))
        )
        text = " ".join(tree.tokens[k].text for k in run)
        if value is None:
            pair = [v for k in run if (v := number([tree.tokens[k].text])) is not None]
            return Count(min(pair), max(pair), text, span) if pair else None
        if any(mark in before for mark in AT_LEAST):
            return Count(value, None, text, span)
        if any(mark in before for mark in AT_MOST):
            return Count(None, value, text, span)
        return Count(value, value, text, span)
    word = head.text.lower()
    if word in VAGUE or word == "tens":
        for j in tree.children(i, "nmod"):  # "hundreds of thousands of people"
            if tree.case(j) == "of" and (scale := SCALES.get(tree.lemma(j))) and tree.tokens[j].tag == "NNS":
                low = (VAGUE.get(word) or 20) * scale
                return Count(low, None, f"{head.text} of {tree.tokens[j].text}", Span(head.start, tree.tokens[j].end))
    if word in VAGUE:
        return Count(VAGUE[word], None, head.text, Span(head.start, head.end))
    for j in tree.children(i, "amod", "det", "nummod"):
        if tree.tokens[j].text.lower() in VAGUE:
            return Count(
                VAGUE[tree.tokens[j].text.lower()], None, tree.tokens[j].text, Span(tree.tokens[j].start, head.end)
            )
    single = head.tag in {"NN", "NNP"} and any(tree.lemma(j) in {"a", "an", "another"} for j in tree.children(i, "det"))
    span = Span(head.start, head.end)
    if single and tree.lemma(i) in COLLECTIVES:
        return Count(2, None, head.text, span)
    return Count(1, 1, head.text, span) if single else None


def _is_share(tree: Tree, last: int) -> bool:
    """Whether a numeral tells a share ("90 percent killed"): how many people that is, it does not say."""
    after = " ".join(token.text.lower() for token in tree.tokens[last + 1 : last + 3])
    return bool(SHARE.match(after))


def find_counts(tree: Tree, trigger: Trigger, lexicon: Lexicon) -> dict[str, Count]:
    """Counts that the trigger's own words state, by name (killed, wounded, arrested, displaced, present, …)."""
    counted = casualty_row(tree, trigger, lexicon)
    if counted is None:
        return {}
    _, name, who = counted
    if who == "self":
        count = nominal_count(tree, trigger.i)
        return {name: count} if count else {}
    if who == "obj" and (elided := _counted_before(tree, trigger.i)):
        return {name: elided}
    done_to = objects_of(tree, trigger.i)
    people = done_to if who in {"obj", "life"} else agents_of(tree, trigger.i) or done_to
    if who == "subj" and tree.is_passive(trigger.i):
        people = done_to
    counts = [count for i in people if (count := nominal_count(tree, i)) and _people(tree, i, trigger)]
    counts = counts or [count for j in trigger.used if who == "life" and (count := nominal_count(tree, j))]
    if not counts:
        return {}
    return {name: _sum(counts)}


def _counted_before(tree: Tree, i: int) -> Count | None:
    """The number of a second participle that leaves out its verb: "five people were killed and 31 (others) wounded"."""
    if tree.tokens[i].tag not in {"VBN", "VBD"} or i < 3:
        return None
    last = i - 2 if tree.tokens[i - 1].text.lower() in OTHERS else i - 1
    if tree.tokens[last].pos != "NUM":
        return None
    first = last
    while first > 0 and tree.tokens[first - 1].pos == "NUM":
        first -= 1
    value = number([token.text for token in tree.tokens[first : last + 1]])
    before = [token.text.lower() for token in tree.tokens[max(0, first - 3) : first]]
    least = " ".join(before[-2:]) in AT_LEAST
    if value is None or before[-3 if least else -1 :][:1] not in (["and"], [","]):
        return None
    span = Span(tree.tokens[first].start, tree.tokens[last].end)
    return Count(value, None if least else value, " ".join(t.text for t in tree.tokens[first : last + 1]), span)


def casualty_row(tree: Tree, trigger: Trigger, lexicon: Lexicon) -> tuple[str, str, str] | None:
    """The row of `casualties.csv` that a trigger falls under, most specific first: its words, what it counts, and where
    the people stand (obj, subj, self, life). A fixed word may decide: "shot three men dead"."""
    lemma = tree.lemma(trigger.i)
    fixed = " ".join(tree.lemma(j) for j in sorted(trigger.used))
    beside = tree.children(trigger.i, "xcomp", "amod", "advmod", "obj")
    for words in (f"{lemma} {fixed}", *(f"{lemma} {tree.lemma(child)}" for child in beside), lemma):
        found = lexicon.casualties.get(words)
        if found is not None and found[1] not in {"toll", "grows"}:  # which `tolls_told` reads
            return words, *found
    return None


def _people(tree: Tree, i: int, trigger: Trigger) -> bool:
    """Leave out measures ("killed two birds" cannot be told, "flew 40 sorties" can)."""
    return tree.tokens[i].pos in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"} and i not in trigger.used


def _sum(counts: list[Count]) -> Count:
    """ "two soldiers and a child": coordinated people add up."""
    if len(counts) == 1:
        return counts[0]
    low = sum(count.low or 0 for count in counts) or None
    high = None if any(count.high is None for count in counts) else sum(count.high or 0 for count in counts)
    spans = [count.span for count in counts if count.span]
    span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None
    return Count(low, high, ", ".join(count.text for count in counts), span)
