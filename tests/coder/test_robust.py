"""Hostile and broken text: no crash, and every span says what it points at."""

from __future__ import annotations

import time

import pytest
from expectations import ClaimsOf, report_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.coder import Knowledge, code
from whimbrel.model import Claim, Span

SOUND = "Rebels attacked an army base near Goma on Tuesday."
SCRAPS = st.sampled_from(
    ["Rebels", "attacked", "killed", "the", "army", "in", "Goma", "and", "who", "said", "that", "12", "at least",
     "on Tuesday", "met", "talks", "with", "by", "not", "if", "will", "accused", "of", "Hamas", "Israeli",
     "forces", "president", "'s",
     "he", "they", "the two sides", ",", ".", ";", '"', "“", "”", "'", "(", ")", "—", "-", "\n", "\n\n", "\t", "\x00",
     "\u200b", "\ufeff", "\u202e", "é", "مدينة", "北京", "🕊", "<b>", "&amp;", "http://x.y/z?q=1", "A.B.C.", "N'Djamena"]
)  # fmt: skip
SLOW = settings(
    max_examples=tried(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
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


LONG = "Rebels attacked " + "and soldiers and rebels and farmers " * 334 + "in Goma."


def test_a_sentence_of_two_thousand_words_is_given_up_and_its_neighbours_are_not(knowledge: Knowledge) -> None:
    text, given_up = f"{SOUND}\n\n{LONG}\n\n{SOUND}", list[Span]()
    start = time.perf_counter()
    claims = code(report_of(text), knowledge, given_up=given_up)
    assert time.perf_counter() - start < 10
    hold(text, claims)
    assert [text[span.start : span.end] for span in given_up] == [LONG]
    assert [(claim.type, claim.span.start) for claim in claims] == [
        ("ASSAULT", 0), ("ASSAULT", len(text) - len(SOUND))
    ]  # fmt: skip


def test_what_its_own_marks_part_is_read_to_the_end(knowledge: Knowledge) -> None:
    text, given_up = "Rebels attacked Goma; " * 100 + "police arrested two men in Beni.", list[Span]()
    claims = code(report_of(text), knowledge, given_up=given_up)
    hold(text, claims)
    assert {claim.type for claim in claims} == {"ASSAULT", "COERCE"}
    assert given_up == []


@pytest.mark.parametrize(
    "text",
    [
        "Date | Place | Killed | Wounded\n12 March | Goma | 4 | 7\n13 March | Beni | 3 | 12\nTotal | | 7 | 19",
        "Goma 4 7 12\nBeni 3 12 19\nBunia 0 0 0\n" * 60,
        "Killed\n- Ann Low, 34\n- Ben Roe, 21\n- a driver from Beni",
        "Contents: 1. Attack 2. Protest 3. Sanctions 4. Ceasefire 5. Arrests",
        "14:32 GMT\n\nLIVE\n\nUPDATE 3\n\n15.01 Refresh for more\n\nWhat we know so far",
        "Le président a condamné l'attaque. Die Armee hat Goma angegriffen. El ejército mató a cuatro soldados.",
        "هاجم المتمردون قاعدة للجيش قرب غوما يوم الثلاثاء وقتلوا أربعة جنود.",
        "“ ” \" ' ‘ ( “attack” ( 'killed",
    ],
)
def test_what_is_no_sentence_tells_no_event(claims_of: ClaimsOf, text: str) -> None:
    assert [(claim.type, claim.text) for claim in claims_of(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        f"14:32 GMT - {SOUND}",
        f"UPDATE 2: {SOUND}",
        f"• {SOUND}",
        f"● {SOUND}",
        f"3. {SOUND}",
        f'" {SOUND}',
        f"“{SOUND} ”",
        SOUND.upper(),
        f"Les rebelles fuient. {SOUND} Fin de citation.",
    ],
)
def test_a_sentence_is_read_amid_scraps(claims_of: ClaimsOf, text: str) -> None:
    (claim,) = claims_of(text)
    assert (claim.type, claim.status.value) == ("ASSAULT", "happened")
    assert [party.id for party in claim.actors] == ["group:rebel"]
    assert [place.name for place in claim.places] == ["Goma"]


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
