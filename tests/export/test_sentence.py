from __future__ import annotations

from dataclasses import replace

import pytest
import samples

from whimbrel.export.sentence import count_words, event_sentence
from whimbrel.export.wording import modes, verb, with_article, wording
from whimbrel.model import ActorKind, Count, Participant, Precision, Status

BOMBING, DEAL, TALKS, SHELLING, GAS = (samples.EVENTS[n] for n in (0, 2, 3, 4, 6))
PALESTINIANS = Participant("people:PSE", "Palestinians", ActorKind.PEOPLE, "PSE")
DOCTORS = Participant("group:doctors", "American doctors", ActorKind.GROUP, "USA")
TROOPS = Participant("forces:ISR", "Israeli forces", ActorKind.FORCES, "ISR")


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (BOMBING, "Al-Shabaab killed at least 100 people in a bombing in Mogadishu"),
        (replace(BOMBING, actors=()), "At least 100 people were killed in a bombing in Mogadishu"),
        (
            DEAL,
            "The Government of Ethiopia and the Tigray People's Liberation Front reached an agreement in Pretoria",
        ),
        (TALKS, "The Government of Ethiopia planned to meet the Tigray People's Liberation Front in Nairobi"),
        (SHELLING, "Eritrea denied that Eritrean forces had fired heavy weapons in Tigray"),
        (GAS, "Sudanese police used crowd-control weapons against protesters in Khartoum"),
        (
            replace(GAS, actors=(TROOPS,), recipients=(PALESTINIANS,), mode="", counts={"killed": Count(3, 3, "")}),
            "Israeli forces killed 3 Palestinians in Khartoum",
        ),
        (
            replace(GAS, actors=(), mode="", recipients=(DOCTORS,), counts={"killed": Count(3, 3, "three")}),
            "3 American doctors were killed in Khartoum",
        ),
        (
            replace(GAS, actors=(), counts={"killed": Count(1, 1, "a"), "wounded": Count(4, 4, "four")}, recipients=()),
            "1 person was killed and 4 wounded in a crowd-control action in Khartoum",
        ),
        (
            replace(GAS, actors=(), recipients=(), counts={"killed": Count(None, None, "dozens")}, mode="aerial"),
            "Dozens of people were killed in an air strike in Khartoum",
        ),
        (replace(TALKS, status=Status.ONGOING, place=None), "The Government of Ethiopia is meeting the Tigray People's "
         "Liberation Front"),
        (replace(GAS, actors=()), "Protesters in Khartoum faced crowd-control weapons"),
        (replace(GAS, actors=(), recipients=(), place=None), "An unnamed party used crowd-control weapons"),
    ],
)  # fmt: skip
def test_sentences(event: object, sentence: str) -> None:
    assert event_sentence(event) == sentence  # type: ignore[arg-type]


def test_many_actors_are_cut_short() -> None:
    actors = tuple(Participant(str(n), f"Party {n}", ActorKind.PARTY) for n in range(9))
    assert event_sentence(replace(DEAL, actors=actors, place=None)) == (
        "Party 0, Party 1, Party 2 and 6 others reached an agreement"
    )


def test_an_affiliation_stands_behind_a_name() -> None:
    sentence = event_sentence(samples.EVENTS[5], {"person:abiy-ahmed": "Prosperity Party"})
    assert sentence.startswith("Abiy Ahmed (Prosperity Party) met Hassan Sheikh Mohamud")


@pytest.mark.parametrize("status", list(Status))
def test_every_type_mode_and_status_can_be_told(status: Status) -> None:
    one, two = samples.ETHIOPIA, samples.TPLF
    for type, names in modes().items():
        for mode in ("", *names):
            for actors in ((), (one,), (one, two)):
                for recipients in ((), (two,), (TROOPS,)):
                    event = replace(
                        DEAL, type=type, mode=mode, status=status, actors=actors, recipients=recipients, counts={}
                    )
                    sentence = event_sentence(event)
                    assert "{" not in sentence
                    assert "  " not in sentence
                    assert sentence[0].isupper()
                    for who in (*actors, *recipients):
                        assert who.name in sentence


def test_the_sixteen_types_have_words() -> None:
    assert len(modes()) == 16
    assert wording("NEW-TYPE").label == "new-type"
    for type, names in modes().items():
        for mode in ("", *names):
            row = wording(type, mode)
            for phrase in (row.both, row.alone, row.joint, row.suffered):
                verb(phrase.split()[0])
            assert "{o}" in row.both
            assert row.label


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(3, 3, "three"), "3"),
        (Count(1200, 1200, ""), "1,200"),
        (Count(12, None, ""), "at least 12"),
        (Count(None, 5, ""), "at most 5"),
        (Count(10, 20, ""), "10 to 20"),
        (Count(None, None, "scores"), "scores"),
    ],
)
def test_counts(count: Count, words: str) -> None:
    assert count_words(count) == words


def test_articles() -> None:
    assert with_article("West Bank") == "the West Bank"
    assert with_article("United Nations") == "the United Nations"
    assert with_article("The Hague") == "The Hague"
    assert with_article("Beirut") == "Beirut"
    assert with_article("Egyptian government") == "the Egyptian government"
    assert with_article("") == ""


def test_a_site_is_at_not_in() -> None:
    site = replace(samples.PRETORIA, name="Cairo Airport", precision=Precision.SITE)
    assert event_sentence(replace(DEAL, place=site)).endswith("at Cairo Airport")
