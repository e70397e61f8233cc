"""What was read a moment ago is at hand, and nothing that is found depends on it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.grammar import Grammar, Sentence
from whimbrel.grammar.kept import APIECE, LONGEST, ROOM, Kept

SAID = (
    "Rebels seized the harbour of Lomar on Monday, and police said that nine people had died.",
    "Ana Okoro, who heads the council, met the minister in the capital.",
    "Okoro left early.",
    'Neither spoke; "we want peace," she said.',
    "The troops withdrew [3].",
    "Moon Jae-in visited.",
    "jets bombed rebels",
    "• A list.",
    "KORA, May 3 (Agency) -",
    "It's over.",
    "9",
)
WORDS = st.sampled_from("Rebels Okoro Lomar seized the of said met on Monday Jae - in ; , . al Hilweh ( ) NATO".split())
SENTENCES = st.one_of(
    st.sampled_from(SAID),
    st.lists(WORDS, min_size=1, max_size=12).map(" ".join),
    st.lists(WORDS, min_size=1, max_size=6).map("  ".join),
    st.text(max_size=20),
)
TEXTS = st.lists(st.tuples(SENTENCES, st.sampled_from([" ", "  ", "\n\n", "\n"])), max_size=6).map(
    lambda parts: "".join(sentence + gap for sentence, gap in parts)
)


def read(grammar: Grammar, text: str) -> tuple[object, list[list[Sentence]]]:
    segments = grammar.segment(text)
    return segments, grammar.parse([segment for segment in segments if segment.given_up is None])


@drawn(st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=tried(40), deadline=None)
def test_what_is_read_is_the_same_whether_it_was_read_before_or_not(grammar: Grammar, texts: list[str]) -> None:
    anew = [read(grammar.keeping(0), text) for text in texts]
    for room in (300, ROOM):
        kept = grammar.keeping(room)
        assert [read(kept, text) for text in texts] == anew
        assert [read(kept, text) for text in reversed(texts)] == anew[::-1]


def test_a_copy_stands_where_it_stands(grammar: Grammar) -> None:
    kept = grammar.keeping(ROOM)
    first, second = (kept.parse(kept.segment(text))[-1][0] for text in (SAID[0], f"A  title\n\n{SAID[0]}"))
    assert [token[:7] for token in first.tokens] == [token[:7] for token in second.tokens]
    assert {b.start - a.start for a, b in zip(first.tokens, second.tokens, strict=True)} == {len("A  title\n\n")}
    assert len(kept.parsed) == 2


def test_a_sentence_that_the_parser_parts_in_two_stands_where_it_stands(grammar: Grammar) -> None:
    kept = grammar.keeping(ROOM)
    for text in ("He left: The rebels seized the town.", "So.  He left: The rebels seized the town."):
        first, second = kept.parse(kept.segment(text))[-1]
        assert text[first.span.start : first.span.end] == "He left:"
        assert text[second.span.start : second.span.end] == "The rebels seized the town."


def test_words_that_stand_apart_otherwise_have_their_own_offsets(grammar: Grammar) -> None:
    kept = grammar.keeping(ROOM)
    for text in ("Rebels seized it.", "Rebels  seized\nit ."):
        (sentence,) = kept.parse(kept.segment(text))[0]
        assert [text[token.start : token.end] for token in sentence.tokens] == ["Rebels", "seized", "it", "."]
    assert (len(kept.said), len(kept.parsed)) == (2, 1)


def test_names_told_by_one_report_are_not_those_of_another(grammar: Grammar) -> None:
    """What a name is settles among all names of a text: kept is what a sentence tells by itself."""
    kept, alone = grammar.keeping(ROOM), "Lomar was quiet."
    text = f"Police met Ana Lomar. Ana Lomar spoke. {alone}"
    before, (_, sentences), after = read(kept, alone), read(kept, text), read(kept, alone)
    assert [name.label for name in sentences[-1][0].names] == ["PER"]
    assert [name.label for name in before[1][0][0].names] != ["PER"]
    assert before == after == read(grammar.keeping(0), alone)


def test_a_sentence_too_long_to_be_read_is_told_again(grammar: Grammar) -> None:
    kept, long = grammar.keeping(ROOM), " ".join(["and"] * 300)
    for text in (long, f"He left.\n\n{long}"):
        pieces = [segment for segment in kept.segment(text) if segment.given_up]
        assert [text[s.given_up.start : s.given_up.end] for s in pieces if s.given_up] == [long] * 2


@drawn(st.lists(st.tuples(st.integers(0, 30), st.integers(0, LONGEST + 50))), st.integers(0, 5_000))
def test_what_is_kept_is_bounded_and_was_asked_for_last(asked: list[tuple[int, int]], room: int) -> None:
    kept = Kept[int, tuple[int, int]](room)
    held: dict[int, int] = {}  # in the order in which they were asked for
    for key, length in asked:
        found = kept.get(key)
        assert found == ((key, held[key]) if key in held else None)
        if found is None:
            kept.put(key, (key, length), length)
        if key in held or (length <= LONGEST and length + APIECE <= room):
            held[key] = held.pop(key, length)
        while sum(held.values()) + APIECE * len(held) > room:
            del held[next(iter(held))]
        assert len(kept) == len(held)


def test_threads_read_with_one_store(grammar: Grammar) -> None:
    kept, texts = grammar.keeping(400), [f"{SAID[i % len(SAID)]} {SAID[i // 7 % len(SAID)]}" for i in range(60)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda text: read(kept, text), texts))
    assert found == [read(grammar.keeping(0), text) for text in texts]
