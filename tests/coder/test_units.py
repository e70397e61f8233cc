"""The coder's parts on their own: patterns, numbers, trees, the sieve, references, ids."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import cases_acts
import cases_parties
import cases_setting
import cases_status
import pytest
from expectations import ClaimsOf, report_of
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.coder import Knowledge
from whimbrel.coder.arguments import agents_of, objects_of, subjects_of
from whimbrel.coder.counts import nominal_count, number
from whimbrel.coder.lexicon.pattern import (
    COMPLEMENTS,
    OBJECT_KINDS,
    check_type,
    parse_noun_pattern,
    parse_verb_pattern,
)
from whimbrel.coder.linking import link_names
from whimbrel.coder.links import day_of, local_id
from whimbrel.coder.tree import Tree
from whimbrel.errors import DataError
from whimbrel.grammar.sentence import Sentence, Token

WORD = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=8).filter(lambda word: word[0] != "-")
CHOICE = st.lists(WORD, min_size=1, max_size=3, unique=True)


# patterns ---------------------------------------------------------------------------------------------------------


@given(CHOICE, st.lists(CHOICE, max_size=2), st.lists(CHOICE, max_size=2),
       st.sampled_from(["", *sorted(COMPLEMENTS)]), st.sampled_from(["", *sorted(OBJECT_KINDS)]))  # fmt: skip
def test_a_verb_pattern_reads_back_what_was_written(
    verbs: list[str], words: list[list[str]], preps: list[list[str]], complement: str, kind: str
) -> None:
    text = " ".join(["/".join(verbs), *("/".join(w) for w in words), *("@" + "/".join(p) for p in preps),
                     *(["~" + complement] if complement else []), *([f"<{kind}>"] if kind else [])])  # fmt: skip
    pattern = parse_verb_pattern(text, "verbs/x.csv:2")
    assert pattern.verbs == tuple(verbs)
    assert pattern.words == tuple(frozenset(w) for w in words)
    assert pattern.preps == tuple(frozenset(p) for p in preps)
    assert (pattern.complement, pattern.object_kind) == (complement, kind)


@given(st.lists(CHOICE, min_size=1, max_size=3))
def test_a_noun_pattern_gives_one_reading_for_each_choice(items: list[list[str]]) -> None:
    patterns = parse_noun_pattern(" ".join("/".join(item) for item in items), "nouns/x.csv:2")
    expected = 1
    for item in items:
        expected *= len(item)
    assert len(patterns) == len(set(patterns)) == expected
    assert all(p.head in items[-1] and len(p.modifiers) == len(items) - 1 for p in patterns)


@given(CHOICE, CHOICE, CHOICE)
def test_what_must_stand_behind_a_noun_is_read(head: list[str], preps: list[str], words: list[str]) -> None:
    written = f"{'/'.join(head)} @{'/'.join(preps)} "
    behind = parse_noun_pattern(written + "/".join(words), "nouns/x.csv:2")[0].behind
    assert behind is not None
    assert (behind.preps, behind.words, behind.kind) == (frozenset(preps), frozenset(words), "")
    of_a_kind = parse_noun_pattern(written + "<thing>", "nouns/x.csv:2")[0]
    assert of_a_kind.behind is not None
    assert (of_a_kind.behind.words, of_a_kind.behind.kind) == (frozenset(), "thing")


@pytest.mark.parametrize("text", ["@of thing", "release @of", "release @of <wombat>", "release @of a b"])
def test_a_broken_noun_pattern_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(DataError) as caught:
        parse_noun_pattern(text, "nouns/x.csv:7")
    assert str(caught.value).startswith("nouns/x.csv:7: ")
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["", "attack <wombat>", "vow ~perhaps"])
def test_a_broken_verb_pattern_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(DataError) as caught:
        parse_verb_pattern(text, "verbs/x.csv:7")
    assert str(caught.value).startswith("verbs/x.csv:7: ")
    assert caught.value.remedy


@pytest.mark.parametrize(("kind", "mode"), [("WAR", ""), ("CONSULT", "aerial"), ("AGREE", "visit")])
def test_an_unknown_type_or_mode_is_refused_with_its_place(kind: str, mode: str) -> None:
    with pytest.raises(DataError, match=r"^verbs/x\.csv:7: "):
        check_type(kind, mode, "verbs/x.csv:7")


def test_more_conditions_make_a_pattern_more_specific() -> None:
    ranked = ["open", "open <any>", "open ~to", "open fire", "open fire @on"]
    weights = [parse_verb_pattern(text, "x:1").conditions for text in ranked]
    assert weights == sorted(weights) and len(set(weights)) == len(weights)


# numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value"),
    [("seven", 7), ("twenty-three", 23), ("two hundred and five", 205), ("1,200", 1200), ("3 million", 3_000_000),
     ("a dozen", 12), ("two dozen", 24), ("forty thousand", 40_000), ("one hundred thousand", 100_000),
     ("soldiers", None), ("", None), ("and", None)],
)  # fmt: skip
def test_number_words(words: str, value: int | None) -> None:
    assert number(words.split()) == value


@given(st.integers(0, 10**9))
def test_digits_with_and_without_commas(value: int) -> None:
    assert number([str(value)]) == number([f"{value:,}"]) == value


@given(st.lists(st.text(max_size=6), max_size=6))
def test_numbers_of_any_words_are_whole_and_bounded(words: list[str]) -> None:
    value = number(words)
    assert value is None or 0 <= value < 10**10


# trees ------------------------------------------------------------------------------------------------------------


def tree(*rows: tuple[str, str, str, str, int]) -> Tree:
    """A tree of (text, lemma, tag, relation, head) rows; heads count from 0."""
    kinds = {
        "NN": "NOUN",
        "VB": "VERB",
        "CD": "NUM",
        "IN": "ADP",
        "PR": "PRON",
        "DT": "DET",
        "CC": "CCONJ",
        "WP": "PRON",
    }
    tokens, at = [], 0
    for i, (text, lemma, tag, dep, head) in enumerate(rows):
        pos = "PROPN" if tag.startswith("NNP") else kinds.get(tag[:2], "X")
        tokens.append(Token(i, text, lemma, pos, tag, dep, head, at, at + len(text)))
        at += len(text) + 1
    return Tree(Sentence(tuple(tokens), ()))


ACTIVE = tree(
    ("Rebels", "rebel", "NNS", "nsubj", 1), ("shelled", "shell", "VBD", "root", 1), ("towns", "town", "NNS", "obj", 1),
    ("and", "and", "CC", "cc", 4), ("villages", "village", "NNS", "conj", 2),
)  # fmt: skip
PASSIVE = tree(
    ("Towns", "town", "NNS", "nsubj:pass", 2), ("were", "be", "VBD", "aux:pass", 2),
    ("shelled", "shell", "VBN", "root", 2), ("by", "by", "IN", "case", 4), ("rebels", "rebel", "NNS", "obl:agent", 2),
)  # fmt: skip
RELATIVE = tree(
    ("men", "man", "NNS", "root", 0), ("who", "who", "WP", "nsubj", 2), ("fled", "flee", "VBD", "acl:relcl", 0)
)
SHARED = tree(
    ("Police", "police", "NNS", "nsubj", 1), ("came", "come", "VBD", "root", 1), ("and", "and", "CC", "cc", 3),
    ("left", "leave", "VBD", "conj", 1),
)  # fmt: skip


def told_to_act(verb: str, lemma: str) -> Tree:
    """ "Chad VERB Niger to act"."""
    return tree(
        ("Chad", "Chad", "NNP", "nsubj", 1), (verb, lemma, "VBD", "root", 1), ("Niger", "Niger", "NNP", "obj", 1),
        ("to", "to", "TO", "mark", 4), ("act", "act", "VB", "xcomp", 1),
    )  # fmt: skip


def test_active_and_passive_give_the_same_frame() -> None:
    assert (agents_of(ACTIVE, 1), objects_of(ACTIVE, 1)) == ((0,), (2, 4))
    assert (agents_of(PASSIVE, 2), objects_of(PASSIVE, 2)) == ((4,), (0,))
    assert PASSIVE.is_passive(2) and not ACTIVE.is_passive(1)


def test_subjects_through_relative_control_and_coordination() -> None:
    assert subjects_of(RELATIVE, 2) == (0,)
    assert subjects_of(told_to_act("urged", "urge"), 4) == (2,)
    assert subjects_of(told_to_act("promised", "promise"), 4) == (0,)
    assert subjects_of(SHARED, 3) == (0,)


def test_case_subtree_and_ancestors() -> None:
    assert PASSIVE.case(4) == "by" and PASSIVE.case(0) == ""
    assert ACTIVE.subtree(2) == [2, 3, 4]
    assert RELATIVE.subtree(0, clauses=False) == [0]
    assert list(ACTIVE.ancestors(3)) == [4, 2, 1]
    assert list(PASSIVE.ancestors(2)) == []


DEPS = st.sampled_from(
    ["nsubj", "obj", "conj", "acl", "acl:relcl", "xcomp", "ccomp", "nmod", "obl", "advcl", "case", "appos"]
)
TAGS = st.sampled_from(["VBD", "VBN", "VB", "NN", "IN", "WP"])


@given(st.lists(st.tuples(DEPS, TAGS, st.integers(0, 30)), max_size=14), st.booleans())
def test_any_tree_can_be_walked(rows: list[tuple[str, str, int]], mirrored: bool) -> None:
    size = len(rows) + 1
    heads = [0, *(head % (i + 1) for i, (_, _, head) in enumerate(rows))]  # each below an earlier one: no loops
    labels = [("root", "VBD"), *((dep, tag) for dep, tag, _ in rows)]
    order = list(range(size))[::-1] if mirrored else list(range(size))
    made = tree(*(("w", "w", labels[i][1], labels[i][0], order[heads[i]]) for i in order))
    for i in range(size):
        found = (*agents_of(made, i), *objects_of(made, i), *made.conjuncts(i), *made.subtree(i))
        assert all(0 <= j < size for j in found)
        assert len(list(made.ancestors(i))) < size


def test_a_loop_of_heads_does_not_trap_the_walk_upwards() -> None:
    loop = tree(("a", "a", "NN", "nmod", 1), ("b", "b", "NN", "nmod", 0))
    assert list(loop.ancestors(0)) == [1]


def test_counts_of_a_nominal() -> None:
    made = tree(("at", "at", "IN", "case", 1), ("least", "least", "JJS", "nmod", 2), ("12", "12", "CD", "nummod", 3),
                ("men", "man", "NNS", "root", 3))  # fmt: skip
    count = nominal_count(made, 3)
    assert count is not None and (count.low, count.high) == (12, None)
    one = nominal_count(tree(("a", "a", "DT", "det", 1), ("nurse", "nurse", "NN", "root", 1)), 1)
    assert one is not None and (one.low, one.high) == (1, 1)
    assert nominal_count(ACTIVE, 2) is None


@pytest.mark.parametrize(
    ("words", "wounded"),
    [
        ("Nine people were killed and 31 wounded when a bomb went off in Harwa.", (31, 31)),
        ("Nine people were killed and at least 31 wounded in a blast in Harwa.", (31, None)),
        ("Nine people were killed and wounded in a blast in Harwa.", (9, 9)),
    ],
)
def test_the_wounded_are_counted_apart_from_the_dead(
    claims_of: ClaimsOf, words: str, wounded: tuple[int, int | None]
) -> None:
    counts = {name: (count.low, count.high) for claim in claims_of(words) for name, count in claim.counts.items()}
    assert counts == {"killed": (9, 9), "wounded": wounded}


@pytest.mark.parametrize("share", ["70 percent", "70 per cent", "70%"])
def test_a_share_is_no_number_of_people(claims_of: ClaimsOf, share: str) -> None:
    text = f"The clinic put the death toll in Harwa at 320, with {share} killed by the shelling, on 3 May 2021."
    assert 70 not in {count.low for claim in claims_of(text) for count in claim.counts.values()}
    text = f"The bombing killed {share} of the herd's keepers in Harwa."
    assert not any(claim.counts for claim in claims_of(text))


def test_their_meeting_is_of_the_two_whom_the_sentence_names(claims_of: ClaimsOf) -> None:
    text = (
        "Emmanuel Macron met Olaf Scholz in Paris on 3 May 2022. "
        "Narendra Modi shakes hands with Fumio Kishida during their meeting in Delhi on 19 March 2022."
    )
    met = [
        {who.name for who in (*claim.actors, *claim.recipients)} for claim in claims_of(text) if "Delhi" in claim.text
    ]
    assert met
    assert all(company <= {"Narendra Modi", "Fumio Kishida"} for company in met)


# the sieve --------------------------------------------------------------------------------------------------------

TOLD = [
    case.text
    for table in (cases_acts.GROUPS, cases_status.GROUPS, cases_parties.GROUPS, cases_setting.GROUPS)
    for cases in table.values()
    for case in cases
]


@pytest.mark.slow
def test_the_sieve_loses_no_claim(claims_of: ClaimsOf) -> None:
    text = "\n\n".join(TOLD)
    sieved, whole = claims_of(text), claims_of(text, parse_all=True)
    lost = {claim.text for claim in whole} - {claim.text for claim in sieved}
    assert not lost
    assert len(whole) > 100


def test_the_sieve_saves_parsing(knowledge: Knowledge) -> None:
    text = "The lake is blue. Its water is cold in winter. Children like it. The old mill has a new roof."
    assert not any(knowledge.sieve.passes(s) for s in knowledge.grammar.segment(text, 0, len(text)))


@pytest.mark.parametrize("length", [1, 2, 251])
def test_the_sieve_gives_up_stubs_and_tables(knowledge: Knowledge, length: int) -> None:
    text = "attacked " * length
    assert not any(
        knowledge.sieve.passes(s) for s in knowledge.grammar.segment(text, 0, len(text)) if len(s.words) == length
    )


# references and ids -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "later", "who"),
    [
        ("Filipe Nyusi flew to Harare. Mr Nyusi rested.", "Nyusi", "filipe-nyusi"),
        ("Wanjala Otieno Baraka spoke. Baraka was calm.", "Baraka", "local:person:wanjala-otieno-baraka"),
        ("The Food and Agriculture Organization is in Rome. The FAO is old.", "FAO", "fao"),
    ],
)
def test_a_short_name_takes_up_the_full_one(knowledge: Knowledge, text: str, later: str, who: str) -> None:
    segments = knowledge.grammar.segment(text, 0, len(text))
    names = link_names(report_of(text), segments, knowledge.almanac)
    at = text.rindex(later)
    assert [link.party.id for link in names.within(at, at + len(later)) if link.party] == [who]


def test_links_never_overlap(knowledge: Knowledge) -> None:
    text = "\n\n".join(TOLD)
    links = link_names(report_of(text), knowledge.grammar.segment(text, 0, len(text)), knowledge.almanac).links
    assert len(links) > 100
    assert all(a.end <= b.start for a, b in pairwise(links))


def test_local_ids_are_the_same_for_the_same_name_and_safe() -> None:
    assert local_id("person", "Zoë Ünal") == local_id("person", "Zoe Unal")
    assert local_id("group", "Blue Star") != local_id("group", "Blue Sun")
    assert local_id("person", "A b") != local_id("group", "A b")


@given(st.text(max_size=300))
def test_local_ids_hold_no_blanks_and_stay_short(name: str) -> None:
    made = local_id("person", name)
    assert len(made) <= len("local:person:") + 80
    assert not any(char.isspace() for char in made)


def test_the_day_of_a_report() -> None:
    assert day_of(report_of("x").published) == date(2022, 3, 17)
    assert day_of(report_of("x", None).published) is None


def test_claim_ids_are_the_same_on_every_reading_and_apart_from_each_other(claims_of: ClaimsOf) -> None:
    text = "\n\n".join(TOLD[:60])
    first, second = claims_of(text), claims_of(text)
    assert first == second
    assert len({claim.id for claim in first}) == len(first)
