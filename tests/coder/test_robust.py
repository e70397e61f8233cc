"""Hostile and broken text: no crash, and every span says what it points at."""

from __future__ import annotations

import time

import pytest
from expectations import ClaimsOf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whimbrel.model import Claim

SOUND = "Rebels attacked an army base near Goma on Tuesday."
SCRAPS = st.sampled_from(
    ["Rebels", "attacked", "killed", "the", "army", "in", "Goma", "and", "who", "said", "that", "12", "at least",
     "on Tuesday", "met", "talks", "with", "by", "not", "if", "will", "accused", "of", "Hamas", "Israeli",
     "forces", "president", "'s",
     "he", "they", "the two sides", ",", ".", ";", '"', "“", "”", "'", "(", ")", "—", "-", "\n", "\n\n", "\t", "\x00",
     "\u200b", "\ufeff", "\u202e", "é", "مدينة", "北京", "🕊", "<b>", "&amp;", "http://x.y/z?q=1", "A.B.C.", "N'Djamena"]
)  # fmt: skip
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def hold(text: str, claims: list[Claim]) -> None:
    """What is true of all claims of a text."""
    ids = {claim.id for claim in claims}
    assert len(ids) == len(claims)
    for claim in claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert claim.text == text[claim.span.start : claim.span.end]
        assert claim.span.start <= claim.trigger.start < claim.trigger.end <= claim.span.end
        assert 0 < claim.confidence.value < 1
        assert not claim.within or claim.within in ids
        for party in (*claim.actors, *claim.recipients):
            assert party.id and party.name
            assert party.span is None or 0 <= party.span.start < party.span.end <= len(text)
        for speaker in claim.says:
            assert speaker.span is None or text[speaker.span.start : speaker.span.end].split() == speaker.text.split()
        for place in claim.places:
            assert place.span is None or text[place.span.start : place.span.end] == place.text
        for count in claim.counts.values():
            assert count.low is None or count.high is None or count.low <= count.high


@SLOW
@given(st.text(max_size=400))
def test_any_text(claims_of: ClaimsOf, text: str) -> None:
    hold(text, claims_of(text))


@SLOW
@given(st.lists(SCRAPS, max_size=60).map(" ".join))
def test_scraps_of_news_in_any_order(claims_of: ClaimsOf, text: str) -> None:
    hold(text, claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        SOUND.upper(),
        SOUND.lower(),
        'He said: "Rebels attacked Goma. "They killed two men, police said.',
        "“Rebels attacked Goma, he said. ‘They” killed ‘two men.",
        "(Rebels attacked (Goma) on Tuesday.",
        "Date | Place | Killed\n12 March | Goma | 4\n13 March | Beni | killed 7\n",
        "Name\tRank\tKilled\nAlpha\tMajor\tno\n" * 30,
        'Les rebelles ont attaqué Goma. Rebels attacked Goma. المتمردون هاجموا المدينة. Killed in Goma: 4.',
        "反政府军袭击了戈马。 The rebels (叛军) attacked Goma on Tuesday.",
        "R e b e l s a t t a c k e d G o m a .",
        "Rebels attacked Goma\x00 on\x07 Tuesday\u202e.",
        "attacked attacked attacked attacked attacked",
        "Said said said that said that he said.",
        "The the the of of of by by by attack.",
        "!!! ??? ... ;;; ,,, --- \"\"\" '''",
        "Who? Whom? Whose? Which killed which?",
        "Rebels attacked Goma.Rebels attacked Beni.Rebels attacked Bunia.",
        "Killed by by by in in Goma on on Tuesday Tuesday.",
        " ".join(["They", "killed", "12"] * 40),
        "<script>alert('Rebels attacked Goma')</script> ; DROP TABLE events; --",
    ],
)  # fmt: skip
def test_odd_text(claims_of: ClaimsOf, text: str) -> None:
    hold(text, claims_of(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "x", ".", "a b"])
def test_nearly_nothing_gives_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text) == []


def test_capitals_still_tell(claims_of: ClaimsOf) -> None:
    assert "ASSAULT" in {claim.type for claim in claims_of("REBELS ATTACK ARMY BASE NEAR GOMA")}


def test_a_sentence_of_two_thousand_words_is_given_up_quickly_and_its_neighbours_are_not(claims_of: ClaimsOf) -> None:
    long = "Rebels attacked " + "and soldiers and rebels and farmers " * 334 + "in Goma."
    text = f"{SOUND}\n\n{long}\n\n{SOUND}"
    start = time.perf_counter()
    claims = claims_of(text)
    assert time.perf_counter() - start < 10
    hold(text, claims)
    sound = [claim for claim in claims if claim.text == SOUND]
    assert {claim.span.start for claim in sound} == {0, len(text) - len(SOUND)}


def test_time_grows_no_faster_than_the_text(claims_of: ClaimsOf) -> None:
    def took(times: int) -> float:
        text = "\n\n".join([SOUND] * times)
        start = time.perf_counter()
        hold(text, claims_of(text))
        return time.perf_counter() - start

    took(5)
    assert took(160) < 16 * max(took(20), 0.02)


def test_neighbours_in_other_languages_leave_a_sentence_as_it_was(claims_of: ClaimsOf) -> None:
    alone = claims_of(SOUND)
    text = f"Les délégués sont arrivés hier soir.\n\n{SOUND}\n\nمساء الخير."
    among = [claim for claim in claims_of(text) if claim.text == SOUND]
    assert [(c.type, [p.id for p in c.actors], c.status) for c in among] == [
        (c.type, [p.id for p in c.actors], c.status) for c in alone
    ]
