"""What outlets call a party is kept as they write it; what we call it takes no side."""

from __future__ import annotations

import pytest
from expectations import ClaimsOf

from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.model import Participant

LOADED = load_loaded_words()
SIDED = sorted({row.word: row.plural for row in LOADED.by_form.values() if not row.plain}.items())


def parties(claims_of: ClaimsOf, text: str) -> list[Participant]:
    return [party for claim in claims_of(text) for party in (*claim.actors, *claim.recipients)]


@pytest.mark.parametrize(("word", "plural"), SIDED)
def test_no_label_takes_a_side(claims_of: ClaimsOf, word: str, plural: str) -> None:
    for text in (
        f"{plural.capitalize()} attacked an army base near Gao.",
        f"Soldiers killed a {word} near Gao, the army said.",
        f"The {word} leader Abu Karim attacked Kenyan {plural} near Garissa.",
        f"{word.capitalize()} protesters marched through Lagos.",
    ):
        for party in parties(claims_of, text):
            for ours in (party.name, party.title, party.id.replace(":", " ").replace("-", " ")):
                assert LOADED.neutral(ours) == ours, text
            assert party.word in text


def test_terrorists_of_one_outlet_are_the_fighters_of_another(claims_of: ClaimsOf) -> None:
    told = {word: parties(claims_of, f"Kurdish {word} attacked an army base in Hakkari.")[0]
            for word in ("fighters", "terrorists", "mercenaries")}  # fmt: skip
    assert len({(party.id, party.name.lower(), party.kind, party.sector) for party in told.values()}) == 1
    assert [party.word for party in told.values()] == ["", "terrorists", "mercenaries"]
    assert [party.text for party in told.values()] == list(told)


@pytest.mark.parametrize(
    "text",
    [
        "The Lord's Resistance Army attacked a village near Garamba.",
        "The Islamic Resistance Movement released nine teachers in Gaza.",
        "Rebels attacked an army base near Goma.",
        "The army killed a farmer whom it had taken for a bandit near Jos.",
    ],
)
def test_a_name_or_a_plain_word_is_no_loaded_word(claims_of: ClaimsOf, text: str) -> None:
    assert [party.word for party in parties(claims_of, text) if party.id != "group:gunman"] == [
        "" for party in parties(claims_of, text) if party.id != "group:gunman"
    ]


def test_a_word_for_one_party_is_not_laid_on_another(claims_of: ClaimsOf) -> None:
    text = "Boko Haram terrorists attacked a village near Baga, and Kenya condemned the attack."
    found = {party.id: party.word for party in parties(claims_of, text)}
    assert found.get("boko-haram") == "terrorists"
    assert [word for id, word in found.items() if id != "boko-haram"] == [""] * (len(found) - 1)
