"""Quotations that go on: after the cue, in the next sentence, in the next paragraph, with marks missing."""

from __future__ import annotations

from said import SaidIn


def test_a_quotation_goes_on_after_the_cue(said_in: SaidIn) -> None:
    (found,) = said_in('"We heard a bang," the baker said. "Then the roof fell in."')
    assert found.what == ('"We heard a bang,"', '"Then the roof fell in."')
    assert found.kind == "direct"


def test_a_quotation_of_several_sentences_is_taken_whole(said_in: SaidIn) -> None:
    text = '"We heard a bang. The roof fell in. Nobody came to help us," the baker said.'
    (found,) = said_in(text)
    assert found.what == (text[: text.index(" the baker")],)


def test_a_quotation_opened_again_in_the_next_paragraph_has_the_same_speaker(said_in: SaidIn) -> None:
    text = '"We heard a bang," the baker said. "Then the roof fell in.\n\n"Nobody came to help us."\n\nIt rained.'
    (found,) = said_in(text)
    assert found.what[-1] == '"Nobody came to help us."'


def test_a_new_paragraph_without_a_cue_is_not_given_to_the_last_speaker(said_in: SaidIn) -> None:
    found = said_in('"We heard a bang," the baker said.\n\n"Nobody came to help us at all."')
    assert [one.what for one in found] == [('"We heard a bang,"',)]


def test_a_sentence_with_a_colon_leads_to_the_quotation_below_it(said_in: SaidIn) -> None:
    (found,) = said_in('The baker went on:\n\n"Nobody came to help us at all."')
    assert (found.who, found.what) == ("The baker", ('"Nobody came to help us at all."',))


def test_a_closing_mark_that_is_missing_ends_with_the_paragraph(said_in: SaidIn) -> None:
    found = said_in('The baker said: "Nobody came to help us at all.\n\nThe fire burned all night.')
    assert [(one.who, one.what) for one in found] == [("The baker", ('"Nobody came to help us at all',))]


def test_he_is_the_one_who_spoke_last(said_in: SaidIn) -> None:
    text = '"We heard a bang," said Omar Haddad, a baker. Karim Nasser came with an army. "It was over," he said.'
    found = said_in(text)
    assert [one.quote.speaker.name for one in found if one.quote.speaker] == ["Omar Haddad", "Omar Haddad"]
