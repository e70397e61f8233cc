"""Copies: what is a reprint, what only quotes, and that order does not matter."""

from __future__ import annotations

from hashlib import blake2b
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.merge.copies import BINS, SHINGLE, WORD, lineages, resemblance, shingles, sketch

VOCABULARY = [
    f"{a}{b}" for a in ("bar", "sel", "tor", "mun", "dir", "kal") for b in ("en", "at", "om", "is", "ud", "ek")
]


def story(seed: int, words: int = 220) -> str:
    random = Random(seed)
    return " ".join(random.choice(VOCABULARY) for _ in range(words))


def together(**texts: str) -> set[frozenset[str]]:
    lineage = lineages((name, sketch(text)) for name, text in texts.items())
    return {frozenset(n for n in lineage if lineage[n] == root) for root in lineage.values()}


def test_reprint_with_another_headline() -> None:
    text = story(1)
    found = together(a="One headline. " + text, b="Quite another one: " + text.upper(), c=story(2))
    assert found == {frozenset("ab"), frozenset("c")}


def test_an_updated_version_is_a_copy() -> None:
    text = story(3, 300)
    assert together(a=text, b=text + " " + story(4, 40)) == {frozenset("ab")}


def test_an_excerpt_is_a_copy() -> None:
    text = story(5, 400)
    assert together(a=text, b=" ".join(text.split()[:160])) == {frozenset("ab")}


def test_a_shared_quote_is_no_copy() -> None:
    quote = story(6, 25)
    assert together(a=story(7) + quote, b=story(8) + quote) == {frozenset("a"), frozenset("b")}


def test_a_shared_notice_below_every_page_is_no_copy() -> None:
    notice = story(9, 60)
    texts = {f"n{i}": f"{story(100 + i)} {notice}" for i in range(60)}
    assert len(together(**texts)) == 60


def test_empty_and_short_texts() -> None:
    assert resemblance(sketch(""), sketch("")) == 0.0
    assert together(a="", b="", c="one word") == {frozenset("a"), frozenset("b"), frozenset("c")}


@given(st.text(max_size=200) | st.lists(st.sampled_from(["İzmir", "Straße", "MEN", "Σίσυφος", "x"])).map(" ".join))
def test_shingles_are_hashes_of_six_words_in_lower_case(text: str) -> None:
    words = [word.lower() for word in WORD.findall(text)]
    runs = [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)) if words]
    assert shingles(text) == {int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs}
    assert sketch(text).bins == tuple(
        min((value // BINS for value in shingles(text) if value % BINS == place), default=-1) for place in range(BINS)
    )


@settings(max_examples=tried(30), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(120, 220)), max_size=12), st.randoms(use_true_random=False))
def test_order_changes_nothing(parts: list[tuple[int, int]], random: Random) -> None:
    sketches = [(f"r{i:02}", sketch(story(seed, words))) for i, (seed, words) in enumerate(parts)]
    assert lineages(random.sample(sketches, len(sketches))) == lineages(sketches)
