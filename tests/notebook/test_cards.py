"""Cards in a notebook: escaped, and shown by IPython without the nouns knowing of HTML."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html

sys.path.insert(0, str(Path(__file__).parents[1] / "chronicle"))

import samples

from whimbrel import notebook
from whimbrel.api import Chronicle
from whimbrel.export.cards.cards import claim_card, dossier_card, event_card

HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e & \"quoted' <img src=x onerror=alert(2)>"


def text(card: str) -> str:
    return " ".join(html.fromstring(card).text_content().split())


def check_harmless(card: str) -> None:
    root = html.fromstring(card)
    tags = {one.tag for one in root.iter() if isinstance(one.tag, str)}
    assert tags <= {"div", "span", "b", "code", "table", "thead", "tbody", "tr", "th", "td"}
    assert {name for one in root.iter() for name in one.attrib} <= {"class", "style", "dir", "scope"}
    assert "\x1b" not in card
    assert "\u202e" not in card
    etree.fromstring(card)  # well-formed, so that nothing of it reaches into the page around


def test_an_event_shows_what_is_claimed_for_each_field() -> None:
    told = text(event_card(samples.EVENTS[0]))
    assert "Al-Shabaab killed at least 100 people in a bombing in Mogadishu" in told
    assert "29 October 2022 · Mogadishu, Somalia · happened · 3 reports, 3 independent origins" in told
    assert "Killed at least 100 ×1 ≠" in told
    check_harmless(event_card(samples.EVENTS[0]))


def test_a_claim_marks_the_word_that_told_it() -> None:
    card = html.fromstring(claim_card(samples.BOMB[0]))
    assert [one.text for one in card.iter("b")] == ["killing"]
    assert "killed at least 100" in text(claim_card(samples.BOMB[0]))
    assert "says President Hassan Sheikh Mohamud" in text(claim_card(samples.BOMB[0]))


def test_text_from_the_net_is_text() -> None:
    event, claim = samples.EVENTS[0], samples.BOMB[0]
    place = replace(samples.MOGADISHU, name=HOSTILE)
    party = replace(samples.SHABAAB, name=HOSTILE)
    fields = {HOSTILE: event.fields["killed"], "place": (replace(event.fields["place"][0], label=HOSTILE),)}
    shown = event_card(replace(event, place=place, actors=(party,), fields=fields, id=HOSTILE))
    check_harmless(shown)
    assert "<script>alert(1)</script>" in text(shown)
    check_harmless(claim_card(replace(claim, text=HOSTILE, actors=(party,), places=(place,))))
    with Chronicle.open() as chronicle:
        samples.fill(chronicle)
        check_harmless(chronicle._repr_html_())
        for event in samples.EVENTS:
            check_harmless(dossier_card(chronicle.dossier(event.id)))


def test_a_chronicle_shows_how_much_it_holds() -> None:
    with Chronicle.open() as chronicle:
        assert "0 events from 0 claims in 0 reports" in text(chronicle._repr_html_())
        samples.fill(chronicle)
        told = text(chronicle._repr_html_())
    assert f"{len(samples.EVENTS)} events" in told
    assert "1 inputs with a problem" not in told
    assert "1 input with a problem" in told
    assert "Mogadishu" in told


def test_a_dossier_sets_the_sources_side_by_side() -> None:
    with Chronicle.open() as chronicle:
        samples.fill(chronicle)
        card = dossier_card(chronicle.dossier(samples.EVENTS[0].id))
    told = text(card)
    heads = [head.text for head in html.fromstring(card).iter("th")]
    assert heads[2:5] == ["The Harbour Wire", "Gulf Morning Post", "إذاعة الساحل"]
    assert "not stated" in told
    assert "killing at least 100 people" in told


def test_ipython_is_told_how_nouns_are_shown() -> None:
    formatters = pytest.importorskip("IPython.core.formatters")

    class Shell:
        display_formatter = formatters.DisplayFormatter()

    assert notebook.enable(Shell())
    shown, _ = Shell.display_formatter.format(samples.EVENTS[0])
    assert "Al-Shabaab killed" in shown["text/html"]
    shown, _ = Shell.display_formatter.format(samples.BOMB[0])
    assert "whimbrel-claim" in shown["text/html"]
    assert "Event(id=" in Shell.display_formatter.format(samples.EVENTS[0])[0]["text/plain"], "as ever"


def test_without_a_notebook_nothing_happens() -> None:
    assert notebook.enable() is False
